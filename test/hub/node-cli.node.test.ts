import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { createTokens } from '../../hub/host/node/index.js';
import { tokens } from './support/hub.js';
import { cli, run, SECRET, scratch, startProcess } from './support/process.js';

const dir = scratch('cli');
const notADirectory = join(dir, 'a-file');
writeFileSync(notADirectory, '');
writeFileSync(join(dir, 'short'), 'short');

/** What a person gets for a slip: exit code 2, one line that names it, no stack. */
async function slips(name: string, ended: ReturnType<typeof cli>, words: RegExp): Promise<void> {
  const { code, out, err } = await ended;
  assert.equal(code, 2, `${name}: ${err}`);
  assert.equal(out, '', name);
  assert.match(err, words, name);
  assert.equal(err.trimEnd().split('\n').length, 1, `${name}: ${err}`);
}

test('slips on the command line are named in one line', async () => {
  const hub = (...args: string[]) => cli('hub', '--data', join(dir, 'data'), '--port', '0', ...args);
  const cases: readonly [string, () => ReturnType<typeof cli>, RegExp][] = [
    ['no command', () => cli(), /a command is missing: hub, token or backup/],
    ['unknown command', () => cli('constructor'), /"constructor" is not a command/],
    ['unknown flag', () => hub('--prot', '1'), /Unknown option '--prot'/],
    ['port', () => cli('hub', '--port', 'abc'), /--port "abc" is not a whole number from 0 to 65535/],
    ['port of the environment', () => run('hub/cli.ts', ['hub'], { PORT: 'abc' }).ended, /PORT "abc" is not a whole/],
    ['host', () => hub('--host', 'no host'), /--host "no host" is not a host name/],
    ['a host elsewhere', () => hub('--host', '192.0.2.1'), /cannot listen on 192\.0\.2\.1 port 0: this machine has no/],
    ['origin', () => hub('--origin', 'shop.example'), /origin "shop\.example" is not like https:\/\/shop\.example/],
    ['trusted proxy', () => hub('--trust-proxy', 'nonsense'), /trusted proxy "nonsense" is not an IP address/],
    ['desk', () => hub('--desk', 'a b\n'), /desk/],
    ['log', () => hub('--log', 'loud'), /--log "loud" is not one of debug, info, warn, error, off/],
    ['public url', () => hub('--public-url', 'chat'), /public URL "chat" is not like/],
    [
      'short secret',
      () => hub('--secret-file', join(dir, 'short')),
      /secret file .*short has 5 bytes, 32 are the least/,
    ],
    ['no secret file', () => hub('--secret-file', join(dir, 'none')), /none cannot be read: it does not exist/],
    ['no secret', () => run('hub/cli.ts', ['hub'], { IM_ELEMENTS_SECRET: undefined }).ended, /a secret is missing/],
    [
      'short variable',
      () => run('hub/cli.ts', ['hub'], { IM_ELEMENTS_SECRET: 'x' }).ended,
      /IM_ELEMENTS_SECRET has 1 b/,
    ],
    ['data', () => cli('hub', '--data', notADirectory), /data directory .*a-file cannot be used/],
    ['data in a place that takes none', () => cli('hub', '--data', '/proc/x/y'), /cannot be used: \/proc takes no dir/],
    ['data below a file', () => cli('hub', '--data', join(notADirectory, 'x')), /cannot be used: a part of the path/],
    ['token of nobody', () => cli('token'), /the USER is missing/],
    ['token of two', () => cli('token', 'ada', 'ben'), /one USER, not also "ben"/],
    ['token of none', () => cli('token', 'a b'), /"a b" cannot be a user id/],
    ['ttl', () => cli('token', 'ada', '--ttl', 'soon'), /--ttl "soon" is not like 90s, 30m, 1h or 7d/],
    [
      'backup of nothing',
      () => cli('backup', '--data', dir, '--to', join(dir, 'b')),
      /holds no hub \(no hub\.db there\)/,
    ],
    ['backup to nowhere', () => cli('backup', '--data', dir), /--to DIR is missing/],
  ];
  // Two processes at a time: the machine has two cores.
  const queue = [...cases];
  const lane = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) await slips(next[0], next[1](), next[2]);
  };
  await Promise.all([lane(), lane()]);
});

test('a port and a directory in use are said to be', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const taken = cli('hub', '--data', scratch('port'), '--port', String(port));
  await slips('port', taken, new RegExp(`cannot listen on 127\\.0\\.0\\.1 port ${port}: the port is in use`));
  server.close();
  const data = scratch('twice');
  const first = await startProcess(data);
  await slips('data', cli('hub', '--data', data, '--port', '0'), /data directory .* is in use by another hub/);
  first.child.kill('SIGKILL');
  await first.ended;
  const second = await startProcess(data);
  second.child.kill('SIGTERM');
  assert.equal((await second.ended).code, 0, 'the lock ended with the process that held it');
});

test('token prints a token that a hub takes', async () => {
  const file = join(dir, 'secret');
  writeFileSync(file, `${'k'.repeat(40)}\n`);
  const { out, code } = await cli('token', 'ada', '--name', 'Ada L.', '--ttl', '2h', '--secret-file', file);
  assert.equal(code, 0);
  const claims = await createTokens(new TextEncoder().encode('k'.repeat(40))).verify(out.trim());
  assert.deepEqual([claims.userId, claims.name, claims.kind], ['ada', 'Ada L.', 'user']);
  assert.ok(Math.abs((claims.expiresAt ?? 0) - Date.now() - 7_200_000) < 60_000);
  const fromVariable = await cli('token', 'ben');
  assert.equal((await tokens.verify(fromVariable.out.trim())).userId, 'ben', `signed with "${SECRET.slice(0, 8)}..."`);
});

test('help and version are told', async () => {
  const help = await cli('hub', '--help');
  assert.equal(help.code, 0);
  assert.match(help.out, /im-elements hub --data DIR --secret-file FILE/);
  const version = await cli('--version');
  const { version: wanted } = JSON.parse(readFileSync('package.json', 'utf8'));
  assert.deepEqual([version.code, version.out], [0, `${wanted}\n`]);
});
