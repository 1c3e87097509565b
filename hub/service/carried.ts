import type { WireContent } from '../protocol/index.js';
import type { FileRow, MessageRow, Tx } from '../storage/port.js';
import { HubError, notFound } from './errors.js';
import { filesOf, mapFiles } from './nested.js';

/** A large bundle names so many. */
const MOST_FILES = 1_000;

const readable = async (tx: Tx, user: string, id: string): Promise<FileRow> => {
  const file = await tx.files.get(id);
  const may = file && (file.owner === user || (await tx.files.carriedTo(id, user)));
  if (!may) throw notFound('content.file.id');
  return file;
};

/** Files travel only from somebody who has a right to them, under their own name, size and type, and from no other address. */
export const withFiles = async (tx: Tx, user: string, content: WireContent): Promise<WireContent> => {
  const ids = filesOf(content);
  if (ids.length === 0) return content;
  if (ids.length > MOST_FILES) {
    throw new HubError('too-large', `content: at most ${MOST_FILES} files`, { field: 'content', limit: MOST_FILES });
  }
  const files = new Map<string, FileRow>();
  for (const id of ids) files.set(id, await readable(tx, user, id));
  return mapFiles(content, (ref, id) => {
    const { name, bytes, mime } = files.get(id) as FileRow;
    const { url: _url, localKey: _key, ...said } = ref;
    return { ...said, id, name, bytes, mime };
  }) as WireContent;
};

/** Who can see the message may read its files from now on. */
export const carryFiles = async (tx: Tx, { key, seq, content }: MessageRow): Promise<void> => {
  for (const id of filesOf(content)) await tx.files.carry(id, key, seq);
};

export const dropFiles = async (tx: Tx, { key, seq, content }: MessageRow): Promise<void> => {
  for (const id of filesOf(content)) await tx.files.drop(id, key, seq);
};

/** The same for content that takes the place of another. */
export const exchangeFiles = async (tx: Tx, before: MessageRow, after: MessageRow): Promise<void> => {
  const { key, seq } = after;
  const [old, now] = [filesOf(before.content), filesOf(after.content)];
  for (const id of now) if (!old.includes(id)) await tx.files.carry(id, key, seq);
  for (const id of old) if (!now.includes(id)) await tx.files.drop(id, key, seq);
};
