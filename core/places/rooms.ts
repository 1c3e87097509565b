import type { ActsHost } from '../acts/host.js';
import { requireIds } from '../client/checks.js';
import type { RunningActs } from '../client/parts.js';
import type { Action, RoomEntry, RoomFacet } from '../engine/index.js';
import { batched, requireText } from '../groups/checks.js';
import { ImError, invalid, type OrderKey, toImError } from '../model/index.js';
import { breakTail, dropTimeline, idsOf, insertPlaced } from '../timeline/index.js';
import { facetOf, requireName } from './facet.js';
import { Likes } from './likes.js';
import { Rejoining } from './rejoining.js';
import { emptyRoom, endRoom, lastHeard, likesUnsent, putStanding, records, roomTalk, shutRoom } from './room-events.js';

type Acts = Omit<RunningActs['rooms'], 'resume'>;
type JoinOptions = NonNullable<Parameters<Acts['join']>[2]>;

const MOST_RECENT = 50;
const MOST_ATTRIBUTES = 100;
const FACE = { name: 100, avatar: 2_048, introduction: 1_000 };

const checkJoin = ({ recent, create }: JoinOptions): void => {
  if (recent !== undefined && !(Number.isInteger(recent) && recent >= -1 && recent <= MOST_RECENT))
    throw invalid('recent', `must be a whole number from -1 to ${MOST_RECENT}`);
  if (create !== undefined && (typeof create !== 'object' || create === null))
    throw invalid('create', 'must be an object');
  if (create?.name !== undefined) requireText('create.name', create.name, FACE.name);
};

const checkFace = (patch: unknown): void => {
  if (typeof patch !== 'object' || patch === null) throw invalid('patch', 'must be an object');
  for (const [field, most] of Object.entries(FACE)) {
    const value = (patch as Readonly<Record<string, unknown>>)[field];
    if (value !== undefined && value !== null) requireText(field, value, most);
  }
};

const checkAttributes = (set: unknown): void => {
  if (typeof set !== 'object' || set === null) throw invalid('set', 'must be an object');
  const entries = Object.entries(set);
  if (entries.length === 0) throw invalid('set', 'names nothing');
  if (entries.length > MOST_ATTRIBUTES)
    throw new ImError('too-large', {
      field: 'set',
      limit: MOST_ATTRIBUTES,
      message: `set: at most ${MOST_ATTRIBUTES}`,
    });
  for (const [key, value] of entries) {
    if (key === '') throw invalid('set', 'has a key that is empty');
    requireText('set', key, 64);
    if (value !== null) requireText(`set.${key}`, value, 4_096);
  }
};

export interface RoomParts {
  readonly acts: Acts;
  /** In again, with what was said meanwhile. */
  resume(): Promise<void>;
}

export const rooms = (host: ActsHost): RoomParts => {
  const { ctx, book } = host;
  const { store, log } = ctx;

  const ask = <M extends keyof RoomFacet>(method: M, action: Action, id?: string): RoomFacet[M] => {
    if (id !== undefined) requireName('id', id);
    const facet = facetOf(ctx, 'rooms', action, id === undefined ? undefined : roomTalk(id));
    return (facet[method] as (...args: never[]) => unknown).bind(facet) as RoomFacet[M];
  };

  const likes = new Likes(ctx, (id, times) => ask('like', 'like', id)(id, times));

  /** The talk as it is then: the newest, or what followed after `after`. */
  const enter = (id: string, entry: RoomEntry, after: OrderKey | undefined): void => {
    const talk = roomTalk(id);
    store.commit('cache', (writer) => {
      writer.put('group', id, entry.group);
      putStanding(store, book, writer, id, { title: entry.group.name ?? id, standing: entry.standing });
      if (after && entry.gap) breakTail(store, writer, talk);
      if (!after) dropTimeline(store, writer, talk);
      const messages = records(ctx, writer, entry.messages);
      const follows = after !== undefined && !entry.gap;
      const page = { ...(follows && { after }), hasOlder: follows ? false : messages.length > 0, hasNewer: false };
      insertPlaced(store, writer, talk, messages, { ordering: 'time', page });
      const { online, recent, attributes } = entry;
      const known = store.get('room', id) ?? emptyRoom(id);
      const total = entry.likes + (likesUnsent(store).get(id) ?? 0);
      const { reason: _, ...rest } = known;
      writer.put('room', id, { ...rest, state: 'joined', online, recent, attributes, likes: total });
      const ids = store.list('rooms');
      if (!ids.includes(id)) writer.list('rooms', [...ids, id]);
    });
    const last = entry.messages.at(-1)?.order ?? after ?? { seq: 0, tie: '' };
    lastHeard(store).set(id, last);
  };

  /** Where this tab has not heard anything itself: the newest of others that is held. */
  const lastOf = (id: string): OrderKey => {
    const known = lastHeard(store).get(id);
    if (known) return known;
    const held = idsOf(store, roomTalk(id), 0, Number.POSITIVE_INFINITY);
    const newest = held.map((one) => store.get('message', one)).findLast((one) => one?.order && !one.own);
    return newest?.order ?? { seq: 0, tie: '' };
  };

  const state = (id: string, to: 'joining' | 'joined'): void =>
    store.commit('cache', (writer) => writer.patch('room', id, { state: to }));

  /** Answers what may be tried again. */
  const rejoin = async (id: string): Promise<ImError | undefined> => {
    const after = lastOf(id);
    state(id, 'joining');
    try {
      // The first message of all may not have come yet.
      const entry = await ask('join', 'join-room', id)(id, { ...(after.seq > 0 && { after }), recent: 50, more: true });
      if (store.list('rooms').includes(id)) enter(id, entry, after.seq > 0 ? after : undefined);
      return undefined;
    } catch (cause) {
      const error = toImError(cause);
      if (error.retry !== 'never') {
        log('warn', 'room-not-joined', { id, code: error.code });
        return error;
      }
      const ended = error.code === 'banned' ? 'banned' : error.code === 'not-found' ? 'destroyed' : 'left';
      store.commit('cache', (writer) => {
        endRoom(store, writer, id, ended, error.code);
        shutRoom(store, book, writer, id, ended);
      });
      return undefined;
    }
  };
  const rejoining = new Rejoining(ctx, rejoin);

  const join: Acts['join'] = async (_, id, options = {}) => {
    checkJoin(options);
    const run = ask('join', 'join-room', id);
    await rejoining.settled(id);
    const { recent, create, more } = options;
    const ids = store.list('rooms');
    const inIt = ids.includes(id);
    store.commit('cache', (writer) => {
      if (!inIt) writer.put('room', id, emptyRoom(id));
      // News of it may come before the answer does.
      if (!inIt) writer.list('rooms', [...ids, id]);
    });
    try {
      enter(id, await run(id, { recent, create, more }), undefined);
      rejoining.forget(id);
    } catch (error) {
      const { code } = toImError(error);
      if (!inIt)
        store.commit('cache', (writer) => endRoom(store, writer, id, code === 'banned' ? 'banned' : 'left', code));
      throw error;
    }
    return roomTalk(id);
  };

  const acts: Acts = {
    join,
    async leave(_, id) {
      const run = ask('leave', 'leave', id);
      await likes.send(id);
      await run(id);
      rejoining.forget(id);
      lastHeard(store).delete(id);
      store.commit('cache', (writer) => {
        if (!store.has(`room/${id}`)) return;
        endRoom(store, writer, id, 'left');
        shutRoom(store, book, writer, id, 'left');
      });
    },
    destroy: async (_, id) => ask('destroy', 'destroy-room', id)(id),
    async update(_, id, patch) {
      checkFace(patch);
      await ask('update', 'edit-group', id)(id, patch);
    },
    async list(_, words, cursor) {
      if (words !== undefined) requireText('words', words, 100);
      return ask('list', 'join-room')(words, { cursor });
    },
    async info(_, id) {
      const found = await ask('info', 'join-room', id)(id);
      return { ...found, recent: found.recent ?? [] };
    },
    members: async (_, id, cursor) => ask('members', 'members', id)(id, { cursor }),
    like(_, id, times = 1) {
      requireName('id', id);
      if (!(Number.isInteger(times) && times >= 1 && times <= 1_000))
        throw invalid('times', 'must be a whole number from 1 to 1000');
      likes.add(id, times);
      return Promise.resolve();
    },
    async setAttributes(_, id, set, options = {}) {
      checkAttributes(set);
      return ask('setAttributes', options.force ? 'force-attributes' : 'room-attributes', id)(id, set, options);
    },
    async kick(_, id, users, minutes) {
      if (minutes !== undefined && !(Number.isInteger(minutes) && minutes >= 1 && minutes <= 43_200))
        throw invalid('minutes', 'must be a whole number from 1 to 43200');
      const run = ask('kick', minutes === undefined ? 'kick' : 'ban', id);
      return batched(users, (some) => run(id, some, minutes));
    },
    async mute(_, id, users, until) {
      requireIds('users', users);
      if (!(Number.isSafeInteger(until) && until >= 0)) throw invalid('until', 'must be milliseconds, or 0');
      const run = ask('mute', 'mute-member', id);
      return batched(users, (some) => run(id, some, until));
    },
    async setRole(_, id, users, role) {
      requireIds('users', users);
      if (role !== 'admin' && role !== 'member') throw invalid('role', 'must be admin or member');
      const run = ask('setRole', 'set-role', id);
      return batched(users, (some) => run(id, some, role));
    },
    async muteAll(_, id, muted) {
      if (typeof muted !== 'boolean') throw invalid('muted', 'must be true or false');
      await ask('muteAll', 'mute-all', id)(id, muted);
    },
  };

  return {
    acts,
    async resume() {
      await Promise.all(store.list('rooms').map((id) => rejoining.now(id)));
    },
  };
};
