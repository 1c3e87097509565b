import type { MemberRow, MessageRow, MessageTable, Tx } from '../storage/port.js';
import { isFor } from './visible.js';

/*
 * A message in a large group is told to hundreds of people one after the other, and nearly all that is looked up for it is
 * the same for each: the message, the group, how many are in it. Looked up once, it holds until something is written.
 */

/** More is not worth its memory. */
const MOST = 5_000;
/** Readers who have come nearly as far share what is counted above them. */
const STEP = 64;

/** What was looked up since anything was written. */
export class Common {
  readonly #known = new Map<string, Promise<unknown>>();

  once<T>(name: string, look: () => Promise<T>): Promise<T> {
    const known = this.#known.get(name);
    if (known) return known as Promise<T>;
    if (this.#known.size >= MOST) this.forget();
    const found = look();
    this.#known.set(name, found);
    found.catch(() => this.#known.delete(name));
    return found;
  }

  forget(): void {
    this.#known.clear();
  }
}

/** Answers for one viewer, made of what is the same for all. */
const messageTable = (
  raw: Tx,
  common: Common,
  member: (key: string, user: string) => Promise<MemberRow | undefined>,
) => {
  const { messages } = raw;
  const hiders: MessageTable['hiders'] = (key, seq) =>
    common.once(`hiders ${key} ${seq}`, () => messages.hiders(key, seq));
  const sees = async (row: MessageRow, viewer: string): Promise<boolean> => {
    const seat = await member(row.key, viewer);
    return (
      seat !== undefined &&
      row.seq > seat.clearedSeq &&
      isFor(row, viewer) &&
      !(await hiders(row.key, row.seq)).includes(viewer)
    );
  };

  /** The last one of a row of the list: where it is not for the viewer, his own is looked for. */
  const last = async (key: string, viewer: string): Promise<MessageRow | undefined> => {
    const seat = await member(key, viewer);
    const [row] = await common.once(`last ${key}`, () =>
      messages.page(key, { after: 0, limit: 1, from: 'end', listed: true }),
    );
    if (!seat || !row || row.seq <= seat.clearedSeq || (await sees(row, viewer))) {
      return seat && row && row.seq > seat.clearedSeq ? row : undefined;
    }
    return (await messages.page(key, { after: 0, limit: 1, from: 'end', listed: true, viewer }))[0];
  };

  const own: Partial<MessageTable> = {
    get: (key, id) => common.once(`message ${key} ${id}`, () => messages.get(key, id)),
    hiders,
    async page(key, page) {
      const { after, before, limit, from, viewer, kinds, listed } = page;
      const isLast = limit === 1 && from === 'end' && listed && before === undefined && !kinds;
      if (!isLast || viewer === undefined) return messages.page(key, page);
      const row = await last(key, viewer);
      return row && row.seq > after ? [row] : [];
    },
    async pinned(key, viewer) {
      const all = await common.once(`pinned ${key}`, () => messages.pinned(key));
      if (viewer === undefined) return all;
      const seen: MessageRow[] = [];
      for (const row of all) if (await sees(row, viewer)) seen.push(row);
      return seen;
    },
    async unread(key, user, after, cap) {
      const seat = await member(key, user);
      if (!seat) return 0;
      const above = Math.max(after, seat.clearedSeq);
      const from = above - (above % STEP);
      const most = cap + STEP;
      const all = await common.once(`counted ${key} ${from} ${most}`, () => messages.counted(key, from, most));
      if (all.length >= most || all.some(({ some }) => some)) return messages.unread(key, user, after, cap);
      return Math.min(cap, all.filter(({ seq, sender }) => seq > above && sender !== user).length);
    },
  };
  return { ...messages, ...own };
};

/** The storage for those who only look, one after the other. */
export const withCommon = (raw: Tx, common: Common): Tx => {
  const { members } = raw;
  const member = (key: string, user: string) => common.once(`member ${key} ${user}`, () => members.get(key, user));
  return {
    ...raw,
    messages: messageTable(raw, common, member),
    users: { ...raw.users, get: (id) => common.once(`user ${id}`, () => raw.users.get(id)) },
    groups: { ...raw.groups, get: (id) => common.once(`group ${id}`, () => raw.groups.get(id)) },
    conversations: {
      ...raw.conversations,
      get: (key) => common.once(`conversation ${key}`, () => raw.conversations.get(key)),
    },
    events: { ...raw.events, head: () => common.once('head', () => raw.events.head()) },
    members: {
      ...members,
      get: member,
      count: (key) => common.once(`count ${key}`, () => members.count(key)),
      page: (key, limit, after) =>
        after ? members.page(key, limit, after) : common.once(`page ${key} ${limit}`, () => members.page(key, limit)),
      readers: (key, of) => common.once(`readers ${key} ${of.seq}`, () => members.readers(key, of)),
      // Who looks into a channel for the first time takes his seat.
      async put(row) {
        common.forget();
        await members.put(row);
      },
    },
    docs: {
      ...raw.docs,
      get: (kind, owner, id) => common.once(`doc ${kind} ${owner} ${id}`, () => raw.docs.get(kind, owner, id)),
    },
  };
};
