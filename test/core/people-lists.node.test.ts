import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { ActsHost } from '../../core/acts/host.js';
import type { Contact } from '../../core/model/index.js';
import { Blocked } from '../../core/people/blocklist.js';
import { Contacts } from '../../core/people/contacts.js';
import { peopleEvent } from '../../core/people/events.js';
import { Store } from '../../core/store/index.js';

const contact = (userId: string, since = 1): Contact => ({ userId, groups: [], since });

/** Two pages; between them something is told. */
const pages = <T>(first: T, second: T, between: () => void) => ({
  async list({ cursor }: { readonly cursor?: string | undefined }) {
    if (cursor !== undefined) between();
    return cursor === undefined ? { items: [first], next: '1' } : { items: [second] };
  },
});

const hostOf = (store: Store, facets: object): ActsHost =>
  ({
    ctx: { store, requireConnected: () => {}, engine: { ...facets, can: () => 'available' } },
  }) as unknown as ActsHost;

it('what is told of contacts between two pages holds', async () => {
  const store = new Store();
  let round = 0;
  const tell = () => {
    round++;
    if (round < 2) return;
    store.commit('remote', (writer) =>
      peopleEvent(store, writer, { type: 'contacts', changed: [contact('new', 9)], removed: ['ann'] }),
    );
  };
  const all = new Contacts(hostOf(store, { contacts: pages(contact('ann'), contact('bob'), tell) }));
  await all.load();
  assert.deepEqual(store.list('contacts'), ['ann', 'bob']);
  await all.load();
  assert.deepEqual(store.list('contacts'), ['bob', 'new']);
  assert.deepEqual([store.get('contact', 'ann'), store.get('contact', 'new')?.since], [undefined, 9]);
});

it('what is told of blocks between two pages holds', async () => {
  const store = new Store();
  let [added, removed] = [['new'], [] as string[]];
  const tell = () => store.commit('remote', (writer) => peopleEvent(store, writer, { type: 'blocks', added, removed }));
  const all = new Blocked(hostOf(store, { blocks: pages('ann', 'bob', tell) }));
  await all.load();
  assert.deepEqual(store.list('blocked'), ['ann', 'bob', 'new']);
  [added, removed] = [['late'], ['ann']];
  await all.load();
  assert.deepEqual(store.list('blocked'), ['bob', 'late']);
});
