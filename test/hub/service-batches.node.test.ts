import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { it } from 'node:test';
import type { ServerFrame } from '../../hub/protocol/index.js';
import { Queue } from '../../hub/service/queue.js';
import { textOfEvent, textOfPush } from '../../hub/service/text.js';
import { memoryStorage } from '../../hub/storage/memory.js';
import type { Storage } from '../../hub/storage/port.js';

const SOCKETS = 20;

it('what many sockets bring at the same time waits for the disk together', async () => {
  const batches: number[] = [];
  const memory = memoryStorage();
  const storage: Storage = {
    transaction: (job) => memory.transaction(job),
    batch(jobs) {
      batches.push(jobs.length);
      return memory.batch(jobs);
    },
    close: () => memory.close(),
  };
  const queue = new Queue(storage);
  const done: Promise<unknown>[] = [];
  const served: Socket[] = [];
  const server = createServer((socket) => {
    served.push(socket);
    socket.on('data', () => done.push(queue.run(async () => undefined)));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as { port: number };
  const clients = Array.from({ length: SOCKETS }, () => connect(port, '127.0.0.1'));
  await Promise.all(clients.map((client) => once(client, 'connect')));
  while (served.length < SOCKETS) await new Promise((resolve) => setImmediate(resolve));

  for (const client of clients) client.write('x');
  while (done.length < SOCKETS) await new Promise((resolve) => setImmediate(resolve));
  await Promise.all(done);
  for (const client of clients) client.destroy();
  await new Promise((resolve) => server.close(resolve));
  // On a busy machine not all may be there when the first are read.
  assert.ok(batches.length <= SOCKETS / 2, `batches of ${batches}`);
});

it('the text of a push is its JSON, whatever of it was made before', () => {
  const removed = { t: 'member-removed', group: 'g', user: 'bob' } as const;
  const cleared = { t: 'cleared', conversation: 'group:"g"', upTo: 7 } as const;
  const pushes: Extract<ServerFrame, { push: unknown }>[] = [
    { push: [], cursor: 1 },
    { push: [removed, cleared], cursor: 2 },
    { push: [cleared, removed, cleared], cursor: 3, left: 4 },
  ];
  textOfEvent(cleared);
  for (const push of pushes) assert.equal(textOfPush(push), JSON.stringify(push));
});
