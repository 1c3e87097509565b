import type { HubLimits, WireContent } from '../protocol/index.js';
import { type Check, json } from './check.js';
import { HubError, invalid } from './errors.js';
import { isOver } from './fit.js';
import { fileOf, looseFiles } from './nested.js';

export { wordsOf } from './nested.js';

/** `path` is where the content stands: `content`, `content.parts[0]`. */
type Rule = (content: WireContent, limits: HubLimits, path: string) => void;

let graphemes: Intl.Segmenter | undefined;

const countGraphemes = (text: string, stopAt: number): number => {
  graphemes ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  let count = 0;
  for (const _ of graphemes.segment(text)) if (++count >= stopAt) break;
  return count;
};

// A grapheme is one UTF-16 unit or more: most texts need no segmenting.
const textLimit = (text: string, limit: number, field: string): void => {
  if (text.length <= limit || countGraphemes(text, limit + 1) <= limit) return;
  throw new HubError('too-large', `${field}: at most ${limit} characters`, { field, limit });
};

const textRule: Rule = ({ text }, { textGraphemes: limit }, path) => {
  if (typeof text !== 'string') throw invalid(`${path}.text`, 'must be a string');
  if (text.trim() === '') throw invalid(`${path}.text`, 'must not be blank');
  textLimit(text, limit, `${path}.text`);
};

/** Begins empty and grows. */
const streamRule: Rule = ({ text }, { textGraphemes: limit }, path) => {
  if (typeof text !== 'string') throw invalid(`${path}.text`, 'must be a string');
  textLimit(text, limit, `${path}.text`);
};

const fileRule: Rule = (content, _limits, path) => {
  if (fileOf(content) === undefined) throw invalid(`${path}.file.id`, 'must be the id of an uploaded file');
};

const MOST_PARTS = 10;
/** What is about its whole message cannot be a part of one. */
const WHOLE: ReadonlySet<string> = new Set(['multipart', 'command', 'stream']);

const partsRule: Rule = ({ parts }, limits, path) => {
  if (!Array.isArray(parts) || parts.length === 0) throw invalid(`${path}.parts`, 'must be a list of contents');
  if (parts.length > MOST_PARTS) {
    const options = { field: `${path}.parts`, limit: MOST_PARTS };
    throw new HubError('too-large', `${path}.parts: at most ${MOST_PARTS}`, options);
  }
  for (const [index, part] of parts.entries()) {
    const at = `${path}.parts[${index}]`;
    if (typeof part !== 'object' || typeof part?.kind !== 'string') throw invalid(`${at}.kind`, 'must be a string');
    if (WHOLE.has(part.kind)) throw invalid(`${at}.kind`, 'cannot be a part');
    obeyKind(part, limits, at);
  }
};

/** Messages of their own, or a file of them. */
const bundleRule: Rule = (content, { mergedMessages: limit }, path) => {
  const field = `${path}.messages`;
  const { messages } = content;
  if (messages === undefined && fileOf(content) !== undefined) return;
  if (!Array.isArray(messages) || messages.length === 0) throw invalid(field, 'must be a list of messages');
  if (messages.length > limit) throw new HubError('too-large', `${field}: at most ${limit}`, { field, limit });
};

/** Only the hub itself says these. */
const hubOnly: Rule = ({ kind }, _limits, path) => {
  const field = `${path}.kind`;
  throw new HubError('rejected-content', `${field}: ${kind} is not for clients to send`, { field });
};

/** Kinds without a rule are carried whole. */
const RULES: Readonly<Record<string, Rule>> = {
  text: textRule,
  stream: streamRule,
  image: fileRule,
  file: fileRule,
  voice: fileRule,
  video: fileRule,
  gif: fileRule,
  multipart: partsRule,
  merged: bundleRule,
  notice: hubOnly,
  recalled: hubOnly,
  signal: hubOnly,
};

const obeyKind: Rule = (value, limits, path) => {
  if (Object.hasOwn(RULES, value.kind)) RULES[value.kind]?.(value, limits, path);
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
  if (isOver(value, limit)) {
    throw new HubError('too-large', `content: at most ${limit} bytes`, { field: 'content', limit });
  }
  obeyKind(value, limits, 'content');
  const [loose] = looseFiles(value, 'content');
  if (loose !== undefined) throw invalid(loose, 'must be the id of an uploaded file');
};
