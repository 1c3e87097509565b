import { type Content, compareOrder } from '../../../core/model/index.js';
import { type Actor, direct, text, type World } from './actor.js';
import type { Cases } from './cases.js';
import { equal, ok, quiet, refusal } from './check.js';

const content = (value: Readonly<Record<string, unknown>>): Content => value as unknown as Content;

/** What arrives at the other side, live and from history, is what was sent. */
const roundTrip = async (world: World, sent: Content): Promise<void> => {
  const [ann, bob] = (await world.people('ann', 'bob')) as [Actor, Actor];
  const placed = await ann.send(direct(bob), sent);
  await bob.event('messages', ({ messages }) => messages.some(({ serverId }) => serverId === placed.serverId));
  const live = bob.told().find(({ serverId }) => serverId === placed.serverId);
  equal(live?.content, sent, 'content told');
  equal(live?.senderId, ann.id);
  equal(live?.conversationId, direct(ann));
  const { items } = await bob.engine.messages.history(direct(ann), {});
  equal(items.at(-1)?.content, sent, 'content in history');
};

const CORPUS = [
  'plain',
  ' spaces  kept ',
  'line\nline\r\n\tline',
  '<img src=x onerror=alert(1)><script>alert(1)</script>',
  '你好，世界 مرحبا ﷽ e\u0301',
  '"quotes" \\ and \u0000 control \u202e turned',
  'https://example.com/?a=1&b=2#c',
];
const EMOJI = ['😀👍🏽👨‍👩‍👧‍👦🏳️‍🌈', ':smile: [微笑] :not-one:', '\ue415\ue056 private use', '\u2764\ufe0f'];

export const messageCases: Cases = (it) => {
  it('send.lifecycle', 'the answer places the message; both sides and history agree', async (world) => {
    const [ann, bob] = (await world.people('ann', 'bob')) as [Actor, Actor];
    const first = await ann.send(direct(bob), 'one');
    const second = await ann.send(direct(bob), 'two');
    ok(compareOrder(second.order, first.order) > 0, 'order grows');
    ok(Math.abs(first.sentAt - Date.now()) < 10_000, 'server time');
    const told = await bob.message('two');
    equal(told.order, second.order, 'order told');
    equal(told.sentAt, second.sentAt, 'time told');
    equal(told.counts, true, 'counts');
    equal(told.clientId, undefined, 'client id told to others');
    const { items } = await ann.engine.messages.history(direct(bob), {});
    equal(
      items.map(({ serverId }) => serverId),
      [first.serverId, second.serverId],
      'history',
    );
  });

  it('send.lifecycle', 'the sender finds its own client id', async (world, unsupported) => {
    const [ann, bob] = (await world.people('ann', 'bob')) as [Actor, Actor];
    if (ann.engine.info.echo !== 'client-id') return unsupported();
    const clientId = crypto.randomUUID();
    await ann.send(direct(bob), 'mine', clientId);
    const { items } = await ann.engine.messages.history(direct(bob), {});
    equal(items[0]?.clientId, clientId, 'client id in history');
  });

  it('send.retry', 'resend of the same client id answers the same and arrives once', async (world) => {
    const [ann, bob] = (await world.people('ann', 'bob')) as [Actor, Actor];
    const clientId = crypto.randomUUID();
    const answers = await Promise.all([1, 2, 3].map(() => ann.send(direct(bob), 'once', clientId)));
    await ann.engine.disconnect();
    await ann.connect(ann.cursor);
    answers.push(await ann.send(direct(bob), 'once', clientId));
    for (const answer of answers) equal(answer, answers[0], 'answer');
    await bob.message('once');
    await quiet();
    equal(bob.told().length, 1, 'times told');
    const { items } = await bob.engine.messages.history(direct(ann), {});
    equal(items.length, 1, 'times kept');
  });

  it('send.throttle', 'too many at once are refused with the time to wait', async (world, unsupported) => {
    const [ann, bob] = (await world.people('ann', 'bob')) as [Actor, Actor];
    const rate = ann.engine.info.limits.sendsPerSecond;
    if (rate === undefined) return unsupported();
    const many = Array.from({ length: rate * 12 }, (_, n) => ann.send(direct(bob), `m${n}`));
    const refused = (await Promise.allSettled(many)).flatMap((r) => (r.status === 'rejected' ? [r.reason] : []));
    ok(refused.length > 0, 'nothing was refused');
    for (const error of refused) equal(error.code, 'too-many');
    ok(
      refused.every(({ retry, retryAfter }) => retry === 'backoff' && retryAfter > 0),
      'when to come again',
    );
    const { items } = await ann.engine.messages.history(direct(bob), { limit: ann.engine.info.limits.historyPage });
    ok(items.length <= many.length - refused.length, 'a refused message was kept');
  });

  it(
    'send.rejected',
    'a text over the limit is refused with the limit, and nothing is kept',
    async (world, unsupported) => {
      const [ann, bob] = (await world.people('ann', 'bob')) as [Actor, Actor];
      const limit = ann.engine.info.limits.textGraphemes;
      if (limit === undefined) return unsupported();
      const error = await refusal(ann.send(direct(bob), '👍🏽'.repeat(limit + 1)), 'too-large');
      ok(error.limit !== undefined && error.field, 'limit and field are named');
      await refusal(
        ann.send(direct(bob), content({ kind: 'custom', type: 'big', data: 'x'.repeat(300_000) })),
        'too-large',
        'not-connected',
      );
      const { items } = await bob.engine.messages.history(direct(ann), {}).catch(() => ({ items: [] }));
      equal(items.length, 0, 'messages kept');
    },
  );

  it('send.rejected', 'nobody writes to who does not exist, nor into what he is no member of', async (world) => {
    const [ann, bob, eve] = (await world.people('ann', 'bob', 'eve')) as [Actor, Actor, Actor];
    await refusal(ann.send(`direct:${world.person('ghost')}`, 'boo'), 'not-found', 'forbidden');
    const group = await ann.engine.groups?.create({ members: [bob.id] });
    if (group) await refusal(eve.send(`group:${group.id}`, 'let me in'), 'not-found', 'forbidden');
  });

  it('type.text', 'any text comes back as it was', async (world) => {
    for (const words of CORPUS) await roundTrip(world, text(words));
  });
  it('composer.emoji', 'emoji, short names and private-use code points travel as plain text', async (world) => {
    for (const words of EMOJI) await roundTrip(world, text(words));
  });
  it('type.custom', 'any JSON comes back whole', async (world) => {
    const data = { deep: [{ a: 1, b: null, c: ['x', true] }], '': 'empty name', n: 1.5e300, t: '<b>' };
    await roundTrip(world, content({ kind: 'custom', type: 'shop/order', data, fallback: 'An order' }));
  });
  it('type.unknown', 'a kind that nobody knows comes back whole', async (world) => {
    await roundTrip(world, content({ kind: 'hologram', fallback: 'A hologram', frames: [1, 2, { z: 3 }] }));
  });
  it('type.notice', 'what happens in a group is told as a notice that does not count', async (world, unsupported) => {
    const [ann, bob] = (await world.people('ann', 'bob')) as [Actor, Actor];
    if (!ann.engine.groups) return unsupported();
    const group = await ann.engine.groups.create({ name: 'Tea', members: [bob.id] });
    const { items } = await bob.engine.messages.history(`group:${group.id}`, {});
    const notice = items.find(({ content: { kind } }) => kind === 'notice');
    ok(notice && typeof notice.content.event === 'string', 'a notice with its event');
    ok(Array.isArray(notice?.content.actors), 'who it is about');
    equal(notice?.counts, false, 'counts');
    const fake = content({ kind: 'notice', event: 'left', actors: [bob.id] });
    await refusal(ann.send(`group:${group.id}`, fake), 'rejected-content', 'invalid', 'forbidden');
  });
  it(
    'type.recalled',
    'only the place is left: for who is there, for who comes later, and in history',
    async (world, unsupported) => {
      const [ann, bob] = (await world.people('ann', 'bob')) as [Actor, Actor];
      const recall = ann.engine.recall;
      if (!recall) return unsupported();
      await ann.send(direct(bob), 'forget me');
      const told = await bob.message('forget me');
      const { items } = await ann.engine.messages.history(direct(bob), {});
      await recall.recall(asMessage(items[0]!, ann), { reason: 'typo' });
      await bob.event('message-changes', ({ changes }) => changes.some((c) => c.serverId === told.serverId));
      for (const who of [bob, await world.join(bob, '0').catch(() => bob)]) {
        const page = await who.engine.messages.history(direct(ann), {});
        equal(page.items[0]?.content.kind, 'recalled', 'kind in history');
        equal(page.items[0]?.recalled?.by, ann.id, 'who');
        ok(!JSON.stringify(page).includes('forget me'), 'the words are still in history');
      }
    },
  );

  it('recall', 'own ones; twice is once; never those of others', async (world, unsupported) => {
    const [ann, bob] = (await world.people('ann', 'bob')) as [Actor, Actor];
    if (!ann.engine.recall) return unsupported();
    await ann.send(direct(bob), 'mine');
    const told = await bob.message('mine');
    await refusal(bob.engine.recall!.recall(asMessage(told, bob)), 'forbidden', 'not-found');
    const { items } = await ann.engine.messages.history(direct(bob), {});
    const own = asMessage(items[0]!, ann);
    await ann.engine.recall.recall(own);
    await ann.engine.recall.recall(own);
    const change = await bob.event('message-changes');
    const first = change.changes[0]!;
    equal([first.what, first.what === 'recalled' && first.by], ['recalled', ann.id]);
    const [row] = (await bob.engine.conversations.get?.([direct(ann)])) ?? [];
    equal(row?.unread ?? 0, 0, 'unread after the recall');
    ok(!JSON.stringify(row).includes('mine'), 'the words are still in the list');
  });
  it('recall', 'the owner of a group recalls those of members', async (world, unsupported) => {
    const [ann, bob] = (await world.people('ann', 'bob')) as [Actor, Actor];
    if (!ann.engine.recall || !ann.engine.groups) return unsupported();
    const { id } = await ann.engine.groups.create({ members: [bob.id] });
    await bob.send(`group:${id}`, 'rude');
    const told = await ann.message('rude');
    await ann.engine.recall.recall(asMessage(told, ann));
    const page = await bob.engine.messages.history(`group:${id}`, {});
    equal(page.items.find(({ serverId }) => serverId === told.serverId)?.content.kind, 'recalled');
  });

  it('receive.live', 'in the order of the server, each once, to every member', async (world) => {
    const [ann, bob, eve] = (await world.people('ann', 'bob', 'eve')) as [Actor, Actor, Actor];
    const group = await ann.engine.groups?.create({ members: [bob.id, eve.id] });
    const into = (from: Actor, to: Actor) => (group ? (`group:${group.id}` as const) : direct(from === to ? bob : to));
    const rounds = [0, 1, 2].flatMap((n) => [ann, bob].map((who) => who.send(into(who, ann), `${who.id} ${n}`)));
    await Promise.all(rounds);
    const listeners = group ? [ann, bob, eve] : [ann];
    for (const listener of listeners) {
      // What one says oneself need not be told to the device that said it.
      for (const { id } of group ? [ann, bob].filter((one) => one !== listener) : [bob])
        await listener.message(`${id} 2`);
      const told = listener.told().filter(({ content: { kind } }) => kind === 'text');
      equal(new Set(told.map(({ serverId }) => serverId)).size, told.length, 'each once');
      // Where time alone orders, what two say within the same tick comes as it comes.
      const numbers = told.map(({ order }) => order.seq);
      const sequence = listener.engine.info.ordering[group ? 'group' : 'direct'] === 'seq';
      const sorted = sequence ? [...new Set(numbers)] : [...numbers];
      equal(
        numbers,
        sorted.sort((a, b) => a - b),
        'sequence told',
      );
    }
  });
  it('receive.live', 'a listener that throws stops nobody', async (world) => {
    const [ann, bob] = (await world.people('ann', 'bob')) as [Actor, Actor];
    const broken = world.actor(bob);
    broken.engine.subscribe(() => {
      throw new Error('a broken listener');
    });
    let heard = 0;
    const stop = broken.engine.subscribe(() => {
      heard += 1;
    });
    await broken.connect();
    await ann.send(direct(bob), 'still there?');
    await broken.message('still there?');
    stop();
    const before = heard;
    ok(before > 0, 'the other listener heard nothing');
    await ann.send(direct(bob), 'and now?');
    await broken.message('and now?');
    equal(heard, before, 'a listener that was removed heard');
  });
  it('receive.catch-up', 'a long absence comes in packages, in order, with none left', async (world, unsupported) => {
    const [ann, bob] = (await world.people('ann', 'bob')) as [Actor, Actor];
    const { cursor } = bob;
    if (cursor === undefined) return unsupported();
    await bob.engine.disconnect();
    for (let n = 0; n < 40; n++) await sendPaced(ann, direct(bob), `missed ${n}`);
    const again = await world.join(bob, cursor);
    await again.message('missed 39');
    equal(
      again.told().map(({ content: { text: words } }) => words),
      Array.from({ length: 40 }, (_, n) => `missed ${n}`),
      'caught up',
    );
    await sendPaced(ann, direct(bob), 'live');
    await again.message('live');
    equal(again.events('messages').at(-1)?.origin, 'live');
  });
  it('receive.own-devices', 'what is sent here comes to the other device, and not twice to this one', async (world) => {
    const [ann, bob] = (await world.people('ann', 'bob')) as [Actor, Actor];
    const other = await world.join(ann);
    const clientId = crypto.randomUUID();
    await ann.send(direct(bob), 'from here', clientId);
    const there = await other.message('from here');
    await quiet();
    const here = ann.told().filter(({ content: { text: words } }) => words === 'from here');
    ok(here.length <= 1, 'told twice');
    if (ann.engine.info.echo === 'client-id')
      equal(
        [...here, there].every((m) => m.clientId === clientId),
        true,
        'client id',
      );
    equal(other.told().length, 1, 'times told to the other device');
  });
};

/** As a core would, so that the rate limit is not what is tested. */
export const sendPaced = async (actor: Actor, conversation: Parameters<Actor['send']>[0], words: string) => {
  const clientId = crypto.randomUUID();
  for (;;) {
    try {
      return await actor.send(conversation, words, clientId);
    } catch (error) {
      const { code, retryAfter = 200 } = error as { code?: string; retryAfter?: number };
      if (code !== 'too-many') throw error;
      await quiet(retryAfter);
    }
  }
};

const asMessage = (incoming: Actor['told'] extends () => (infer M)[] ? M : never, viewer: Actor) => ({
  ...incoming,
  id: incoming.serverId,
  own: incoming.senderId === viewer.id,
  content: incoming.content as unknown as Content,
  delivery: { state: 'sent' } as const,
  replyTo: undefined,
});
