import type { Ops, WireChannel, WireConversation, WireOutcomes } from '../../protocol/index.js';
import type { ChannelDoc, DocRow } from '../../storage/port.js';
import { boolean, id, integer, list, nullable, object, optional, string } from '../check.js';
import { HubError, notFound } from '../errors.js';
import { channelKey, spaceKey } from '../ids.js';
import type { OpTable, UserCall } from '../op.js';
import { storedMembers } from '../places/channel-seats.js';
import {
  admit,
  channelRow,
  channelsOf,
  closeChannel,
  demandIn,
  dropRow,
  MOST_CHANNELS,
  putChannel,
  spaceFor,
  spaceOf,
  tellChannel,
  tellChannelTo,
  tellInside,
  unseatInChannel,
  wireChannel,
} from '../places/spaces.js';
import { wireConversation } from '../wire.js';
import type { Work } from '../work.js';
import { change, each, people, tooMany } from './groups/shared.js';
import { NAME } from './users.js';

type Args<N extends 'create' | 'update' | 'remove'> = Ops[`spaces.${N}-channel`]['args'];

const NOTHING = {};
const TOPIC = 1_000;
/** Where a channel stands. */
const LAST_PLACE = 1_000_000;

/** A channel that the caller can see, of a space where he may. */
const channelFor = async (work: Pick<Work, 'tx'>, user: string, space: string, channel: string) => {
  const place = await spaceOf(work, user, space);
  const row = await channelRow(work.tx, space, channel);
  if (!row || !(await work.tx.members.get(channelKey(space, channel), user))) throw notFound('channel');
  return { place, row, key: channelKey(space, channel) };
};

/** Of each who was named: is he in it? */
const inside = async (work: Work, key: string, users: readonly string[]): Promise<Partial<WireOutcomes<'added'>>> => {
  if (users.length === 0) return {};
  return each(users, async (one) => {
    if (await work.tx.members.get(key, one)) return 'added';
    throw notFound('members');
  });
};

const create = async (
  work: Work,
  user: string,
  args: Args<'create'>,
): Promise<Ops['spaces.create-channel']['result']> => {
  const { space, id: wanted, members = [], ...said } = args;
  await spaceFor(work, user, space, 'create-channel');
  const channel = wanted ?? work.newId();
  const key = channelKey(space, channel);
  const others = [...new Set(members)].filter((one) => one !== user);
  if (await channelRow(work.tx, space, channel)) {
    // The same call again, after an answer that got lost; or somebody else's.
    if (wanted !== undefined && (await work.tx.members.get(key, user)))
      return { id: channel, ...(await inside(work, key, others)) };
    throw new HubError('conflict', 'id: already used', { field: 'id' });
  }
  if (await work.tx.conversations.get(key)) throw new HubError('conflict', 'id: already used', { field: 'id' });
  const all = await channelsOf(work.tx, space);
  if (all.length >= MOST_CHANNELS) throw tooMany('space', MOST_CHANNELS, 'channels in a space');
  await work.tx.conversations.put({ key, seq: 0, activity: work.now });
  const { private: closed, ...face } = said;
  const doc: ChannelDoc = { ...face, ...(closed && { private: true }) };
  await putChannel(work, space, { id: channel, rank: Math.min((all.at(-1)?.rank ?? -1) + 1, LAST_PLACE), doc });
  if (closed) {
    await admit(work, key, user);
    // Who is not in the space does not keep the others out.
    for (const one of others) if (await work.tx.members.get(spaceKey(space), one)) await admit(work, key, one);
  }
  await (closed ? tellInside : tellChannel)(work, space, channel);
  return { id: channel, ...(await inside(work, key, others)) };
};

/** What was said while it was private stays with those who were in it. */
const open = async (work: Work, key: string, { private: _, ...doc }: ChannelDoc): Promise<ChannelDoc> => {
  const { seq = 0 } = (await work.tx.conversations.get(key)) ?? {};
  const head = await work.tx.events.head();
  for (const { id: user } of await work.tx.docs.page('channel-member', key, { limit: 20_000 })) {
    const seat = await work.tx.members.get(key, user);
    if (seat) await work.tx.members.put(seat);
    await work.tx.events.unlisten(user, key, head);
  }
  await work.tx.docs.clear('channel-member', key);
  return { ...doc, since: seq };
};

/** The caller alone is in it now; others lose their rows of it. */
const close = async (work: Work, key: string, user: string, doc: ChannelDoc): Promise<ChannelDoc> => {
  for (const one of await storedMembers(work.tx).users(key)) if (one !== user) await dropRow(work, key, one);
  // What he has not read stays so.
  const seat = await work.tx.members.get(key, user);
  if (seat) await work.tx.members.put(seat);
  await admit(work, key, user);
  return { ...doc, private: true };
};

const update = async (work: Work, user: string, { space, channel, patch }: Args<'update'>): Promise<void> => {
  const { place, row, key } = await channelFor(work, user, space, channel);
  demandIn(place, 'edit-channel');
  const { private: closed, place: rank = row.rank, ...said } = patch;
  const face = Object.entries({ ...row.doc, ...said }).filter(([, value]) => value !== null);
  let doc = Object.fromEntries(face) as unknown as ChannelDoc;
  if (closed === false && doc.private) doc = await open(work, key, doc);
  if (closed === true && !doc.private) doc = await close(work, key, user, doc);
  await putChannel(work, space, { id: channel, rank, doc });
  if (row.doc.private && doc.private) return tellInside(work, space, channel);
  // Of those who were in it, whoever finds it no more was put out with that.
  await tellChannel(work, space, channel, 'removed');
};

const shown = async ({ core, user }: UserCall, space: string): Promise<Ops['spaces.channels']['result']> =>
  core.read(async (tx) => {
    await spaceOf({ tx }, user, space);
    const items: WireChannel[] = [];
    const rows: WireConversation[] = [];
    for (const row of await channelsOf(tx, space)) {
      const item = await wireChannel(tx, space, row, user);
      const key = channelKey(space, row.id);
      const [seat, conversation] = [await tx.members.get(key, user), await tx.conversations.get(key)];
      if (!item || !seat || !conversation) continue;
      items.push(item);
      rows.push(await wireConversation(tx, seat, conversation));
    }
    return { items, rows };
  });

/** A private one, that the caller may fill. */
const privateFor = async (
  work: Work,
  user: string,
  space: string,
  channel: string,
): Promise<DocRow<'channel'> & { key: string }> => {
  const { place, row, key } = await channelFor(work, user, space, channel);
  demandIn(place, 'channel-members');
  if (!row.doc.private) throw new HubError('forbidden', 'channel: all of the space are in it', { field: 'channel' });
  return { ...row, key };
};

const add = async (work: Work, user: string, { space, channel, users }: Ops['spaces.add-to-channel']['args']) => {
  const { key } = await privateFor(work, user, space, channel);
  const outcomes = await each(users, async (one) => {
    if (!(await work.tx.members.get(spaceKey(space), one))) throw notFound('users');
    await admit(work, key, one);
    await tellChannelTo(work, one, space, channel);
    return 'added';
  });
  await work.tell(key, { t: 'channel', space, channel }, 'channel');
  return outcomes;
};

const remove = async (
  work: Work,
  user: string,
  { space, channel, users }: Ops['spaces.remove-from-channel']['args'],
) => {
  const { row, key } = await channelFor(work, user, space, channel);
  // Out of a private one anybody goes by himself.
  if (!row.doc.private || users.some((one) => one !== user)) await privateFor(work, user, space, channel);
  const outcomes = await each(users, async (one) => {
    if (!(await work.tx.docs.get('channel-member', key, one))) throw notFound('users');
    await unseatInChannel(work, key, one);
    await tellChannelTo(work, one, space, channel, one === user ? 'left' : 'removed');
    return 'removed';
  });
  await work.tell(key, { t: 'channel', space, channel }, 'channel');
  return outcomes;
};

const named = { space: id, channel: id };
const words = {
  topic: optional(nullable(string(TOPIC, 1))),
  category: optional(nullable(string(NAME, 1))),
  private: optional(boolean),
};

type Names = 'channels' | 'create-channel' | 'update-channel' | 'remove-channel' | 'channel-members';

export const channelOps: OpTable<`spaces.${Names | 'add-to-channel' | 'remove-from-channel'}`> = {
  'spaces.channels': {
    auth: 'user',
    check: object({ space: id }),
    run: (call, { space }) => shown(call, space),
  },
  'spaces.create-channel': {
    auth: 'user',
    check: object({
      space: id,
      id: optional(id),
      name: string(NAME, 1),
      topic: optional(string(TOPIC, 1)),
      category: optional(string(NAME, 1)),
      private: optional(boolean),
      members: optional(list(id, 1_000)),
    }),
    run: (call, args) => change(call, (work) => create(work, call.user, args)),
  },
  'spaces.update-channel': {
    auth: 'user',
    check: object({
      ...named,
      patch: object({ name: optional(string(NAME, 1)), ...words, place: optional(integer(0, LAST_PLACE)) }),
    }),
    run: (call, args) => change(call, (work) => update(work, call.user, args)).then(() => NOTHING),
  },
  'spaces.remove-channel': {
    auth: 'user',
    check: object(named),
    run: (call, { space, channel }) =>
      change(call, async (work) => {
        const { place } = await channelFor(work, call.user, space, channel);
        demandIn(place, 'edit-channel');
        await closeChannel(work, space, channel);
        return NOTHING;
      }),
  },
  'spaces.channel-members': {
    auth: 'user',
    check: object({ ...named, cursor: optional(string(64, 1)), limit: optional(integer(1, 200)) }),
    run: ({ core, user }, { space, channel, cursor, limit = 50 }) =>
      core.read(async (tx) => {
        const { row, key } = await channelFor({ tx }, user, space, channel);
        if (!row.doc.private)
          throw new HubError('forbidden', 'channel: all of the space are in it', { field: 'channel' });
        const after = cursor === undefined ? undefined : { rank: 0, id: cursor };
        const rows = await tx.docs.page('channel-member', key, { limit: limit + 1, ...(after && { after }) });
        const last = rows.length > limit ? rows[limit - 1] : undefined;
        return { items: rows.slice(0, limit).map((one) => one.id), ...(last && { next: last.id }) };
      }),
  },
  'spaces.add-to-channel': {
    auth: 'user',
    check: object({ ...named, users: people }),
    run: (call, args) => change(call, (work) => add(work, call.user, args)),
  },
  'spaces.remove-from-channel': {
    auth: 'user',
    check: object({ ...named, users: people }),
    run: (call, args) => change(call, (work) => remove(work, call.user, args)),
  },
};
