import type { Client } from '../../../core/client/types.js';
import type { Conversation, ConversationId } from '../../../core/model/index.js';
import { viewOf } from '../../../core/store/index.js';
import { direct } from './acting.js';
import type { World } from './actor.js';
import type { Cases } from './cases.js';
import { equal, refusal } from './check.js';
import { isSent, say, seen, sit } from './client-world.js';

/** Ann on two devices; Bob and Eve have each written to her. */
export const attended = async (world: World) => {
  const [ann, bob, eve] = [world.person('ann'), world.person('bob'), world.person('eve')];
  const [desk, phone] = [(await sit(world, ann)).client, (await sit(world, ann)).client];
  const [his, hers] = [(await sit(world, bob)).client, (await sit(world, eve)).client];
  const toAnn = direct(ann);
  for (const client of [his, hers]) await isSent(client, await say(client, toAnn, 'hello'));
  const [toBob, toEve] = [direct(bob), direct(eve)];
  for (const client of [desk, phone])
    await seen(client, 'both rows', () => client.store.list('conversations').length === 2);
  return { desk, phone, his, hers, toAnn, toBob, toEve };
};

export const rowIs = (client: Client, id: ConversationId, what: string, is: (row: Conversation) => boolean) =>
  seen(client, what, () => {
    const row = client.store.get('conversation', id);
    return row && is(row) && row;
  });
const lists = (client: Client, filter: Parameters<typeof viewOf>[0], ids: readonly ConversationId[]) =>
  seen(client, `${viewOf(filter)} of ${ids.length}`, () => client.store.list(viewOf(filter)).join() === ids.join());
const counts = (client: Client, count: number) =>
  seen(client, `${count} unread`, () => client.store.get('unread', 'total')?.count === count);

export const clientRowCases: Cases = (it) => {
  it('conversations.clear', 'hiding, clearing and wiping are three things', async (world, unsupported) => {
    const { desk, phone, his, toAnn, toBob, toEve } = await attended(world);
    if (desk.can('wipe') !== 'available') return unsupported();
    await desk.messages.clear(toBob);
    await seen(phone, 'nothing in it', () => !phone.store.get('conversation', toBob)?.unread);
    equal(phone.store.list('conversations').includes(toBob), true, 'a row that was cleared stays');
    equal(await desk.conversations.wipe(['group']), 0, 'of groups');
    equal(await desk.conversations.wipe(['direct']), 2, 'of people');
    for (const client of [desk, phone]) await lists(client, {}, []);
    for (const client of [desk, phone]) await counts(client, 0);
    await say(his, toAnn, 'anew');
    for (const client of [desk, phone]) await lists(client, {}, [toBob]);
    desk.conversations.open(toEve);
    await seen(desk, 'it opened', () => desk.store.get('timeline', toEve)?.opened);
    equal(await desk.messages.older(toEve), false, 'older messages of what was wiped');
  });

  it('conversations.marks', 'star, folded, hidden: filtered, kept, on all devices', async (world, unsupported) => {
    const { desk, phone, toBob, toEve } = await attended(world);
    if (desk.can('mark') !== 'available') return unsupported();
    await phone.conversations.view({ mark: 'star' });
    await phone.conversations.view({ mark: 'hidden' });
    await desk.conversations.mark([toBob, toEve], 'star', true);
    await lists(phone, { mark: 'star' }, [toEve, toBob]);
    await desk.conversations.mark([toBob], 'folded', true);
    await rowIs(phone, toBob, 'folded', ({ marks }) => marks?.includes('folded') ?? false);
    await desk.conversations.mark([toBob], 'hidden', true);
    for (const client of [desk, phone]) await lists(client, {}, [toEve]);
    await lists(phone, { mark: 'hidden' }, [toBob]);
    await counts(phone, 1);
    await desk.conversations.mark([toBob], 'hidden', false);
    for (const client of [desk, phone]) await lists(client, {}, [toEve, toBob]);
    await refusal(desk.conversations.mark([toBob], 'red' as never, true), 'invalid');
  });

  it('conversations.tags', 'made, sorted, assigned, pinned within, counted, removed', async (world, unsupported) => {
    const { desk, phone, toBob, toEve } = await attended(world);
    if (desk.can('tag') !== 'available') return unsupported();
    await phone.tags.load();
    const work = await desk.tags.create('Work', [toBob, toEve]);
    const home = await desk.tags.create('Home');
    await phone.conversations.view({ tag: work });
    await lists(phone, { tag: work }, [toEve, toBob]);
    if (desk.can('pin-tagged') === 'available') {
      await desk.tags.pin(work, toBob, true);
      await lists(phone, { tag: work }, [toBob, toEve]);
    } else await refusal(desk.tags.pin(work, toBob, true), 'unsupported');
    await seen(phone, 'sum of the tag', () => phone.store.get('unread', 'total')?.tags?.[work] === 2);
    if (desk.can('sort-tags') === 'available') {
      await desk.tags.sort([home, work]);
      await seen(phone, 'order', () => phone.store.list('tags').join() === [home, work].join());
    } else await refusal(desk.tags.sort([home, work]), 'unsupported');
    await desk.tags.rename(work, 'Office');
    const named = (client: Client) =>
      client.store.list('tags').find((id) => client.store.get('tag', id)?.name === 'Office');
    // A back end may know a tag by its name.
    const office = await seen(phone, 'name', () => named(phone));
    await seen(desk, 'name', () => named(desk));
    await rowIs(phone, toBob, 'the tag', ({ tags }) => tags?.includes(office) === true);
    await phone.tags.assign(office, [toEve], false);
    await rowIs(desk, toEve, 'no tag', ({ tags = [] }) => tags.length === 0);
    await refusal(desk.tags.create('office'), 'conflict');
    await desk.tags.remove(office);
    await rowIs(phone, toBob, 'no tag', ({ tags = [] }) => tags.length === 0);
    await seen(phone, 'one tag', () => phone.store.list('tags').join() === home);
  });

  it('conversations.custom-data', 'JSON of the page, replaced whole, on all devices', async (world, unsupported) => {
    const { desk, phone, his, toAnn, toBob } = await attended(world);
    if (desk.can('data') !== 'available') return unsupported();
    await desk.conversations.setData(toBob, { a: 1 });
    await desk.conversations.setData(toBob, { b: [2] });
    await rowIs(phone, toBob, 'data', ({ data }) => JSON.stringify(data) === '{"b":[2]}');
    equal(his.store.get('conversation', toAnn)?.data, undefined, 'of the other one');
    await refusal(desk.conversations.setData(toBob, 'x'.repeat(5000)), 'too-large');
    await desk.conversations.setData(toBob, undefined);
    await rowIs(phone, toBob, 'no data', ({ data }) => data === undefined);
  });

  it('unread.mark-read', 'by tag, by kind, all', async (world, unsupported) => {
    const { desk, phone, toBob } = await attended(world);
    if (desk.can('tag') !== 'available') return unsupported();
    const tag = await desk.tags.create('One', [toBob]);
    await counts(phone, 2);
    await desk.conversations.readAll({ tag });
    for (const client of [desk, phone]) await counts(client, 1);
    await desk.conversations.readAll({ kinds: ['group'] });
    await counts(desk, 1);
    await phone.conversations.readAll();
    for (const client of [desk, phone]) await counts(client, 0);
  });

  it('notify.block-group', 'a shield: nothing comes, and all can be read after', async (world, unsupported) => {
    const { desk, phone, his, hers, toAnn, toBob, toEve } = await attended(world);
    if (desk.can('shield') !== 'available') return unsupported();
    await desk.conversations.shield(toBob, true);
    await rowIs(phone, toBob, 'the shield', ({ shielded, unread }) => shielded === true && unread === 0);
    await isSent(his, await say(his, toAnn, 'behind the shield'));
    await isSent(hers, await say(hers, toAnn, 'after it'));
    for (const client of [desk, phone]) await rowIs(client, toEve, 'two', ({ unread }) => unread === 2);
    for (const client of [desk, phone]) equal(client.store.get('conversation', toBob)?.unread, 0, 'unread');
    await desk.conversations.shield(toBob, false);
    await rowIs(phone, toBob, 'no shield', ({ shielded }) => !shielded);
    await world.moment();
    await isSent(his, await say(his, toAnn, 'heard again'));
    await rowIs(phone, toBob, 'one', ({ unread }) => unread === 1);
    phone.conversations.open(toBob);
    await seen(phone, 'all of it', () => {
      const { store } = phone;
      const pages = store.get('timeline', toBob)?.pages ?? [];
      return pages.flatMap(({ id }) => store.list(`page/${id}`)).length === 3;
    });
  });
};
