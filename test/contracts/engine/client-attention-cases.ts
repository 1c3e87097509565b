import type { Client } from '../../../core/client/types.js';
import type { ConversationId } from '../../../core/model/index.js';
import { another, becomes, circle, messageOf, pair, spoken, textOf } from './acting.js';
import { text } from './actor.js';
import type { AddCase, Cases } from './cases.js';
import { equal, refusal } from './check.js';
import { hasWords, isSent, say, seen, sit, words } from './client-world.js';
import { SITE_RULES } from './harness.js';

const attention = (it: AddCase): void => {
  const markOf = (client: Client, group: ConversationId) => client.store.get('conversation', group)?.mentions ?? [];

  it('mention', 'marks the row of who is named, until it is read or taken back', async (world, unsupported) => {
    if (world.harness.engine().can('create-group') === 'unsupported') return unsupported();
    const { group, ids, clients } = await circle(world, 'ann', 'bob', 'eve');
    const [ann, bob, eve] = clients as [Client, Client, Client];
    if (ann.can('mention', group) !== 'available') return unsupported();
    const id = await ann.messages.send(group, text('@bob'), { mentions: { users: [ids[1] as string] } });
    const [mark] = await seen(bob, 'the mark', () => markOf(bob, group).length === 1 && markOf(bob, group));
    equal([mark?.of, textOf(messageOf(bob, mark?.messageId ?? ''))], ['me', '@bob'], 'mark');
    equal(markOf(eve, group), [], 'of others');
    await ann.messages.recall(id);
    await seen(bob, 'no mark', () => markOf(bob, group).length === 0);
    await refusal(ann.messages.send(group, text('x'), { mentions: { users: 'bob' as never } }), 'invalid');
  });

  it(
    'unread.mentions',
    'a later device finds them, jumps to each, and reading clears all devices',
    async (world, unsupported) => {
      if (world.harness.engine().can('create-group') === 'unsupported') return unsupported();
      const { group, ids, clients } = await circle(world, 'ann', 'bob');
      const [ann, bob] = clients as [Client, Client];
      if (ann.can('mention', group) !== 'available') return unsupported();
      await ann.messages.send(group, text('@bob first'), { mentions: { users: [ids[1] as string] } });
      for (let n = 0; n < 30; n++) await say(ann, group, `m${n}`);
      const last = await ann.messages.send(group, text('@all last'), { mentions: { all: true } });
      await isSent(ann, last);
      const { client: late } = await sit(world, ids[1] as string);
      const marks = await seen(late, 'both marks', () => markOf(late, group).length === 2 && markOf(late, group));
      equal(
        marks.map(({ of }) => of),
        ['me', 'all'],
        'marks',
      );
      const place = await late.messages.around(group, { serverId: marks[0]?.serverId ?? '' });
      equal([textOf(messageOf(late, place)), place], ['@bob first', marks[0]?.messageId], 'the first');
      await late.conversations.markRead(group);
      for (const client of [late, bob]) await seen(client, 'no marks', () => markOf(client, group).length === 0);
    },
  );

  it('unread.mark-unread', 'the mark shows on my devices until it is read', async (world, unsupported) => {
    const people = await pair(world);
    const { theirs, bob, toAnn } = people;
    const { theirId } = await spoken(people, 'later');
    const other = await another(world, bob, toAnn);
    if (theirs.can('mark-unread') === 'unsupported') {
      await refusal(theirs.conversations.markUnread(toAnn), 'unsupported');
      return unsupported();
    }
    const row = (client: Client) => client.store.get('conversation', toAnn);
    await theirs.conversations.markRead(toAnn);
    await seen(other, 'nothing unread', () => row(other)?.unread === 0);
    await theirs.conversations.markUnread(toAnn);
    for (const client of [theirs, other]) await seen(client, 'the mark', () => row(client)?.markedUnread === true);
    await other.conversations.markRead(toAnn);
    for (const client of [theirs, other]) await seen(client, 'no mark', () => !row(client)?.markedUnread);
    if (world.harness.engine().info.reads === 'conversation') return;
    await theirs.conversations.markUnread(toAnn, theirId);
    for (const client of [theirs, other]) await seen(client, 'one unread', () => row(client)?.unread === 1);
  });

  it('receipt.members', 'the sender sees how many and who, as they read', async (world, unsupported) => {
    if (world.harness.engine().can('create-group') === 'unsupported') return unsupported();
    const { group, ids, clients } = await circle(world, 'ann', 'bob', 'eve');
    const [ann, bob] = clients as [Client, Client];
    const id = await ann.messages.send(group, text('read me'), { receipt: true });
    await isSent(ann, id);
    if (ann.can('readers', group) !== 'available') {
      await refusal(ann.messages.readers(id, 'read'), 'unsupported', 'forbidden');
      return unsupported();
    }
    const row = await hasWords(bob, group, 'read me');
    bob.receipts.seen(group, [row.id]);
    await seen(ann, 'one reader', () => ann.store.get('tally', id)?.read === 1);
    equal((await ann.messages.readers(id, 'read')).items, [ids[1]], 'who read');
    equal((await ann.messages.readers(id, 'unread')).items, [ids[2]], 'who did not');
    await refusal(bob.messages.readers(row.id, 'read'), 'forbidden');
  });
};

const site = (it: AddCase): void => {
  const { blocked, reason, altered, becomes: other, alteredWhy } = SITE_RULES;

  it('moderation.blocked', 'the row says why; other words of the site stand in it', async (world, unsupported) => {
    const { site: rules, without } = world.harness;
    if (!rules) return unsupported();
    const [ann, bob] = [world.person('ann'), world.person('bob')];
    const theirs = await sit(world, bob, { engine: rules.engine() });
    const { client } = await sit(world, ann, { engine: rules.engine() });
    const [to, from] = [`direct:${bob}`, `direct:${ann}`] as const;
    theirs.client.conversations.open(from);
    const first = await say(client, to, `a ${blocked}`);
    const row = await becomes(client, first, 'the refusal', ({ delivery }) => delivery.state === 'failed');
    const { code, reason: why } = row.delivery as { code: string; reason?: string };
    equal([code, why], ['rejected-content', reason], 'why');
    const second = await say(client, to, `oh ${altered}`);
    await isSent(client, second);
    const changed = await becomes(client, second, 'other words', (one) => textOf(one) === `oh ${other}`);
    equal(changed.altered, without?.includes('altered-reason') ? {} : { reason: alteredWhy }, 'why');
    await hasWords(theirs.client, from, `oh ${other}`);
    equal(words(theirs.client, from), [`oh ${other}`], 'at the other side');
    if (without?.includes('judged-edits')) return;
    await client.messages.edit(second, text(`now ${blocked}`));
    const failed = await seen(client, 'the refused edit', () => client.store.get('change', second)?.changes[0]?.failed);
    equal(failed, 'rejected-content', 'of an edit');
  });
};

/** Who is named, what is not read, who read it, and what the site says of it. */
export const clientAttentionCases: Cases = (it) => {
  attention(it);
  site(it);
};
