import type { HubLimits, WireContent } from '../protocol/index.js';
import { type Check, json } from './check.js';
import { HubError, invalid } from './errors.js';

type Rule = (content: WireContent, limits: HubLimits) => void;

let graphemes: Intl.Segmenter | undefined;

const countGraphemes = (text: string, stopAt: number): number => {
  graphemes ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  let count = 0;
  for (const _ of graphemes.segment(text)) if (++count >= stopAt) break;
  return count;
};

const textRule: Rule = ({ text }, { textGraphemes: limit }) => {
  if (typeof text !== 'string') throw invalid('content.text', 'must be a string');
  if (text.trim() === '') throw invalid('content.text', 'must not be blank');
  // A grapheme is one UTF-16 unit or more: most texts need no segmenting.
  if (text.length > limit && countGraphemes(text, limit + 1) > limit) {
    throw new HubError('too-large', `content.text: at most ${limit} characters`, { field: 'content.text', limit });
  }
};

const fileRule: Rule = (content) => {
  if (fileOf(content) === undefined) throw invalid('content.file.id', 'must be the id of an uploaded file');
};

/** Only the hub itself says these. */
const hubOnly: Rule = ({ kind }) => {
  throw new HubError('rejected-content', `content.kind: ${kind} is not for clients to send`, { field: 'content.kind' });
};

/** Kinds without a rule are carried whole. */
const RULES: Readonly<Record<string, Rule>> = {
  text: textRule,
  image: fileRule,
  file: fileRule,
  notice: hubOnly,
  recalled: hubOnly,
};

export const content: Check<WireContent> = (value, field) => {
  const plain = json(value, field) as Partial<WireContent> | null;
  if (typeof plain !== 'object' || plain === null || Array.isArray(plain)) throw invalid(field, 'must be an object');
  if (typeof plain.kind !== 'string' || !/^[\w.:/-]{1,64}$/.test(plain.kind)) {
    throw invalid(`${field}.kind`, 'must be 1 to 64 characters of A-Z a-z 0-9 _ . : / -');
  }
  if (plain.fallback !== undefined && typeof plain.fallback !== 'string') {
    throw invalid(`${field}.fallback`, 'must be a string');
  }
  return plain as WireContent;
};

/** Limits and the rules of the kind. Throws `too-large`, `invalid`, `rejected-content`. */
export const obeyRules = (value: WireContent, limits: HubLimits): void => {
  const limit = limits.contentBytes;
  if (new TextEncoder().encode(JSON.stringify(value)).byteLength > limit) {
    throw new HubError('too-large', `content: at most ${limit} bytes`, { field: 'content', limit });
  }
  if (Object.hasOwn(RULES, value.kind)) RULES[value.kind]?.(value, limits);
};

/** Id of the file that the content carries. */
export const fileOf = (value: WireContent): string | undefined => {
  const file = value.file;
  if (typeof file !== 'object' || file === null) return undefined;
  const { id } = file as { readonly id?: unknown };
  return typeof id === 'string' && id !== '' ? id : undefined;
};

/** What search looks through. */
export const wordsOf = (value: WireContent): string => {
  const name = (value.file as { readonly name?: unknown } | undefined)?.name;
  const words = [value.text, value.fallback, name].filter((word) => typeof word === 'string' && word !== '');
  return value.kind === 'recalled' || value.kind === 'notice' ? '' : words.join('\n');
};
