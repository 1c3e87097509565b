import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import NodeSocket from 'ws';
import { webSocketPort } from '../../../engines/hub/index.js';
import type { ServerFrame } from '../../../hub/protocol/index.js';
import { part } from '../../lib/figures.js';
import { mb, ms, type Workload, whole } from '../lib/workload.js';
import { speakersAt } from '../subjects/ours/_talk.js';

const SOCKETS = 200;
/** Who speak, each with the next message when the last was answered. */
const SPEAKERS = 10;
const TICKS_A_SECOND = Number(execFileSync('getconf', ['CLK_TCK']));

/** Seconds of the processor that a process has used, and its memory in megabytes. */
function usage(pid: string): { readonly cpu: number; readonly memory: number } {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  const [, pages] = readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ');
  return { cpu: (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND, memory: (Number(pages) * 4096) / 2 ** 20 };
}

/** No page: the back end alone, with all clients in this process. */
export const hub: Workload = {
  name: 'hub',
  title: 'The hub',
  about: `${SOCKETS} sockets of twelve people in one group; ${SPEAKERS} of them speak, each as soon as the last was answered. Every message goes to all sockets. Clients are in one process, which shares the machine. Not run against ejabberd: nobody has written its part yet.`,
  needs: ['hub'],
  cells: [
    { id: '10', title: 'for ten seconds', args: { seconds: 10 }, times: 3, quick: 0 },
    { id: '3', title: 'for three seconds', args: { seconds: 3 }, times: 0, quick: 1 },
  ],
  columns: [
    {
      key: 'p50',
      title: 'delivery p50',
      unit: ms,
      means: 'from the call to the parsed frame at a socket, the median',
      digits: 1,
      ratio: true,
    },
    { key: 'p99', title: 'delivery p99', unit: ms, means: 'the same, of 99 in 100', digits: 1 },
    { key: 'rate', title: 'a second', unit: whole, means: 'messages that were answered' },
    {
      key: 'deliveries',
      title: 'deliveries a second',
      unit: whole,
      means: 'frames with a message that came to sockets',
    },
    { key: 'cpu', title: 'CPU, %', unit: whole, means: 'of one core, by the process of the hub' },
    { key: 'memory', title: 'memory', unit: mb, means: 'of that process, resident, at the end' },
  ],
  async run({ url }, args) {
    const about = new URLSearchParams(new URL(url).hash.slice(1));
    const tokens = JSON.parse(about.get('tokens') ?? '{}') as Record<string, string>;
    const pid = about.get('pid') as string;
    const people = Object.keys(tokens).filter((user) => /^u\d+$/.test(user));
    const seconds = args.seconds as number;
    const open = webSocketPort({
      url: about.get('hub') as string,
      webSocket: NodeSocket as unknown as typeof globalThis.WebSocket,
    });
    const times: number[] = [];
    const hear = (frame: ServerFrame): void => {
      if (!('push' in frame)) return;
      for (const event of frame.push)
        if (event.t === 'message') times.push(performance.now() - Number(event.message.content.text));
    };
    const seats = await Promise.all(
      Array.from({ length: SOCKETS }, async (_, n) => {
        const user = people[n % people.length] as string;
        return speakersAt(open, () => tokens[user] as string, false, { device: `seat-${n}`, hear })(user);
      }),
    );
    const [first] = seats as [(typeof seats)[number]];
    const { id } = await first.call('groups.create', { name: 'Busy', type: 'work', members: people.slice(1) });
    const before = usage(pid);
    const began = performance.now();
    let answered = 0;
    const speak = async ({ call }: (typeof seats)[number]): Promise<void> => {
      while (performance.now() - began < seconds * 1000) {
        const content = { kind: 'text', text: String(performance.now()) };
        await call('messages.send', { clientId: crypto.randomUUID(), conversation: `group:${id}`, content });
        answered += 1;
      }
    };
    await Promise.all(seats.slice(0, SPEAKERS).map(speak));
    const took = (performance.now() - began) / 1000;
    const after = usage(pid);
    // What is on its way still comes, or the connection would have ended.
    const all = answered * (SOCKETS - 1);
    for (let waited = 0; times.length < all && waited < 10_000; waited += 50)
      await new Promise((resolve) => setTimeout(resolve, 50));
    for (const { close } of seats) close();
    if (times.length < all) throw new Error(`${times.length} of ${all} deliveries have come`);
    return {
      ...{ p50: part(times, 0.5), p99: part(times, 0.99), rate: answered / took, deliveries: times.length / took },
      ...{ cpu: ((after.cpu - before.cpu) / took) * 100, memory: after.memory },
    };
  },
};
