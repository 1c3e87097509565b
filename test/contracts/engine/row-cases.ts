import type { ConversationFilter, ConversationId } from '../../../core/model/index.js';
import { type Actor, direct } from './actor.js';
import type { Cases } from './cases.js';
import { equal, refusal } from './check.js';

/** Ids of all pages of one. */
const found = async (who: Actor, filter: ConversationFilter): Promise<ConversationId[]> => {
  const ids: ConversationId[] = [];
  let cursor: string | undefined;
  do {
    const page = await who.engine.rows!.list(filter, { cursor, limit: 1 });
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.next;
  } while (cursor !== undefined);
  return ids;
};

export const rowCases: Cases = (it) => {
  it(
    'conversations.list',
    'filtered by kind, tag, mark, unread, muted and words, paged',
    async (world, unsupported) => {
      const [ann, bob, eve] = (await world.people('ann', 'bob', 'eve')) as [Actor, Actor, Actor];
      const { rows, tags, conversations, groups } = ann.engine;
      if (!rows || !tags || !groups) return unsupported();
      await bob.send(direct(ann), 'one');
      await world.moment();
      await eve.send(direct(ann), 'two');
      await world.moment();
      const group: ConversationId = `group:${(await groups.create({ name: 'Blue Tea', members: [bob.id] })).id}`;
      const [toBob, toEve] = [direct(bob), direct(eve)];
      await rows.mark([toBob, group], 'star', true);
      await tags.create(crypto.randomUUID(), 'mine', [toEve]);
      const tag = (await tags.list())[0]!.id;
      await conversations.notify?.(toEve, 'none');
      const wanted: readonly (readonly [ConversationFilter, readonly ConversationId[]])[] = [
        [{ kinds: ['direct'] }, [toEve, toBob]],
        [{ mark: 'star' }, [group, toBob]],
        [{ mark: 'star', kinds: ['direct'] }, [toBob]],
        [{ tag }, [toEve]],
        [{ muted: true }, [toEve]],
        [{ unread: true, muted: false }, [toBob]],
        [{ unread: false }, [group]],
        [{ words: 'blue t' }, [group]],
        [{ words: 'no such words' }, []],
      ];
      for (const [filter, ids] of wanted) equal(await found(ann, filter), ids, JSON.stringify(filter));
      await refusal(rows.list({ mark: 'red' as never }, {}), 'invalid');
    },
  );

  it('unread.total', 'per kind and per tag', async (world, unsupported) => {
    const [ann, bob] = (await world.people('ann', 'bob')) as [Actor, Actor];
    const { tags, groups, conversations } = ann.engine;
    if (!tags || !groups || !conversations.unread) return unsupported();
    const group: ConversationId = `group:${(await groups.create({ members: [bob.id] })).id}`;
    for (const id of [direct(ann), group, group]) await bob.send(id, 'x');
    const tag = await tags.create(crypto.randomUUID(), 'mine', [group]);
    equal(await conversations.unread(), { count: 3, muted: 0, kinds: { direct: 1, group: 2 }, tags: { [tag]: 2 } });
  });

  it('conversations.kinds', 'what may be done to rows is said for each kind', async (world, unsupported) => {
    const { engine } = world.actor(world.person('ann'));
    if (!engine.rows) return unsupported();
    for (const action of ['mark', 'tag', 'data', 'shield', 'wipe'] as const) {
      if (action === 'tag' && !engine.tags) continue;
      equal(engine.can(action), 'available', action);
      for (const kind of engine.info.kinds.filter((one) => one === 'direct' || one === 'group'))
        equal(engine.can(action, `${kind}:x`), 'available', `${action} in ${kind}`);
      if (!engine.info.kinds.includes('system')) equal(engine.can(action, 'system:x'), 'unsupported', action);
    }
  });
};
