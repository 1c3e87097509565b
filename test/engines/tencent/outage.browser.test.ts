import { inState, synced } from '../../contracts/engine/client-world.js';
import { PATIENCE_MS, type Talk, talking } from './outage-world.js';

const SEND = ['sendmsg'];
const LIMIT_MS = 2 * PATIENCE_MS;

/** Three in a row, the trouble in between, and all of them there. */
const three = async ({ ann, bob }: Talk, between: () => Promise<unknown> = async () => undefined): Promise<void> => {
  for (const words of ['one', 'two', 'three']) await ann.type(words);
  await between();
  await Promise.all([ann.shows(ann.typed), bob.shows(ann.typed)]);
};
const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

describe('when the service is killed, hangs or is slow, nothing is lost and nothing is doubled', function () {
  this.timeout(LIMIT_MS);

  for (const done of [false, true])
    it(`killed while a message is on its way, which it ${done ? 'had taken' : 'never took'}`, () =>
      talking(async (talk) => {
        await talk.trouble({ what: 'break', commands: SEND, done, times: 1 });
        await three(talk);
      }));

  it('killed with each of them, and each had been taken', () =>
    talking(async (talk) => {
      await talk.trouble({ what: 'break', commands: SEND, done: true, times: 3 });
      await three(talk);
    }));

  it('killed while it sends, and away for longer than the SDK looks for it', () =>
    talking(async (talk) => {
      await talk.trouble({ what: 'freeze', commands: SEND });
      await three(talk, async () => {
        await inState(talk.ann.client, 'connected');
        await talk.peer.act('drop');
        await inState(talk.ann.client, 'reconnecting', 'connecting');
        await wait(5_000);
        await talk.trouble();
        await talk.peer.act('restore');
      });
    }));

  it('its line was broken for a moment: what was said meanwhile is there', () =>
    talking(async (talk) => {
      const { ann, bob, peer } = talk;
      // A line that breaks in its first second is given up, one that breaks later is looked for without a word.
      await wait(1_500);
      await ann.type('before');
      await bob.shows(ann.typed);
      await talk.trouble({ what: 'mute', user: bob.client.userId });
      for (const words of ['unheard', 'nor this', 'nor that']) await ann.type(words);
      await ann.shows(ann.typed);
      await peer.act('cut');
      await talk.trouble();
      await ann.type('after');
      await Promise.all([ann.shows(ann.typed), bob.shows(ann.typed)]);
    }));

  for (const what of ['mute', 'lose'] as const)
    it(`${what === 'mute' ? 'the answer to a message' : 'a message'} is lost on a line that lives`, () =>
      talking(async (talk) => {
        await talk.trouble({ what, commands: SEND, times: 1 });
        await three(talk);
      }));

  for (const ms of [5_000, 20_000])
    it(`hangs for ${ms / 1_000} s while messages are on their way`, () =>
      talking(async (talk) => {
        await talk.trouble({ what: 'freeze' });
        await three(talk, async () => {
          await wait(ms);
          await talk.trouble();
        });
      }));

  it('hangs while somebody signs in', () =>
    talking(async (talk) => {
      await three(talk);
      await talk.trouble({ what: 'freeze' });
      const again = talk.bob.turn();
      await wait(5_000);
      await talk.trouble();
      await again;
      await synced(talk.bob.client);
      await talk.bob.shows(talk.ann.typed);
    }));

  it('hangs while history is read', () =>
    talking(async (talk) => {
      await three(talk);
      await talk.trouble({ what: 'freeze', commands: ['getroammsg'] });
      await talk.bob.turn();
      await talk.ann.type('four');
      await wait(5_000);
      await talk.trouble();
      await talk.bob.shows(talk.ann.typed);
    }));

  it('answers after 11 s', () =>
    talking(async (talk) => {
      await talk.trouble({ what: 'slow', commands: SEND, ms: 11_000, times: 2 });
      await three(talk);
    }));

  it('says everything twice', () =>
    talking(async (talk) => {
      await talk.trouble({ what: 'double' });
      await three(talk);
      await talk.bob.type('four');
      await talk.ann.shows([...talk.ann.typed, 'four']);
    }));

  it('the page is turned with a message on its way, which it had taken', () =>
    talking(async (talk) => {
      const { ann } = talk;
      await talk.trouble({ what: 'mute', commands: SEND });
      await ann.type('one');
      await ann.type('two');
      await talk.bob.shows(['one']);
      await ann.turn();
      await talk.trouble();
      await Promise.all([ann.shows(ann.typed), talk.bob.shows(ann.typed)]);
    }));
});
