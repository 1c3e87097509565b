import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Client } from '../../core/client/types.js';
import { rows } from '../helpers/client.js';
import { hubWorld } from '../helpers/hub.js';

test('who has read in a group is known without the list of its members', async () => {
  const world = await hubWorld(['ann', 'bob', 'cat']);
  const { clock } = world;
  const [ann, bob, cat] = ['ann', 'bob', 'cat'].map((name) => world.client(name).client) as [Client, Client, Client];
  for (const client of [ann, bob, cat]) await world.start(client);
  const making = ann.groups.create({ name: 'Team', members: ['bob', 'cat'] });
  await clock.pass(500);
  const id = await making;
  await ann.messages.send(id, { kind: 'text', text: 'all' });
  await clock.pass(1000);
  bob.conversations.open(id);
  await clock.pass(300);
  bob.receipts.seen(
    id,
    rows(bob, id).map((row) => row.id),
  );
  await clock.pass(1000);
  const seq = rows(ann, id).at(-1)?.order?.seq ?? Number.NaN;
  const readers = (client: Client): readonly string[] =>
    client.store
      .list(`cursors/${id}`)
      .filter((user) => (client.store.get('cursor', `${id}/${user}`)?.read ?? 0) >= seq)
      .toSorted();
  for (const client of [ann, bob, cat]) assert.deepEqual(readers(client), ['ann', 'bob']);
  assert.deepEqual(ann.store.list(`members/${id.slice(6)}`), []);
  assert.deepEqual(ann.store.list('cursors/direct:bob'), []);
  await world.close();
});
