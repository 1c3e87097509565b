import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { run, scratch } from './support/process.js';
import { WireClient } from './support/wire.js';

async function start(data: string, env: Record<string, string> = {}) {
  const running = run('demo/server.ts', [], { PORT: '0', HOST: '127.0.0.1', DATA: data, ...env });
  const [, url = ''] = await running.said(/^(http:\S+)\/demo\/index\.html$/m);
  return { ...running, url };
}

const ask = (url: string, body: unknown) =>
  fetch(`${url}/demo/api/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

test('the demo makes its secret, its people and its group, signs them in, and keeps them over a restart', async () => {
  const data = scratch('demo');
  for (const round of ['first', 'second']) {
    const demo = await start(data);
    assert.equal(statSync(join(data, 'secret')).mode & 0o777, 0o600);
    const { token } = (await (await ask(demo.url, { user: 'ada' })).json()) as { token: string };
    const ada = await WireClient.signIn(demo.url, token);
    const { items } = await ada.call('groups.members', { group: 'team' });
    assert.deepEqual(items.map(({ user }) => user).sort(), ['ada', 'ben', 'support'], round);
    const { items: anna } = await ada.call('users.get', { ids: ['support'] });
    assert.equal(anna[0]?.name, 'Anna from Support');
    ada.socket.terminate();
    demo.child.kill('SIGTERM');
    const { code, err } = await demo.ended;
    assert.deepEqual({ code, err }, { code: 0, err: '' });
  }
});

test('only the people of the demo get tokens, and only pages of the demo may ask', async () => {
  const demo = await start(scratch('demo'));
  const stranger = await ask(demo.url, { user: 'root' });
  assert.deepEqual([stranger.status, ((await stranger.json()) as { code: string }).code], [404, 'not-found']);
  for (const body of [null, [], 'x', {}, { user: 7 }]) assert.equal((await ask(demo.url, body)).status, 404);
  assert.equal((await ask(demo.url, { user: 'ada', name: 'x'.repeat(81) })).status, 400);
  const broken = await fetch(`${demo.url}/demo/api/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{',
  });
  assert.equal(broken.status, 400);
  const foreign = await fetch(`${demo.url}/demo/api/token`, {
    method: 'POST',
    headers: { origin: 'https://evil.example', 'content-type': 'application/json' },
    body: '{"user":"support"}',
  });
  assert.equal(foreign.status, 403);
  const home = await fetch(demo.url, { redirect: 'manual' });
  assert.deepEqual([home.status, home.headers.get('location')], [302, '/demo/index.html']);
  for (const path of [
    '/demo/server.ts',
    '/demo/server.js',
    '/demo/server/api.ts',
    '/dist/demo/server.js',
    '/demo/../.data/secret',
  ]) {
    assert.equal((await fetch(`${demo.url}${path}`)).status, 404, path);
  }
  demo.child.kill('SIGTERM');
  await demo.ended;
});

test('bound to the world it signs nobody in, unless it is told to', async () => {
  const wide = await start(scratch('demo'), { HOST: '0.0.0.0' });
  const url = wide.url.replace('0.0.0.0', '127.0.0.1');
  assert.equal((await ask(url, { user: 'ada' })).status, 403);
  wide.child.kill('SIGTERM');
  await wide.ended;
});

test('pages carry the strict policy', async (t) => {
  const demo = await start(scratch('demo'));
  const page = await fetch(`${demo.url}/demo/index.html`);
  if (page.status === 404) t.diagnostic('demo/index.html is not there yet');
  else {
    const policy = page.headers.get('content-security-policy') ?? '';
    assert.match(policy, /^default-src 'none'; script-src 'self'; style-src 'self';/);
    assert.match(policy, /require-trusted-types-for 'script'; trusted-types lit-html$/);
    assert.equal(page.headers.get('x-content-type-options'), 'nosniff');
  }
  demo.child.kill('SIGTERM');
  await demo.ended;
});

test('bad surroundings are named in one line', async () => {
  for (const [env, words] of [
    [{ PORT: 'abc' }, /^im-elements demo: PORT "abc" is not a whole number from 0 to 65535\n$/],
    [{ HOST: 'no host' }, /^im-elements demo: HOST "no host" is not a host name or an address\n$/],
    [
      { DATA: 'package.json' },
      /^im-elements demo: secret file .+package\.json\/secret cannot be read: a part of the path is not a directory\n$/,
    ],
  ] as const) {
    const { code, err } = await run('demo/server.ts', [], { PORT: '0', DATA: scratch('demo'), ...env }).ended;
    assert.equal(code, 2, err);
    assert.match(err, words);
  }
});
