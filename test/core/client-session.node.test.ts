import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { createClient } from '../../core/client/index.js';
import { ImError, isImError } from '../../core/model/index.js';
import { scripted } from '../helpers/client.js';

const gone = () => new ImError('not-connected');
const code = (wanted: string) => (error: unknown) => isImError(error) && error.code === wanted;
const gaps = (times: readonly number[]) => times.slice(1).map((at, index) => at - (times[index] as number));

describe('session', () => {
  it('says every state on the way in and out, and tells late readers', async () => {
    const { client, clock, engine, session } = scripted();
    const seen: unknown[] = [];
    client.store.tap(({ changes }) => {
      for (const { key, after } of changes) if (key === 'session/self') seen.push((after as { state: string }).state);
    });
    assert.equal(session()?.state, 'idle');
    const started = client.session.start();
    await clock.pass(0);
    await started;
    engine.emit([{ type: 'disconnected', error: gone() }]);
    await clock.pass(1000);
    await client.session.stop();
    const changes = seen.filter((state, index) => state !== seen[index - 1]);
    assert.deepEqual(changes, ['connecting', 'connected', 'reconnecting', 'connected', 'idle']);
    assert.equal(engine.listeners, 0);
  });

  it('comes again after 0, .25, .5, 1, 2 ... 64 s at most, and no later', async () => {
    const { client, clock, engine } = scripted();
    engine.fate = gone();
    void client.session.start();
    await clock.pass(400_000);
    const waits = gaps(engine.times('connect')).slice(0, 11);
    assert.deepEqual(waits, [250, 500, 1000, 2000, 4000, 8000, 16_000, 32_000, 64_000, 64_000, 64_000]);
    await client.session.stop();
  });

  it('spreads its waits with full jitter', async () => {
    const { client, clock, engine } = scripted({});
    engine.fate = gone();
    const half = scripted();
    half.engine.fate = gone();
    const client2 = createClient({
      engine: half.engine,
      credentials: { userId: 'ann', token: async () => 'good' },
      environment: {
        now: half.clock.now,
        setTimeout: half.clock.setTimeout,
        clearTimeout: half.clock.clearTimeout,
        random: () => 0.5,
        tabs: undefined,
      },
    });
    void client.session.start();
    void client2.session.start();
    await clock.pass(3000);
    await half.clock.pass(3000);
    assert.deepEqual(gaps(engine.times('connect')).slice(0, 3), [250, 500, 1000]);
    assert.deepEqual(gaps(half.engine.times('connect')).slice(0, 3), [125, 250, 500]);
    await Promise.all([client.session.stop(), client2.session.stop()]);
  });

  it('begins its waits anew after a connection that stood, and only then', async () => {
    const { client, clock, engine, start } = scripted();
    await start();
    for (let i = 0; i < 3; i++) {
      engine.emit([{ type: 'disconnected', error: gone() }]);
      await clock.pass(2000);
    }
    assert.deepEqual(
      gaps(engine.times('connect'))
        .slice(1)
        .map((wait) => wait > 0),
      [true, true],
    );
    await clock.pass(20_000);
    const before = clock.now();
    engine.emit([{ type: 'disconnected', error: gone() }]);
    await clock.pass(1);
    assert.equal(engine.times('connect').at(-1), before);
    await client.session.stop();
  });

  it('gives up a connect after 15 s of its own', async () => {
    const { client, clock, engine, session, log } = scripted();
    engine.fates = ['hang'];
    void client.session.start();
    await clock.pass(14_999);
    assert.equal(session()?.state, 'connecting');
    await clock.pass(1000);
    assert.equal(session()?.state, 'connected');
    assert.equal(log.find(({ event }) => event === 'connect-failed')?.detail?.code, 'timeout');
    await client.session.stop();
  });

  it('waits while offline, and connects at once when online', async () => {
    const { client, clock, engine, network, session, start } = scripted();
    await start();
    network.value = false;
    assert.equal(session()?.state, 'offline');
    await clock.pass(100_000);
    assert.equal(engine.count('connect'), 1);
    const at = clock.now();
    network.value = true;
    await clock.pass(0);
    assert.equal(session()?.state, 'connected');
    assert.equal(engine.times('connect').at(-1), at);
    await client.session.stop();
  });

  it('does not wait any longer when the page is seen again', async () => {
    const { client, clock, engine, visible, session } = scripted();
    engine.fate = gone();
    void client.session.start();
    await clock.pass(70_000);
    assert.ok((session()?.retryAt ?? 0) > clock.now() + 5000);
    engine.fate = 'ok';
    visible.value = true;
    await clock.pass(0);
    assert.equal(session()?.state, 'connected');
    await client.session.stop();
  });

  for (const why of ['kicked', 'banned', 'unauthorized', 'closed'] as const)
    it(`${why} ends it: said once, never fought`, async () => {
      const { client, clock, engine, network, visible, session, start } = scripted();
      const told: unknown[] = [];
      client.on('session-ended', (detail) => told.push(detail));
      await start();
      engine.emit([{ type: 'session-ended', why, reason: 'another device' }]);
      network.value = true;
      visible.value = true;
      await clock.pass(200_000);
      assert.equal(session()?.state, why);
      assert.deepEqual(told, [{ why, reason: 'another device' }]);
      assert.equal(engine.count('connect'), 1);
      const again = client.session.start();
      await clock.pass(0);
      await again;
      assert.equal(session()?.state, 'connected');
      await client.session.stop();
    });

  it('asks for a new token three times, then is unauthorized and says so to start', async () => {
    const { client, clock, engine, session } = scripted();
    engine.fate = new ImError('unauthorized');
    const started = assert.rejects(client.session.start(), code('unauthorized'));
    await clock.pass(10_000);
    await started;
    assert.equal(engine.tokens.length, 3);
    assert.equal(session()?.state, 'unauthorized');
  });

  it('comes back with a new token when a call is refused', async () => {
    const tokens = ['old', 'new'];
    const { client, clock, engine, session, start } = scripted({
      credentials: { userId: 'ann', token: async () => tokens.shift() as string },
    });
    await start();
    engine.emit([{ type: 'disconnected', error: new ImError('unauthorized') }]);
    await clock.pass(1000);
    assert.deepEqual(engine.tokens, ['old', 'new']);
    assert.equal(session()?.state, 'connected');
    await client.session.stop();
  });

  it('survives a token provider that hangs, throws, or gives nothing', async () => {
    const answers: (() => Promise<string>)[] = [
      () => new Promise(() => {}),
      () => Promise.reject(new Error('the shop is down: secret-words')),
      async () => '',
      async () => 'good',
    ];
    const { client, clock, engine, session, log } = scripted({
      credentials: { userId: 'ann', token: () => (answers.shift() as () => Promise<string>)() },
    });
    void client.session.start();
    await clock.pass(30_000);
    assert.equal(session()?.state, 'connected');
    assert.deepEqual(engine.tokens, ['good']);
    const codes = log.filter(({ event }) => event === 'connect-failed').map(({ detail }) => detail?.code);
    assert.deepEqual(codes, ['timeout', 'not-connected', 'unauthorized']);
    assert.ok(!JSON.stringify(log).includes('good'));
    await client.session.stop();
  });

  it('ends at once on what trying again cannot mend', async () => {
    const { client, clock, engine, session } = scripted();
    engine.fate = new ImError('forbidden', { message: 'wrong app' });
    const started = assert.rejects(client.session.start(), code('forbidden'));
    await clock.pass(5000);
    await started;
    assert.equal(session()?.state, 'closed');
    assert.equal(session()?.reason, 'forbidden');
    assert.equal(engine.count('connect'), 1);
  });

  it('asks for a sign of life after 15 s of silence, and reconnects when there is none', async () => {
    const { client, clock, engine, session, start } = scripted();
    await start();
    await clock.pass(10_000);
    engine.emit([{ type: 'clock', offset: 0 }]);
    await clock.pass(14_000);
    assert.equal(engine.count('ping'), 0);
    await clock.pass(1_500);
    assert.equal(engine.count('ping'), 1);
    engine.pong = () => new Promise(() => {});
    await clock.pass(30_500);
    assert.equal(engine.count('connect'), 2);
    assert.equal(session()?.state, 'connected');
    await client.session.stop();
  });

  it('knows the time of the server from events and pings, half a round trip ago', async () => {
    const { client, clock, engine, start } = scripted();
    await start();
    engine.emit([{ type: 'clock', offset: 5000 }]);
    assert.equal(client.session.now(), clock.now() + 5000);
    engine.pong = () => new Promise((resolve) => clock.setTimeout(() => resolve(clock.now() - 100 + 9000), 200));
    await clock.pass(15_300);
    assert.equal(client.session.now(), clock.now() + 9000);
    await client.session.stop();
  });

  it('starts once however often it is asked, and again after a stop', async () => {
    const { client, clock, engine, start } = scripted();
    const first = client.session.start();
    assert.equal(first, client.session.start());
    await clock.pass(0);
    await first;
    await client.session.stop();
    await clock.pass(100_000);
    assert.equal(engine.count('connect'), 1);
    await start();
    assert.equal(engine.count('connect'), 2);
    await client.session.stop();
  });

  it('a stop ends the start that is waiting', async () => {
    const { client, clock, engine, session } = scripted();
    engine.fate = gone();
    const started = client.session.start();
    await clock.pass(3000);
    await client.session.stop();
    await started;
    const tries = engine.count('connect');
    await clock.pass(100_000);
    assert.equal(engine.count('connect'), tries);
    assert.equal(session()?.state, 'idle');
  });

  it('logs out at the back end, and forgets the person where asked to', async () => {
    const { client, engine, cache, start, session } = scripted();
    await start();
    engine.emit([{ type: 'messages', origin: 'live', messages: [engine.message(1, 'hello')] }], '2');
    await client.session.logout({ wipe: true });
    assert.equal(session()?.state, 'idle');
    assert.ok(engine.asked.some(({ what, args }) => what === 'disconnect' && args[0] === true));
    assert.deepEqual(
      [...client.store.entries()].map(([key]) => key),
      ['session/self'],
    );
    await cache.open({ engine: 'scripted', app: '', userId: 'ann' });
    assert.deepEqual(await cache.first({ conversations: 10 }), []);
  });

  it('refuses every command before it is started, but drafts and open', async () => {
    const { client, clock } = scripted();
    const never: Promise<unknown>[] = [
      client.messages.send('direct:bob', { kind: 'text', text: 'x' }),
      client.messages.retry('x'),
      client.messages.older('direct:bob'),
      client.conversations.more(),
      client.conversations.pin('direct:bob', true),
      client.conversations.markRead('direct:bob'),
      client.users.get(['bob']),
      client.groups.create({}),
      client.media.url({ name: 'a', bytes: 1, mime: 'text/plain', id: 'f' }),
    ];
    for (const one of never) await assert.rejects(one, code('not-connected'));
    client.conversations.open('direct:bob')();
    client.conversations.draft('direct:bob', 'half a');
    await clock.pass(300);
    assert.equal(client.store.get('draft', 'direct:bob')?.text, 'half a');
  });

  it('goes on when listeners and logs throw', async (t) => {
    const faults: unknown[] = [];
    const { client, engine, start } = scripted({
      log: {
        level: 'debug',
        sink: () => {
          throw new Error('log');
        },
      },
    });
    const uncaught = process.listeners('uncaughtException');
    process.removeAllListeners('uncaughtException');
    process.on('uncaughtException', (error) => faults.push(error));
    t.after(() => {
      process.removeAllListeners('uncaughtException');
      for (const listener of uncaught) process.on('uncaughtException', listener);
    });
    const heard: string[] = [];
    client.on('message', () => {
      throw new Error('page');
    });
    client.on('message', ({ id }) => heard.push(id));
    await start();
    engine.emit([{ type: 'messages', origin: 'live', messages: [engine.message(1, 'a'), engine.message(2, 'b')] }]);
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(heard, ['s:m1', 's:m2']);
    assert.equal(faults.length, 2);
    await client.session.stop();
  });

  it('names the option that is wrong', () => {
    const { engine } = scripted();
    const token = async () => '';
    assert.throws(
      () => createClient({} as never),
      (error) => isImError(error) && error.field === 'engine',
    );
    assert.throws(
      () => createClient({ engine, credentials: { userId: '', token } }),
      (error) => isImError(error) && error.field === 'credentials.userId',
    );
    assert.throws(
      () => createClient({ engine, credentials: { userId: 'a', token }, heartbeat: -1 }),
      (error) => isImError(error) && error.field === 'heartbeat',
    );
  });

  it('has the version of the package', () => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
      version: string;
    };
    assert.equal(scripted().client.version, version);
  });
});
