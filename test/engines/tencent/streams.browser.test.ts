import type { Content, ConversationId, Message } from '../../../core/model/index.js';
import { Peer } from '../../conformance/tencent-harness.js';
import { equal, ok, refusal, until } from '../../contracts/engine/check.js';
import { credentials, device as signedIn } from './device.js';

const device = async (peer: Peer, user: string) => {
  const { engine, events } = await signedIn(peer, user);
  const changes = () => events('message-changes').flatMap((one) => one.changes);
  return { engine, changes };
};

const conversationId = 'direct:bob' as ConversationId;
const PIECES = 40;

const begun = async (peer: Peer) => {
  await peer.act('import', { user: 'bob' });
  const [mine, theirs] = [await device(peer, 'ann'), await device(peer, 'bob')];
  const content = { kind: 'stream', text: '' } as unknown as Content;
  const placed = await mine.engine.messages.send({ clientId: crypto.randomUUID(), conversationId, content });
  const message = { ...placed, conversationId, content, senderId: 'ann' } as unknown as Message;
  /** As they are told of it. */
  const seen = () =>
    theirs.changes().reduce((text, change) => {
      if (change.what === 'grown') return text.slice(0, change.from) + change.text;
      return change.what === 'edited' ? String(change.content.text) : text;
    }, '');
  return { mine, theirs, message, seen };
};

describe('a text that grows, by way of the SDK', () => {
  it('goes out in fewer changes than it comes in pieces, and whole, before it ends too', async () => {
    const { mine, theirs, message, seen } = await begun(await Peer.start());
    try {
      const { streams } = mine.engine;
      let length = 0;
      for (let n = 0; n < PIECES; n++) length = await streams.grow(message, length, `${n} `, false);
      const whole = Array.from({ length: PIECES }, (_, n) => `${n} `).join('');
      equal(length, whole.length, 'its length');
      await until('all that was written', () => seen() === whole);
      ok(theirs.changes().length < PIECES, `${theirs.changes().length} changes of ${PIECES} pieces`);
      equal(await streams.grow(message, length, 'end', true), length + 3, 'its length at the end');
      await until('the end', () => seen() === `${whole}end`);
      const last = theirs.changes().at(-1);
      equal(last?.what === 'edited' && last.content.done, true, 'said to have ended');
    } finally {
      await Promise.all([mine.engine.disconnect(), theirs.engine.disconnect()]);
    }
  });

  it('goes on from where it was when a change was refused, and ends at the limit of a message', async () => {
    const peer = await Peer.start();
    const { mine, theirs, message, seen } = await begun(peer);
    try {
      const { streams } = mine.engine;
      await peer.act('fail', { command: 'modify_c2c_msg', code: 20_004 });
      await refusal(streams.grow(message, 0, 'one', true), 'engine');
      equal(await streams.grow(message, 0, 'one', false), 3, 'its length');
      await refusal(streams.grow(message, 3, 'x'.repeat(20_000), false), 'too-large');
      equal(await streams.grow(message, 3, ' two', true), 7, 'its length at the end');
      await until('the end', () => seen() === 'one two');
    } finally {
      await Promise.all([mine.engine.disconnect(), theirs.engine.disconnect()]);
    }
  });

  const withText = (message: Message, text: string) =>
    ({ ...message, content: { kind: 'stream', text } }) as unknown as Message;

  it('goes on after a new sign-in, with what had not gone out', async () => {
    const { mine, theirs, message, seen } = await begun(await Peer.start());
    try {
      const { engine } = mine;
      await engine.streams?.grow(message, 0, 'one', false);
      equal(await engine.streams?.grow(message, 3, ' two', false), 7, 'its length');
      await engine.disconnect();
      await engine.connect(credentials('ann'), { device: { id: 'again', class: 'web' } });
      // The record is by then what the service has.
      equal(await engine.streams?.grow(withText(message, 'one'), 7, ' three', true), 13, 'its length at the end');
      await until('the end', () => seen() === 'one two three');
    } finally {
      await Promise.all([mine.engine.disconnect(), theirs.engine.disconnect()]);
    }
  });

  it('is gone on with by another page, which knows more than the service', async () => {
    const peer = await Peer.start();
    const { mine, theirs, message, seen } = await begun(peer);
    const other = await device(peer, 'ann');
    try {
      await mine.engine.streams?.grow(message, 0, 'one', false);
      const known = withText(message, 'one two');
      await refusal(Promise.resolve(other.engine.streams?.grow(known, 9, '!', false)), 'conflict');
      equal(await other.engine.streams?.grow(known, 7, ' three', false), 13, 'its length');
      await until('all that was written', () => seen() === 'one two three');
    } finally {
      await Promise.all([mine, theirs, other].map(({ engine }) => engine.disconnect()));
    }
  });
});
