import type { Storage } from '../../../hub/storage/index.js';
import type { ConversationRow, MemberRow, MessageRow, SearchQuery, Tx } from '../../../hub/storage/port.js';

/** What node:test and mocha have in common. */
export interface Framework {
  describe(name: string, body: () => void): void;
  it(name: string, body: () => Promise<void>): void;
}

export interface StorageFactory {
  /** A new, empty storage. */
  create(): Promise<Storage>;
  /** The same data again, after `close`. Absent where data does not outlive it. */
  reopen?(): Promise<Storage>;
  /** Takes the data away. */
  cleanup(): Promise<void>;
}

export type Case = (storage: Storage, factory: StorageFactory) => Promise<void>;
export type Add = (name: string, run: Case) => void;

const plain = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(plain)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .filter(([, one]) => one !== undefined)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([name, one]) => [name, plain(one)]),
        )
      : value;

/** Deep equality of JSON, in Node and browsers alike; the order of fields and fields that are undefined do not count. */
export const equal = (actual: unknown, expected: unknown, what = 'value'): void => {
  const [a, b] = [JSON.stringify(plain(actual)), JSON.stringify(plain(expected))];
  if (a !== b) throw new Error(`${what}: expected ${b}, got ${a}`);
};

export const rejects = async (promise: Promise<unknown>, words: RegExp): Promise<void> => {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Error) || !words.test(error.message)) throw new Error(`expected ${words}, got ${error}`);
};

export const member = (key: string, user: string, more: Partial<MemberRow> = {}): MemberRow => ({
  ...{ key, user, role: 'member', joined: 0, joinedSeq: 0, read: 0, shown: 0, delivered: 0 },
  ...{ clearedSeq: 0, pinned: false, hidden: false, notify: 'all' },
  ...more,
});

export const message = (key: string, seq: number, more: Partial<MessageRow> = {}): MessageRow => ({
  ...{ key, seq, id: `${key}/${seq}`, sender: 'ann', at: seq * 1000, counts: true },
  content: { kind: 'text', text: `text ${seq}` },
  ...more,
});

/** A conversation with its members and `count` messages from Ann. */
export const fill = async (
  tx: Tx,
  key: string,
  users: readonly string[],
  count: number,
  more: Partial<ConversationRow> = {},
): Promise<void> => {
  await tx.conversations.put({ key, seq: count, activity: count * 1000, ...more });
  for (const [index, user] of users.entries()) await tx.members.put(member(key, user, { joined: index }));
  for (let seq = 1; seq <= count; seq++) await tx.messages.put(message(key, seq));
};

export const find = (
  tx: Tx,
  user: string,
  words: string | readonly string[],
  more: Partial<SearchQuery> = {},
): ReturnType<Tx['search']['find']> => tx.search.find({ user, words: [words].flat(), match: 'all', limit: 9, ...more });

export const seqs = (rows: readonly { readonly seq: number }[]): number[] => rows.map(({ seq }) => seq);
