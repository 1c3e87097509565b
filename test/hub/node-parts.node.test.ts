import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { durationOf, hostOf, portOf } from '../../hub/host/node/env.js';
import { mediaHeaders } from '../../hub/host/node/media-headers.js';
import { formName } from '../../hub/host/node/names.js';
import { originRules } from '../../hub/host/node/origins.js';
import { ensureSecretFile, readSecretFile, secretBytes } from '../../hub/host/node/secret.js';
import { SetupError } from '../../hub/host/node/setup-error.js';
import { isMarkupByName, sniff } from '../../hub/host/node/sniff.js';

const setup = (words: RegExp) => (error: unknown) => {
  assert.ok(error instanceof SetupError, String(error));
  assert.match(error.message, words);
  return true;
};
const bytes = (text: string) => new TextEncoder().encode(text);

test('secrets under 32 bytes are refused, and the file of one is for its owner only', () => {
  assert.equal(secretBytes('x'.repeat(32)).byteLength, 32);
  assert.throws(() => secretBytes('short'), setup(/^secret has 5 bytes, 32 are the least/));
  const dir = mkdtempSync(join(tmpdir(), 'im-secret-'));
  const file = join(dir, 'deep', 'secret');
  const made = ensureSecretFile(file);
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.deepEqual(ensureSecretFile(file), made, 'the second start reads what the first one wrote');
  assert.equal(readFileSync(file, 'utf8').trim().length, 64);
  writeFileSync(join(dir, 'short'), '  abc \n');
  assert.throws(() => readSecretFile(join(dir, 'short')), setup(/short has 3 bytes/));
  assert.throws(() => readSecretFile(join(dir, 'none')), setup(/none cannot be read: it does not exist/));
  chmodSync(dir, 0o700);
});

test('ports, hosts and times that make no sense are named', () => {
  assert.equal(portOf('PORT', '0'), 0);
  assert.equal(portOf('PORT', '65535'), 65_535);
  for (const bad of ['abc', '', '-1', '65536', '80.5', '0x50', ' 80']) {
    assert.throws(() => portOf('PORT', bad), setup(/^PORT ".*" is not a whole number from 0 to 65535$/), bad);
  }
  assert.equal(hostOf('HOST', '::1'), '::1');
  for (const bad of ['', 'a b', 'http://x', 'x/y']) assert.throws(() => hostOf('HOST', bad), setup(/^HOST /), bad);
  assert.equal(durationOf('--ttl', '90s'), 90_000);
  assert.equal(durationOf('--ttl', '7d'), 604_800_000);
  for (const bad of ['', '1', 'h', '0h', '-1h', '1w', '1.5h']) {
    assert.throws(() => durationOf('--ttl', bad), setup(/^--ttl /), bad);
  }
});

test('origins: own and listed pages pass, others do not', () => {
  const ask = (rules: ReturnType<typeof originRules>, origin?: string, host = '127.0.0.1:8080') =>
    rules.allows({ headers: { origin, host } });
  const local = originRules(['https://shop.example'], '127.0.0.1');
  assert.equal(ask(local), true, 'no origin: not a page');
  assert.equal(ask(local, 'https://shop.example'), true);
  assert.equal(ask(local, 'http://127.0.0.1:8080'), true);
  for (const origin of [
    'https://evil.example',
    'http://shop.example',
    'https://shop.example:8443',
    'https://shop.example.evil.example',
    'http://127.0.0.1:9090',
    'null',
    'file://',
    '',
  ]) {
    assert.equal(ask(local, origin), false, origin);
  }
  assert.equal(ask(local, 'http://evil.example:8080', 'evil.example:8080'), false, 'a foreign name for 127.0.0.1');
  const proxied = originRules([], '127.0.0.1', 'https://chat.example');
  assert.equal(ask(proxied, 'https://chat.example', 'chat.example'), true);
  assert.equal(ask(proxied, 'https://other.example', 'other.example'), false);
  assert.equal(ask(originRules([], '0.0.0.0'), 'http://hub.example:8080', 'hub.example:8080'), true);
  assert.equal(ask(originRules('*', '0.0.0.0'), 'https://evil.example'), true);
  for (const bad of ['shop.example', 'https://shop.example/path', 'ftp://x', '']) {
    assert.throws(() => originRules([bad], '127.0.0.1'), setup(/^origin /), bad);
  }
});

test('file names come out as names', () => {
  const cases: readonly [string | undefined, string][] = [
    ['photo.png', 'photo.png'],
    ['C:\\Users\\ada\\photo.png', 'photo.png'],
    ['../../etc/passwd', 'passwd'],
    ['a%22b%0D%0Ac.txt', 'a"b c.txt'],
    ['a\r\nSet-Cookie: x=1.txt', 'a Set-Cookie: x=1.txt'],
    ['photo\u202Egnp.exe', 'photo gnp.exe'],
    ['图片 é 🙂.png', '图片 é 🙂.png'],
    ['.htaccess', 'htaccess'],
    ['100%25.txt', '100%25.txt'],
    ['', 'file'],
    [undefined, 'file'],
    ['/', 'file'],
    ['\0', 'file'],
  ];
  for (const [raw, name] of cases) assert.equal(formName(raw), name, JSON.stringify(raw));
  const long = formName(`${'🙂'.repeat(300)}.tar`);
  assert.ok(long.length > 190 && long.length <= 200 && !/\p{Cs}/u.test(long), `${long.length}`);
  assert.match(long, /🙂\.tar$/u);
});

const PNG = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
);

test('types come from the bytes, and markup is refused whatever it calls itself', async () => {
  const utf16 = Uint8Array.from(Buffer.from('\ufeff<html><script>', 'utf16le'));
  const refused: readonly [string, Uint8Array, string][] = [
    ['html', bytes('<!DOCTYPE html><p>'), 'text/plain'],
    ['html after space', bytes(' \n\t<HTML >'), 'image/png'],
    ['script', bytes('<script>alert(1)</script>'), 'application/octet-stream'],
    ['comment first', bytes('<!-- x --><p>'), 'text/plain'],
    ['svg', bytes('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 'image/png'],
    ['svg after a prolog', bytes('<?xml version="1.0"?><!-- a --><svg:svg xmlns:svg="x">'), 'text/xml'],
    ['svg after a doctype', bytes('<!DOCTYPE svg PUBLIC "x"><svg>'), 'text/xml'],
    ['utf-16', utf16, 'text/plain'],
    ['an image that is none', bytes('hello'), 'image/png'],
    ['an image that is a zip', bytes('PK\u0003\u0004aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'), 'image/jpeg'],
  ];
  for (const [name, head, mime] of refused) assert.ok((await sniff(head, mime)).refused, name);
  assert.deepEqual(await sniff(PNG, 'image/png'), { mime: 'image/png' });
  assert.deepEqual(await sniff(PNG, 'text/plain'), { mime: 'image/png' });
  assert.deepEqual(await sniff(PNG, 'image/jpeg'), { mime: 'image/png' });
  assert.deepEqual(await sniff(bytes('hello'), 'text/html-ish'), { mime: 'application/octet-stream' });
  assert.deepEqual(await sniff(bytes('%PDF-1.7\n'), 'application/pdf'), { mime: 'application/pdf' });
  assert.deepEqual(await sniff(bytes('<?xml version="1.0"?><rss/>'), 'text/xml'), { mime: 'application/xml' });
  for (const [name, mime] of [
    ['a.SVG', 'image/png'],
    ['a.html', 'text/plain'],
    ['a.png', 'image/svg+xml; charset=utf-8'],
    ['a.txt', 'TEXT/HTML'],
  ] as const) {
    assert.equal(isMarkupByName(name, mime), true, `${name} ${mime}`);
  }
  assert.equal(isMarkupByName('html.png', 'image/png'), false);
});

test('headers of a file keep it from running as a page', () => {
  const of = (mime: string, name = 'a.bin', download = false) =>
    mediaHeaders({ id: 'f', name, bytes: 1, mime }, download);
  assert.deepEqual(of('image/png', 'a.png'), {
    'content-type': 'image/png',
    'content-disposition': 'inline; filename=a.png',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "sandbox; default-src 'none'",
    'cross-origin-resource-policy': 'cross-origin',
    'referrer-policy': 'no-referrer',
    'cache-control': 'private, max-age=31536000, immutable',
  });
  assert.equal(of('image/png', 'a.png', true)['content-disposition'], 'attachment; filename=a.png');
  assert.equal(of('application/pdf')['content-type'], 'application/pdf');
  assert.match(of('application/pdf')['content-disposition'] ?? '', /^attachment/);
  for (const mime of ['text/html', 'image/svg+xml', 'application/xml', 'text/plain', 'text/javascript', '', 'x']) {
    assert.equal(of(mime)['content-type'], 'application/octet-stream', mime);
    assert.match(of(mime)['content-disposition'] ?? '', /^attachment/, mime);
  }
  assert.equal(
    of('text/plain', '图 "x".txt')['content-disposition'],
    `attachment; filename="? \\"x\\".txt"; filename*=UTF-8''%E5%9B%BE%20%22x%22.txt`,
  );
});
