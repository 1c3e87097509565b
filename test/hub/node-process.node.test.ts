import assert from 'node:assert/strict';
import { test } from 'node:test';
import { post, tokenOf } from './support/hub.js';
import { cli, run, scratch, startProcess } from './support/process.js';
import { WireClient } from './support/wire.js';

const enter = async (url: string, user: string): Promise<WireClient> => WireClient.signIn(url, await tokenOf(user));

async function texts(client: WireClient, conversation: string): Promise<string[]> {
  const all: string[] = [];
  let after = 0;
  for (;;) {
    const { items, hasNewer } = await client.call('messages.history', { conversation, after, limit: 100 });
    all.push(...items.map(({ content }) => String(content.text)));
    after = items.at(-1)?.seq ?? after;
    if (!hasNewer || items.length === 0) return all;
  }
}

test('kill -9 in mid-send: what was acknowledged is there once, in order, and resending adds nothing twice', async () => {
  const data = scratch('kill');
  let hub = await startProcess(data);
  let ada = await enter(hub.url, 'ada');
  await (await enter(hub.url, 'ben')).close();
  const acked: string[] = [];
  const typed = Array.from({ length: 50 }, (_, n) => `text ${n}`);
  for (let round = 0; round < 3; round += 1) {
    const before = acked.length;
    // The hub may answer all of a burst at once: some must be left for the end.
    const open = typed.slice(before, before + 15);
    const sendings = open.map((text) =>
      ada.send('direct:ben', text, `c-${text.replace(' ', '-')}`).then(() => {
        if (acked.length === before + 5) hub.child.kill('SIGKILL');
        acked.push(text);
      }),
    );
    await Promise.allSettled(sendings);
    hub.child.kill('SIGKILL');
    await hub.ended;
    hub = await startProcess(data);
    ada = await enter(hub.url, 'ada');
    const kept = await texts(ada, 'direct:ben');
    assert.deepEqual(kept, typed.slice(0, kept.length), 'no hole, no double, in the order typed');
    for (const text of acked) assert.ok(kept.includes(text), `${text} was acknowledged`);
    assert.ok(acked.length > 0 && acked.length < typed.length, 'the hub died in the middle');
  }
  for (const text of typed) {
    for (;;) {
      try {
        await ada.send('direct:ben', text, `c-${text.replace(' ', '-')}`);
        break;
      } catch (error) {
        if (!String(error).includes('too-many')) throw error;
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    }
  }
  assert.deepEqual(await texts(ada, 'direct:ben'), typed);
  ada.socket.terminate();
  hub.child.kill('SIGTERM');
  assert.equal((await hub.ended).code, 0);
});

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  test(`${signal}: everybody is told, calls are answered, the port is free, exit code 0 in 5 seconds`, async () => {
    const data = scratch('stop');
    const hub = await startProcess(data);
    const ada = await enter(hub.url, 'ada');
    await (await enter(hub.url, 'ben')).close();
    const sending = ada.send('direct:ben', 'last words', 'c1');
    await sending;
    const start = Date.now();
    hub.child.kill(signal);
    await ada.closed;
    const { code, err } = await hub.ended;
    assert.deepEqual({ code, err }, { code: 0, err: '' });
    assert.ok(Date.now() - start < 5000);
    assert.deepEqual(ada.byes, ['closing']);
    await assert.rejects(fetch(`${hub.url}/healthz`));
    const again = await startProcess(data);
    const back = await enter(again.url, 'ada');
    assert.deepEqual(await texts(back, 'direct:ben'), ['last words']);
    back.socket.terminate();
    again.child.kill('SIGTERM');
    assert.equal((await again.ended).code, 0);
  });
}

test('a backup of a running hub is a hub', async () => {
  const data = scratch('backup');
  const hub = await startProcess(data);
  const ada = await enter(hub.url, 'ada');
  await (await enter(hub.url, 'ben')).close();
  await ada.send('direct:ben', 'keep me', 'c1');
  const { token } = await ada.call('media.ticket', {});
  const file = (await (await post(hub.url, token, { name: 'a.txt', type: 'text/plain', bytes: 'bytes' })).json()) as {
    id: string;
  };
  const to = `${scratch('copy')}/copy`;
  const copied = await cli('backup', '--data', data, '--to', to);
  assert.deepEqual([copied.code, copied.err], [0, '']);
  await ada.send('direct:ben', 'too late', 'c2');
  const full = await cli('backup', '--data', data, '--to', to);
  assert.deepEqual([full.code, full.err], [2, `im-elements: --to ${to} is not empty\n`]);
  ada.socket.terminate();
  hub.child.kill('SIGTERM');
  await hub.ended;

  const restored = await startProcess(to);
  const back = await enter(restored.url, 'ada');
  assert.deepEqual(await texts(back, 'direct:ben'), ['keep me']);
  const { url } = await back.call('media.url', { file: file.id });
  assert.equal(await (await fetch(new URL(url, restored.url))).text(), 'bytes');
  back.socket.terminate();
  restored.child.kill('SIGTERM');
  assert.equal((await restored.ended).code, 0);
});

test('the log has no words, tokens or signatures in it', async () => {
  const hub = run('hub/cli.ts', ['hub', '--data', scratch('log'), '--port', '0', '--log', 'debug']);
  const [, url = ''] = await hub.said(/hub listening on (\S+)/);
  const adaToken = await tokenOf('ada');
  const ada = await WireClient.signIn(url, adaToken);
  await (await enter(url, 'ben')).close();
  await ada.send('direct:ben', 'SECRETWORDS', 'c1');
  const { token } = await ada.call('media.ticket', {});
  const file = (await (await post(url, token, { name: 'NAME.txt', type: 'text/plain', bytes: 'x' })).json()) as {
    id: string;
  };
  const signed = (await ada.call('media.url', { file: file.id })).url;
  await fetch(new URL(signed, url));
  await fetch(`${url}/files/x?t=WRONGTOKEN`);
  await fetch(`${url}/elsewhere?t=WRONGTOKEN`);
  ada.socket.terminate();
  hub.child.kill('SIGTERM');
  const { err, code } = await hub.ended;
  assert.equal(code, 0);
  assert.match(err, /"path":"\/files\//);
  for (const line of err.trim().split('\n')) JSON.parse(line);
  const secrets = [
    adaToken,
    token,
    new URL(signed, url).searchParams.get('t') ?? '?',
    'SECRETWORDS',
    'WRONGTOKEN',
    'NAME',
  ];
  for (const secret of secrets) assert.ok(!err.includes(secret), secret.slice(0, 12));
});
