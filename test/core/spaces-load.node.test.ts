import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { ActsHost } from '../../core/acts/host.js';
import { Book } from '../../core/client/book.js';
import { placeEvent } from '../../core/places/events.js';
import { spaces } from '../../core/places/spaces.js';
import { Store } from '../../core/store/index.js';

/** The store and what is asked of it, with a back end of this facet. */
const world = (facet: object) => {
  const store = new Store();
  const book = new Book(store);
  const ctx = { store, engine: { spaces: facet, can: () => 'available' }, requireConnected: () => {}, log: () => {} };
  const host = { ctx, book, inbox: { conversation: () => {} } } as unknown as ActsHost;
  const hear = (event: Parameters<typeof placeEvent>[3]) =>
    store.commit('remote', (writer) => placeEvent(store, book, writer, event));
  return { store, hear, acts: spaces(host).acts };
};

const channels = async () => ({ items: [], rows: [] });

it('spaces that are told of while they are read stand as told', async () => {
  const list = async ({ cursor }: { readonly cursor?: string }) => {
    if (cursor === undefined) return { items: [{ id: 'tea' }, { id: 'gone' }], next: '1' };
    made.hear({
      type: 'spaces',
      changed: [
        { id: 'new', name: 'New' },
        { id: 'tea', role: 'owner' },
      ],
      removed: ['gone'],
    });
    return { items: [{ id: 'chess' }] };
  };
  const made = world({ list, channels });
  await made.acts.load('t');
  assert.deepEqual(made.store.list('spaces'), ['tea', 'chess', 'new']);
  assert.equal(made.store.has('space/gone'), false);
  assert.equal(made.store.get('space', 'tea')?.role, 'owner');
});

it('spaces that the page alone knows are shown where the back end has none, whatever they are called', async () => {
  const { acts, store } = world({ list: async () => ({ items: [{ id: 'tea', name: 'Tea' }, { id: 'два' }] }) });
  await acts.load('t');
  assert.deepEqual(store.list('spaces'), ['tea', 'два']);
  await assert.rejects(async () => acts.markRead('t', 'tea'), { name: 'ImError', code: 'unsupported' });
});
