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

export interface Window {
  readonly audience: string;
  readonly from: number;
  readonly to?: number;
}

/** Everything a memory storage holds. Two-part keys are joined by a blank, which stands in no id. */
export interface Data {
  readonly users: Map<string, UserRow>;
  readonly devices: Map<string, DeviceRow>;
  readonly conversations: Map<string, ConversationRow>;
  readonly members: Map<string, MemberRow>;
  readonly membersOf: Map<string, ReadonlySet<string>>;
  /** By user, then by key. */
  readonly seatsOf: Map<string, Map<string, MemberRow>>;
  readonly messages: Map<string, MessageRow>;
  /** Message id to its place. */
  readonly places: Map<string, string>;
  readonly sendings: Map<string, string>;
  /** Who deleted the message at a place for himself. */
  readonly hidden: Map<string, ReadonlySet<string>>;
  /** Of a conversation, the seqs that are pinned. */
  readonly pinned: Map<string, ReadonlySet<number>>;
  /** Places of messages that have `expire.at`. */
  readonly expiring: Map<string, number>;
  readonly groups: Map<string, GroupRow>;
  readonly files: Map<string, FileRow>;
  readonly carried: Map<string, ReadonlySet<string>>;
  readonly events: Map<number, EventRow>;
  readonly subjects: Map<string, number>;
  readonly windows: Map<string, readonly Window[]>;
  readonly numbers: Map<'head' | 'floor', number>;
  /** By kind and owner, which may be any text; rows by id. */
  readonly docs: Map<DocKind, Map<string, Map<string, DocRow>>>;
  readonly search: Map<string, { readonly key: string; readonly seq: number; readonly text: string }>;
}

export const emptyData = (): Data => ({
  users: new Map(),
  devices: new Map(),
  conversations: new Map(),
  members: new Map(),
  membersOf: new Map(),
  seatsOf: new Map(),
  messages: new Map(),
  places: new Map(),
  sendings: new Map(),
  hidden: new Map(),
  pinned: new Map(),
  expiring: new Map(),
  groups: new Map(),
  files: new Map(),
  carried: new Map(),
  events: new Map(),
  subjects: new Map(),
  windows: new Map(),
  numbers: new Map(),
  docs: new Map(),
  search: new Map(),
});

export const pair = (a: string, b: string | number): string => `${a} ${b}`;

export const withItem = <T>(set: ReadonlySet<T> | undefined, item: T): ReadonlySet<T> => new Set(set).add(item);

export const withoutItem = <T>(set: ReadonlySet<T> | undefined, item: T): ReadonlySet<T> =>
  new Set([...(set ?? [])].filter((one) => one !== item));
