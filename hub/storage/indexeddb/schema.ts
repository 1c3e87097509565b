import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import type {
  ConversationRow,
  DeviceRow,
  EventRow,
  FileRow,
  GroupRow,
  MemberRow,
  MessageRow,
  UserRow,
} from '../records.js';
import type { DocKind, DocRow } from '../small-records.js';
import { toStored } from './marks.js';

/** Index keys are made of fields, so what only some rows are indexed by is a field that only those have. */
export interface Marks {
  /** Key of the conversation, where it counts and is for all. */
  readonly unread?: string;
  /** Where it counts and is for some: for each but the sender, key, user and seq. */
  readonly unreadTo?: readonly [string, string, number][];
  /** Key, user (empty: everybody) and seq. */
  readonly named?: readonly [string, string, number][];
  /** Key of the conversation. */
  readonly asks?: string;
  readonly burning?: string;
  /** Sender, until it is recalled. */
  readonly author?: string;
}
export type StoredMessage = MessageRow & Marks;
export type StoredEntry = EventRow & { readonly subject?: string };
export interface Listening {
  readonly user: string;
  readonly audience: string;
  readonly from: number;
  readonly to?: number;
}
export interface Words {
  readonly key: string;
  readonly seq: number;
  readonly text: string;
}

/** The user deleted the message for himself. */
export interface Hidden {
  readonly key: string;
  readonly user: string;
  readonly seq: number;
}

export interface StoredDoc extends DocRow {
  readonly kind: DocKind;
  readonly owner: string;
}

export interface HubSchema extends DBSchema {
  users: { key: string; value: UserRow };
  devices: { key: [string, string]; value: DeviceRow };
  groups: { key: string; value: GroupRow };
  files: { key: string; value: FileRow; indexes: { owner: string } };
  carried: { key: [string, string, number]; value: { file: string; key: string; seq: number } };
  conversations: { key: string; value: ConversationRow };
  members: { key: [string, string]; value: MemberRow; indexes: { user: string } };
  messages: {
    key: [string, number];
    value: StoredMessage;
    indexes: {
      id: string;
      sending: [string, string];
      unread: [string, number];
      unreadBySender: [string, string, number];
      unreadTo: [string, string, number];
      named: [string, string, number];
      asks: [string, number];
      burning: [string, number];
      author: string;
      kind: [string, string, number];
      pinned: [string, number];
      expires: number;
    };
  };
  events: {
    key: number;
    value: StoredEntry;
    indexes: { audience: [string, number]; subject: [string, string]; at: number };
  };
  listening: { key: [string, string, number]; value: Listening };
  numbers: { key: 'head' | 'floor'; value: number };
  words: { key: [string, number]; value: Words };
  hidden: { key: [string, string, number]; value: Hidden; indexes: { message: [string, number] } };
  docs: {
    key: [string, string, string];
    value: StoredDoc;
    indexes: { rank: [string, string, number, string]; id: [string, string, string] };
  };
}

export type Store = StoreNames<HubSchema>;
export type Transaction = IDBPTransaction<HubSchema, Store[], 'readwrite'>;
type Upgrade = (db: IDBPDatabase<HubSchema>, tx: IDBPTransaction<HubSchema, Store[], 'versionchange'>) => Promise<void>;

const first: Upgrade = async (db) => {
  for (const name of ['users', 'groups'] as const) db.createObjectStore(name, { keyPath: 'id' });
  db.createObjectStore('devices', { keyPath: ['user', 'id'] });
  db.createObjectStore('files', { keyPath: 'id' }).createIndex('owner', 'owner');
  db.createObjectStore('carried', { keyPath: ['file', 'key', 'seq'] });
  db.createObjectStore('conversations', { keyPath: 'key' });
  db.createObjectStore('members', { keyPath: ['key', 'user'] }).createIndex('user', 'user');
  const messages = db.createObjectStore('messages', { keyPath: ['key', 'seq'] });
  messages.createIndex('id', 'id', { unique: true });
  messages.createIndex('sending', ['sender', 'clientId'], { unique: true });
  messages.createIndex('unread', ['unread', 'seq']);
  messages.createIndex('unreadBySender', ['unread', 'sender', 'seq']);
  const events = db.createObjectStore('events', { keyPath: 'id' });
  events.createIndex('audience', ['audience', 'id']);
  events.createIndex('subject', ['audience', 'subject'], { unique: true });
  events.createIndex('at', 'at');
  db.createObjectStore('listening', { keyPath: ['user', 'audience', 'from'] });
  db.createObjectStore('numbers');
};

/** Search: texts apart from the messages, so that what is recalled is gone from here too. */
const search: Upgrade = async (db, tx) => {
  const words = db.createObjectStore('words', { keyPath: ['key', 'seq'] });
  for await (const { value } of tx.objectStore('messages')) {
    const { text, fallback, file } = value.content as { text?: unknown; fallback?: unknown; file?: { name?: unknown } };
    const found = [text, fallback, file?.name].filter((one) => typeof one === 'string' && one !== '').join('\n');
    if (found !== '' && !value.recalled) await words.put({ key: value.key, seq: value.seq, text: found.toLowerCase() });
  }
};

/** Who sees what: directed messages, messages and conversations deleted for oneself; and what is asked of single fields. */
const seen: Upgrade = async (db, tx) => {
  db.createObjectStore('hidden', { keyPath: ['key', 'user', 'seq'] }).createIndex('message', ['key', 'seq']);
  const messages = tx.objectStore('messages');
  for (const name of ['unreadTo', 'named'] as const) messages.createIndex(name, name, { multiEntry: true });
  for (const name of ['asks', 'burning'] as const) messages.createIndex(name, [name, 'seq']);
  messages.createIndex('author', 'author');
  messages.createIndex('kind', ['key', 'content.kind', 'seq']);
  messages.createIndex('pinned', ['key', 'pinned.at']);
  messages.createIndex('expires', 'expire.at');
  for (let at = await messages.openCursor(); at; at = await at.continue()) {
    const { replyTo, ...row } = at.value;
    await at.update(toStored({ ...row, ...(replyTo && { replyTo: { id: replyTo.id } }) }));
  }
  for (let at = await tx.objectStore('members').openCursor(); at; at = await at.continue()) {
    const { read, joinedSeq } = at.value;
    await at.update({ ...at.value, shown: read, clearedSeq: joinedSeq });
  }
};

/** People and places: small records. */
const places: Upgrade = async (db) => {
  const docs = db.createObjectStore('docs', { keyPath: ['kind', 'owner', 'id'] });
  docs.createIndex('rank', ['kind', 'owner', 'rank', 'id']);
  docs.createIndex('id', ['kind', 'id', 'owner']);
};

/** One entry a version, applied in order. Only ever append: one that has been released is never changed. */
export const MIGRATIONS: readonly Upgrade[] = [first, search, seen, places];
