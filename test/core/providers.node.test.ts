import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Context } from '../../core/client/context.js';
import type { Providers } from '../../core/client/providers.js';
import type { Engine, EngineBatch, EngineEvent } from '../../core/engine/index.js';
import { provided } from '../../core/people/provided.js';
import { VirtualClock } from '../faults/clock.js';

/** An engine of these facets, dressed by what the page says. */
const world = (facets: object, providers: Providers, refuses: readonly string[] = []) => {
  const log: (readonly [event: string, what: unknown])[] = [];
  const clock = new VirtualClock();
  let tell: (batch: EngineBatch) => void = () => {};
  const engine = {
    ...facets,
    can: (action: string) => (refuses.includes(action) ? 'unavailable' : 'available'),
    subscribe: (listener: typeof tell) => {
      tell = listener;
      return () => {};
    },
  } as unknown as Engine;
  const { setTimeout, clearTimeout } = clock;
  const host = {
    env: { setTimeout, clearTimeout },
    log: (_: string, event: string, detail?: { readonly what?: unknown }) => void log.push([event, detail?.what]),
  } as unknown as Context;
  const made = provided(engine, providers, host);
  const heard: EngineEvent[] = [];
  made.subscribe(({ events }) => void heard.push(...events));
  const hear = (event: EngineEvent): EngineEvent | undefined => {
    tell({ events: [event] } as EngineBatch);
    return heard.at(-1);
  };
  return { made, log, clock, hear };
};

/** A back end's list on pages of one. */
const listed = <T>(...all: readonly T[]) => ({
  async list({ cursor = '0' }: { readonly cursor?: string | undefined } = {}) {
    const at = Number(cursor);
    return { items: all.slice(at, at + 1), ...(at + 1 < all.length && { next: String(at + 1) }) };
  },
});

describe('people of the page', () => {
  it('stand over those of the back end field by field, in answers, finds and events', async () => {
    let round = 0;
    const his = { id: 'bob', name: 'bob@hub', status: 'here' };
    const { made, hear } = world(
      { users: { fetch: async () => [his] }, directory: { search: async () => ({ items: [his], next: '2' }) } },
      { users: async (ids) => ids.map((id) => ({ id, name: `${id} ${++round}` })) },
    );
    assert.deepEqual(await made.directory?.search('bob'), { items: [{ ...his, name: 'bob 1' }], next: '2' });
    assert.deepEqual(await made.directory?.search('bob'), { items: [{ ...his, name: 'bob 1' }], next: '2' }, 'cached');
    const both = [
      { ...his, name: 'bob 2' },
      { id: 'ghost', name: 'ghost 3' },
    ];
    assert.deepEqual(await made.users?.fetch(['bob', 'ghost']), both, 'asked again');
    assert.deepEqual(hear({ type: 'users', users: [{ ...his, status: 'gone' }] }), {
      type: 'users',
      users: [{ id: 'bob', name: 'bob 2', status: 'gone' }],
    });
  });
});

describe('groups of the page', () => {
  it('lend their faces; what the back end decides stays its own', async () => {
    let asked = 0;
    const tea = { id: 'tea', kind: 'group', name: 'tea-42', ownerId: 'bob', memberCount: 3 } as const;
    const { made, hear } = world(
      { groups: { fetch: async () => [tea], mine: async () => ({ items: [tea] }) } },
      {
        groups: async (ids) => {
          asked++;
          return ids.map((id) => ({ id, name: `Page ${id}`, ownerId: 'ann', memberCount: 99, mutedAll: true }));
        },
      },
    );
    const whole = { ...tea, name: 'Page tea', mutedAll: true };
    assert.deepEqual((await made.groups?.mine?.({}))?.items, [whole]);
    await made.groups?.mine?.({});
    assert.equal(asked, 1, 'cached');
    const [known, unknown] = (await made.groups?.fetch(['tea', 'chess'])) ?? [];
    assert.equal(asked, 2, 'asked again');
    assert.deepEqual(known, whole);
    assert.deepEqual([unknown?.id, unknown?.kind, unknown?.ownerId], ['chess', 'group', 'ann']);
    const told = hear({ type: 'groups', changed: [{ ...tea, memberCount: 4, mutedAll: false }] });
    assert.deepEqual(told, { type: 'groups', changed: [{ ...whole, memberCount: 4, mutedAll: false }] });
  });
});

describe('contacts of the page', () => {
  it('fill what the back end does not know of them, and come with each load', async () => {
    let remark = 'of the page';
    const theirs = [
      { userId: 'ann', groups: ['Work'], since: 7, remark: 'Boss' },
      { userId: 'bob', groups: [], since: 8 },
    ];
    const { made, hear } = world(
      { contacts: { ...listed(...theirs), groups: async () => ['Work'] } },
      { contacts: async () => ['bob', 'ghost', 'ann'].map((userId) => ({ userId, remark, groups: ['Mine'] })) },
    );
    const page = await made.contacts?.list();
    assert.equal(page?.next, undefined, 'whole');
    assert.deepEqual(page?.items, [
      { userId: 'bob', remark, groups: [], since: 8 },
      { userId: 'ghost', remark, groups: ['Mine'], since: 0 },
      { userId: 'ann', remark: 'Boss', groups: ['Work'], since: 7 },
    ]);
    assert.deepEqual(await made.contacts?.groups?.(), ['Work'], 'the rest of the facet');
    remark = 'later';
    assert.equal((await made.contacts?.list())?.items[0]?.remark, 'later', 'asked again');
    assert.deepEqual(hear({ type: 'contacts', changed: [{ userId: 'bob', groups: [], since: 9 }] }), {
      type: 'contacts',
      changed: [{ userId: 'bob', remark: 'later', groups: [], since: 9 }],
    });
  });

  it('are all there is where the back end lets this person have none', async () => {
    const forbidden = async (): Promise<never> => {
      throw new Error('forbidden');
    };
    const { made } = world(
      { contacts: { list: forbidden, groups: forbidden } },
      { contacts: async () => [{ userId: 'ghost' }] },
      ['contacts'],
    );
    assert.equal(made.can('contacts'), 'available');
    assert.deepEqual((await made.contacts?.list())?.items, [{ userId: 'ghost', groups: [], since: 0 }]);
    assert.equal(made.contacts?.groups, undefined);
    assert.equal(world({}, { contacts: async () => [] }, ['contacts']).made.contacts?.add, undefined);
  });

  it('do not hide that the back end failed', async () => {
    const { made } = world(
      { contacts: { list: () => Promise.reject(new Error('away')) } },
      { contacts: async () => [{ userId: 'ghost' }] },
    );
    await assert.rejects(async () => made.contacts?.list(), /away/);
  });
});

describe('spaces of the page', () => {
  it("fill what the back end does not know; one's own role stays, also after events", async () => {
    let introduction = 'Of the page';
    const tea = { id: 'tea', name: 'Tea', role: 'owner', memberCount: 2, policy: 'open' } as const;
    const { made, hear } = world(
      { spaces: listed<object>({ id: 'chess', role: 'member' }, tea) },
      {
        spaces: async () => [
          { id: 'tea', name: 'Page tea', role: 'member', introduction },
          { id: 'own', name: 'Own' },
        ],
      },
    );
    assert.deepEqual((await made.spaces?.list())?.items, [
      { ...tea, introduction },
      { id: 'own', name: 'Own' },
      { id: 'chess', role: 'member' },
    ]);
    introduction = 'Later';
    await made.spaces?.list();
    assert.deepEqual(hear({ type: 'spaces', changed: [{ ...tea, role: 'admin' }] }), {
      type: 'spaces',
      changed: [{ ...tea, role: 'admin', introduction }],
    });
  });
});

describe('a provider that fails', () => {
  const user = { id: 'bob', name: 'Bob' };
  const engine = {
    users: { fetch: async () => [user] },
    groups: { fetch: async () => [] },
    contacts: listed({ userId: 'ann', groups: [], since: 1 }),
    spaces: listed({ id: 'tea' }),
  };
  const asks: Readonly<Record<keyof Providers, (made: Engine) => Promise<unknown>>> = {
    users: async (made) => made.users?.fetch(['bob']),
    groups: async (made) => made.groups?.fetch(['tea']),
    contacts: async (made) => (await made.contacts?.list())?.items,
    spaces: async (made) => (await made.spaces?.list())?.items,
  };
  const theirs = {
    users: [user],
    groups: [],
    contacts: [{ userId: 'ann', groups: [], since: 1 }],
    spaces: [{ id: 'tea' }],
  };

  for (const what of ['users', 'groups', 'contacts', 'spaces'] as const) {
    it(`${what}: is left out and told, be it thrown, late, or no list of what has an id`, async () => {
      const answers: readonly (() => unknown)[] = [
        () => {
          throw new Error('broken');
        },
        async () => Promise.reject(new Error('refused')),
        async () => 'no list',
        async () => [null, {}, { id: '', userId: '' }],
      ];
      for (const answer of answers) {
        const { made, log } = world(engine, { [what]: answer } as unknown as Providers);
        assert.deepEqual(await asks[what](made), theirs[what]);
        assert.deepEqual(log, [['provider-failed', what]]);
      }
      const { made, log, clock } = world(engine, { [what]: () => new Promise(() => {}) } as unknown as Providers);
      const asked = asks[what](made);
      await clock.pass(10_000);
      assert.deepEqual(await asked, theirs[what], 'late');
      assert.deepEqual(log, [['provider-failed', what]]);
    });
  }
});
