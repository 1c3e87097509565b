import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { WebSocket, WebSocketServer } from 'ws';
import type { EngineBatch } from '../../core/engine/index.js';
import { hubEngine, messagePort } from '../../engines/hub/index.js';
import { type LinkReply, type LinkRequest, PROTOCOL } from '../../hub/protocol/index.js';

const welcome = (user: string, extra: object = {}) => ({
  user: { id: user },
  session: 's',
  time: Date.now(),
  limits: { historyPage: 10 },
  cursor: 5,
  sync: 'replay',
  ...extra,
});
const message = (seq: number) => ({
  ...{ id: `m${seq}`, conversation: 'direct:bob', seq, sender: 'bob', at: seq, counts: true },
  content: { kind: 'text', text: `t${seq}` },
});
const device = { id: 'd', class: 'web' } as const;
const ann = { userId: 'ann', token: async () => 'token' };
type Frame = { readonly id: number; readonly op: string; readonly args: Record<string, unknown> };

/** The far end of a socket, speaking whatever a test writes. */
const farEnd = () => {
  let server: WebSocketServer;
  let answer: (frame: Frame, say: (frame: unknown) => void, socket: WebSocket) => void;
  before(async () => {
    server = new WebSocketServer({ port: 0, host: '127.0.0.1', path: '/ws' });
    await once(server, 'listening');
    server.on('connection', (socket) => {
      const say = (frame: unknown) => socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
      socket.on('message', (data) => answer(JSON.parse(String(data)) as Frame, say, socket));
    });
  });
  after(() => {
    for (const client of server.clients) client.terminate();
    server.close();
  });
  return {
    speak(next: typeof answer) {
      answer = next;
      const { port } = server.address() as AddressInfo;
      const said: string[] = [];
      const batches: EngineBatch[] = [];
      const engine = hubEngine({
        url: `http://127.0.0.1:${port}`,
        webSocket: WebSocket as unknown as new (url: string) => globalThis.WebSocket,
        report: (what) => said.push(what),
      });
      let changed = () => {};
      engine.subscribe((batch) => {
        batches.push(batch);
        changed();
      });
      const told = async (count: number) => {
        while (batches.length < count) await new Promise<void>((resolve) => (changed = resolve));
        return batches;
      };
      return { engine, said, batches, told };
    },
  };
};

describe('a session over a WebSocket', () => {
  const far = farEnd();

  it('tells a catch-up that outran the welcome after it, and its end', async () => {
    const { engine, told } = far.speak((frame, say) => {
      assert.deepEqual([frame.op, frame.args.protocol, frame.args.cursor], ['session.hello', PROTOCOL, 3]);
      say({ push: [{ t: 'message', message: message(4) }], cursor: 4, left: 1 });
      say({ id: frame.id, ok: true, result: welcome('ann') });
      say({ push: [{ t: 'message', message: message(5) }], cursor: 5, left: 0 });
      say({ push: [{ t: 'message', message: message(6) }], cursor: 6 });
    });
    await engine.connect(ann, { device, cursor: '3' });
    assert.equal(engine.info.limits.historyPage, 10);
    const batches = await told(4);
    assert.deepEqual(
      batches.map(({ events, cursor }) => [cursor, ...events.map((e) => (e.type === 'sync' ? e.phase : e.type))]),
      [
        ['3', 'clock', 'started'],
        ['4', 'started', 'messages'],
        ['5', 'messages', 'finished'],
        ['6', 'messages'],
      ],
    );
    const origins = batches.flatMap(({ events }) => events.flatMap((e) => (e.type === 'messages' ? [e.origin] : [])));
    assert.deepEqual(origins, ['catch-up', 'catch-up', 'live']);
    await engine.disconnect();
    assert.equal(batches.length, 4);
  });

  it('reports frames that are none, and goes on', async () => {
    const { engine, said } = far.speak((frame, say) => {
      for (const bad of ['not json', '[]', '1', 'null', '{"id":1}', '{"push":1}', '{"signal":{"t":"x"}}']) say(bad);
      say({
        id: frame.id,
        ok: true,
        result: frame.op === 'session.ping' ? { time: 1 } : welcome('ann', { sync: 'full' }),
      });
    });
    await engine.connect(ann, { device });
    assert.equal(await engine.ping(), 1);
    // The part that reads rare signals comes first.
    while (said.length < 14) await new Promise((resolve) => setImmediate(resolve));
    await engine.disconnect();
  });

  it('says what is wrong when the hub speaks another protocol, or no protocol', async () => {
    const error = { code: 'unsupported', message: 'protocol: this hub speaks 2', field: 'protocol' };
    const newer = far.speak((frame, say) => say({ id: frame.id, ok: false, error }));
    await assert.rejects(newer.engine.connect(ann, { device }), { code: 'unsupported', field: 'protocol' });
    const odd = far.speak((frame, say) => say({ id: frame.id, ok: true, result: { hello: 'world' } }));
    await assert.rejects(odd.engine.connect(ann, { device }), { code: 'engine' });
    const cut = far.speak((_frame, _say, socket) => socket.terminate());
    await assert.rejects(cut.engine.connect(ann, { device }), { code: 'not-connected', retry: 'after-reconnect' });
    for (const { batches } of [newer, odd, cut]) assert.equal(batches.length, 0);
  });

  it('ends for good on bye kicked, and for a while on bye closing', async () => {
    const bye = (why: string) =>
      far.speak((frame, say, socket) => {
        say({ id: frame.id, ok: true, result: welcome('ann', { sync: 'full' }) });
        setImmediate(() => {
          say({ bye: { why, reason: 'because' } });
          socket.close();
        });
      });
    const kicked = bye('kicked');
    await kicked.engine.connect(ann, { device });
    const [, last] = await kicked.told(2);
    assert.deepEqual(last?.events, [{ type: 'session-ended', why: 'kicked', reason: 'because' }]);
    const closing = bye('closing');
    await closing.engine.connect(ann, { device });
    const event = (await closing.told(2))[1]?.events[0];
    assert.ok(event?.type === 'disconnected' && event.error?.code === 'not-connected');
    await assert.rejects(closing.engine.conversations.list({}), { code: 'not-connected' });
    assert.equal(kicked.batches.length, 2);
  });

  it('gives up after 15 seconds of the clock it was given', async () => {
    let fire: (() => void) | undefined;
    const setTimeout = (run: () => void): void => {
      fire ??= run;
    };
    const clock = { now: () => 0, setTimeout, clearTimeout: () => {} };
    const engine = hubEngine({ port: () => new Promise(() => {}), clock });
    const under = assert.rejects(engine.connect(ann, { device }), { code: 'timeout', retry: 'backoff' });
    fire?.();
    await under;
  });
});

describe('a session over a MessagePort', () => {
  it('carries frames, files and the end', async () => {
    const { port1, port2 } = new MessageChannel();
    const say = (reply: LinkReply) => port2.postMessage(reply);
    const url = '/files/f1?t=signed';
    const file = { id: 'f1', name: 'a.txt', bytes: 2, mime: 'text/plain' };
    port2.onmessage = async ({ data }: MessageEvent<LinkRequest>) => {
      if ('upload' in data) say({ ask: data.ask, file: { ...file, bytes: data.upload.blob.size } });
      else if ('open' in data && data.open === url) say({ ask: data.ask, file, blob: new Blob(['ok']) });
      else if ('open' in data) say({ ask: data.ask, error: { code: 'not-found', message: 'no' } });
      else if ('frame' in data) {
        const { id, op } = data.frame;
        const results: Record<string, unknown> = {
          'session.hello': welcome('ann'),
          'media.ticket': { path: 'files', token: 't', until: 1 },
          'media.url': { url: (data.frame.args as { file?: string }).file === 'f1' ? url : 'other' },
        };
        say({ frame: { id, ok: true, result: results[op] } });
      }
    };
    const engine = hubEngine({ port: messagePort(() => port1) });
    await engine.connect(ann, { device });
    const steps: number[] = [];
    const options = { name: 'a.txt', mime: 'text/plain', onProgress: (f: number) => void steps.push(f) };
    assert.deepEqual(await engine.media.upload(new Blob(['ok']), options), file);
    assert.deepEqual(steps, [0, 1]);
    const [first, again] = [await engine.media.url(file), await engine.media.url(file)];
    assert.equal(first.url, again.url);
    assert.equal(await (await fetch(first.url)).text(), 'ok');
    await assert.rejects(engine.media.url({ ...file, id: 'f2' }), { code: 'not-found' });
    const told: string[] = [];
    engine.subscribe(({ events }) => told.push(...events.map(({ type }) => type)));
    const under = assert.rejects(
      engine.conversations.unread!().then(() => engine.ping()),
      Error,
    );
    say({ close: 'bye' });
    await once(port1, 'close');
    await under.catch(() => {});
    assert.deepEqual(told, ['disconnected']);
    await assert.rejects(fetch(first.url), 'object URLs are let go of');
    port2.close();
  });
});
