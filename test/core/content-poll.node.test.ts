import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import fc from 'fast-check';
import { loadGroup } from '../../core/client/tabs.js';
import type { Client } from '../../core/client/types.js';
import { checkContent, loadKinds, packContent, previewOf, readContent, searchText } from '../../core/content/index.js';
import { CLOSED, closingOf, tallyOf, voteKey, voteOf } from '../../core/content/kinds/poll.js';
import { withChanges } from '../../core/index.js';
import type { Content, ContentOf, Message, WireContent } from '../../core/model/index.js';
import { samples } from '../../demo/samples/index.js';
import { rows } from '../helpers/client.js';
import { hubWorld } from '../helpers/hub.js';

const POLL: ContentOf<'poll'> = {
  kind: 'poll',
  question: 'Lunch?',
  options: ['a', 'b', 'c'].map((id) => ({ id, text: `Option ${id}` })),
};
const MANY: ContentOf<'poll'> = { ...POLL, multiple: true };
const said = (extensions: Record<string, string>) => ({ extensions });

before(loadKinds);

describe('content of kind poll', () => {
  it('goes out and comes back whole, also inside the wrapper of back ends without it', () => {
    for (const content of [POLL, { ...MANY, anonymous: true } as const]) {
      assert.deepEqual(checkContent(content), content);
      assert.deepEqual(readContent(packContent(content, ['text']) as unknown as WireContent), content);
    }
    assert.deepEqual(previewOf(POLL), ['preview.poll', { question: 'Lunch?' }]);
    assert.equal(searchText(POLL), 'Lunch?\nOption a\nOption b\nOption c');
    for (const { content } of samples.find(({ kind }) => kind === 'poll')?.states ?? [])
      assert.deepEqual(checkContent(content), content);
  });

  it('that nobody could vote in is refused', () => {
    const option = { id: 'x', text: 'X' };
    const bad: readonly object[] = [
      { question: '' },
      { question: 'x'.repeat(301) },
      { options: [option] },
      { options: [option, option] },
      { options: [option, { id: 'y', text: '' }] },
      { options: [option, { id: 'y', text: 'x'.repeat(121) }] },
      { options: [option, { id: 'constructor', text: 'Y' }] },
      { options: Array.from({ length: 13 }, (_, at) => ({ id: `${at}`, text: 'X' })) },
    ];
    for (const fields of bad)
      assert.throws(() => checkContent({ ...POLL, ...fields } as Content), { code: 'invalid' }, JSON.stringify(fields));
  });
});

describe('votes', () => {
  it('count once a person; what is none is passed over', () => {
    const message = said({
      '@ann/vote': '["a"]',
      '@bob/vote': '["a","a"]',
      '@cat/vote': '["a","b"]',
      '@dan/vote': '["z"]',
      '@eve/vote': '{"0":"a"}',
      '@fay/vote': '["a"',
      '@gus': '["a"]',
      'hal/vote': '["a"]',
      '@/vote': '["a"]',
      '@ida/answer': '["a"]',
    });
    assert.deepEqual(tallyOf(POLL, message), {
      counts: [2, 0, 0],
      voters: 2,
      by: [['ann', 'bob'], [], []],
      closed: false,
    });
    assert.deepEqual(tallyOf(MANY, message).counts, [3, 1, 0]);
    assert.deepEqual([voteOf(MANY, message, 'cat'), voteOf(POLL, message, 'cat')], [['a', 'b'], []]);
  });

  it('of any shape never break the count, and closing keeps it', () => {
    const json = fc.oneof(fc.json(), fc.string(), fc.constantFrom('["a"]', '["b","c"]', '["c"]', '1', 'null'));
    const key = fc.oneof(
      fc.string(),
      fc.stringMatching(/^[a-z]{1,3}$/).map(voteKey),
      fc.constantFrom('__proto__', '!x'),
    );
    const votes = fc.dictionary(key, json, { maxKeys: 30 });
    fc.assert(
      fc.property(votes, fc.boolean(), fc.option(json, { nil: undefined }), (extensions, multiple, closing) => {
        const poll = multiple ? MANY : POLL;
        const { counts, voters, by } = tallyOf(poll, said(extensions));
        const people = new Set(by?.flat());
        assert.equal(people.size, voters);
        assert.ok(counts.every((one) => one >= 0 && one <= voters));
        if (!multiple)
          assert.equal(
            counts.reduce((a, b) => a + b, 0),
            voters,
          );
        const closed = { ...extensions, [CLOSED]: closingOf(poll, said(extensions), 4096), '@late/vote': '["a"]' };
        assert.deepEqual(tallyOf(poll, said(closed)), { counts, voters, by, closed: true });
        if (closing === undefined) return;
        const strange = tallyOf(poll, said({ ...extensions, [CLOSED]: closing }));
        assert.deepEqual([strange.closed, strange.counts.length], [true, 3]);
      }),
    );
  });

  it('are closed without names where these are too many, and as they stand where the closing says nothing', () => {
    const message = said(
      Object.fromEntries(Array.from({ length: 900 }, (_, at) => [voteKey(`person-${at}`), '["b"]'])),
    );
    const value = closingOf(POLL, message, 4096);
    assert.equal(value, '{"counts":[0,900,0],"voters":900}');
    assert.deepEqual(tallyOf(POLL, said({ [CLOSED]: value })), { counts: [0, 900, 0], voters: 900, closed: true });
    for (const odd of [
      '1',
      '{"counts":[9,9,9],"voters":1}',
      '{"counts":[1],"voters":1}',
      '{"counts":[0,0,0],"voters":-1}',
    ])
      assert.deepEqual(tallyOf(POLL, said({ '@ann/vote': '["c"]', [CLOSED]: odd })).counts, [0, 0, 1], odd);
  });
});

/** Three people of a group on a real hub, and a poll that ann has sent there. */
const voting = async () => {
  await loadGroup();
  const world = await hubWorld(['ann', 'bob', 'cat']);
  const [ann, bob, cat]: readonly [Person, Person, Person] = [
    world.client('ann'),
    world.client('bob'),
    world.client('cat'),
  ];
  for (const one of [ann, bob, cat]) await world.start(one.client);
  // What is loaded on use is loaded by real time; the clock is turned beside it.
  const pass = async (ms = 1000) => {
    for (let i = 0; i < 20; i++) {
      await new Promise((resolve) => setTimeout(resolve, 2));
      await world.clock.pass(ms / 20);
    }
  };
  const done = async <T>(work: Promise<T>): Promise<T> => {
    await pass();
    return work;
  };
  const id = await done(ann.client.groups.create({ name: 'Team', members: ['bob', 'cat'] }));
  await done(ann.client.messages.send(id, POLL));
  for (const one of [ann, bob, cat]) one.client.conversations.open(id);
  await pass();
  const poll = ({ client }: Person): Message =>
    rows(client, id).find(({ content }) => content.kind === 'poll') as Message;
  const shown = (one: Person) =>
    withChanges(poll(one), one.client.store.get('change', poll(one).id), one.client.userId);
  const vote = (one: Person, ids: readonly string[]) =>
    one.client.messages.extend(poll(one).id, { set: { [voteKey(one.client.userId)]: JSON.stringify(ids) } });
  const counts = (one: Person) => tallyOf(POLL, shown(one)).counts;
  return { ...world, pass, ann, bob, cat, poll, shown, vote, counts };
};
type Person = { readonly client: Client; readonly wire: { readonly network: { value: boolean } } };

describe('a poll on a hub', () => {
  it('is voted in, votes change and are withdrawn, and everybody counts the same', async () => {
    const { ann, bob, cat, vote, counts, poll, pass, close } = await voting();
    await vote(bob, ['a']);
    await vote(ann, ['b']);
    assert.deepEqual(counts(bob), [1, 0, 0], 'at once');
    await pass();
    for (const one of [ann, bob, cat]) assert.deepEqual(counts(one), [1, 1, 0]);
    await vote(bob, ['b']);
    await vote(bob, ['c']);
    await pass();
    for (const one of [ann, bob, cat]) assert.deepEqual(counts(one), [0, 1, 1]);
    await ann.client.messages.extend(poll(ann).id, { remove: [voteKey('ann')] });
    await pass();
    for (const one of [ann, bob, cat]) assert.deepEqual(counts(one), [0, 0, 1]);
    await close();
  });

  it('takes a vote without a connection later', async () => {
    const { ann, bob, vote, counts, poll, pass, close } = await voting();
    bob.wire.network.value = false;
    await pass();
    await vote(bob, ['c']);
    await pass();
    assert.deepEqual(
      [counts(bob), counts(ann)],
      [
        [0, 0, 1],
        [0, 0, 0],
      ],
    );
    bob.wire.network.value = true;
    await pass(20_000);
    for (const one of [ann, bob]) assert.deepEqual(counts(one), [0, 0, 1]);
    assert.deepEqual(bob.client.store.get('change', poll(bob).id)?.changes ?? [], []);
    await close();
  });

  it('is closed by its author alone; who comes later is not counted', async () => {
    const { ann, bob, cat, vote, counts, poll, shown, pass, close } = await voting();
    await vote(bob, ['a']);
    await pass();
    const closing = (one: Person) => ({
      set: { [CLOSED]: closingOf(POLL, shown(one), 4096) },
      was: { [CLOSED]: null },
    });
    await bob.client.messages.extend(poll(bob).id, closing(bob));
    await pass();
    assert.equal(bob.client.store.get('change', poll(bob).id)?.changes[0]?.failed, 'forbidden');
    assert.equal(tallyOf(POLL, shown(ann)).closed, false);
    await ann.client.messages.extend(poll(ann).id, closing(ann));
    await pass();
    await vote(cat, ['b']);
    await pass();
    for (const one of [ann, bob, cat]) {
      assert.deepEqual(counts(one), [1, 0, 0]);
      assert.deepEqual(tallyOf(POLL, shown(one)), {
        counts: [1, 0, 0],
        voters: 1,
        by: [['bob'], [], []],
        closed: true,
      });
    }
    await close();
  });
});
