import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadRare } from '../../core/client/sync.js';
import type { ClientEvents, SendOptions } from '../../core/client/types.js';
import { prepareOutbox } from '../../core/outbox/later.js';
import { loadRareEvents } from '../../engines/hub/events.js';
import { hubWorld } from '../helpers/hub.js';

// Time is virtual here, loading is not.
await Promise.all([
  ...[loadRare(), loadRareEvents(), prepareOutbox(), import('../../core/acts/index.js')],
  ...[import('../../core/rows/index.js'), import('../../core/places/index.js')],
]);
await Promise.all([import('../../engines/hub/rare.js'), import('../../core/rows/alerts.js')]);

const CHANNEL = 'channel:tea/general';
const OTHER = 'channel:tea/other';
const me: SendOptions = { mentions: { users: ['ann'] } };
const everybody: SendOptions = { mentions: { all: true } };

/** Bob's space with two channels, and ann in it, who listens. */
const space = async ({ load = true } = {}) => {
  const world = await hubWorld(['ann', 'bob']);
  const { clock } = world;
  const [{ client: ann }, { client: bob }] = [world.client('ann'), world.client('bob')];
  const heard: string[] = [];
  const add = ({ message, silent }: ClientEvents['alert']) =>
    heard.push(`${(message.content as { text?: string }).text}${silent ? ' (silent)' : ''}`);
  ann.on('alert', add);
  await world.start(ann);
  await world.start(bob);
  /** Loading takes real time; what follows from the work is told after it. */
  const run = async <T>(work: Promise<T>): Promise<T> => {
    let settled = false;
    const end = () => {
      settled = true;
    };
    work.then(end, end);
    for (let tries = 0; tries < 2_000 && !settled; tries++) {
      await new Promise((resolve) => setImmediate(resolve));
      await clock.pass(10);
    }
    await clock.pass(1_000);
    return work;
  };
  for (let tries = 0; tries < 2_000 && !ann.store.has('settings/self'); tries++) await run(Promise.resolve());
  await run(bob.spaces.create({ id: 'tea', name: 'Tea', members: ['ann'] }));
  for (const id of ['general', 'other']) await run(bob.spaces.createChannel('tea', { id, name: id }));
  if (load) await run(ann.spaces.load());
  await run(bob.spaces.load());
  const say = async (words: string, options: SendOptions = {}, to: typeof CHANNEL | typeof OTHER = CHANNEL) => {
    await run(bob.messages.send(to, { kind: 'text', text: words }, options));
    await clock.pass(2_000);
  };
  /** What was heard since it was asked last. */
  const news = () => heard.splice(0);
  return { ...world, ann, bob, run, say, news };
};

describe('alerts of channels', () => {
  it("come as the channel's own level says, else the space's, else that of all", async () => {
    const { ann, run, say, news, close } = await space();
    const all = async (words: string) => {
      await say(`${words} plain`);
      await say(`${words} me`, me);
      await say(`${words} all`, everybody);
      return news();
    };
    assert.deepEqual(await all('a'), ['a plain', 'a me', 'a all']);
    await run(ann.notify.all('silent'));
    assert.deepEqual(await all('b'), ['b plain (silent)', 'b me (silent)', 'b all (silent)']);
    await run(ann.spaces.notify('tea', 'mentions'));
    assert.deepEqual(await all('c'), ['c me', 'c all'], 'the space over all');
    await run(ann.conversations.notify(CHANNEL, 'me'));
    assert.deepEqual(await all('d'), ['d me'], 'the channel over the space');
    await run(ann.conversations.notify(CHANNEL, 'everyone'));
    assert.deepEqual(await all('e'), ['e all']);
    await say('elsewhere', {}, OTHER);
    await say('elsewhere me', me, OTHER);
    assert.deepEqual(news(), ['elsewhere me'], 'its neighbour follows the space');
    await run(ann.conversations.notify(CHANNEL, 'none'));
    assert.deepEqual(await all('f'), []);
    await run(ann.conversations.notify(CHANNEL, 'all'));
    await run(ann.spaces.notify('tea', 'none'));
    assert.deepEqual(await all('g'), ['g plain', 'g me', 'g all'], 'the channel chosen loud over a muted space');
    await run(ann.conversations.notify(CHANNEL, null));
    assert.deepEqual(await all('h'), [], 'the space again');
    await run(ann.spaces.notify('tea', null));
    await run(ann.notify.all('all'));
    assert.deepEqual(await all('i'), ['i plain', 'i me', 'i all'], 'all again');
    await run(ann.notify.pause(ann.session.now() + 600_000));
    assert.deepEqual(await all('j'), [], 'paused');
    await close();
  });

  it('come also before its channels were looked at', async () => {
    const { ann, run, say, news, close } = await space({ load: false });
    await say('early');
    assert.deepEqual(news(), ['early']);
    await run(ann.notify.space('tea', 'me'));
    await say('plain');
    await say('to me', me);
    assert.deepEqual(news(), ['to me']);
    await close();
  });
});
