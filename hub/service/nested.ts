import type { WireContent } from '../protocol/index.js';

type Fields = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Contents inside of one: the parts of a multipart, the messages of a bundle. */
export const innerOf = (value: Fields): Fields[] =>
  [...listOf(value.parts), ...listOf(value.messages).map((one) => (isRecord(one) ? one.content : undefined))].filter(
    isRecord,
  );

const idOf = (ref: unknown): string | undefined => {
  const id = isRecord(ref) ? ref.id : undefined;
  return typeof id === 'string' && id !== '' ? id : undefined;
};

/** Id of the file that a content of one file is about. */
export const fileOf = (value: Fields): string | undefined => idOf(value.file);

/** Fields that may hold a file. */
const SINGLE = ['file', 'poster', 'image'] as const;

/** Ids of all files that the content carries, however deep, each once. */
export const filesOf = (value: Fields): readonly string[] => {
  const own = [
    ...SINGLE.map((name) => value[name]),
    ...listOf(value.files).map((one) => (typeof one === 'string' ? { id: one } : one)),
  ];
  const ids = [...own.map(idOf), ...innerOf(value).flatMap(filesOf)];
  return [...new Set(ids.filter((id) => id !== undefined))];
};

/** Where references stand that name no file of this hub: what else they say, such as an address, is not for receivers to fetch. */
export const looseFiles = (value: Fields, path: string): string[] => {
  const loose = (ref: unknown, at: string): string[] => (isRecord(ref) && idOf(ref) === undefined ? [`${at}.id`] : []);
  const inner = (one: unknown, at: string): string[] => (isRecord(one) ? looseFiles(one, at) : []);
  const message = (one: unknown, at: string): string[] => (isRecord(one) ? inner(one.content, `${at}.content`) : []);
  return [
    ...SINGLE.flatMap((name) => loose(value[name], `${path}.${name}`)),
    ...listOf(value.files).flatMap((one, index) => loose(one, `${path}.files[${index}]`)),
    ...listOf(value.parts).flatMap((one, index) => inner(one, `${path}.parts[${index}]`)),
    ...listOf(value.messages).flatMap((one, index) => message(one, `${path}.messages[${index}]`)),
  ];
};

/** The content with each reference to a file put right. Ids that stand alone stay. */
export const mapFiles = (value: Fields, map: (ref: Fields, id: string) => Fields): Fields => {
  const ref = (one: unknown): unknown => {
    const id = idOf(one);
    return id === undefined ? one : map(one as Fields, id);
  };
  const inner = (one: unknown): unknown => (isRecord(one) ? mapFiles(one, map) : one);
  const message = (one: unknown): unknown => (isRecord(one) ? { ...one, content: inner(one.content) } : one);
  return {
    ...value,
    ...Object.fromEntries(SINGLE.filter((name) => isRecord(value[name])).map((name) => [name, ref(value[name])])),
    ...(Array.isArray(value.files) && { files: value.files.map(ref) }),
    ...(Array.isArray(value.parts) && { parts: value.parts.map(inner) }),
    ...(Array.isArray(value.messages) && { messages: value.messages.map(message) }),
  };
};

/** Search knows so much of what stands inside of a content, characters. */
const MOST_WORDS = 4_000;

const optionOf = (option: unknown): unknown => (isRecord(option) ? (option.text ?? option.label) : option);

/** Of a field of a form: what it asks, and what there is to choose. */
const fieldOf = (field: unknown): readonly unknown[] =>
  isRecord(field) ? [field.label, ...listOf(field.options).map(optionOf)] : [];

const ownWords = (value: Fields): string[] => {
  const { text, title, description, label, name, caption, question, url, fallback } = value;
  const file = isRecord(value.file) ? value.file.name : undefined;
  const lists = [...listOf(value.options).map(optionOf), ...listOf(value.fields).flatMap(fieldOf)];
  const all = [text, title, description, label, name, caption, question, url, ...lists, ...listOf(value.abstracts)];
  return [...all, fallback, file].filter((word): word is string => typeof word === 'string' && word !== '');
};

const innerWords = (value: Fields): string[] =>
  innerOf(value).flatMap((inner) => [...ownWords(inner), ...innerWords(inner)]);

const WORDLESS: ReadonlySet<string> = new Set(['recalled', 'notice', 'signal']);

/** What search looks through. */
export const wordsOf = (value: WireContent): string => {
  if (WORDLESS.has(value.kind)) return '';
  // Of a command people see its words alone.
  if (value.kind === 'command') return ownWords({ text: value.text }).join('');
  const inner = innerWords(value).join('\n').slice(0, MOST_WORDS);
  return [...new Set([...ownWords(value), inner])].filter((word) => word !== '').join('\n');
};
