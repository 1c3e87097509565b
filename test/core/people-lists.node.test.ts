import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { ActsHost } from '../../core/acts/host.js';
import type { Contact, ContactRequest } from '../../core/model/index.js';
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

it('contacts are known when all pages are, and one removed between two of the first does not come back', async () => {
  const store = new Store();
  const tell = () => {
    assert.equal(store.has('list/contacts'), false, 'an empty list is no list');
    store.commit('remote', (writer) => {
      peopleEvent(store, writer, { type: 'contacts', changed: [contact('new', 9)], removed: ['ann'] });
      peopleEvent(store, writer, { type: 'contact-groups', names: ['Later'] });
    });
  };
  const facet = { ...pages(contact('ann'), contact('bob'), tell), groups: async () => ['Before'] };
  await new Contacts(hostOf(store, { contacts: facet })).load();
  assert.deepEqual(store.list('contacts'), ['bob', 'new']);
  assert.deepEqual(store.list('contact-groups'), ['Later']);
});

it('contacts that cannot be read are not known', async () => {
  const store = new Store();
  const tell = () => {
    throw new Error('away');
  };
  const all = new Contacts(hostOf(store, { contacts: pages(contact('ann'), contact('bob'), tell) }));
  await assert.rejects(all.load(), /away/);
  assert.equal(store.has('list/contacts'), false);
});

it('requests told while the first page is read are in the list, those taken back are not', async () => {
  const store = new Store();
  const request = (id: string, at: number): ContactRequest => ({
    id,
    from: id,
    to: 'me',
    at,
    state: 'pending',
    read: false,
  });
  const requests = async () => {
    store.commit('remote', (writer) =>
      peopleEvent(store, writer, { type: 'contact-requests', changed: [request('new', 9)], removed: ['ann'] }),
    );
    return { items: [request('bob', 2), request('ann', 1)] };
  };
  await new Contacts(hostOf(store, { contacts: { list: async () => ({ items: [] }), requests } })).moreRequests();
  assert.deepEqual(store.list('contact-requests'), ['new', 'bob']);
  assert.equal(store.has('contact-request/ann'), false);
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

it('a block undone between two pages of the first load does not come back', async () => {
  const store = new Store();
  const tell = () => {
    assert.equal(store.has('list/blocked'), false);
    store.commit('remote', (writer) =>
      peopleEvent(store, writer, { type: 'blocks', added: ['new'], removed: ['ann'] }),
    );
  };
  await new Blocked(hostOf(store, { blocks: pages('ann', 'bob', tell) })).load();
  assert.deepEqual(store.list('blocked'), ['bob', 'new']);
});
