import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type ChangeCommand, ImError } from '../../core/model/index.js';
import type { OutboxEntry } from '../../core/outbox/types.js';
import { A, again, arrived, text, type Visit, visit } from './support/outbox-bench.js';

interface Asked {
  readonly args: unknown;
  done(): void;
  fail(error: ImError): void;
}

/** A bench whose changes are answered by the test. */
const changing = async () => {
  const v = await visit();
  const asked: Asked[] = [];
  listen(v, asked);
  v.up();
  const say = (also: string, change: ChangeCommand) =>
    v.outbox.add({ id: `${change.name}:m${also}`, conversationId: A, command: 'change', target: 'm', change });
  const edit = (words: string) => say('', { name: 'edit', args: { content: text(words), base: 0 } });
  const extend = (set: Record<string, string>) =>
    say(`:${Object.keys(set).join(' ')}`, { name: 'extend', args: { set } });
  return { v, asked, edit, extend };
};

const listen = (v: Visit, asked: Asked[]): void => {
  (v.host as { change: Visit['host']['change'] }).change = ({ change }) =>
    new Promise((resolve, reject) =>
      asked.push({ args: change.args, done: () => resolve(() => {}), fail: (error) => reject(error) }),
    );
};
const wordsOf = (asked: readonly Asked[]): unknown[] =>
  asked.map(({ args }) => (args as { content?: { text: string } }).content?.text);

describe('outbox: changes of messages', () => {
  it('the last word stays the last where the first was cut off with another behind it', async () => {
    const { v, asked, edit } = await changing();
    await edit('first');
    await v.clock.advance(0);
    await edit('second');
    asked[0]?.fail(new ImError('not-connected'));
    await v.clock.advance(0);
    await edit('third');
    v.down();
    const next = await again(v);
    listen(next, asked);
    next.up();
    for (let i = 1; i < 4; i++) {
      await v.clock.advance(0);
      asked[i]?.done();
    }
    await v.clock.advance(0);
    assert.equal(wordsOf(asked).at(-1), 'third');
    assert.equal(next.outbox.size, 0);
  });

  it('an older word that touches the same does not come after a newer one', async () => {
    const { v, asked, extend } = await changing();
    v.down();
    await extend({ a: '1', b: '1' });
    await extend({ a: '2' });
    await extend({ a: '3', b: '3' });
    v.up();
    for (let i = 0; i < 3; i++) {
      await v.clock.advance(0);
      asked[i]?.done();
    }
    assert.deepEqual(
      asked.map(({ args }) => args),
      [{ set: { a: '2' } }, { set: { a: '3', b: '3' } }],
    );
  });

  it('a late answer does not take away what has replaced its question', async () => {
    const { v, asked, edit } = await changing();
    await edit('first');
    await v.clock.advance(0);
    v.down();
    await edit('second');
    asked[0]?.done();
    await v.clock.advance(0);
    assert.equal(v.outbox.size, 1);
    v.up();
    await v.clock.advance(0);
    assert.equal(wordsOf(asked).at(-1), 'second');
    asked[1]?.done();
    await v.clock.advance(0);
    assert.deepEqual([v.outbox.size, v.store.get('change', 'm')], [0, undefined]);
  });

  it('neither holds up what is written, nor waits for a file', async () => {
    const { v, asked, edit } = await changing();
    v.engine.uploadFate = () => ({ hang: true });
    await v.write('film', A, 'film', new Blob(['abc']));
    await edit('first');
    await v.clock.advance(0);
    assert.equal(asked.length, 1);
    asked[0]?.fail(new ImError('too-many', { retry: 'backoff' }));
    await v.clock.advance(0);
    await v.outbox.cancel('film');
    await v.write('words');
    await v.clock.advance(0);
    assert.deepEqual(arrived(v), ['words']);
  });

  it('waits longer each time', async () => {
    const { v, asked, edit } = await changing();
    await edit('first');
    for (let i = 0; i < 200 && asked.length < 5; i++) {
      await v.clock.advance(1000);
      asked.at(-1)?.fail(new ImError('too-many', { retry: 'backoff' }));
    }
    assert.ok((v.outbox.entry('edit:m') as OutboxEntry).attempts >= 4);
  });
});

describe('outbox: changes that an earlier visit left', () => {
  it('what it cannot read stays in the cache and is neither shown nor done', async () => {
    const { v, asked, edit } = await changing();
    v.down();
    await edit('good');
    const [good] = (await v.cache.outbox.all()) as OutboxEntry[];
    const broken = [
      { name: 'edit', args: {} },
      { name: 'delete', args: {} },
      { name: 'star', args: { on: true } },
    ];
    for (const [at, change] of broken.entries())
      await v.cache.outbox.put({ ...good, id: `broken${at}`, number: at + 10, change } as unknown as OutboxEntry);
    const next = await again(v);
    listen(next, asked);
    next.up();
    await v.clock.advance(0);
    assert.deepEqual(wordsOf(asked), ['good']);
    assert.deepEqual(
      next.store.get('change', 'm')?.changes.map(({ id }) => id),
      ['edit:m'],
    );
    assert.equal((await v.cache.outbox.all()).length, 4);
  });

  it('what another tab showed and never kept is shown no more', async () => {
    const { v } = await changing();
    const lost = { id: 'edit:x', name: 'edit', args: { content: text('lost'), base: 0 } } as const;
    v.store.commit('remote', (writer) => writer.put('change', 'x', { changes: [lost] }));
    await v.outbox.load();
    assert.equal(v.store.get('change', 'x'), undefined);
  });
});

it('a message that is known to have arrived is not sent again, answer or none', async () => {
  const v = await visit();
  v.engine.fate = () => ({ hang: true });
  v.up();
  await v.write('m0');
  await v.clock.advance(0);
  assert.deepEqual(arrived(v), ['m0']);
  await v.outbox.arrived('m0');
  const next = await again(v);
  assert.deepEqual([next.outbox.size, v.outbox.size], [0, 0]);
});
