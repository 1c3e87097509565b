import type { ListFilter, SearchTable } from './queries.js';
import type {
  ConversationRow,
  DeviceRow,
  EventRow,
  FileRow,
  GroupRow,
  MemberRow,
  MessageRow,
  StoredEvent,
  UserRow,
} from './records.js';
import type { DocKind, DocRow, Docs } from './small-records.js';

export type * from './queries.js';
export type * from './records.js';
export type * from './small-records.js';

export type Job<T> = (tx: Tx) => Promise<T>;
export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown };

/**
 * Where a hub keeps its data. Transactions run one after the other, in the order asked for. A job may await nothing
 * but its own `tx` (IndexedDB closes a transaction that waits for anything else).
 */
export interface Storage {
  /** All or nothing: what a job that throws has written is gone. Resolves once the data is safe. */
  transaction<T>(job: Job<T>): Promise<T>;
  /**
   * Several jobs, each all or nothing by itself, with one wait for the disk where that can be. Outcomes in the order of
   * the jobs. Rejects, with nothing kept, if the whole could not be made safe.
   */
  batch<T>(jobs: readonly Job<T>[]): Promise<Outcome<T>[]>;
  /** Waits for transactions under way. */
  close(): Promise<void>;
}

/**
 * Reads give undefined, or leave out, what is not there. Writes replace whole rows. A conversation is put before its
 * members and messages and removed after them; a file before what carries it.
 */
export interface Tx {
  readonly users: UserTable;
  readonly devices: DeviceTable;
  readonly conversations: ConversationTable;
  readonly members: MemberTable;
  readonly messages: MessageTable;
  readonly groups: GroupTable;
  readonly files: FileTable;
  readonly events: EventTable;
  readonly search: SearchTable;
  readonly docs: DocTable;
}

/** Small records by (kind, owner, id): lists of a person, of a group. */
export interface DocTable {
  get<K extends DocKind>(kind: K, owner: string, id: string): Promise<Docs[K] | undefined>;
  /** In the order of `ids`; those that are not there are left out. */
  getMany<K extends DocKind>(kind: K, owner: string, ids: readonly string[]): Promise<DocRow<K>[]>;
  /** Insert or replace. `rank` (default 0) may be any whole number. */
  put<K extends DocKind>(kind: K, owner: string, id: string, doc: Docs[K], rank?: number): Promise<void>;
  remove(kind: DocKind, owner: string, id: string): Promise<void>;
  /** All of an owner. */
  clear(kind: DocKind, owner: string): Promise<void>;
  /** Ascending by (rank, id), or `descending`; those after `after`. */
  page<K extends DocKind>(
    kind: K,
    owner: string,
    options: { readonly limit: number; readonly after?: Pick<DocRow, 'rank' | 'id'>; readonly descending?: boolean },
  ): Promise<DocRow<K>[]>;
  count(kind: DocKind, owner: string): Promise<number>;
  /** Owners that have that id, ascending. */
  owners(kind: DocKind, id: string, limit: number): Promise<string[]>;
}

export interface UserTable {
  get(id: string): Promise<UserRow | undefined>;
  /** In the order of `ids`. */
  getMany(ids: readonly string[]): Promise<UserRow[]>;
  put(user: UserRow): Promise<void>;
  /** People (no visitors) whose name or id holds the folded words, by id, those after `after`. */
  find(words: string, limit: number, after?: string): Promise<UserRow[]>;
}

export interface DeviceTable {
  get(user: string, id: string): Promise<DeviceRow | undefined>;
  put(device: DeviceRow): Promise<void>;
  remove(user: string, id: string): Promise<void>;
  /** Last seen first. */
  list(user: string): Promise<DeviceRow[]>;
}

export interface ConversationTable {
  get(key: string): Promise<ConversationRow | undefined>;
  put(conversation: ConversationRow): Promise<void>;
  remove(key: string): Promise<void>;
}

/** A place in a list of conversations, as `MemberTable.list` sorts it. */
export interface ListPlace {
  readonly pinned: boolean;
  readonly activity: number;
  readonly key: string;
}

export interface Readers {
  readonly all: number;
  readonly read: number;
}

/** `some`: directed, or deleted by somebody for himself. */
export interface Counted {
  readonly seq: number;
  readonly sender: string;
  readonly some: boolean;
}

export interface MemberTable {
  get(key: string, user: string): Promise<MemberRow | undefined>;
  put(member: MemberRow): Promise<void>;
  remove(key: string, user: string): Promise<void>;
  /** Longest member first, after the member who joined at event `after.joined` (ties by user id). */
  page(key: string, limit: number, after?: Pick<MemberRow, 'joined' | 'user'>): Promise<MemberRow[]>;
  count(key: string): Promise<number>;
  /** User ids of all members. */
  users(key: string): Promise<string[]>;
  /** Members who hid the conversation. */
  hidden(key: string): Promise<MemberRow[]>;
  /** Everything the user is a member of, hidden or not. */
  of(user: string): Promise<MemberRow[]>;
  /** Rows that are not hidden: pinned first, then activity descending, then key; those after `after`. */
  list(
    user: string,
    limit: number,
    after?: ListPlace,
    filter?: ListFilter,
  ): Promise<{ readonly member: MemberRow; readonly conversation: ConversationRow }[]>;
  /** Rows, hidden or not, whose conversation has messages the member has not read (own and uncounted ones included). */
  behind(user: string): Promise<MemberRow[]>;
  /** Of those who came before message `seq`, without its `sender`: how many there are, and how many show to have read it. */
  readers(key: string, message: Pick<MessageRow, 'seq' | 'sender'>): Promise<Readers>;
  /** Those of `others` who share a conversation with the user. */
  sharing(user: string, others: readonly string[]): Promise<string[]>;
}

export interface MessagePage {
  /** Exclusive; only messages above it. */
  readonly after: number;
  /** Exclusive; only messages below it. */
  readonly before?: number;
  readonly limit: number;
  /** Which end of the range to take `limit` from. Rows come ascending either way. */
  readonly from: 'start' | 'end';
  /** Only what this user can see: neither directed at others nor deleted by himself. */
  readonly viewer?: string;
  readonly kinds?: readonly string[];
  /** Only what may stand as the last message of a conversation. */
  readonly listed?: boolean;
}

export interface MessageTable {
  /** Insert or replace by (key, seq). */
  put(message: MessageRow): Promise<void>;
  get(key: string, id: string): Promise<MessageRow | undefined>;
  at(key: string, seq: number): Promise<MessageRow | undefined>;
  bySending(sender: string, clientId: string): Promise<MessageRow | undefined>;
  page(key: string, page: MessagePage): Promise<MessageRow[]>;
  /** Pinned now, last pinned first, that the viewer can see; all without one. */
  pinned(key: string, viewer?: string): Promise<MessageRow[]>;
  /** Of `sender`, with `receipt`, above `after` up to and with `upTo`; of all senders without one. */
  requested(key: string, after: number, upTo: number, sender?: string): Promise<MessageRow[]>;
  /** Above `after`, naming the user or everybody, that he can see and did not write; newest `limit`, ascending. */
  mentioning(key: string, user: string, after: number, limit: number): Promise<MessageRow[]>;
  /** With `expire.at` up to and with `at`, first due first. */
  expired(at: number, limit: number): Promise<MessageRow[]>;
  /** Expiring, unread until now: with `expire` and no `at`, above `after` up to and with `upTo`, not of `reader`. */
  burning(key: string, reader: string, after: number, upTo: number): Promise<MessageRow[]>;
  /** The earliest `expire.at`, if any. */
  nextExpiry(): Promise<number | undefined>;
  /** Of the sender, in all conversations, `limit` at a time, not recalled yet. */
  ofSender(sender: string, limit: number): Promise<MessageRow[]>;
  /** Gone for the user alone. */
  hide(key: string, seq: number, user: string): Promise<void>;
  /** Whom it is gone for. */
  hiders(key: string, seq: number): Promise<string[]>;
  /** Counted, not recalled, not of `user`, that he can see, with a seq above `after`. Stops counting at `cap`. */
  unread(key: string, user: string, after: number, cap: number): Promise<number>;
  /** The first `limit` that are counted and not recalled, with a seq above `after`, whoever looks; ascending. */
  counted(key: string, after: number, limit: number): Promise<Counted[]>;
  /** Takes the message away with what search knows of it. */
  remove(key: string, seq: number): Promise<void>;
  /** Of the whole hub. */
  count(): Promise<number>;
}

export interface GroupTable {
  get(id: string): Promise<GroupRow | undefined>;
  put(group: GroupRow): Promise<void>;
  remove(id: string): Promise<void>;
  /** Those listed in the directory of that kind, whose name or id holds the folded words (all without), by id. */
  listed(kind: 'group' | 'room', words: string, limit: number, after?: string): Promise<GroupRow[]>;
}

export interface FileTable {
  get(id: string): Promise<FileRow | undefined>;
  put(file: FileRow): Promise<void>;
  ownedBy(user: string): Promise<FileRow[]>;
  /** Takes the file away unless a message carries it; says whether it is gone. */
  forget(id: string): Promise<boolean>;
  /** Notes that the message carries the file. */
  carry(file: string, key: string, seq: number): Promise<void>;
  drop(file: string, key: string, seq: number): Promise<void>;
  /** Seqs of the messages of a conversation that carry the file, ascending. */
  carriedIn(file: string, key: string, limit: number): Promise<number[]>;
  /** Can the user see a message that carries the file: is he a member, and was he when it came? */
  carriedTo(file: string, user: string): Promise<boolean>;
}

/**
 * One log for the whole hub. An entry stands once for each audience; a user's log is what is addressed to `user:<id>`
 * and to the conversations he listens to, from the entry after `from` up to and with `to`.
 */
export interface EventTable {
  /** Id of the newest entry ever, 0 before the first. */
  head(): Promise<number>;
  /** Entries up to here are forgotten. */
  floor(): Promise<number>;
  /** A new entry with the next id; an older one of the same audience and `subject` is dropped. */
  append(audience: string, at: number, event: StoredEvent, subject?: string): Promise<number>;
  listen(user: string, audience: string, from: number): Promise<void>;
  /** Ends a listening that has no end yet. */
  unlisten(user: string, audience: string, to: number): Promise<void>;
  /** The user's log after `cursor`, ascending. */
  after(user: string, cursor: number, limit: number): Promise<EventRow[]>;
  countAfter(user: string, cursor: number, cap: number): Promise<number>;
  /** Takes the commands that he has sent out of the log. */
  forgetCommands(from: string): Promise<void>;
  /** Forgets entries older than `at`; ids are never used again. Gives the number forgotten. */
  prune(at: number): Promise<number>;
}
