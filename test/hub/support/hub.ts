import { after } from 'node:test';
import { createTokens, type RunningHub, type StartOptions, startHub } from '../../../hub/host/node/index.js';
import { SECRET, scratch } from './process.js';
import { WireClient } from './wire.js';

export const tokens = createTokens(new TextEncoder().encode(SECRET));
export const tokenOf = (userId: string, name?: string): Promise<string> =>
  tokens.issue({ userId, name, kind: 'user' }, 3_600_000);

const running = new Set<RunningHub>();
after(async () => {
  for (const hub of running) await hub.close();
});

/** A hub in this process on a free port of the loopback, closed at the latest when the file's tests have ended. */
export async function hubHere(more: Partial<StartOptions> = {}): Promise<RunningHub> {
  const hub = await startHub({ data: scratch('hub'), port: 0, host: '127.0.0.1', secret: SECRET, log: false, ...more });
  running.add(hub);
  return hub;
}

export const enter = async (url: string, user: string, device?: string): Promise<WireClient> =>
  WireClient.signIn(url, await tokenOf(user), device);

/** Uploads as a page does; answers the raw response. */
export async function post(
  url: string,
  token: string,
  file: { name: string; type: string; bytes: Uint8Array | string },
  headers: Record<string, string> = {},
): Promise<Response> {
  const form = new FormData();
  form.set('file', new Blob([file.bytes as BlobPart], { type: file.type }), file.name);
  return fetch(`${url}/files`, {
    method: 'POST',
    body: form,
    headers: { authorization: `Bearer ${token}`, ...headers },
  });
}
