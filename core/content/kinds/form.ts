import type { ContentOf } from '../../model/index.js';
import { compact, countOf, isRecord, stringOf } from '../check.js';
import type { ContentType, RawRecord } from '../types.js';

export interface FormOption {
  readonly id: string;
  readonly label: string;
  /** With `quick` in a direct conversation: said as a message of one's own when it is chosen. */
  readonly send?: string;
}

export interface FormField {
  readonly id: string;
  /** `quick`: options that answer with one press. */
  readonly kind: 'choice' | 'choices' | 'text' | 'rating' | 'quick';
  readonly label?: string;
  /** Of choices: 1 to 20. */
  readonly options?: readonly FormOption[];
  readonly required?: boolean;
  /** Characters of a text (default 500, at most 2,000), stars of a rating (default 5, at most 10), choices at once. */
  readonly max?: number;
}

/** By field: the option, the options, the words, or the stars. */
export type FormAnswer = Readonly<Record<string, string | readonly string[] | number>>;

declare module '../../model/content.js' {
  interface ContentMap {
    /** Questions that each reader answers once, in the extension `@<user id>/answer` of the message. */
    form: {
      readonly title?: string;
      /** 1 to 10. */
      readonly fields: readonly FormField[];
      /** Words on the button. */
      readonly submit?: string;
    };
  }
}

const KINDS: readonly unknown[] = ['choice', 'choices', 'text', 'rating', 'quick'];
/** What every object has of itself would be taken for an answer. */
const isId = (id: unknown): id is string => typeof id === 'string' && /^[\w.-]{1,64}$/.test(id) && !(id in {});
const MOST_FIELDS = 10;
const MOST_OPTIONS = 20;
const HIGHEST = { choice: 1, quick: 1, choices: MOST_OPTIONS, text: 2000, rating: 10 } as const;
const DEFAULT = { choice: 1, quick: 1, choices: MOST_OPTIONS, text: 500, rating: 5 } as const;

export const answerKey = (userId: string): string => `@${userId}/answer`;
export const mostOf = ({ kind, max }: FormField): number => max ?? DEFAULT[kind];

const distinct = (all: readonly { readonly id: string }[]): boolean =>
  new Set(all.map(({ id }) => id)).size === all.length;

const readOption = (raw: unknown): FormOption | undefined => {
  if (!isRecord(raw) || !isId(raw.id)) return undefined;
  const label = stringOf(raw.label, 200);
  return label === undefined ? undefined : compact<FormOption>({ id: raw.id, label, send: stringOf(raw.send, 500) });
};

const readOptions = (raw: unknown): readonly FormOption[] | undefined => {
  if (!Array.isArray(raw) || raw.length === 0 || raw.length > MOST_OPTIONS) return undefined;
  const options = raw.map(readOption).filter((one) => one !== undefined);
  return options.length === raw.length && distinct(options) ? options : undefined;
};

const readField = (raw: unknown): FormField | undefined => {
  if (!isRecord(raw) || !isId(raw.id) || !KINDS.includes(raw.kind)) return undefined;
  const kind = raw.kind as FormField['kind'];
  const chosen = kind !== 'text' && kind !== 'rating';
  const options = chosen ? readOptions(raw.options) : undefined;
  if (chosen && !options) return undefined;
  const max = raw.max === undefined ? undefined : countOf(raw.max, kind === 'rating' ? 2 : 1, HIGHEST[kind]);
  if (raw.max !== undefined && max === undefined) return undefined;
  const required = raw.required === true ? true : undefined;
  return compact<FormField>({ id: raw.id, kind, label: stringOf(raw.label, 500), options, required, max });
};

const readFields = (raw: unknown): readonly FormField[] | undefined => {
  if (!Array.isArray(raw) || raw.length === 0 || raw.length > MOST_FIELDS) return undefined;
  const fields = raw.map(readField).filter((one) => one !== undefined);
  return fields.length === raw.length && distinct(fields) ? fields : undefined;
};

export const formContent: ContentType<'form'> = {
  kind: 'form',
  parse: (raw: RawRecord) => {
    const fields = readFields(raw.fields);
    if (!fields) return undefined;
    const title = stringOf(raw.title, 500);
    return compact<ContentOf<'form'>>({ kind: 'form', title, fields, submit: stringOf(raw.submit, 100) });
  },
  preview: ({ title, fields }) => ({ text: title ?? fields.find(({ label }) => label)?.label ?? '' }),
  text: ({ title, fields }) =>
    [title, ...fields.flatMap(({ label, options = [] }) => [label, ...options.map((one) => one.label)])]
      .filter(Boolean)
      .join('\n'),
  counts: true,
  copyable: false,
};

/** What somebody has answered, as far as it answers this form; undefined where it does not at all. */
export const readAnswer = (form: ContentOf<'form'>, json: string | undefined): FormAnswer | undefined => {
  const raw = parsed(json);
  if (!isRecord(raw)) return undefined;
  const given = form.fields.flatMap((field): [string, FormAnswer[string]][] => {
    const value = Object.hasOwn(raw, field.id) ? valueFor(field, raw[field.id]) : undefined;
    return value === undefined ? [] : [[field.id, value]];
  });
  return Object.fromEntries(given);
};

const parsed = (json: string | undefined): unknown => {
  try {
    return json === undefined ? undefined : JSON.parse(json);
  } catch {
    return undefined;
  }
};

const valueFor = (field: FormField, raw: unknown): FormAnswer[string] | undefined => {
  const most = mostOf(field);
  if (field.kind === 'text') return stringOf(raw, most);
  if (field.kind === 'rating') return countOf(raw, 1, most);
  const has = (id: unknown): id is string => field.options?.some((one) => one.id === id) ?? false;
  if (field.kind !== 'choices') return has(raw) ? raw : undefined;
  const all = Array.isArray(raw) ? [...new Set(raw.filter(has))] : [];
  return all.length > 0 && all.length <= most ? all : undefined;
};

/** Ids of required fields that are not answered. */
export const missingIn = ({ fields }: ContentOf<'form'>, answer: FormAnswer): readonly string[] =>
  fields.filter(({ id, required }) => required && answer[id] === undefined).map(({ id }) => id);

/** An answer to one field in words; stars as figures. */
export const answerWords = (field: FormField, value: FormAnswer[string] | undefined): string => {
  if (value === undefined) return '';
  if (field.kind === 'rating') return `${value}/${mostOf(field)}`;
  if (field.kind === 'text') return String(value);
  const chosen = typeof value === 'object' ? value : [value];
  return (field.options ?? [])
    .filter(({ id }) => chosen.includes(id))
    .map(({ label }) => label)
    .join(', ');
};
