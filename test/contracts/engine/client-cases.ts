import type { Credentials } from '../../../core/engine/index.js';
import type { Cases } from './cases.js';
import { equal, ok, quiet, refusal, until } from './check.js';
import { hasWords, inState, isSent, say, seat, seen, session, sharedTabs, sit, synced, words } from './client-world.js';

/** What needs the core beside the engine: what a person sees, as the store has it. */
export const clientCases: Cases = (it) => {
  it('session.state', 'from idle to connected to idle again, told to late listeners too', async (world) => {
    const { client } = seat(world, world.person('ann'));
    equal(session(client)?.state ?? 'idle', 'idle', 'before start');
    const states = new Set<string>();
    client.store.subscribe(['session/self'], () => void states.add(session(client)?.state ?? ''));
    await refusal(say(client, 'direct:bob', 'too early'), 'not-connected');
    const [first, second] = [client.session.start(), client.session.start()];
    ok(first === second, 'start called twice has one promise');
    await first;
    await synced(client);
    ok(states.has('connecting') || states.has('connected'), 'states were told');
    equal(session(client)?.userId, client.userId);
    await client.session.stop();
    ok(['idle', 'closed', 'offline'].includes(session(client)?.state ?? ''), `after stop: ${session(client)?.state}`);
    await client.session.start();
    await synced(client);
  });

  it('session.state', 'a refused sign-in is terminal and says why', async (world) => {
    const id = world.person('ann');
    const { client } = seat(world, id, { credentials: world.harness.credentials(id, 'forged') });
    const ended: string[] = [];
    client.on('session-ended', ({ why }) => ended.push(why));
    await client.session.start().catch(() => undefined);
    await inState(client, 'unauthorized');
    equal(ended, ['unauthorized'], 'told');
  });

  it('session.reconnect', 'comes back by itself with what was missed', async (world) => {
    const [ann, bob] = [world.person('ann'), world.person('bob')];
    const one = await sit(world, ann);
    const other = await sit(world, bob);
    one.client.conversations.open(`direct:${bob}`);
    other.client.conversations.open(`direct:${ann}`);
    await say(one.client, `direct:${bob}`, 'before');
    await hasWords(other.client, `direct:${ann}`, 'before');
    world.later(() => world.harness.restore());
    await world.harness.drop();
    await inState(one.client, 'reconnecting', 'connecting', 'offline');
    await say(one.client, `direct:${bob}`, 'while away');
    await world.harness.restore();
    one.network.value = true;
    other.network.value = true;
    await synced(one.client);
    await hasWords(other.client, `direct:${ann}`, 'while away');
    equal(words(other.client, `direct:${ann}`), ['before', 'while away']);
  });

  it('session.reconnect', 'waits while the browser says that it is offline', async (world) => {
    const { client, network } = await sit(world, world.person('ann'));
    network.value = false;
    await world.harness.drop();
    world.later(() => world.harness.restore());
    await inState(client, 'offline');
    await world.harness.restore();
    network.value = true;
    await synced(client);
  });

  it('session.token-refresh', 'an expired token is asked for again, a few times at most', async (world) => {
    const ann = world.person('ann');
    const twice = world.harness.credentials(ann, ['expired', 'good']);
    await sit(world, ann, { credentials: twice });
    const never = world.harness.credentials(ann, 'expired');
    let asked = 0;
    const counted = { userId: ann, token: counting(never, () => asked++) };
    const { client } = seat(world, ann, { credentials: counted });
    await client.session.start().catch(() => undefined);
    await inState(client, 'unauthorized');
    ok(asked >= 1 && asked <= 5, `asked ${asked} times`);
    const before = asked;
    await quiet(300);
    equal(asked, before, 'times asked after the end');
  });

  it('session.token-refresh', 'a token that runs out is replaced without a word to the person', async (world) => {
    const ann = world.person('ann');
    let asked = 0;
    const short = world.harness.credentials(ann, 'good', 1_500);
    const { client } = await sit(world, ann, { credentials: { userId: ann, token: counting(short, () => asked++) } });
    const ended: string[] = [];
    client.on('session-ended', ({ why }) => ended.push(why));
    await until('a second token', () => asked > 1);
    await synced(client);
    equal(ended, [], 'ends told');
  });

  it('session.kick', 'the loser says so and never fights back', async (world, unsupported) => {
    const ann = world.person('ann');
    const [engine, next] = [world.harness.strictEngine?.(), world.harness.strictEngine?.()];
    if (!engine || !next) return unsupported();
    const loser = await sit(world, ann, { engine });
    const winner = await sit(world, ann, { engine: next });
    await inState(loser.client, 'kicked');
    await quiet(500);
    equal([session(loser.client)?.state, session(winner.client)?.state], ['kicked', 'connected'], 'states later');
  });

  it('session.multi-instance', 'two accounts on one page do not mix', async (world) => {
    const [ann, bob] = [world.person('ann'), world.person('bob')];
    const [one, other] = [await sit(world, ann), await sit(world, bob)];
    await say(one.client, `direct:${bob}`, 'hello');
    other.client.conversations.open(`direct:${ann}`);
    await hasWords(other.client, `direct:${ann}`, 'hello');
    equal(one.client.store.get('conversation', `direct:${ann}`), undefined, "bob's row in ann's store");
  });

  it('session.multi-tab', 'one connection; when its tab dies the other goes on, with nothing lost', async (world) => {
    const [ann, bob] = [world.person('ann'), world.person('bob')];
    const peer = await sit(world, bob);
    const tabs = sharedTabs();
    const first = await sit(world, ann, { tabs });
    const second = await sit(world, ann, { tabs, cache: first.cache });
    const to = `direct:${bob}` as const;
    equal([session(first.client)?.leader, session(second.client)?.leader], [true, false], 'who leads');
    second.client.conversations.open(to);
    await say(second.client, to, 'from the follower');
    await hasWords(second.client, to, 'from the follower');
    await Promise.all([say(second.client, to, 'two'), first.client.session.stop()]);
    await seen(second.client, 'leading', () => session(second.client)?.leader === true);
    await synced(second.client);
    await say(second.client, to, 'three');
    peer.client.conversations.open(`direct:${ann}`);
    // The last may come before what was said earlier is read.
    await seen(peer.client, 'the first', () => words(peer.client, `direct:${ann}`)[0] === 'from the follower');
    await hasWords(peer.client, `direct:${ann}`, 'three');
    await quiet();
    for (const [{ client }, id] of [[peer, `direct:${ann}`] as const, [second, to] as const])
      equal(words(client, id), ['from the follower', 'two', 'three'], `as ${client.userId} sees it`);
  });

  it('session.server-time', 'the client knows the time of the server', async (world) => {
    const { client } = await sit(world, world.person('ann'));
    ok(Math.abs(client.session.now() - Date.now()) < 5_000, 'server time');
  });

  it(
    'client.diagnostics',
    'a version, a sink, no token, no words of a message, no harm from a broken sink',
    async (world) => {
      const [ann, bob] = [world.person('ann'), world.person('bob')];
      await sit(world, bob);
      const credentials = world.harness.credentials(ann);
      const { client, log } = await sit(world, ann, { credentials });
      ok(/^\d+\.\d+\.\d+/.test(client.version), `version ${client.version}`);
      await isSent(client, await say(client, `direct:${bob}`, 'the secret words'));
      const all = JSON.stringify(log);
      ok(!all.includes('the secret words'), 'words of a message in the log');
      ok(!all.includes(await credentials.token()), 'a token in the log');
      const broken = {
        level: 'debug',
        sink: () => {
          throw new Error('a broken sink');
        },
      } as const;
      const other = await sit(world, ann, { log: broken });
      await isSent(other.client, await say(other.client, `direct:${bob}`, 'still works'));
      equal(
        (await sit(world, ann, { level: 'error' })).log.filter(({ level }) => level !== 'error').length,
        0,
        'below its level',
      );
    },
  );
};

const counting = (credentials: Credentials, count: () => void) => (): Promise<string> => {
  count();
  return credentials.token();
};
