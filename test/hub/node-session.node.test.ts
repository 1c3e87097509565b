import assert from 'node:assert/strict';
import { request } from 'node:http';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { UnsecuredJWT } from 'jose';
import { WebSocket } from 'ws';
import { createTokens, type HostLimits, type RunningHub, TOKEN_AUDIENCE } from '../../hub/host/node/index.js';
import { MAX_FRAME } from '../../hub/protocol/index.js';
import { enter, hubHere, tokenOf, tokens } from './support/hub.js';
import { until } from './support/process.js';
import { refusedWith, WireClient } from './support/wire.js';

let running: RunningHub;
let url: string;
before(async () => {
  running = await hubHere({ origins: ['https://shop.example'], options: { desks: ['desk'] } });
  url = running.url;
});
after(() => running.close());

test('two people sign in, one writes, the other is told and finds it in the history', async () => {
  const [ada, ben] = await Promise.all([enter(url, 'ada'), enter(url, 'ben')]);
  const sent = await ada.send('direct:ben', 'hello', 'c1');
  const told = await ben.event((event) => event.t === 'message' && event.message.id === sent.id);
  assert.equal(told.t === 'message' && told.message.conversation, 'direct:ada');
  const { items } = await ben.call('messages.history', { conversation: 'direct:ada' });
  assert.deepEqual(
    items.map(({ id, seq, content }) => ({ id, seq, text: content.text })),
    [{ id: sent.id, seq: sent.seq, text: 'hello' }],
  );
  assert.deepEqual(await ada.send('direct:ben', 'hello', 'c1'), sent, 'the same sending is the same message');
  await Promise.all([ada.close(), ben.close()]);
});

test('tokens that are not good do not sign anybody in', async () => {
  const exp = Math.floor(Date.now() / 1000) + 3600;
  const bad: Record<string, string> = {
    expired: await tokens.issue({ userId: 'ada', kind: 'user' }, -60_000),
    foreign: await createTokens(new Uint8Array(32)).issue({ userId: 'ada', kind: 'user' }, 60_000),
    unsigned: new UnsecuredJWT({ sub: 'ada', aud: TOKEN_AUDIENCE, exp }).encode(),
    forged: `${(await tokenOf('ada')).slice(0, -6)}AAAAAA`,
    sealed: await tokens.seal({ user: 'ada' }, 60_000),
  };
  for (const [name, token] of Object.entries(bad)) {
    const client = await WireClient.open(url);
    const args = { protocol: 1, token, device: { id: 'd1', class: 'web' as const } };
    await assert.rejects(client.call('session.hello', args), refusedWith('unauthorized'), name);
    await assert.rejects(client.call('conversations.list', {}), refusedWith('unauthorized'), name);
    client.socket.terminate();
  }
});

test('frames that are none end the connection with a code that says why, and nobody else notices', async () => {
  const witness = await enter(url, 'witness');
  const cases: readonly [string, string | Buffer, number, RegExp][] = [
    ['binary', Buffer.from('{"id":1}'), 1003, /not binary/],
    ['not JSON', '{"id":1', 1007, /JSON/],
    ['empty', '', 1007, /JSON/],
    ['too big', `"${'x'.repeat(MAX_FRAME)}"`, 1009, /^$/],
  ];
  for (const [name, data, code, reason] of cases) {
    const client = await WireClient.open(url);
    client.socket.send(data, { binary: typeof data !== 'string' });
    const closed = await client.closed;
    assert.equal(closed.code, code, name);
    assert.match(closed.reason, reason, name);
  }
  assert.ok((await witness.call('session.ping', {})).time > 0);
  await witness.close();
});

test('JSON that is not a call is answered or ends the connection, and never the hub', async () => {
  const client = await WireClient.open(url);
  for (const frame of ['null', '7', '[]', '"x"', '{}', '{"id":"x"}', '{"id":1,"op":"__proto__","args":{}}']) {
    if (client.socket.readyState === WebSocket.OPEN) client.socket.send(frame);
  }
  client.socket.terminate();
  const other = await enter(url, 'other');
  assert.ok((await other.call('session.ping', {})).time > 0);
  await other.close();
});

test('sockets are opened for listed origins, the own one and what is no page', async () => {
  for (const origin of ['https://shop.example', url]) {
    const client = await WireClient.open(url, { origin });
    await client.close();
  }
  for (const origin of ['https://evil.example', 'null', 'http://shop.example']) {
    await assert.rejects(WireClient.open(url, { origin }), /403/, origin);
  }
  await assert.rejects(
    new Promise((_, reject) => new WebSocket(`${url.replace('http', 'ws')}/other`).once('error', reject)),
    /404/,
  );
});

test('HTTP tells pages of listed origins that they may, and refuses the others', async () => {
  const ask = (origin: string, method = 'GET', path = '/healthz') =>
    fetch(`${url}${path}`, {
      method,
      headers: { origin, ...(method === 'OPTIONS' && { 'access-control-request-method': 'POST' }) },
    });
  const listed = await ask('https://shop.example');
  assert.equal(listed.status, 200);
  assert.equal(listed.headers.get('access-control-allow-origin'), 'https://shop.example');
  assert.equal(listed.headers.get('access-control-allow-credentials'), null);
  assert.match(listed.headers.get('vary') ?? '', /origin/i);
  const preflight = await ask('https://shop.example', 'OPTIONS', '/files');
  assert.equal(preflight.status, 204);
  assert.match(preflight.headers.get('access-control-allow-headers') ?? '', /authorization/);
  for (const method of ['GET', 'OPTIONS']) {
    const foreign = await ask('https://evil.example', method);
    assert.equal(foreign.status, 403);
    assert.equal(foreign.headers.get('access-control-allow-origin'), null);
    assert.deepEqual(await foreign.json(), {
      code: 'forbidden',
      message: 'this origin is not allowed',
      field: 'origin',
    });
  }
});

test('health and metrics answer, and metrics name nobody', async () => {
  const ada = await enter(url, 'ada-of-metrics');
  await assert.rejects(WireClient.open(url, { origin: 'https://evil.example' }), /403/);
  const health = await fetch(`${url}/healthz`);
  assert.deepEqual([health.status, await health.json()], [200, { status: 'ok' }]);
  const metrics = await fetch(`${url}/metrics`);
  assert.equal(metrics.headers.get('content-type'), 'text/plain; version=0.0.4; charset=utf-8');
  const text = await metrics.text();
  assert.match(text, /^im_hub_connections [1-9]\d*$/m);
  assert.match(text, /^im_hub_calls_total\{op="session\.hello"\} \d+$/m);
  assert.match(text, /^im_hub_turned_away_total\{why="forbidden"\} [1-9]\d*$/m);
  assert.doesNotMatch(text, /ada-of-metrics/);
  await ada.close();
});

test('what is not there is not there, as JSON', async () => {
  const missing = await fetch(`${url}/nothing`);
  assert.equal(missing.status, 404);
  assert.deepEqual(await missing.json(), { code: 'not-found', message: 'nothing is here' });
});

test('connections are limited in all and for one address', async () => {
  const small = await hubHere({ limits: { connections: 3, connectionsPerAddress: 2 } });
  const open = [await WireClient.open(small.url), await WireClient.open(small.url)];
  await assert.rejects(WireClient.open(small.url), /429/);
  await open.pop()?.close();
  const again = await WireClient.open(small.url);
  await again.close();
  await small.close();
  const believing = await hubHere({ limits: { connections: 1 }, trustProxy: ['loopback'] });
  const first = await WireClient.open(believing.url, { 'x-forwarded-for': '192.0.2.1' });
  await assert.rejects(WireClient.open(believing.url, { 'x-forwarded-for': '192.0.2.2' }), /503/);
  first.socket.terminate();
  await believing.close();
});

test('a peer that no longer answers pings is let go', async () => {
  const quick = await hubHere({ limits: { pingMs: 100 } });
  const client = await WireClient.open(quick.url);
  const raw = (client.socket as unknown as { _socket: { pause(): void; resume(): void } })._socket;
  raw.pause();
  await until(() => quick.hub.stats().connections === 0);
  assert.match(await (await fetch(`${quick.url}/metrics`)).text(), /^im_hub_ended_total\{why="dead"\} 1$/m);
  raw.resume();
  client.socket.terminate();
  await quick.close();
});

/** How many large messages go out before a peer that does not read is let go. */
async function taken(limits: Partial<HostLimits>): Promise<number> {
  const roomy = { limits: { sendsPerSecond: 10_000 }, rates: { callsPerSecond: 10_000 } };
  const { url: here, hub, close } = await hubHere({ options: roomy, limits });
  const [ada, ben] = [await enter(here, 'ada'), await enter(here, 'ben')];
  (ben.socket as unknown as { _socket: { pause(): void } })._socket.pause();
  const content = { kind: 'x-large', data: 'x'.repeat(60_000) };
  let sent = 0;
  while (hub.stats().connections > 1 && sent < 1000) {
    sent += 1;
    await ada.call('messages.send', { clientId: `c${sent}`, conversation: 'direct:ben', content });
  }
  assert.ok((await ada.call('session.ping', {})).time > 0, 'who reads stays');
  await close();
  return sent;
}

test('peers that do not read are let go sooner when all together have too much waiting', async () => {
  const [alone, crowded] = [await taken({}), await taken({ bufferedBytes: 1 })];
  assert.ok(crowded < alone - 40, `${crowded} instead of ${alone}`);
});

test('a peer that does not read is told that it is slow and let go, and the others go on', async () => {
  const roomy = await hubHere({ options: { limits: { sendsPerSecond: 10_000 }, rates: { callsPerSecond: 10_000 } } });
  const [ada, ben] = [await enter(roomy.url, 'ada'), await enter(roomy.url, 'ben')];
  const raw = (ben.socket as unknown as { _socket: { pause(): void; resume(): void } })._socket;
  raw.pause();
  const content = { kind: 'x-large', data: 'x'.repeat(60_000) };
  let sent = 0;
  while (roomy.hub.stats().connections > 1 && sent < 1000) {
    sent += 1;
    await ada.call('messages.send', { clientId: `c${sent}`, conversation: 'direct:ben', content });
  }
  // A message of 60 kB is told twice: as itself and as the last one of its conversation.
  assert.ok(sent < 1000, 'the buffer is bounded');
  assert.ok(sent * 2 * 60_000 > 8 * 1024 * 1024, `and not too small: ${sent}`);
  raw.resume();
  assert.equal((await ben.closed).code, 1013);
  assert.deepEqual(ben.byes, ['slow']);
  assert.ok((await ada.call('session.ping', {})).time > 0);
  ada.socket.terminate();
});

test('a body over the limit and a request that is no HTTP are refused', async () => {
  const { port } = new URL(url);
  const said = await new Promise<string>((resolve) => {
    let text = '';
    const socket = connect(Number(port), '127.0.0.1', () => socket.write('HELLO\r\n\r\n'));
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.on('close', () => resolve(text));
  });
  assert.match(said, /^HTTP\/1\.1 400 /);
  const status = await new Promise((resolve) => {
    const sent = request(`${url}/healthz`, { method: 'POST', headers: { 'content-type': 'application/json' } });
    sent.on('response', (response) => resolve(response.statusCode)).end('{}');
  });
  assert.equal(status, 404);
});
