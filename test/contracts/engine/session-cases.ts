import { isImError } from '../../../core/model/index.js';
import { direct, text } from './actor.js';
import type { Cases } from './cases.js';
import { equal, ok, quiet, refusal, until } from './check.js';

export const sessionCases: Cases = (it) => {
  it('session.connect', 'calls before connect reject not-connected', async (world) => {
    const { engine } = world.actor(world.person('early'));
    await refusal(engine.conversations.list({}), 'not-connected');
    await refusal(
      engine.messages.send({ clientId: 'c'.repeat(16), conversationId: 'direct:nobody', content: text('x') }),
      'not-connected',
    );
    engine.typing?.typing('direct:nobody', 'text');
  });

  it('session.connect', 'twice at once is one sign-in', async (world) => {
    const actor = world.actor(world.person('twice'));
    const [first, second] = [actor.connect(), actor.connect()];
    ok(first === second, 'the second call has a promise of its own');
    equal((await first).id, actor.id);
  });

  it('session.connect', 'a forged token is refused, and the same engine signs in with a good one', async (world) => {
    const id = world.person('forger');
    const engine = world.harness.engine();
    const forger = world.actor(id, { engine, credentials: world.harness.credentials(id, 'forged') });
    const error = await refusal(forger.connect(), 'unauthorized');
    equal(error.retry, 'after-auth', 'hint');
    equal(forger.events('disconnected').length, 0, 'disconnected events of a sign-in that failed');
    equal((await world.actor(id, { engine }).connect()).id, id);
  });

  it('session.connect', 'a token of somebody else is refused', async (world) => {
    const [id, other] = [world.person('ann'), world.person('bob')];
    const { token } = world.harness.credentials(other);
    await refusal(world.actor(id, { credentials: { userId: id, token } }).connect(), 'unauthorized');
  });

  it('session.connect', 'can be stopped by its signal, before and in the middle', async (world) => {
    const actor = world.actor(world.person('hasty'));
    const connect = (signal: AbortSignal) => actor.engine.connect(actor.credentials, { device: actor.device, signal });
    await refusal(connect(AbortSignal.abort()), 'aborted');
    const stop = new AbortController();
    const under = connect(stop.signal);
    stop.abort();
    await refusal(under, 'aborted');
    await actor.connect();
  });

  it('session.connect', 'a token provider that fails is told with its cause', async (world) => {
    const cause = new Error('the site is down');
    const credentials = { userId: world.person('ann'), token: () => Promise.reject(cause) };
    const error = await refusal(world.actor(credentials.userId, { credentials }).connect());
    equal(error.cause === cause, true, 'cause is kept');
    equal(error.retry, 'backoff', 'hint');
  });

  it('session.logout', 'ends everything, and the next user hears nothing of the last', async (world) => {
    const [ann, bob] = await world.people('ann', 'bob');
    const next = world.actor(world.person('next'), { engine: ann!.engine });
    await ann!.engine.disconnect({ logout: true });
    await refusal(ann!.engine.conversations.list({}), 'not-connected');
    equal(ann!.events('disconnected').length, 0, 'disconnected events after one asked for it');
    await next.connect();
    await bob!.send(direct(ann!), 'for ann only');
    await quiet();
    equal(next.told().length, 0, 'messages told to the next user');
    const { items } = await next.engine.conversations.list({});
    equal(items.length, 0, 'conversations of the next user');
  });

  it('session.reconnect', 'a cut connection is told once, and what waited is rejected', async (world) => {
    const [ann, bob] = await world.people('ann', 'bob');
    const under = ann!.send(direct(bob!), 'on its way').then(
      () => undefined,
      (error: unknown) => error,
    );
    await world.harness.drop();
    world.later(() => world.harness.restore());
    const { error } = await ann!.event('disconnected');
    equal(error?.code, 'not-connected');
    const late = await under;
    ok(late === undefined || isImError(late), 'a call under way ends in an answer or an ImError');
    await refusal(ann!.engine.conversations.list({}), 'not-connected');
    await refusal(ann!.connect(), 'not-connected', 'timeout');
    equal(ann!.events('disconnected').length, 1, 'times told');
    await world.harness.restore();
    await ann!.connect(ann!.cursor);
    await ann!.engine.conversations.list({});
  });

  it(
    'session.token-refresh',
    'an expired token rejects unauthorized; the provider is asked again each time',
    async (world) => {
      const id = world.person('ann');
      const credentials = world.harness.credentials(id, ['expired', 'good']);
      const actor = world.actor(id, { credentials });
      const error = await refusal(actor.connect(), 'unauthorized');
      equal(error.retry, 'after-auth', 'hint');
      equal((await actor.connect()).id, id);
    },
  );

  it('session.token-refresh', 'a token that runs out ends the connection, not the session', async (world) => {
    const id = world.person('ann');
    const actor = world.actor(id, { credentials: world.harness.credentials(id, 'good', 1_500) });
    await actor.connect();
    const { error } = await actor.event('disconnected');
    equal(error?.code, 'unauthorized');
    equal(error?.retry, 'after-auth', 'hint');
    equal(actor.events('session-ended').length, 0, 'session ended');
    await actor.connect(actor.cursor);
  });

  it('session.kick', 'a second device of the class ends the first for good', async (world, unsupported) => {
    const id = world.person('ann');
    const engine = world.harness.strictEngine?.();
    if (!engine) return unsupported();
    const [first, second] = [engine, world.harness.strictEngine?.()].map((own) => world.actor(id, { engine: own }));
    await first!.connect();
    await second!.connect();
    const ended = await first!.event('session-ended');
    equal(ended.why, 'kicked');
    await quiet();
    equal(first!.events('disconnected').length, 0, 'disconnected events after the end');
    await refusal(first!.engine.conversations.list({}), 'not-connected');
    await second!.engine.conversations.list({});
  });

  it('session.kick', 'a device of another class stays', async (world, unsupported) => {
    const id = world.person('ann');
    const web = world.harness.strictEngine?.();
    if (!web || world.harness.without?.includes('device-classes')) return unsupported();
    const first = world.actor(id, { engine: web, class: 'web' });
    const second = world.actor(id, { engine: world.harness.strictEngine?.(), class: 'mobile' });
    await first.connect();
    await second.connect();
    await quiet();
    equal(first.events('session-ended').length, 0, 'ends of the web device');
    await first.engine.conversations.list({});
  });

  it('session.multi-device', 'own messages, reads and pins come to the other device', async (world) => {
    const [ann, bob] = await world.people('ann', 'bob');
    const other = await world.join(ann!);
    const conversation = direct(bob!);
    const placed = await ann!.send(conversation, 'from my first device');
    const told = await other.message('from my first device');
    equal(told.serverId, placed.serverId);
    equal(told.senderId, ann!.id);
    await bob!.send(direct(ann!), 'answer');
    const answer = await ann!.message('answer');
    await ann!.engine.conversations.markRead(conversation, answer);
    const read = await other.event('receipts', ({ cursors }) =>
      cursors.some(({ userId, read }) => userId === ann!.id && read === answer.order.seq),
    );
    equal(read.cursors.find(({ userId }) => userId === ann!.id)?.unread, 0, 'unread left');
    await ann!.engine.conversations.pin?.(conversation, true);
    await other.event('conversations', ({ changed }) =>
      changed.some(({ id, pinned }) => id === conversation && pinned === true),
    );
  });

  it('session.multi-instance', 'several people on one page each hear their own', async (world) => {
    const [ann, bob, eve] = await world.people('ann', 'bob', 'eve');
    await ann!.send(direct(bob!), 'for bob');
    await bob!.message('for bob');
    await eve!.send(direct(ann!), 'for ann');
    await ann!.message('for ann');
    await quiet();
    equal(
      eve!
        .told()
        .map(({ senderId }) => senderId)
        .filter((id) => id !== eve!.id),
      [],
      'messages told to eve',
    );
    ok(!bob!.told().some(({ senderId }) => senderId === eve!.id), 'bob heard eve');
  });

  it('session.server-time', 'connect tells the clock, and ping answers it', async (world) => {
    const [ann] = await world.people('ann');
    const { offset } = await ann!.event('clock');
    ok(Math.abs(offset) < 5_000, `offset ${offset}`);
    const time = await ann!.engine.ping?.();
    if (time !== undefined) ok(Math.abs(time - Date.now()) < 5_000, `server time ${time}`);
  });

  it('session.sync', 'first time full, then only what was missed', async (world, unsupported) => {
    const [ann, bob] = await world.people('ann', 'bob');
    equal(ann!.events('sync')[0]?.full, true, 'full at first');
    // A back end that replays nothing says so each time.
    if (ann!.cursor === undefined) {
      await ann!.engine.disconnect();
      const again = await world.join(ann!);
      await again.event('sync', ({ phase }) => phase === 'finished');
      const phases = again.events('sync').map(({ phase, full }) => [phase, full === true]);
      equal(
        phases,
        [
          ['started', true],
          ['finished', false],
        ],
        'start and end',
      );
      return unsupported();
    }
    await bob!.send(direct(ann!), 'seen');
    await ann!.message('seen');
    const { cursor } = ann!;
    await ann!.engine.disconnect();
    await bob!.send(direct(ann!), 'missed 1');
    await bob!.send(direct(ann!), 'missed 2');
    const again = await world.join(ann!, cursor);
    await again.message('missed 2');
    equal(
      again.told().map(({ content }) => content.text),
      ['missed 1', 'missed 2'],
      'caught up',
    );
    equal(
      again.events('sync').some(({ full }) => full),
      false,
      'full again',
    );
    const types = again.batches
      .flatMap(({ events }) => events)
      .filter(({ type }) => type === 'sync' || type === 'messages');
    equal(types.at(-1)?.type, 'sync', 'last event of the catch-up');
    ok(
      again.events('messages').every(({ origin }) => origin === 'catch-up'),
      'missed messages are marked as such',
    );
  });

  it('session.sync', 'a cursor that nobody gave is refused, one too old starts over', async (world, unsupported) => {
    const [ann] = await world.people('ann');
    if (ann!.cursor === undefined) return unsupported();
    await refusal(world.actor(ann!).connect('what is this'), 'invalid');
    const other = world.actor(ann!);
    await other.connect('999999999999');
    const sync = await other.event('sync', ({ phase }) => phase === 'finished');
    ok(sync, 'finished');
    await until('a sync that is full', () => other.events('sync').some(({ full }) => full));
  });
};
