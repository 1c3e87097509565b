import { createClient } from '../../../core/client/index.js';
import { engineAt, Peer, tencentHarness } from '../../conformance/tencent-harness.js';
import { direct } from '../../contracts/engine/acting.js';
import { equal, until } from '../../contracts/engine/check.js';
import { hasWords, inState, say, seen, session, synced } from '../../contracts/engine/client-world.js';
import { PATIENCE_MS, type Talk, talking } from './outage-world.js';

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const typeSome = async ({ ann }: Talk, ...all: readonly string[]) => {
  for (const words of all) await ann.type(words);
};
const allThere = ({ ann, bob }: Talk) => Promise.all([ann.shows(ann.typed), bob.shows(ann.typed)]);

describe('while messages are on their way', function () {
  this.timeout(2 * PATIENCE_MS);

  for (const [type, who] of [
    [1, 'another sign-in'],
    [3, 'the site'],
  ] as const)
    it(`${who} ends the session: they wait, and go out once with the next`, () =>
      talking(async (talk) => {
        const { ann, peer, trouble } = talk;
        await trouble({ what: 'mute', commands: ['sendmsg'], times: 1 });
        await typeSome(talk, 'one', 'two');
        await talk.bob.shows(['one']);
        await peer.act('kick', { user: ann.client.userId, type });
        await inState(ann.client, 'kicked');
        await typeSome(talk, 'three').catch(() => ann.typed.pop());
        await trouble();
        await ann.turn();
        await synced(ann.client);
        await allThere(talk);
      }));

  it('its token runs out, again and again: nobody notices', () =>
    talking(
      async (talk) => {
        const ended: string[] = [];
        talk.ann.client.on('session-ended', ({ why }) => ended.push(why));
        for (let n = 0; n < 10; n++) {
          await typeSome(talk, `message ${n}`);
          await wait(400);
        }
        await allThere(talk);
        equal(ended, [], 'ends told');
      },
      { lifeMs: 2_500 },
    ));

  for (const code of [20_004, 20_005, 60_022])
    it(`the service refuses two of them with ${code}: they go again, in their order`, () =>
      talking(async (talk) => {
        for (let n = 0; n < 2; n++) await talk.peer.act('fail', { command: 'sendmsg', code });
        await typeSome(talk, 'one', 'two', 'three');
        await allThere(talk);
      }));

  it('what the service will not have is a failed row with its code; those after it are sent', () =>
    talking(async (talk) => {
      const { ann, bob, peer } = talk;
      await peer.act('fail', { command: 'sendmsg', code: 80_001 });
      const bad = await say(ann.client, ann.to, 'bad words');
      await typeSome(talk, 'one', 'two');
      await bob.shows(ann.typed);
      const row = await seen(ann.client, 'the failed row', () => {
        const { delivery } = ann.client.store.get('message', bad) ?? {};
        return delivery?.state === 'failed' && delivery;
      });
      equal(row.code, 'rejected-content', 'why');
    }));
});

describe('two accounts, one after the other, on one SDK', function () {
  this.timeout(2 * PATIENCE_MS);

  it('neither hears of the other; what one left on its way goes out once he is back', async () => {
    const peer = await Peer.start();
    const { credentials } = tencentHarness(async () => undefined);
    for (const user of ['ann', 'bob', 'cid']) await peer.act('import', { user });
    const app = 1_398_000_001;
    const sit = async (user: string) => {
      const name = crypto.randomUUID();
      const client = createClient({ engine: engineAt(peer, app), credentials: credentials(user), name });
      await client.session.start();
      await synced(client);
      return client;
    };
    const ann = await sit('ann');
    ann.conversations.open(direct('cid'));
    await say(ann, direct('cid'), 'from ann');
    await hasWords(ann, direct('cid'), 'from ann');
    await ann.session.stop();
    const bob = await sit('bob');
    equal(session(bob)?.userId, 'bob', 'who is there');
    equal(bob.store.get('conversation', direct('cid')), undefined, "ann's row at bob's");
    await peer.act('drop');
    await inState(bob, 'reconnecting', 'connecting');
    await bob.session.stop();
    await peer.act('restore');
    const again = await sit('ann');
    await until('the row of hers', () => again.store.get('conversation', direct('cid')));
    await again.session.stop();
  });
});
