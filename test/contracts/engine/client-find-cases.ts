import type { Client } from '../../../core/client/types.js';
import type { ConversationId } from '../../../core/model/index.js';
import { another, messageOf, offline, pair, spoken, textOf } from './acting.js';
import { text } from './actor.js';
import type { AddCase, Cases } from './cases.js';
import { equal, ok, quiet, refusal, until } from './check.js';
import { hasWords, isSent, rows, say, seen, sit } from './client-world.js';
import { content } from './sent.js';

const searching = (it: AddCase): void => {
  it('search.messages', 'hits lead to their place; offline what is held is searched', async (world) => {
    const people = await pair(world);
    const { mine, ann, bob, toBob, toAnn } = people;
    const { id } = await spoken(people, 'a wombat at 北京');
    await spoken(people, 'nothing of it');
    const able = mine.can('search') === 'available';
    const found = await mine.messages.search({ words: ['Wombat', '北京'] });
    equal([found.items.map((one) => one.id), found.local ?? false], [[id], !able], 'hits');
    equal(found.counts, [{ conversationId: toBob, count: 1 }], 'counts');
    const fresh = await sit(world, bob);
    const there = await fresh.client.messages.search({ words: ['wombat'], conversationId: toAnn });
    if (able) {
      equal(there.items.map(textOf), ['a wombat at 北京'], 'hits of who has not loaded it');
      const place = await fresh.client.messages.around(toAnn, there.items[0]?.id ?? '');
      equal(textOf(messageOf(fresh.client, place)), 'a wombat at 北京', 'its place');
    }
    await offline(world, people, async () => {
      const held = await mine.messages.search({ words: ['wombat'] });
      equal([held.items.map((one) => one.id), held.local], [[id], true], 'hits without a connection');
      equal((await mine.messages.search({ words: ['nowhere'] })).items, [], 'none');
      equal((await mine.messages.search({ words: ['wombat'], senders: [ann] })).items.length, 1, 'by sender');
    });
    await refusal(mine.messages.search({ words: [] }), 'invalid');
    await refusal(mine.messages.search({ words: ['x'], cursor: 'made up' }), 'invalid');
  });

  it(
    'search.messages',
    'what was recalled, deleted or edited away is found nowhere, offline neither',
    async (world) => {
      const people = await pair(world);
      const { mine, toBob } = people;
      const gone = await spoken(people, 'wombat one');
      const other = await spoken(people, 'wombat two');
      if (mine.can('recall') === 'available') await mine.messages.recall(gone.id);
      else await mine.messages.delete(toBob, [gone.id]);
      if (mine.can('edit') === 'available') await mine.messages.edit(other.id, text('numbat two'));
      const find = async (word: string) => (await mine.messages.search({ words: [word] })).items.length;
      await seen(mine, 'both changes', () => !mine.store.get('change', other.id) && messageOf(mine, gone.id)?.recalled);
      const edited = mine.can('edit') === 'available' ? 1 : 0;
      equal([await find('wombat'), await find('numbat')], [1 - edited, edited], 'found');
      await offline(world, people, async () =>
        equal([await find('wombat'), await find('numbat')], [1 - edited, edited], 'found without a connection'),
      );
    },
  );

  it('history.by-type', 'a wall of some kinds, newest first, page by page, offline too', async (world) => {
    const people = await pair(world);
    const { mine, toBob, bob, toAnn } = people;
    const face = (index: number) => content({ kind: 'face', set: 's', index });
    for (let n = 0; n < 3; n++) {
      await isSent(mine, await say(mine, toBob, face(n)));
      await spoken(people, `words ${n}`);
    }
    const kinds = ['face'] as never;
    const wall = async (client: Client, id: ConversationId) => {
      const { items, hasOlder } = await client.messages.byKind(id, kinds);
      return [items.map((one) => (one.content as unknown as { index: number }).index), hasOlder];
    };
    equal(await wall(mine, toBob), [[2, 1, 0], false], 'here');
    const fresh = await sit(world, bob);
    if (fresh.client.can('by-kind') === 'available')
      equal(await wall(fresh.client, toAnn), [[2, 1, 0], false], 'elsewhere');
    const newest = (await mine.messages.byKind(toBob, kinds)).items[0];
    equal((await mine.messages.byKind(toBob, kinds, newest?.id)).items.length, 2, 'the page before');
    await offline(world, people, async () => equal(await wall(mine, toBob), [[2, 1, 0], false], 'offline'));
    await refusal(mine.messages.byKind(toBob, []), 'invalid');
    await refusal(mine.messages.byKind(toBob, kinds, 'no-such'), 'not-found');
  });

  it('history.before-join', 'a newcomer pages back to where the group lets him', async (world, unsupported) => {
    const people = await pair(world);
    const { mine, ann } = people;
    const eve = world.person('eve');
    const newcomer = await sit(world, eve);
    if (mine.can('invite') === 'unsupported') return unsupported();
    for (const history of [undefined, 'all'] as const) {
      // Where meetings alone are open to newcomers.
      const meets = history === 'all' && world.harness.without?.includes('open-history');
      const draft = { name: 'Tea', ...(history && { history }) };
      if (meets) await refusal(mine.groups.create(draft), 'unsupported');
      const group = await mine.groups.create(meets ? { ...draft, type: 'meeting' } : draft);
      await isSent(mine, await say(mine, group, 'before'));
      await mine.groups.invite(group.slice('group:'.length), [eve]);
      await isSent(mine, await say(mine, group, 'after'));
      newcomer.client.conversations.open(group);
      await hasWords(newcomer.client, group, 'after');
      while (await newcomer.client.messages.older(group)) await quiet(1);
      const said = rows(newcomer.client, group).filter((one) => one.content.kind === 'text' && one.senderId === ann);
      equal(said.map(textOf), history ? ['before', 'after'] : ['after'], `history ${history}`);
      equal(newcomer.client.store.get('conversation', group)?.unread, 1, 'unread');
    }
  });
};

const leaving = (it: AddCase): void => {
  it(
    'privacy.export-delete',
    'a transcript of all that stands, in three forms, oldest first',
    async (world, unsupported) => {
      const people = await pair(world);
      const { mine, toBob } = people;
      if (mine.can('delete') === 'unsupported') return unsupported();
      await spoken(people, 'first <b>words</b>');
      const gone = await spoken(people, 'taken back');
      const deleted = await spoken(people, 'deleted for me');
      await spoken(people, 'last words');
      await mine.messages.recall(gone.id);
      await seen(mine, 'the recall', () => messageOf(mine, gone.id)?.recalled);
      await mine.messages.delete(toBob, [deleted.id]);
      await seen(mine, 'the deletion done', () => !mine.store.get('change', toBob));
      for (const format of ['html', 'json', 'text'] as const) {
        const told: number[] = [];
        const blob = await mine.messages.transcript(toBob, { format, onProgress: (count) => told.push(count) });
        const file = await blob.text();
        ok(file.indexOf('first') >= 0 && file.indexOf('first') < file.indexOf('last words'), `${format}: the order`);
        ok(!file.includes('taken back') && !file.includes('deleted for me'), `${format}: what is gone`);
        if (format === 'html') ok(!file.includes('<b>words'), 'words are no markup');
        if (format === 'json') JSON.parse(file);
        ok((told.at(-1) ?? 0) >= 2, `${format}: progress`);
      }
      const one = await mine.messages.transcript(toBob, { format: 'text', messages: [rows(mine, toBob)[0]?.id ?? ''] });
      ok(!(await one.text()).includes('last words'), 'only the chosen');
      await refusal(mine.messages.transcript(toBob, { format: 'pdf' as never }), 'invalid');
    },
  );

  it('privacy.export-delete', 'everything I wrote is taken back, and my session ends', async (world, unsupported) => {
    const people = await pair(world);
    const { mine, theirs, toAnn } = people;
    const { theirId } = await spoken(people, 'my words');
    if (mine.can('erase') === 'unsupported') {
      await refusal(mine.settings.erase(), 'unsupported');
      return unsupported();
    }
    const ended: string[] = [];
    mine.on('session-ended', ({ why }) => ended.push(why));
    await mine.settings.erase();
    await seen(theirs, 'the words gone', () => messageOf(theirs, theirId)?.content.kind === 'recalled');
    await until('the end', () => mine.store.get('session', 'self')?.state !== 'connected' || ended.length > 0);
    const late = await another(world, people.bob, toAnn);
    await seen(late, 'the place', () => rows(late, toAnn)[0]?.content.kind === 'recalled');
  });

  it('receipt.privacy', 'set once, on all my devices; reading then shows to me alone', async (world, unsupported) => {
    const people = await pair(world);
    const { mine, theirs, bob, toAnn, toBob } = people;
    const other = await another(world, bob, toAnn);
    if (theirs.can('privacy') === 'unsupported') {
      await refusal(theirs.settings.set({ privacy: { receipts: false } }), 'unsupported');
      return unsupported();
    }
    await other.settings.load();
    await theirs.settings.set({ privacy: { receipts: false } });
    await seen(other, 'the setting', () => other.store.get('settings', 'self')?.privacy.receipts === false);
    const { id, theirId } = await spoken(people, 'seen?', { receipt: true });
    theirs.receipts.seen(toAnn, [theirId]);
    await seen(other, 'nothing unread', () => other.store.get('conversation', toAnn)?.unread === 0);
    await quiet(300);
    equal(mine.store.get('cursor', `${toBob}/${bob}`)?.read ?? 0, 0, 'read, as the sender knows');
    equal(mine.store.get('tally', id)?.read ?? 0, 0, 'counted as read');
    await refusal(theirs.settings.set(7 as never), 'invalid');
  });
};

/** Finding what was said, taking it away, keeping it to oneself. */
export const clientFindCases: Cases = (it) => {
  searching(it);
  leaving(it);
};
