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

/** Index keys are made of fields, so what only some rows are indexed by is a field that only those have. */
export type StoredMessage = MessageRow & { readonly unread?: string };
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

/** One entry a version, applied in order. Only ever append: one that has been released is never changed. */
export const MIGRATIONS: readonly Upgrade[] = [first, search];
