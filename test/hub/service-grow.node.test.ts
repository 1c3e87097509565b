import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { WireSignal } from '../../hub/protocol/index.js';
import { onEveryStorage, Refused, refused, settle, type TestClient } from './support/service.js';

const begin = async (client: TestClient, conversation: string, more: object = {}): Promise<string> => {
  const content = { kind: 'stream', text: '' };
  const clientId = crypto.randomUUID();
  return (await client.call('messages.send', { clientId, conversation, content, ...more })).id;
};
const grow = (client: TestClient, conversation: string, id: string, from: number, text: string, done?: boolean) =>
  client.call('messages.grow', { conversation, id, from, text, ...(done !== undefined && { done }) });
const grown = (client: TestClient) =>
  client.signals.filter((signal): signal is Extract<WireSignal, { t: 'grown' }> => signal.t === 'grown');

onEveryStorage('a text that grows', (make) => {
  it('reaches all who are here piece by piece, and history at once; the log learns of its end', async () => {
    const { enter } = await make();
    const [bot, other, ann] = [await enter('bot', 'one'), await enter('bot', 'two'), await enter('ann')];
    const id = await begin(bot, 'direct:ann');
    assert.deepEqual(await grow(bot, 'direct:ann', id, 0, 'Once '), { length: 5 });
    assert.deepEqual(await grow(bot, 'direct:ann', id, 5, 'upon'), { length: 9 });
    assert.deepEqual(await ann.texts('direct:bot'), ['Once upon']);
    assert.equal((await ann.call('search.messages', { words: ['once'] })).items.length, 0, 'not while it grows');
    await settle();
    assert.equal(ann.of('edited').length, 0);
    await grow(bot, 'direct:ann', id, 9, ' a time', true);
    await settle();
    const piece = (from: number, text: string) => ({ t: 'grown', conversation: 'direct:bot', id, from, text });
    const pieces = [piece(0, 'Once '), piece(5, 'upon'), { ...piece(9, ' a time'), done: true }];
    assert.deepEqual(grown(ann), pieces);
    assert.deepEqual(
      grown(other),
      pieces.map((one) => ({ ...one, conversation: 'direct:ann' })),
    );
    assert.deepEqual(grown(bot), [], 'the device that says it knows it');
    const content = { kind: 'stream', text: 'Once upon a time', done: true };
    assert.deepEqual(ann.of('edited'), [{ t: 'edited', conversation: 'direct:bot', id, content }], 'without a mark');
    assert.equal((await ann.call('search.messages', { words: ['once'] })).items.length, 1);
    const late = await enter('ann', 'late', 0);
    assert.deepEqual(late.of('message').at(-1)?.message.content, content);
  });

  it('a repeat is no fault; what does not fit is a conflict that says what is there', async () => {
    const { enter } = await make();
    const [bot, ann] = [await enter('bot'), await enter('ann')];
    const id = await begin(bot, 'direct:ann');
    await grow(bot, 'direct:ann', id, 0, 'abcdef');
    assert.deepEqual(await grow(bot, 'direct:ann', id, 0, 'abcdef'), { length: 6 });
    assert.deepEqual(await grow(bot, 'direct:ann', id, 2, 'cd'), { length: 6 });
    assert.deepEqual(await grow(bot, 'direct:ann', id, 4, 'efgh'), { length: 8 }, 'the rest of it is new');
    await settle();
    assert.deepEqual(
      grown(ann).map(({ from, text }) => [from, text]),
      [
        [0, 'abcdef'],
        [6, 'gh'],
      ],
    );
    for (const [from, text] of [
      [9, 'x'],
      [2, 'xx'],
      [6, 'gx'],
    ] as const) {
      const error = await grow(bot, 'direct:ann', id, from, text).catch((thrown: unknown) => thrown);
      assert.ok(error instanceof Refused && error.code === 'conflict', `${from} ${text}`);
      assert.deepEqual(error.wire.latest, { kind: 'stream', text: 'abcdefgh' });
    }
    await grow(bot, 'direct:ann', id, 8, '', true);
    assert.deepEqual(await grow(bot, 'direct:ann', id, 8, '', true), { length: 8 });
    assert.deepEqual(await grow(bot, 'direct:ann', id, 6, 'gh', true), { length: 8 });
    await assert.rejects(grow(bot, 'direct:ann', id, 8, 'more'), refused('conflict', 'from'), 'it ended for good');
  });

  it('only one’s own, only such, within the limits; and nobody else is told', async () => {
    const { enter, clock } = await make({ limits: { textGraphemes: 10, editSeconds: 60 } });
    const [bot, ann, eve] = [await enter('bot'), await enter('ann'), await enter('eve')];
    await bot.call('groups.create', { id: 'g', members: ['ann', 'eve'] });
    const id = await begin(bot, 'group:g', { audience: ['ann'] });
    await assert.rejects(grow(eve, 'group:g', id, 0, 'x'), refused('not-found', 'id'));
    await assert.rejects(grow(ann, 'group:g', id, 0, 'x'), refused('forbidden', 'id'));
    const { id: plain } = await bot.send('group:g', 'plain');
    await assert.rejects(grow(bot, 'group:g', plain, 5, 'x'), refused('invalid', 'id'));
    await grow(bot, 'group:g', id, 0, '0123456789');
    await assert.rejects(grow(bot, 'group:g', id, 10, 'x'), refused('too-large', 'content.text'));
    const edit = (content: { kind: string; text: string; done?: boolean }) =>
      bot.call('messages.edit', { conversation: 'group:g', id, content });
    await assert.rejects(edit({ kind: 'stream', text: 'x' }), refused('forbidden', 'id'), 'it still grows');
    await grow(bot, 'group:g', id, 10, '', true);
    await assert.rejects(edit({ kind: 'stream', text: 'x' }), refused('invalid', 'content.done'));
    assert.deepEqual((await edit({ kind: 'stream', text: 'x', done: true })).content.text, 'x');
    const slow = await begin(bot, 'group:g');
    await ann.call('messages.delete', { conversation: 'group:g', ids: [slow] });
    await settle();
    const before = grown(ann).length;
    await grow(bot, 'group:g', slow, 0, 'x');
    await settle();
    assert.equal(grown(ann).length, before, 'she has deleted it');
    assert.deepEqual(
      grown(eve).map(({ id: one }) => one),
      [slow],
    );
    clock.advance(60_001);
    await assert.rejects(grow(bot, 'group:g', slow, 1, 'x'), refused('too-late', 'id'));
    await bot.call('messages.recall', { conversation: 'group:g', id: slow });
    await assert.rejects(grow(bot, 'group:g', slow, 1, 'x'), refused('forbidden', 'id'));
  });

  it('the site judges it as it grows, in the order in which it does', async () => {
    const asked: unknown[] = [];
    const { enter } = await make({
      hooks: {
        moderate: async ({ content }) => {
          asked.push(content.text);
          const words = String(content.text);
          await new Promise((resolve) => setTimeout(resolve, words.length === 1 ? 20 : 0));
          if (words.includes('bad')) return { action: 'block' };
          if (words.includes('rude')) return { action: 'alter', content: { kind: 'stream', text: 'kind' } };
          return { action: 'pass' };
        },
      },
    });
    const [bot, ann] = [await enter('bot'), await enter('ann')];
    const id = await begin(bot, 'direct:ann');
    await Promise.all([grow(bot, 'direct:ann', id, 0, 'a'), grow(bot, 'direct:ann', id, 1, 'b')]);
    assert.deepEqual(asked, ['', 'a', 'ab']);
    await assert.rejects(grow(bot, 'direct:ann', id, 2, ' bad'), refused('rejected-content', 'content'));
    assert.deepEqual(await ann.texts('direct:bot'), ['ab']);
    assert.deepEqual(await grow(bot, 'direct:ann', id, 2, ' rude'), { length: 4 });
    await settle();
    assert.deepEqual(ann.of('edited').at(-1)?.content, { kind: 'stream', text: 'kind', done: true });
    assert.deepEqual(ann.of('edited').at(-1)?.altered, {});
    await assert.rejects(grow(bot, 'direct:ann', id, 4, 'more'), refused('conflict', 'from'));
  });
});
