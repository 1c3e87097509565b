import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { WebSocket } from 'ws';
import { createTokens } from '../../../hub/host/node/index.js';
import type { OpName, Ops, ServerFrame } from '../../../hub/protocol/index.js';
import type { Server } from '../contract.js';
import { child, folder } from '../lib/child.js';

const PROCESS = fileURLToPath(new URL('_hub.mjs', import.meta.url));
const BUILT = fileURLToPath(new URL('../../../dist/hub/host/node/index.js', import.meta.url));
const SECRET = 'a secret of the benchmark that is long enough';
const PLENTY = 1e6;
const GROUP = 'everybody';

const nameOf = (person: number): string => `u${person}`;

export const server: Server = {
  note: () => `the built hub, Node ${process.version}; SQLite, synchronous=full: stored and synced before it is told`,
  missing: () => (existsSync(BUILT) ? undefined : 'it is not built: npm run build'),

  async start() {
    const options = {
      rates: { callsPerSecond: PLENTY, visitorsPerMinute: PLENTY },
      limits: { sendsPerSecond: PLENTY },
    };
    const start = { data: folder(), host: '127.0.0.1', port: 0, secret: SECRET, log: false, options };
    const started = child(process.execPath, [PROCESS, JSON.stringify(start)]);
    for await (const url of createInterface(started.process.stdout as NodeJS.ReadableStream))
      return { about: { url }, pid: started.pid, stop: started.stop };
    throw new Error('the hub has ended');
  },

  async enter({ url }, person, hear) {
    const socket = new WebSocket(`${String(url).replace('http', 'ws')}/ws`);
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    const waiting = new Map<number, { resolve(value: never): void; reject(error: Error): void }>();
    let calls = 0;
    socket.on('message', (data) => {
      const frame = JSON.parse(String(data)) as ServerFrame;
      if ('push' in frame) {
        for (const event of frame.push)
          if (event.t === 'message' && event.message.content.kind === 'text') hear(String(event.message.content.text));
      } else if ('ok' in frame) {
        const call = waiting.get(frame.id);
        waiting.delete(frame.id);
        if (frame.ok) call?.resolve(frame.result as never);
        else call?.reject(new Error(`${frame.error.code}: ${frame.error.message}`));
      }
    });
    const call = <O extends OpName>(op: O, args: Ops[O]['args']): Promise<Ops[O]['result']> =>
      new Promise((resolve, reject) => {
        calls += 1;
        waiting.set(calls, { resolve, reject });
        socket.send(JSON.stringify({ id: calls, op, args }));
      });
    const say = (conversation: string, text: string): void => {
      const clientId = `${person}-${calls}`;
      void call('messages.send', { clientId, conversation, content: { kind: 'text', text } });
    };
    const token = await createTokens(new TextEncoder().encode(SECRET)).issue(
      { userId: nameOf(person), kind: 'user' },
      3_600_000,
    );
    await call('session.hello', { protocol: 1, token, device: { id: 'd', class: 'web' } });
    return {
      tell: (other, text) => say(`direct:${nameOf(other)}`, text),
      tellGroup: (text) => say(`group:${GROUP}`, text),
      async found(people) {
        const members = Array.from({ length: people - 1 }, (_, n) => nameOf(n + 1));
        await call('groups.create', { id: GROUP, name: 'Everybody', type: 'work', members });
      },
      // A member hears of his groups.
      join: async () => {},
      close: () => socket.close(),
    };
  },
};
