import type { WireContent } from '../protocol/index.js';
import type { FileRow, MessageRow, Tx } from '../storage/port.js';
import { HubError, notFound } from './errors.js';
import { MOST_FORMERS } from './former.js';
import { groupKey } from './ids.js';
import { filesOf, mapFiles } from './nested.js';
import { couldSee } from './past.js';

/** A large bundle names so many. */
const MOST_FILES = 1_000;

/** Of one group, messages that a former member may still read are looked for among so many. */
const MOST_CARRIERS = 200;

/** In a group that he is in no more, a message that he may still read? */
const isCarriedToFormer = async (tx: Tx, user: string, file: string): Promise<boolean> => {
  for (const { id: group, doc } of await tx.docs.page('former', user, { limit: MOST_FORMERS })) {
    const key = groupKey(group);
    for (const seq of await tx.files.carriedIn(file, key, MOST_CARRIERS)) {
      const row = await tx.messages.at(key, seq);
      if (row && (await couldSee(tx, row, user, doc))) return true;
    }
  }
  return false;
};

/** Can he see a message that carries the file? */
export const isCarriedTo = async (tx: Tx, user: string, file: string): Promise<boolean> =>
  (await tx.files.carriedTo(file, user)) || isCarriedToFormer(tx, user, file);

const readable = async (tx: Tx, user: string, id: string): Promise<FileRow> => {
  const file = await tx.files.get(id);
  const may = file && (file.owner === user || (await isCarriedTo(tx, user, id)));
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
