import type { SearchQuery } from '../../../core/engine/index.js';
import type { ConversationId } from '../../../core/model/index.js';
import { type Actor, direct, text } from './actor.js';
import type { AddCase, Cases } from './cases.js';
import { equal, ok, refusal } from './check.js';
import { content, groupOf, history, lacks, post, received, wordsOf } from './sent.js';

const historyCases = (it: AddCase): void => {
  it('history.by-type', 'only the kinds asked for, by pages, from both sides', async (world, unsupported) => {
    const [ann, bob] = (await world.people('ann', 'bob')) as [Actor, Actor];
    if (ann.engine.can('by-kind') !== 'available') return lacks(ann, 'by-kind', unsupported);
    const card = (index: number) => content({ kind: 'face', set: 's', index });
    for (let n = 0; n < 3; n++) {
      await post(ann, direct(bob), `words ${n}`);
      await post(bob, direct(ann), card(n));
    }
    const place = content({ kind: 'location', latitude: 1, longitude: 2 });
    await post(ann, direct(bob), place);
    const ask = (query: Parameters<typeof ann.engine.messages.history>[1]) =>
      bob.engine.messages.history(direct(ann), { kinds: ['face'] as never, ...query });
    const newest = await ask({ limit: 2 });
    equal(
      newest.items.map((one) => one.content),
      [card(1), card(2)],
      'newest',
    );
    equal([newest.hasOlder, newest.hasNewer], [true, false], 'ends');
    const older = await ask({ limit: 2, before: newest.items[0] as never });
    equal([older.items.map((one) => one.content), older.hasOlder], [[card(0)], false], 'older');
    const after = await ask({ after: older.items[0] as never });
    equal(after.items.length, 2, 'after');
    equal((await ask({ kinds: ['face', 'location'] as never })).items.length, 4, 'two kinds');
    equal((await ask({ kinds: ['voice'] as never })).items, [], 'of none');
    await refusal(ask({ kinds: [] }), 'invalid');
  });

  it(
    'history.before-join',
    'newcomers read on from where they came, or all where the group lets them',
    async (world, unsupported) => {
      const [ann, bob, eve] = (await world.people('ann', 'bob', 'eve')) as [Actor, Actor, Actor];
      const { groups, search } = ann.engine;
      const invite = groups?.invite;
      if (!invite) return lacks(ann, 'invite', unsupported);
      for (const history of [undefined, 'all'] as const) {
        // Where meetings alone are open to newcomers.
        const meets = history === 'all' && world.harness.without?.includes('open-history');
        if (meets) await refusal(groupOf(ann, [bob], history), 'unsupported');
        const group = (await groupOf(ann, [bob], history, meets ? 'meeting' : undefined)) as ConversationId;
        const early = await post(ann, group, 'before wombat');
        await invite(group.slice('group:'.length), [eve.id]);
        const later = await post(ann, group, 'after wombat');
        await received(eve, later);
        const open = history === 'all';
        const page = await eve.engine.messages.history(group, { limit: 50 });
        const said = wordsOf(page.items.filter(({ content }) => content.kind === 'text'));
        equal(said, open ? ['before wombat', 'after wombat'] : ['after wombat'], `history ${history}`);
        equal((await eve.engine.conversations.get?.([group]))?.[0]?.unread, 1, 'unread of the newcomer');
        const around = eve.engine.messages.history(group, { around: early.serverId });
        if (open) ok((await around).items.length > 0, 'around an early one');
        else await refusal(around, 'not-found');
        if (search) {
          const found = await eve.engine.search!.messages({ words: ['wombat'], conversationId: group });
          equal(found.items.length, open ? 2 : 1, 'found by the newcomer');
        }
        ok(
          eve.told(group).every(({ serverId }) => serverId !== early.serverId),
          'told as if it were new',
        );
      }
    },
  );
};

const searchCases = (it: AddCase): void => {
  const find = async (who: Actor, words: readonly string[], query: Partial<SearchQuery> = {}) =>
    wordsOf((await who.engine.search!.messages({ words, ...query })).items);

  it(
    'search.messages',
    'words of any script and case, all of them or any, newest first',
    async (world, unsupported) => {
      const [ann, bob] = (await world.people('ann', 'bob')) as [Actor, Actor];
      if (!bob.engine.search) return lacks(bob, 'search', unsupported);
      const said = [
        'The Quick brown fox',
        'quick silver',
        '我们明天去北京吃烤鸭',
        'Ärger in ÖSTERREICH',
        '50% off_now',
      ];
      for (const one of said) await post(ann, direct(bob), one);
      equal(await find(bob, ['quick']), ['quick silver', 'The Quick brown fox'], 'one word');
      equal(await find(bob, ['QUICK', 'fox']), ['The Quick brown fox'], 'all words');
      equal(await find(bob, ['silver', 'fox'], { match: 'any' }), ['quick silver', 'The Quick brown fox'], 'any');
      equal(await find(bob, ['北京']), ['我们明天去北京吃烤鸭'], 'Chinese');
      equal(await find(bob, ['鸭']), ['我们明天去北京吃烤鸭'], 'one sign');
      equal(await find(bob, ['österreich']), ['Ärger in ÖSTERREICH'], 'case beyond ASCII');
      equal(await find(bob, ['50%']), ['50% off_now'], 'signs');
      equal(await find(bob, ['q_ick']), [], 'signs that mean something elsewhere');
      equal(await find(bob, ['nothing such']), [], 'none');
    },
  );

  it(
    'search.messages',
    'in one or all, by sender, kind and time, with a count for each',
    async (world, unsupported) => {
      const [ann, bob, eve] = (await world.people('ann', 'bob', 'eve')) as [Actor, Actor, Actor];
      if (!bob.engine.search) return lacks(bob, 'search', unsupported);
      const first = await post(ann, direct(bob), 'wombat one');
      await post(bob, direct(ann), 'wombat two');
      await post(eve, direct(bob), 'wombat three');
      const card = content({ kind: 'contact', userId: 'u', name: 'Wombat', fallback: 'Wombat' });
      await post(ann, direct(bob), card);
      const all = await bob.engine.search.messages({ words: ['wombat'] });
      equal(all.items.length, 4, 'found in all');
      equal(
        all.counts,
        [
          { conversationId: direct(ann), count: 3 },
          { conversationId: direct(eve), count: 1 },
        ],
        'counts',
      );
      equal(await find(bob, ['wombat'], { conversationId: direct(eve) }), ['wombat three'], 'in one');
      equal(await find(bob, ['wombat'], { senders: [bob.id] }), ['wombat two'], 'by sender');
      const kinds = await bob.engine.search.messages({ words: ['wombat'], kinds: ['contact'] as never });
      equal(
        kinds.items.map((one) => one.content),
        [card],
        'by kind',
      );
      equal(await find(bob, ['wombat'], { until: first.sentAt - 1 }), [], 'before');
      equal((await find(bob, ['wombat'], { since: first.sentAt })).length, 4, 'since');
    },
  );

  it('search.messages', 'by pages, without doubles', async (world, unsupported) => {
    const [ann, bob] = (await world.people('ann', 'bob')) as [Actor, Actor];
    const { search } = bob.engine;
    if (!search) return lacks(bob, 'search', unsupported);
    const said = Array.from({ length: 7 }, (_, n) => `page ${n}`);
    for (const one of said) await post(ann, direct(bob), one);
    const found: unknown[] = [];
    let cursor: string | undefined;
    do {
      const page = await search.messages({ words: ['page'], limit: 3, ...(cursor !== undefined && { cursor }) });
      found.push(...wordsOf(page.items));
      cursor = page.next;
    } while (cursor !== undefined && found.length < 20);
    equal(found, said.toReversed(), 'in pages');
  });

  it('search.messages', 'never what is not for me; what it asks is checked', async (world, unsupported) => {
    const [ann, bob, eve] = (await world.people('ann', 'bob', 'eve')) as [Actor, Actor, Actor];
    const { search, edits } = eve.engine;
    if (!search) return lacks(eve, 'search', unsupported);
    const message = await post(ann, direct(bob), 'our wombat');
    equal(await find(eve, ['wombat']), [], 'of others');
    if (edits) {
      await ann.engine.edits?.edit(message, text('our numbat'));
      equal([await find(bob, ['wombat']), await find(bob, ['numbat'])], [[], ['our numbat']], 'after an edit');
    }
    const most = eve.engine.info.limits.searchWords ?? 5;
    const many = Array.from({ length: most + 1 }, (_, n) => `w${n}`);
    for (const words of [[], [' '], many, ['x'.repeat(65)]])
      await refusal(search.messages({ words }), 'invalid', 'too-large');
    await refusal(search.messages({ words: ['x'], cursor: 'made up' }), 'invalid');
    await refusal(search.messages({ words: ['x'], since: 2, until: 1 }), 'invalid');
    const group = await groupOf(ann, [bob]);
    if (group) await refusal(search.messages({ words: ['x'], conversationId: group }), 'not-found', 'forbidden');
    equal((await history(bob, direct(ann))).length, 1, 'history');
  });
};

const replyCases = (it: AddCase): void => {
  it('type.reply', 'quotes what it answers as the back end has it, on every device', async (world) => {
    const [ann, bob] = (await world.people('ann', 'bob')) as [Actor, Actor];
    const [other, late] = await Promise.all([world.join(ann), world.join(bob)]);
    const { cursor } = late;
    await late.engine.disconnect();
    const asked = await post(ann, direct(bob), 'Where is it?');
    const replyTo = { serverId: asked.serverId, preview: 'words put into her mouth' };
    const answer = await post(bob, direct(ann), 'Here', { replyTo });
    const quote = { serverId: asked.serverId, preview: 'Where is it?', senderId: ann.id, kind: 'text' };
    for (const one of [ann, other, ...(cursor === undefined ? [] : [await world.join(bob, cursor)])])
      equal((await received(one, answer)).replyTo, quote, 'quote told');
    for (const [who, id] of [[ann, direct(bob)] as const, [bob, direct(ann)] as const])
      equal((await history(who, id)).at(-1)?.replyTo, quote, 'quote in history');
  });

  it('type.reply', 'to what is not there, or elsewhere, is refused', async (world) => {
    const [ann, bob, eve] = (await world.people('ann', 'bob', 'eve')) as [Actor, Actor, Actor];
    const there = await post(ann, direct(eve), 'elsewhere');
    await post(ann, direct(bob), 'here');
    for (const serverId of [there.serverId, 'no-such-message'])
      await refusal(post(ann, direct(bob), 'what?', { replyTo: { serverId } }), 'not-found');
    equal(wordsOf(await history(ann, direct(bob))), ['here'], 'history');
  });
};

/** What was said before, and how it is found. */
export const findCases: Cases = (it) => {
  historyCases(it);
  searchCases(it);
  replyCases(it);
};
