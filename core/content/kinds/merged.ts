import type { Content, ContentOf, Message, UserId } from '../../model/index.js';
import { invalid } from '../../model/index.js';
import { compact, countOf, isRecord, stringOf } from '../check.js';
import { readFileRef } from '../file-ref.js';
import { countGraphemes } from '../graphemes.js';
import { previewOf, readContent, searchText, writeContent } from '../read.js';
import type { ContentType } from '../types.js';

/** One message of a bundle, as it was when it was sent on. */
export interface MergedMessage {
  readonly senderId: UserId;
  readonly name?: string;
  /** Milliseconds since the epoch. */
  readonly sentAt: number;
  readonly content: Content;
}

declare module '../../model/content.js' {
  interface ContentMap {
    /** Several messages sent on as one. They stand in `messages`, or, where they are too large for that, in `file` as JSON. */
    merged: {
      readonly title: string;
      /** The first of them in words: at most 5 lines of 100 characters. */
      readonly abstracts: readonly string[];
      readonly count: number;
      readonly messages?: readonly MergedMessage[];
      readonly file?: FileRef;
      /** Ids of the files that the messages carry, so that their receivers may have them. */
      readonly files?: readonly string[];
    };
  }
}

export const MOST_MERGED = 300;
/** Content of all messages inline, bytes of JSON; beyond it they go as a file. */
const MOST_INLINE = 48 * 1024;
/** Of a bundle that is read, characters. */
const MOST_BUNDLE = 20 * 1024 * 1024;
const LINES = 5;
const LINE = 100;
const TITLE = 200;
const MOST_FILES = 1000;
/** The last moment that a Date knows. */
const LAST = 8.64e15;

const readMessage = (raw: unknown): MergedMessage | undefined => {
  if (!isRecord(raw) || !isRecord(raw.content)) return undefined;
  const senderId = stringOf(raw.senderId, 256);
  const sentAt = countOf(raw.sentAt, 0, LAST);
  if (senderId === undefined || sentAt === undefined) return undefined;
  const content = readContent(raw.content as Parameters<typeof readContent>[0]);
  return compact<MergedMessage>({ senderId, name: stringOf(raw.name, 256), sentAt, content });
};

const readMessages = (raw: unknown): readonly MergedMessage[] | undefined => {
  if (!Array.isArray(raw) || raw.length === 0 || raw.length > MOST_MERGED) return undefined;
  const messages = raw.map(readMessage);
  return messages.every((one) => one !== undefined) ? messages : undefined;
};

const strings = (raw: unknown, most: number, fits: (text: string) => boolean): readonly string[] | undefined =>
  Array.isArray(raw) && raw.length <= most && raw.every((one) => typeof one === 'string' && fits(one))
    ? raw
    : undefined;

export const mergedContent: ContentType<'merged'> = {
  kind: 'merged',
  parse: (raw) => {
    const title = raw.title === '' ? '' : stringOf(raw.title, TITLE * 4);
    const abstracts = strings(raw.abstracts, LINES, (line) => line.length <= LINE * 12 && countGraphemes(line) <= LINE);
    const messages = raw.messages === undefined ? undefined : readMessages(raw.messages);
    const file = raw.file === undefined ? undefined : readFileRef(raw.file);
    const count = countOf(raw.count, 1, MOST_MERGED);
    if (title === undefined || !abstracts || count === undefined) return undefined;
    // One of the two, and what is there must be whole.
    if (raw.messages !== undefined ? !messages || messages.length !== count : !file) return undefined;
    const files = strings(raw.files, MOST_FILES, (id) => id.length > 0 && id.length <= 1024);
    return compact<ContentOf<'merged'>>({ kind: 'merged', title, abstracts, count, messages, file, files });
  },
  preview: ({ title, count }) => ({ title, count: String(count) }),
  text: ({ title, abstracts, messages }) =>
    [title, ...(messages ? messages.map((one) => `${one.name ?? ''} ${searchText(one.content)}`) : abstracts)].join(
      '\n',
    ),
  counts: true,
  copyable: false,
};

/** The messages of a bundle file; with `addresses`, files in it may name where they lie. Throws `invalid` when it is none. */
export const readBundle = (text: string, addresses = false): readonly MergedMessage[] => {
  const raw = text.length <= MOST_BUNDLE ? parseJson(text, addresses) : undefined;
  const messages = readMessages(isRecord(raw) ? raw.messages : undefined);
  if (!messages) throw invalid('bundle', `must hold 1 to ${MOST_MERGED} messages as JSON`);
  return messages;
};

/** No back end has looked into the file: an address in it would be fetched by whoever opens it. */
const bare = (name: string, value: unknown): unknown =>
  isRecord(value) && 'url' in value && (name === 'file' || name === 'image' || name === 'poster')
    ? Object.fromEntries(Object.entries(value).filter(([key]) => key !== 'url'))
    : value;

const parseJson = (text: string, addresses: boolean): unknown => {
  try {
    return JSON.parse(text, addresses ? undefined : bare);
  } catch {
    return undefined;
  }
};

export interface MergeOptions {
  /** Such as whose talk it is; in the language of who sends it on. Cut at 200 characters. */
  readonly title: string;
  nameOf(message: Message): string | undefined;
  /** One line of words for content without, such as "Photo". Default: its kind. */
  wordOf?(message: Message): string;
}

const clip = (text: string, most: number): string => {
  const plain = text
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, most * 12);
  if (countGraphemes(plain) <= most) return plain;
  // Nothing in a line is worth a segmenter of its own: by code points, which are never fewer.
  return `${[...plain].slice(0, most - 1).join('')}…`;
};

/**
 * One content of several messages, in the order given. With `blob`, they are too large to stand in a message: the content
 * is to be sent with it. Throws `invalid` for none, more than 300, and those that cannot be sent on.
 */
export const makeMerged = (
  messages: readonly Message[],
  { title, nameOf, wordOf }: MergeOptions,
): { readonly content: ContentOf<'merged'>; readonly blob?: Blob } => {
  if (messages.length === 0 || messages.length > MOST_MERGED) throw invalid('messages', `must be 1 to ${MOST_MERGED}`);
  if (!messages.every(goesOn)) throw invalid('messages', 'recalled ones, notices and unsent ones cannot be sent on');
  const items = messages.map((message) => ({
    senderId: message.senderId,
    ...(nameOf(message) && { name: nameOf(message)?.slice(0, 256) }),
    sentAt: Math.max(0, Math.trunc(message.sentAt)),
    content: writeContent(message.content) as unknown as Content,
  }));
  const words = (message: Message): string =>
    wordOf?.(message) || searchText(message.content) || previewOf(message.content)[1]?.name || message.content.kind;
  const files = [...new Set(messages.flatMap(({ content }) => filesOf(content)))].slice(0, MOST_FILES);
  const card = {
    kind: 'merged' as const,
    title: clip(title, TITLE),
    abstracts: messages.slice(0, LINES).map((one) => clip(`${nameOf(one) ?? one.senderId}: ${words(one)}`, LINE)),
    count: messages.length,
    ...(files.length > 0 && { files }),
  };
  const inline = { ...card, messages: items };
  if (new TextEncoder().encode(JSON.stringify(inline)).length <= MOST_INLINE) return { content: inline };
  const blob = new Blob([JSON.stringify({ messages: items })], { type: 'application/json' });
  return { content: { ...card, file: { name: 'messages.json', bytes: blob.size, mime: blob.type } }, blob };
};

const goesOn = ({ content, delivery }: Message): boolean =>
  delivery.state === 'sent' && !['recalled', 'notice', 'signal', 'command'].includes(content.kind);

/** Ids of all files in a content, those of its parts and messages too. */
export const filesOf = (content: unknown, depth = 16): string[] => {
  if (depth === 0 || typeof content !== 'object' || content === null) return [];
  const found = isRecord(content) ? strings(content.files, MOST_FILES, (id) => id.length > 0) : undefined;
  return [...(found ?? []), ...Object.values(content).flatMap((one) => [...idOf(one), ...filesOf(one, depth - 1)])];
};

const idOf = (value: unknown): string[] => {
  const file = isRecord(value) && typeof value.id === 'string' ? readFileRef(value) : undefined;
  return file?.id === undefined ? [] : [file.id];
};
