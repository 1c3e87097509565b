import type { ActsHost, RunningPeople } from '../acts/host.js';
import { requireId, requireIds } from '../client/checks.js';
import type { BlockFacet, DeviceFacet } from '../engine/index.js';
import { invalid, type UserId } from '../model/index.js';
import { allPages, facetOf } from './facet.js';
import { whileTold } from './told.js';

const PAGE = 200;
const WORDS = 100;

/** Whom one has blocked. */
export class Blocked {
  readonly #host: ActsHost;

  constructor(host: ActsHost) {
    this.#host = host;
  }

  get facet(): BlockFacet {
    return facetOf(this.#host.ctx, 'blocks', 'block');
  }

  async load(): Promise<void> {
    const { facet } = this;
    const { store } = this.#host.ctx;
    await whileTold(store, 'blocked', async (told) => {
      const ids = new Set(await allPages((cursor) => facet.list({ cursor, limit: PAGE })));
      for (const [id, on] of told) ids[on ? 'add' : 'delete'](id);
      store.commit('remote', (writer) => writer.list('blocked', [...ids].sort()));
    });
  }

  async again(): Promise<void> {
    if (this.#host.ctx.store.has('list/blocked')) await this.load();
  }
}

export const blocklist = (all: Blocked): RunningPeople['blocklist'] => {
  const set = async <T extends string>(ids: readonly UserId[], on: boolean, done: T) => {
    requireIds('ids', ids);
    const outcomes = await all.facet.set(ids, on);
    return new Map([...outcomes].map(([id, outcome]) => [id, outcome === true ? done : outcome]));
  };
  return {
    load: () => all.load(),
    add: (_, ids) => set(ids, true, 'blocked'),
    remove: (_, ids) => set(ids, false, 'removed'),
    async check(_, ids) {
      requireIds('ids', ids);
      return new Set(await all.facet.check(ids));
    },
  };
};

export const devices = ({ ctx }: ActsHost): RunningPeople['devices'] => {
  const facet = (): DeviceFacet => facetOf(ctx, 'devices', 'devices');
  return {
    list: async () => facet().list(),
    async end(_, id) {
      requireId('id', id);
      await facet().end(id);
    },
  };
};

export const directory = ({ ctx, users }: ActsHost): RunningPeople['users'] => ({
  refresh: (_, ids) => users.again(ids),
  async search(_, words, cursor) {
    if (typeof words !== 'string' || words.trim() === '' || words.length > WORDS)
      throw invalid('words', `must have 1 to ${WORDS} characters`);
    const page = await facetOf(ctx, 'directory', 'search-users').search(words.trim(), { cursor });
    // What was found is worth keeping.
    ctx.store.commit('remote', (writer) => {
      for (const user of page.items) writer.put('user', user.id, user);
    });
    return page;
  },
});
