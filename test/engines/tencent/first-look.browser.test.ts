import { MemoryCache } from '../../../core/cache/index.js';
import { createClient } from '../../../core/client/index.js';
import { tencent } from '../../../engines/tencent/index.js';
import { Peer, tencentHarness } from '../../conformance/tencent-harness.js';
import { equal, until } from '../../contracts/engine/check.js';

const { credentials } = tencentHarness(async () => undefined);

/** Of this file alone: one SDK of an app on a page. */
let apps = 1_398_000_000;

const clientFor = async (peer: Peer, user: string) => {
  const engine = tencent({ sdkAppId: ++apps, proxyServer: peer.address });
  const client = createClient({ engine, credentials: credentials(user), cache: new MemoryCache() });
  await client.session.start();
  await until(`${user} to be connected`, () => client.store.get('session', 'self')?.sync === 'finished');
  return client;
};

describe('somebody who signs in with the SDK', () => {
  it('finds unread what was written to him before, and his reading is told', async () => {
    const peer = await Peer.start();
    await peer.act('import', { user: 'bob' });
    const ann = await clientFor(peer, 'ann');
    const id = await ann.messages.send('direct:bob', { kind: 'text', text: 'before you came' });
    await until('it to be sent', () => ann.store.get('message', id)?.delivery.state === 'sent');
    const bob = await clientFor(peer, 'bob');
    try {
      await until('his row', () => bob.store.get('conversation', 'direct:ann') !== undefined);
      equal(bob.store.get('conversation', 'direct:ann')?.unread, 1, 'unread');
      await bob.conversations.markRead('direct:ann');
      const read = () => ann.store.get('cursor', 'direct:bob/bob')?.read ?? 0;
      await until(
        'her to see it read',
        () => read() >= (ann.store.get('message', id)?.sentAt ?? Number.POSITIVE_INFINITY),
      );
    } finally {
      await Promise.all([ann, bob].map((client) => client.session.stop()));
    }
  });
});
