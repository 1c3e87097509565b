import type {
  ChannelDoc,
  MemberRow,
  MemberTable,
  MessageRow,
  MessageTable,
  SearchQuery,
  Tx,
} from '../../storage/port.js';
import { channelKey, channelOf, isChannel, spaceKey } from '../ids.js';

/*
 * Who is in a space is in all of its public channels, and has no row there before he needs one of his own: thousands of
 * people times fifty channels are not seated. For all other rules of the hub he is a member like any other, since this
 * stands between them and the storage.
 */

/** In one channel. More are told of it, and counted, no further. */
const MOST = 20_000;

/** Longest member first, as storages page them. */
const byLength = (a: Pick<MemberRow, 'joined' | 'user'>, b: Pick<MemberRow, 'joined' | 'user'>): number =>
  a.joined - b.joined || (a.user < b.user ? -1 : a.user > b.user ? 1 : 0);

const stored = new WeakMap<MemberTable, MemberTable>();

/** Rows as they are kept, where they are. */
export const storedMembers = (tx: Tx): MemberTable => stored.get(tx.members) ?? tx.members;

export const channelDoc = (tx: Tx, key: string): Promise<ChannelDoc | undefined> => {
  const { space, channel } = channelOf(key);
  return tx.docs.get('channel', space, channel);
};

/** As who has never been there finds it: what was said before he came is read, and may be read. */
const fresh = ({ user, joined }: MemberRow, key: string, came: number, since = 0): MemberRow => {
  const from = Math.max(came, since);
  return {
    ...{ key, user, joined, role: 'member', joinedSeq: from, clearedSeq: since },
    ...{ read: from, shown: from, delivered: from, pinned: false, hidden: false, notify: 'all' },
  };
};

const memberTable = (tx: Tx): MemberTable => {
  const raw = tx.members;

  const get = async (key: string, user: string): Promise<MemberRow | undefined> => {
    const { space, channel } = channelOf(key);
    const seat = await raw.get(spaceKey(space), user);
    const doc = seat && (await channelDoc(tx, key));
    const inside = doc?.private ? await tx.docs.get('channel-member', key, user) : undefined;
    if (!seat || !doc || (doc.private && !inside)) return undefined;
    const known = await raw.get(key, user);
    if (known) return { ...known, role: seat.role, hidden: false };
    const { seqs = {} } = (await tx.docs.get('space-seat', user, space)) ?? {};
    const came = Object.hasOwn(seqs, channel) ? (seqs[channel] as number) : 0;
    // What he had deleted before he left does not come back with him.
    const { upTo = 0 } = (await tx.docs.get('channel-cleared', user, key)) ?? {};
    return { ...fresh(seat, key, Math.max(came, inside?.seq ?? 0), Math.max(doc.since ?? 0, upTo)), role: seat.role };
  };

  const users = async (key: string): Promise<string[]> => {
    const doc = await channelDoc(tx, key);
    if (!doc) return [];
    if (!doc.private) return raw.users(spaceKey(channelOf(key).space));
    return (await tx.docs.page('channel-member', key, { limit: MOST })).map(({ id }) => id);
  };

  const page: MemberTable['page'] = async (key, limit, after) => {
    const doc = await channelDoc(tx, key);
    const seats: (MemberRow | undefined)[] = [];
    if (doc && !doc.private) {
      for (const { user } of await raw.page(spaceKey(channelOf(key).space), limit, after)) {
        seats.push(await get(key, user));
      }
    } else {
      for (const user of await users(key)) seats.push(await get(key, user));
    }
    const all = seats.filter((one) => one !== undefined).sort(byLength);
    return all.filter((one) => !after || byLength(one, after) > 0).slice(0, limit);
  };

  const readers: MemberTable['readers'] = async (key, { seq, sender }) => {
    const seats: (MemberRow | undefined)[] = [];
    for (const user of await users(key)) if (user !== sender) seats.push(await get(key, user));
    const all = seats.filter((one) => one !== undefined && one.joinedSeq < seq);
    return { all: all.length, read: all.filter((one) => (one?.shown ?? 0) >= seq).length };
  };

  const own: MemberTable = {
    ...raw,
    get: (key, user) => (isChannel(key) ? get(key, user) : raw.get(key, user)),
    // Channels stand in the lists of their spaces alone.
    put: (member) => raw.put(isChannel(member.key) ? { ...member, hidden: true } : member),
    users: (key) => (isChannel(key) ? users(key) : raw.users(key)),
    count: async (key) => (isChannel(key) ? (await users(key)).length : raw.count(key)),
    readers: (key, message) => (isChannel(key) ? readers(key, message) : raw.readers(key, message)),
    page: (key, limit, after) => (isChannel(key) ? page(key, limit, after) : raw.page(key, limit, after)),
    hidden: async (key) => (isChannel(key) ? [] : raw.hidden(key)),
    of: async (user) => (await raw.of(user)).filter(({ key }) => !isChannel(key)),
    behind: async (user) => (await raw.behind(user)).filter(({ key }) => !isChannel(key)),
  };
  stored.set(own, raw);
  return own;
};

/** Gives him a row of his own; false: he has one, or no right to it. */
const sit = async (tx: Tx, key: string, user: string): Promise<boolean> => {
  if (!isChannel(key) || (await storedMembers(tx).get(key, user))) return false;
  const seat = await tx.members.get(key, user);
  if (seat) await tx.members.put(seat);
  return seat !== undefined;
};

/** Search looks into what its asker has rows of. */
const sitForSearch = async (tx: Tx, { user, key }: Pick<SearchQuery, 'user' | 'key'>): Promise<void> => {
  if (key !== undefined) return void (await sit(tx, key, user));
  for (const { id: space } of await tx.docs.page('space-seat', user, { limit: 1_000 })) {
    for (const { id } of await tx.docs.page('channel', space, { limit: 1_000 }))
      await sit(tx, channelKey(space, id), user);
  }
};

/** Nothing in a channel is directed: who has no row sees what all see, but what he deleted when he was there before. */
const messageTable = (tx: Tx): MessageTable => {
  const raw = tx.messages;
  const guest = async (key: string, user: string | undefined): Promise<MemberRow | undefined> => {
    if (user === undefined || !isChannel(key) || (await storedMembers(tx).get(key, user))) return undefined;
    return tx.members.get(key, user);
  };
  const unhidden = async (rows: readonly MessageRow[], user: string): Promise<MessageRow[]> => {
    const left: MessageRow[] = [];
    for (const row of rows) if (!(await raw.hiders(row.key, row.seq)).includes(user)) left.push(row);
    return left;
  };
  return {
    ...raw,
    async page(key, { viewer, ...page }) {
      const seat = await guest(key, viewer);
      if (!seat) return raw.page(key, { ...page, ...(viewer !== undefined && { viewer }) });
      const from = Math.max(page.after, seat.clearedSeq);
      if (page.limit === 1) {
        const rows = await raw.page(key, { ...page, after: from });
        if ((await unhidden(rows, seat.user)).length === rows.length) return rows;
      }
      // Whoever reads what was said takes his seat: the files of it are his to open.
      await tx.members.put(seat);
      return raw.page(key, { ...page, after: from, viewer: seat.user });
    },
    async pinned(key, viewer) {
      const seat = await guest(key, viewer);
      if (!seat) return raw.pinned(key, viewer);
      return unhidden(
        (await raw.pinned(key)).filter(({ seq }) => seq > seat.clearedSeq),
        seat.user,
      );
    },
    async mentioning(key, user, after, limit) {
      await sit(tx, key, user);
      return raw.mentioning(key, user, after, limit);
    },
    async unread(key, user, after, cap) {
      if (isChannel(key) && ((await tx.conversations.get(key))?.seq ?? 0) <= after) return 0;
      await sit(tx, key, user);
      return raw.unread(key, user, after, cap);
    },
    async hide(key, seq, user) {
      await sit(tx, key, user);
      return raw.hide(key, seq, user);
    },
  };
};

/** The storage as the rules of the hub see it. */
export const withChannels = (raw: Tx): Tx => {
  const tx: { -readonly [K in keyof Tx]: Tx[K] } = { ...raw };
  tx.members = memberTable(raw);
  tx.messages = messageTable(tx);
  tx.search = {
    ...raw.search,
    async find(query) {
      await sitForSearch(tx, query);
      return raw.search.find(query);
    },
    async first(query) {
      await sitForSearch(tx, query);
      return raw.search.first(query);
    },
  };
  return tx;
};

/** To whom the events of a conversation go: those of a public channel to all of its space. */
export const audienceOf = async (
  tx: Tx,
  key: string,
  subject: string | undefined,
): Promise<{ readonly audience: string; readonly subject?: string }> => {
  if (!isChannel(key) || (await channelDoc(tx, key))?.private)
    return { audience: key, ...(subject !== undefined && { subject }) };
  const audience = spaceKey(channelOf(key).space);
  return { audience, ...(subject !== undefined && { subject: `${key} ${subject}` }) };
};
