import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { RunningHub } from '../../hub/host/node/index.js';
import type { WireFile } from '../../hub/protocol/index.js';
import { enter, hubHere, post, tokenOf, tokens } from './support/hub.js';
import { scratch, until } from './support/process.js';
import type { WireClient } from './support/wire.js';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const GIF_SCRIPT = Buffer.from(
  'GIF89a/*\u0001\u0000\u0000\u0000\u0000\u0000\u0000*/=1;alert(1)<script>alert(2)</script>',
);

const data = scratch('files');
let running: RunningHub;
let url: string;
let ada: WireClient;
let ben: WireClient;
let eve: WireClient;

before(async () => {
  running = await hubHere({ data, options: { limits: { fileBytes: 200_000, imageBytes: 100_000 } } });
  url = running.url;
  [ada, ben, eve] = await Promise.all([enter(url, 'ada'), enter(url, 'ben'), enter(url, 'eve')]);
});
after(async () => {
  for (const client of [ada, ben, eve]) client.socket.terminate();
  await running.close();
});

const ticket = async (client = ada): Promise<string> => (await client.call('media.ticket', {})).token;
const upload = async (name: string, type: string, bytes: Uint8Array | string): Promise<Response> =>
  post(url, await ticket(), { name, type, bytes });
const uploaded = async (name: string, type: string, bytes: Uint8Array | string): Promise<WireFile> => {
  const response = await upload(name, type, bytes);
  assert.equal(response.status, 201, await response.clone().text());
  return (await response.json()) as WireFile;
};
const address = async (file: string, client = ada, download?: boolean): Promise<string> =>
  new URL((await client.call('media.url', { file, download })).url, url).href;
/** Files on disk, finished or not. */
const onDisk = (): string[] =>
  readdirSync(join(data, 'files'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
    .sort();

async function refuses(response: Response, status: number, expected: { code: string; field?: string; limit?: number }) {
  const body = (await response.json()) as Record<string, unknown>;
  assert.equal(response.status, status, JSON.stringify(body));
  assert.equal(response.headers.get('content-type'), 'application/json; charset=utf-8');
  assert.equal(typeof body.message, 'string');
  for (const [key, value] of Object.entries(expected))
    assert.equal(body[key], value, `${key} of ${JSON.stringify(body)}`);
}

test('an image goes up and comes down byte for byte, with headers that keep it an image', async () => {
  const file = await uploaded('photo.png', 'image/png', PNG);
  assert.deepEqual({ ...file, id: '' }, { id: '', name: 'photo.png', bytes: PNG.byteLength, mime: 'image/png' });
  const response = await fetch(await address(file.id));
  assert.equal(response.status, 200);
  assert.deepEqual(Buffer.from(await response.arrayBuffer()), PNG);
  const headers = Object.fromEntries(response.headers);
  assert.equal(headers['content-type'], 'image/png');
  assert.equal(headers['content-disposition'], 'inline; filename=photo.png');
  assert.equal(headers['x-content-type-options'], 'nosniff');
  assert.equal(headers['content-security-policy'], "sandbox; default-src 'none'");
  assert.equal(headers['cross-origin-resource-policy'], 'cross-origin');
  assert.equal(headers['cache-control'], 'private, max-age=31536000, immutable');
  assert.equal(headers['accept-ranges'], 'bytes');
  assert.equal(headers['set-cookie'], undefined);
  assert.ok(headers.etag);
  const again = await fetch(await address(file.id), {
    headers: { 'if-none-match': headers.etag as string, 'cache-control': 'max-age=0', pragma: 'none' },
  });
  assert.equal(again.status, 304);
  const saved = await fetch(await address(file.id, ada, true));
  assert.equal(saved.headers.get('content-disposition'), 'attachment; filename=photo.png');
});

test('what is not an image, sound, film or PDF comes down as bytes to save', async () => {
  const cases: readonly [string, string, Uint8Array | string, string, RegExp][] = [
    ['notes.txt', 'text/plain', 'hello', 'application/octet-stream', /^attachment/],
    ['data.xml', 'text/xml', '<?xml version="1.0"?><rss/>', 'application/octet-stream', /^attachment/],
    ['paper.pdf', 'application/pdf', '%PDF-1.7\n', 'application/pdf', /^attachment/],
    ['polyglot.gif', 'image/gif', GIF_SCRIPT, 'image/gif', /^inline/],
    ['polyglot.txt', 'text/plain', GIF_SCRIPT, 'image/gif', /^inline/],
  ];
  for (const [name, type, bytes, served, disposition] of cases) {
    const response = await fetch(await address((await uploaded(name, type, bytes)).id));
    assert.equal(response.headers.get('content-type'), served, name);
    assert.match(response.headers.get('content-disposition') ?? '', disposition, name);
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff', name);
    assert.equal(response.headers.get('content-security-policy'), "sandbox; default-src 'none'", name);
    await response.arrayBuffer();
  }
});

test('names with quotes, line breaks and any script survive as names, not as headers', async () => {
  const quoted = await uploaded('a "b"\r\nSet-Cookie: x=1.txt', 'text/plain', 'x');
  assert.equal(quoted.name, 'a "b" Set-Cookie: x=1.txt');
  const response = await fetch(await address(quoted.id));
  assert.equal(response.headers.get('content-disposition'), 'attachment; filename="a \\"b\\" Set-Cookie: x=1.txt"');
  assert.equal(response.headers.get('set-cookie'), null);
  const unicode = await uploaded('图 é 🙂.txt', 'text/plain', 'x');
  assert.equal(unicode.name, '图 é 🙂.txt');
  const disposition = (await fetch(await address(unicode.id))).headers.get('content-disposition') ?? '';
  assert.match(disposition, /; filename\*=UTF-8''%E5%9B%BE%20%C3%A9%20%F0%9F%99%82\.txt$/);
  const markup = await uploaded('<img src=x onerror=alert(1)>.txt', 'text/plain', 'x');
  assert.equal(markup.name, '<img src=x onerror=alert(1)>.txt');
});

test('a range is answered with that range, and one outside with 416', async () => {
  const text = 'abcdefghij'.repeat(100);
  const href = await address((await uploaded('ten.txt', 'text/plain', text)).id);
  const part = async (range: string) => fetch(href, { headers: { range } });
  for (const [range, from, to] of [
    ['bytes=0-9', 0, 9],
    ['bytes=995-', 995, 999],
    ['bytes=-3', 997, 999],
    ['bytes=990-5000', 990, 999],
  ] as const) {
    const response = await part(range);
    assert.equal(response.status, 206, range);
    assert.equal(response.headers.get('content-range'), `bytes ${from}-${to}/1000`, range);
    assert.equal(response.headers.get('content-type'), 'application/octet-stream', range);
    assert.equal(response.headers.get('content-length'), String(to - from + 1), range);
    assert.equal(await response.text(), text.slice(from, to + 1), range);
  }
  const outside = await part('bytes=1000-');
  assert.equal(outside.status, 416);
  assert.equal(outside.headers.get('content-range'), 'bytes */1000');
  assert.equal(outside.headers.get('content-disposition'), null);
  await refuses(outside, 416, { code: 'invalid' });
  const head = await fetch(href, { method: 'HEAD' });
  assert.deepEqual([head.status, head.headers.get('content-length')], [200, '1000']);
});

test('what is over the limit is refused by its announced length, and while it streams', async () => {
  const before = onDisk();
  await refuses(await upload('big.bin', 'application/octet-stream', new Uint8Array(300_000)), 413, {
    code: 'too-large',
    limit: 200_000,
  });
  await refuses(await upload('just.bin', 'application/octet-stream', new Uint8Array(200_001)), 413, {
    code: 'too-large',
    limit: 200_000,
  });
  const boundary = 'x'.repeat(20);
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="s.bin"\r\n\r\n`;
  const token = await ticket();
  const status = await new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': `multipart/form-data; boundary=${boundary}` };
    const sent = request(`${url}/files`, { method: 'POST', headers }, (response) => resolve(response.statusCode));
    sent.on('error', reject);
    sent.write(head);
    for (let chunk = 0; chunk < 50; chunk += 1) sent.write(Buffer.alloc(10_000));
    sent.end(`\r\n--${boundary}--\r\n`);
  });
  assert.equal(status, 413, 'without a Content-Length');
  const exact = await upload('exact.bin', 'application/octet-stream', new Uint8Array(200_000));
  assert.equal(exact.status, 201);
  assert.equal(onDisk().length, before.length + 1);
});

test('an image over the limit for images is refused, whatever it calls itself', async () => {
  const big = Buffer.concat([PNG, Buffer.alloc(120_000)]);
  await refuses(await upload('big.png', 'image/png', big), 413, { code: 'too-large', limit: 100_000 });
  await refuses(await upload('big.bin', 'application/octet-stream', big), 413, { code: 'too-large', limit: 100_000 });
});

test('types that could run are refused by name, by word and by bytes, and leave nothing', async () => {
  const before = onDisk();
  const cases: readonly [string, string, string][] = [
    ['page.html', 'text/html', '<p>'],
    ['page.txt', 'text/plain', '<!doctype html><script>alert(1)</script>'],
    ['drawing.svg', 'image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['drawing.png', 'image/png', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['fake.png', 'image/png', 'not an image'],
    ['run.exe', 'application/octet-stream', 'MZ'],
  ];
  for (const [name, type, bytes] of cases) {
    await refuses(await upload(name, type, bytes), 415, { code: 'rejected-content' });
  }
  assert.deepEqual(onDisk(), before);
});

test('forms that are none are refused', async () => {
  const token = await ticket();
  const send = (init: RequestInit) =>
    fetch(`${url}/files`, { method: 'POST', ...init, headers: { authorization: `Bearer ${token}`, ...init.headers } });
  await refuses(await send({ body: 'x', headers: { 'content-type': 'text/plain' } }), 415, {
    code: 'rejected-content',
  });
  const empty = new FormData();
  empty.set('other', 'x');
  await refuses(await send({ body: empty }), 400, { code: 'invalid', field: 'file' });
  const wrong = new FormData();
  wrong.set('picture', new Blob(['x']), 'x.txt');
  await refuses(await send({ body: wrong }), 400, { code: 'invalid', field: 'file' });
  await refuses(await upload('empty.txt', 'text/plain', ''), 400, { code: 'invalid', field: 'file' });
  const broken = await send({
    body: '--x\r\nContent-',
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
  });
  assert.equal(broken.status, 400);
});

test('an upload needs a ticket, and nothing else passes for one', async () => {
  const file = await uploaded('mine.txt', 'text/plain', 'mine');
  const signed = new URL(await address(file.id)).searchParams.get('t') as string;
  const expired = await tokens.seal({}, -1000);
  for (const [name, token] of [
    ['nothing', ''],
    ['a session token', await tokenOf('ada')],
    ['a file address', signed],
    ['an expired one', expired],
    ['nonsense', 'x.y.z'],
  ] as const) {
    const response = await post(url, token, { name: 'x.txt', type: 'text/plain', bytes: 'x' });
    const body = (await response.json()) as { code: string };
    assert.deepEqual([response.status, body.code], [401, 'unauthorized'], name);
  }
});

test('an address is for one person, one file and a while', async () => {
  const file = await uploaded('secret.txt', 'text/plain', 'secret');
  const other = await uploaded('other.txt', 'text/plain', 'other');
  await assert.rejects(eve.call('media.url', { file: file.id }), /not-found/);
  await assert.rejects(ben.call('media.url', { file: file.id }), /not-found/);
  const content = { kind: 'file', file };
  await ada.call('messages.send', { clientId: 'f1', conversation: 'direct:ben', content });
  assert.equal(await (await fetch(await address(file.id, ben))).text(), 'secret');
  await assert.rejects(eve.call('media.url', { file: file.id }), /not-found/);

  const good = new URL(await address(file.id));
  const of = async (change: (href: URL) => void): Promise<Response> => {
    const href = new URL(good);
    change(href);
    return fetch(href);
  };
  const upload = await ticket();
  const bad: readonly [string, (href: URL) => void][] = [
    ['no signature', (href) => href.searchParams.delete('t')],
    ['an empty one', (href) => href.searchParams.set('t', '')],
    ['two', (href) => href.searchParams.append('t', 'x')],
    ['a forged one', (href) => href.searchParams.set('t', `${href.searchParams.get('t')?.slice(0, -4)}AAAA`)],
    ['an upload ticket', (href) => href.searchParams.set('t', upload)],
    ['of another file', (href) => (href.pathname = `/files/${other.id}`)],
  ];
  for (const [name, change] of bad) {
    const response = await of(change);
    const body = (await response.json()) as { code: string };
    assert.deepEqual([response.status, body.code], [401, 'unauthorized'], name);
  }
  const traversal = await fetch(`${url}/files/..%2f..%2fhub.db?t=${good.searchParams.get('t')}`);
  assert.equal(traversal.status, 401);
});

test('an address that has run out is refused', async () => {
  const brief = await hubHere({ options: { fileUrlMs: 1 } });
  const client = await enter(brief.url, 'ada');
  const { token } = await client.call('media.ticket', {});
  const file = (await (
    await post(brief.url, token, { name: 'a.txt', type: 'text/plain', bytes: 'a' })
  ).json()) as WireFile;
  const { url: signed } = await client.call('media.url', { file: file.id });
  let response = await fetch(new URL(signed, brief.url));
  // The signature counts in seconds.
  while (response.status === 200) {
    await response.arrayBuffer();
    await new Promise((resolve) => setTimeout(resolve, 100));
    response = await fetch(new URL(signed, brief.url));
  }
  await refuses(response, 401, { code: 'unauthorized' });
  client.socket.terminate();
  await brief.close();
});

test('an upload cut off in the middle leaves no file', async () => {
  const before = onDisk();
  const token = await ticket();
  const head = '--b\r\nContent-Disposition: form-data; name="file"; filename="cut.bin"\r\n\r\n';
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'multipart/form-data; boundary=b',
    'content-length': '100000',
  };
  const sent = request(`${url}/files`, { method: 'POST', headers });
  sent.on('error', () => undefined);
  sent.write(head);
  sent.write(Buffer.alloc(50_000));
  await until(() => onDisk().length > before.length);
  sent.destroy();
  await until(() => onDisk().length === before.length);
  assert.deepEqual(onDisk(), before);
});
