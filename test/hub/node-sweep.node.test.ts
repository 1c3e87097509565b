import assert from 'node:assert/strict';
import { readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { WireFile } from '../../hub/protocol/index.js';
import { enter, hubHere, post } from './support/hub.js';
import { scratch, until } from './support/process.js';

const files = (data: string): string[] =>
  readdirSync(join(data, 'files'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

test('uploads that were never sent go after their time; what a message carries stays, and so does what is new', async () => {
  const data = scratch('sweep');
  const first = await hubHere({ data });
  const ada = await enter(first.url, 'ada');
  await (await enter(first.url, 'ben')).close();
  const put = async (name: string): Promise<WireFile> => {
    const { token } = await ada.call('media.ticket', {});
    return (await (await post(first.url, token, { name, type: 'text/plain', bytes: name })).json()) as WireFile;
  };
  const [sent, unsent] = [await put('sent.txt'), await put('unsent.txt')];
  const content = { kind: 'file', file: sent };
  await ada.call('messages.send', { clientId: 'c1', conversation: 'direct:ben', content });
  ada.socket.terminate();
  await first.close();
  assert.equal(files(data).length, 2);
  writeFileSync(join(data, 'files', 'tmp', 'half'), 'left by a crash');

  const patient = await hubHere({ data });
  await patient.close();
  assert.equal(files(data).length, 2, 'a day has not gone by; what was half-written is gone');

  const past = new Date(Date.now() - 60_000);
  for (const file of files(data)) utimesSync(file, past, past);
  await new Promise((resolve) => setTimeout(resolve, 5));
  const strict = await hubHere({ data, limits: { orphanMs: 1 } });
  const again = await enter(strict.url, 'ada');
  await until(() => files(data).length === 1);
  const { url } = await again.call('media.url', { file: sent.id });
  assert.equal(await (await fetch(new URL(url, strict.url))).text(), 'sent.txt');
  await assert.rejects(again.call('media.url', { file: unsent.id }), /not-found/);
  again.socket.terminate();
  await strict.close();
});
