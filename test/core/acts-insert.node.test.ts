import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { scripted, texts } from '../helpers/client.js';
import { BOB, page, text } from '../helpers/scripted-talk.js';

describe('a message of this browser alone', () => {
  it('before all that is held hides none of the history before it', async () => {
    const { client, engine, clock, start } = scripted();
    const all = [1, 2, 3, 4, 5, 6].map((seq) => engine.message(seq, `m${seq}`));
    // As the hub reads it: by the number alone, without the one that is named.
    engine.pages = (_, { before }) => {
      const items = all.filter(({ order }) => order.seq < (before?.order.seq ?? 7)).slice(-3);
      return page(items, items[0] !== all[0]);
    };
    await start();
    client.conversations.open(BOB);
    await clock.pass(0);
    assert.deepEqual(texts(client, BOB), ['m4', 'm5', 'm6']);
    await client.messages.insert(BOB, text('note'), { sentAt: 1 });
    await client.messages.older(BOB);
    assert.deepEqual(
      texts(client, BOB).filter((one) => one !== 'note'),
      ['m1', 'm2', 'm3', 'm4', 'm5', 'm6'],
    );
    await client.session.stop();
  });

  it('in a conversation that is not open stands where its time is', async () => {
    const { client, engine, clock, start } = scripted();
    await start();
    engine.emit([{ type: 'conversations', changed: [{ id: BOB, lastMessage: engine.message(9, 'nine') }] }]);
    await client.messages.insert(BOB, text('note'));
    engine.pages = () => page([engine.message(8, 'eight'), engine.message(9, 'nine')], true);
    client.conversations.open(BOB);
    await clock.pass(0);
    assert.deepEqual(texts(client, BOB), ['eight', 'nine', 'note']);
    await client.session.stop();
  });
});
