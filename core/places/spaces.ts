import type { ActsHost } from '../acts/host.js';
import { settings } from '../acts/settings.js';
import { requireIds } from '../client/checks.js';
import type { RunningActs } from '../client/parts.js';
import type { Action, SpaceFacet } from '../engine/index.js';
import { batched, requireText } from '../groups/checks.js';
import { type Conversation, ImError, invalid, type Space, toImError } from '../model/index.js';
import { allPages } from '../people/facet.js';
import { whileTold } from '../people/told.js';
import { dropChannel, dropSpace, putChannel, putSpace, talkOf } from './events.js';
import { facetOf, requireName } from './facet.js';

type Acts = RunningActs['spaces'];

/** Nobody reads the difference. */
const CAP = 999;
const LEVELS: ReadonlySet<unknown> = new Set(['all', 'mentions', 'me', 'everyone', 'silent', 'none']);

const checkFace = (draft: unknown, words: Readonly<Record<string, number>>): void => {
  if (typeof draft !== 'object' || draft === null) throw invalid('draft', 'must be an object');
  for (const [field, most] of Object.entries(words)) {
    const value = (draft as Readonly<Record<string, unknown>>)[field];
    if (value !== undefined && value !== null) requireText(field, value, most);
  }
};
const SPACE = { name: 100, avatar: 2_048, introduction: 1_000 };
const CHANNEL = { name: 100, topic: 1_000, category: 100 };

const checkPolicy = ({ policy }: { readonly policy?: unknown }): void => {
  if (policy !== undefined && policy !== 'invite' && policy !== 'open')
    throw invalid('policy', 'must be invite or open');
};

const requireFaceName = ({ name }: { readonly name?: unknown }): void => {
  if (typeof name !== 'string' || name.trim() === '') throw invalid('name', 'must be a string that is not empty');
};

/** Out of it and in again, told as one. */
const cameAgain = (before: unknown, after: unknown): boolean => {
  const [was, is] = [before, after] as readonly (Partial<Space> | undefined)[];
  return was?.since !== undefined && is?.since !== undefined && was.since !== is.since;
};

/** Sums of the channels of a space, its level, and its channels where it is new: they follow what the store holds. */
class Sums {
  readonly #host: ActsHost;
  readonly #load: (space: string) => Promise<void>;
  readonly #dirty = new Set<string>();
  /** Once each: of some the back end knows nothing. */
  readonly #asked = new Set<string>();
  #waiting = false;

  constructor(host: ActsHost, load: (space: string) => Promise<void>) {
    this.#host = host;
    this.#load = load;
    host.ctx.store.tap(({ origin, changes }) => {
      if (origin === 'mirror') return;
      for (const { key, before, after } of changes) {
        if (key.startsWith('space/') && cameAgain(before, after)) this.#again(key.slice('space/'.length));
        if (key.startsWith('conversation/channel:')) this.add(key.slice('conversation/channel:'.length).split('/')[0]);
        if (key.startsWith('list/channels/')) this.add(key.slice('list/channels/'.length));
        if (key === 'settings/self' || key === 'list/spaces') for (const id of this.#spaces) this.add(id);
      }
    });
  }

  get #spaces(): readonly string[] {
    return this.#host.ctx.store.list('spaces');
  }

  add(space = ''): void {
    this.#dirty.add(space);
    if (this.#waiting) return;
    this.#waiting = true;
    queueMicrotask(() => this.#sum());
  }

  /** What became of its channels meanwhile was not told. */
  #again(id: string): void {
    queueMicrotask(() => this.#load(id).catch((error) => this.#log(error)));
  }

  #log(error: unknown): void {
    this.#host.ctx.log('warn', 'channels-not-read', { error: String(error) });
  }

  #sum(): void {
    const { store } = this.#host.ctx;
    this.#waiting = false;
    const dirty = [...this.#dirty].filter((id) => this.#spaces.includes(id));
    this.#dirty.clear();
    const levels = store.get('settings', 'self')?.notify?.spaces ?? {};
    store.commit('remote', (writer) => {
      for (const id of dirty) {
        const rows = store.list(`channels/${id}`).flatMap((one) => store.get('conversation', talkOf(id, one)) ?? []);
        writer.patch('space', id, { ...sumOf(rows), notify: Object.hasOwn(levels, id) ? levels[id] : undefined });
      }
    });
    for (const id of this.#asked) if (!this.#spaces.includes(id)) this.#asked.delete(id);
    for (const id of dirty) {
      if (store.has(`list/channels/${id}`) || this.#asked.has(id)) continue;
      this.#asked.add(id);
      this.#load(id).catch((error) => this.#log(error));
    }
  }
}

/** The page may know spaces of its own, of which the back end has no channels, or which it cannot even name. */
const unknownHere = (error: unknown): void => {
  const { code } = toImError(error);
  if (code !== 'not-found' && code !== 'unsupported' && code !== 'invalid') throw error;
};

/** What was muted by itself is no part of it. */
const sumOf = (rows: readonly Conversation[]): { readonly unread: number; readonly mentions: number } => {
  let [unread, mentions] = [0, 0];
  for (const row of rows) {
    if (row.notify !== 'none') unread += Math.min(row.unread, CAP);
    mentions += Math.min(row.mentions.length, CAP);
  }
  return { unread, mentions };
};

export interface SpaceParts {
  readonly acts: Acts;
  /** Was anything loaded in this tab? */
  running(): boolean;
  /** What was loaded, as it is now; after the back end could not say what was missed. */
  reload(): Promise<void>;
}

export const spaces = (host: ActsHost): SpaceParts => {
  const { ctx, inbox, book } = host;
  const { store } = ctx;
  let sums: Sums | undefined;
  let loading: Promise<void> | undefined;

  const ask = <M extends keyof SpaceFacet>(method: M, action: Action, space?: string, channel = '~'): SpaceFacet[M] => {
    if (space !== undefined) requireName('id', space);
    if (channel !== '~') requireName('channel', channel);
    const facet = facetOf(ctx, 'spaces', action, space === undefined ? undefined : talkOf(space, channel));
    const run = facet[method] as ((...args: never[]) => unknown) | undefined;
    if (!run) throw new ImError('unsupported', { field: action, message: `this back end has no ${action}` });
    return run.bind(facet) as SpaceFacet[M];
  };

  const loadChannels = async (space: string): Promise<void> => {
    const { items, rows } = await ask('channels', 'spaces')(space);
    store.commit('remote', (writer) => {
      const here = new Set(items.map(({ id }) => id));
      for (const id of store.list(`channels/${space}`)) if (!here.has(id)) dropChannel(store, book, writer, space, id);
      writer.list(
        `channels/${space}`,
        items.map(({ id }) => id),
      );
      for (const channel of items) putChannel(store, book, writer, channel);
      for (const row of rows) inbox.conversation(writer, row);
    });
  };

  const load = async (): Promise<void> => {
    const list = ask('list', 'spaces');
    const { settings: own } = ctx.engine;
    if (own && !store.has('settings/self')) {
      const said = await own.get();
      store.commit('remote', (writer) => writer.put('settings', 'self', said));
    }
    await whileTold(store, 'spaces', async (told) => {
      const faces = await allPages((cursor) => list({ cursor }));
      const read = faces.filter(({ id }) => !told.has(id));
      store.commit('remote', (writer) => {
        for (const face of read) putSpace(store, writer, face);
      });
      const found = new Set(faces.map(({ id }) => id));
      for (const id of [...found]) if (told.get(id) !== false) await loadChannels(id).catch(unknownHere);
      // What was told meanwhile is newer than what was read.
      for (const [id, there] of told) found[there ? 'add' : 'delete'](id);
      sums ??= new Sums(host, loadChannels);
      store.commit('remote', (writer) => {
        for (const id of store.list('spaces')) if (!found.has(id)) dropSpace(store, book, writer, id);
        writer.list('spaces', [...found]);
      });
    });
    for (const id of store.list('spaces')) sums?.add(id);
  };

  /** At once where it is asked for more than once. */
  const once = (): Promise<void> => {
    loading ??= load().finally(() => {
      loading = undefined;
    });
    return loading;
  };

  const acts: Acts = {
    load: () => once(),
    async create(token, draft) {
      checkFace(draft, SPACE);
      requireFaceName(draft);
      checkPolicy(draft);
      if (draft.members !== undefined) requireIds('members', draft.members);
      const { id = token, ...rest } = draft;
      requireName('id', id);
      const face = await ask('create', 'create-space')(id, rest);
      store.commit('remote', (writer) => {
        putSpace(store, writer, face);
        const ids = store.list('spaces');
        if (store.has('list/spaces') && !ids.includes(id)) writer.list('spaces', [...ids, id]);
      });
      return id;
    },
    async update(_, id, patch) {
      checkFace(patch, SPACE);
      if (patch.name !== undefined) requireFaceName(patch);
      checkPolicy(patch);
      await ask('update', 'edit-space', id)(id, patch);
    },
    join: (_, id) => ask('join', 'spaces', id)(id),
    leave: (_, id) => ask('leave', 'leave', id)(id),
    remove: (_, id) => ask('remove', 'dismiss', id)(id),
    async invite(_, id, users) {
      const run = ask('invite', 'invite', id);
      return batched(users, (some) => run(id, some));
    },
    async kick(_, id, users) {
      const run = ask('kick', 'kick', id);
      return batched(users, (some) => run(id, some));
    },
    async setRole(_, id, users, role) {
      if (role !== 'admin' && role !== 'member') throw invalid('role', 'must be admin or member');
      const run = ask('setRole', 'set-role', id);
      return batched(users, (some) => run(id, some, role));
    },
    members: async (_, id, cursor) => ask('members', 'members', id)(id, { cursor }),
    async createChannel(token, space, draft) {
      checkFace(draft, CHANNEL);
      requireFaceName(draft);
      if (draft.members !== undefined) requireIds('members', draft.members);
      const { id = token, ...rest } = draft;
      requireName('id', id);
      await ask('createChannel', 'create-channel', space)(space, id, rest);
      return id;
    },
    async updateChannel(_, space, channel, patch) {
      checkFace(patch, CHANNEL);
      if (patch.name !== undefined) requireFaceName(patch);
      if (patch.place !== undefined && !(Number.isSafeInteger(patch.place) && patch.place >= 0))
        throw invalid('place', 'must be a whole number from 0');
      await ask('updateChannel', 'edit-channel', space, channel)(space, channel, patch);
    },
    removeChannel: async (_, space, channel) => ask('removeChannel', 'edit-channel', space, channel)(space, channel),
    channelMembers: async (_, space, channel, cursor) =>
      ask('channelMembers', 'members', space, channel)(space, channel, { cursor }),
    async addToChannel(_, space, channel, users) {
      const run = ask('addToChannel', 'channel-members', space, channel);
      return batched(users, (some) => run(space, channel, some));
    },
    async removeFromChannel(_, space, channel, users) {
      const run = ask('removeFromChannel', 'spaces', space, channel);
      return batched(users, (some) => run(space, channel, some));
    },
    markRead: async (_, space) => ask('markRead', 'mark-read', space)(space),
    async notify(token, space, level) {
      requireName('id', space);
      if (level !== null && !LEVELS.has(level))
        throw new ImError('invalid', { field: 'level', message: `level: must be one of ${[...LEVELS].join(', ')}` });
      await settings(host).set(token, { notify: { spaces: { [space]: level } } });
    },
  };
  return { acts, running: () => sums !== undefined, reload: once };
};
