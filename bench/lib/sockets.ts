import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { createTokens, startHub } from '../../hub/host/node/index.js';
import type { OpName, Ops, ServerFrame } from '../../hub/protocol/index.js';

const SECRET = 'a secret of the benchmark that is long enough';

/** Somebody with a socket. */
export interface Seat {
  call<O extends OpName>(op: O, args: Ops[O]['args']): Promise<Ops[O]['result']>;
  close(): void;
}

export interface Loopback {
  enter(user: string, hear?: (frame: ServerFrame) => void): Promise<Seat>;
  /** With all its data. */
  end(): Promise<void>;
}

/** A hub of Node on SQLite in this process, without rates that would stand in the way of one who calls fast. */
export async function loopback(members: number): Promise<Loopback> {
  const data = mkdtempSync(join(tmpdir(), 'im-bench-'));
  const plenty = { callsPerSecond: 1e6, visitorsPerMinute: 1e6 };
  const hub = await startHub({
    ...{ data, host: '127.0.0.1', port: 0, secret: SECRET, log: false },
    options: { rates: plenty, limits: { sendsPerSecond: 1e6 }, groupMembers: members },
  });
  const tokens = createTokens(new TextEncoder().encode(SECRET));

  return {
    async enter(user, hear = () => {}) {
      const socket = new WebSocket(`${hub.url.replace('http', 'ws')}/ws`);
      await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
      const waiting = new Map<number, { resolve(value: never): void; reject(error: Error): void }>();
      let id = 0;
      socket.on('message', (text) => {
        const frame = JSON.parse(String(text)) as ServerFrame;
        if (!('ok' in frame)) return hear(frame);
        const one = waiting.get(frame.id);
        waiting.delete(frame.id);
        if (frame.ok) one?.resolve(frame.result as never);
        else one?.reject(new Error(`${frame.error.code}: ${frame.error.message}`));
      });
      const call: Seat['call'] = (op, args) =>
        new Promise((resolve, reject) => {
          id += 1;
          waiting.set(id, { resolve, reject });
          socket.send(JSON.stringify({ id, op, args }));
        });
      const token = await tokens.issue({ userId: user, kind: 'user' }, 3_600_000);
      await call('session.hello', { protocol: 1, token, device: { id: 'd', class: 'web' } });
      return { call, close: () => socket.close() };
    },
    async end() {
      await hub.close();
      rmSync(data, { recursive: true, force: true });
    },
  };
}
