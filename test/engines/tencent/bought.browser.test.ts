import type { Action } from '../../../core/engine/index.js';
import { Peer } from '../../conformance/tencent-harness.js';
import { equal, refusal, until } from '../../contracts/engine/check.js';
import { credentials, device as signedIn } from './device.js';

const device = async (peer: Peer, user: string) => {
  const { engine, events } = await signedIn(peer, user, { search: true });
  const answers = (...actions: Action[]) => actions.map((action) => engine.can(action));
  return { engine, news: () => events('abilities').length, answers };
};

const BITS = { audiences: 4, statuses: 7, marks: 9, tags: 10, extensions: 13, counters: 15, reactions: 48 };
const BOUGHT: readonly Action[] = ['direct', 'presence', 'mark', 'tag', 'extend', 'counters', 'react'];
const all = <T>(value: T): T[] => BOUGHT.map(() => value);

describe('what an app of Tencent has not bought', () => {
  it('is disabled from the sign-in on, and its calls are refused; all else goes on', async () => {
    const peer = await Peer.start({ unbought: Object.values(BITS) });
    const { engine, news, answers } = await device(peer, 'ann');
    try {
      equal(answers(...BOUGHT), all('disabled'), 'not bought');
      equal(
        answers('send', 'edit', 'block', 'report'),
        ['available', 'available', 'available', 'unsupported'],
        'others',
      );
      await refusal(engine.presence.get(['bob']), 'unsupported');
      const { id } = await engine.groups.create({});
      const conversationId = `group:${id}` as const;
      equal(engine.can('direct', conversationId, { role: 'owner' }), 'disabled', 'in a group');
      const content = { kind: 'text', text: 'hello' } as const;
      await engine.messages.send({ clientId: crypto.randomUUID(), conversationId, content });
      equal((await engine.messages.history(conversationId, {})).items.at(-1)?.content, content, 'history');
      equal(news(), 0, 'news of what was known at once');
    } finally {
      await engine.disconnect();
    }
  });

  it('is told of where it is known later', async () => {
    const peer = await Peer.start({ unbought: [BITS.reactions], lateBits: true });
    const { engine, news, answers } = await device(peer, 'ann');
    try {
      equal(answers('react'), ['available'], 'before it is known');
      await until('the news', () => news() === 1);
      equal(answers('react', 'extend'), ['disabled', 'available'], 'once it is known');
    } finally {
      await engine.disconnect();
    }
  });

  it('is learnt from a refusal where no bit says it, until the next sign-in', async () => {
    const peer = await Peer.start({ withoutSearch: true });
    const { engine, news, answers } = await device(peer, 'ann');
    try {
      equal(answers('search', 'search-users', 'pin-message'), ['available', 'available', 'available'], 'at first');
      await refusal(engine.search!.messages({ words: ['x'] }), 'unsupported');
      equal(answers('search', 'search-users'), ['disabled', 'disabled'], 'after the refusal');
      await refusal(engine.search!.messages({ words: ['x'] }), 'unsupported');
      equal(news(), 1, 'told once');
      const { id } = await engine.groups.create({});
      await peer.act('fail', { command: 'get_pinned_messages', code: 10_059, info: 'a larger package' });
      equal((await engine.messages.history(`group:${id}`, {})).hasOlder, false, 'history all the same');
      await until('the pins known', () => engine.can('pin-message', `group:${id}`, { role: 'owner' }) === 'disabled');
      await engine.disconnect();
      await engine.connect(credentials('ann'), { device: { id: 'again', class: 'web' } });
      equal(answers('search', 'pin-message'), ['available', 'available'], 'signed in anew');
    } finally {
      await engine.disconnect();
    }
  });
});
