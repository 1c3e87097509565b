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

/** Ids of all files that the content carries, however deep, each once. */
export const filesOf = (value: Fields): readonly string[] => {
  const own = [
    value.file,
    value.poster,
    ...listOf(value.files).map((one) => (typeof one === 'string' ? { id: one } : one)),
  ];
  const ids = [...own.map(idOf), ...innerOf(value).flatMap(filesOf)];
  return [...new Set(ids.filter((id) => id !== undefined))];
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
    ...(isRecord(value.file) && { file: ref(value.file) }),
    ...(isRecord(value.poster) && { poster: ref(value.poster) }),
    ...(Array.isArray(value.files) && { files: value.files.map(ref) }),
    ...(Array.isArray(value.parts) && { parts: value.parts.map(inner) }),
    ...(Array.isArray(value.messages) && { messages: value.messages.map(message) }),
  };
};

/** Search knows so much of what stands inside of a content, characters. */
const MOST_WORDS = 4_000;

const optionOf = (option: unknown): unknown => (isRecord(option) ? (option.text ?? option.label) : option);

const ownWords = (value: Fields): string[] => {
  const { text, title, description, label, name, caption, question, fallback } = value;
  const file = isRecord(value.file) ? value.file.name : undefined;
  const all = [text, title, description, label, name, caption, question, ...listOf(value.options).map(optionOf)];
  return [...all, fallback, file].filter((word): word is string => typeof word === 'string' && word !== '');
};

const innerWords = (value: Fields): string[] =>
  innerOf(value).flatMap((inner) => [...ownWords(inner), ...innerWords(inner)]);

const WORDLESS: ReadonlySet<string> = new Set(['recalled', 'notice', 'signal', 'command']);

/** What search looks through. */
export const wordsOf = (value: WireContent): string => {
  if (WORDLESS.has(value.kind)) return '';
  const inner = innerWords(value).join('\n').slice(0, MOST_WORDS);
  return [...new Set([...ownWords(value), inner])].filter((word) => word !== '').join('\n');
};
