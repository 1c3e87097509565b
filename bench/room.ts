// Frames of a page with a live room while 1,000 messages a second come in: a hub of Node on SQLite, real sockets, Chromium.
// Run: npm run build && npx tsx bench/room.ts [--seconds=10] [--rate=1000] [--speakers=20].
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { WebSocket } from 'ws';
import { createTokens, startHub } from '../hub/host/node/index.js';
import { launch, person } from '../test/pages/support/browser.js';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '10' },
    rate: { type: 'string', default: '1000' },
    speakers: { type: 'string', default: '20' },
  },
});
const [SECONDS, RATE, SPEAKERS] = [Number(values.seconds), Number(values.rate), Number(values.speakers)];
const SECRET = 'a secret of the benchmark that is long enough';
const ROOM = 'dusk';
/** Milliseconds: the speakers take turns so often. */
const TURN = 20;

const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

const data = mkdtempSync(join(tmpdir(), 'im-room-'));
const plenty = { callsPerSecond: 1e6, visitorsPerMinute: 1e6 };
const hub = await startHub({
  ...{ data, host: '127.0.0.1', port: 0, secret: SECRET, log: false },
  options: { rates: plenty, limits: { sendsPerSecond: 1e6 } },
  static: [
    { prefix: '/dist/', dir: resolve('dist') },
    { prefix: '/demo/', dir: [resolve('demo'), resolve('dist/demo')] },
  ],
});
const tokens = createTokens(new TextEncoder().encode(SECRET));
const tokenOf = (user: string): Promise<string> => tokens.issue({ userId: user, name: user, kind: 'user' }, 600_000);

/** Somebody in the room; answers how to say something. */
async function speaker(user: string): Promise<{ say(text: string): void; close(): void }> {
  const socket = new WebSocket(`${hub.url.replace('http', 'ws')}/ws`);
  await new Promise((done, fail) => socket.once('open', done).once('error', fail));
  let id = 0;
  const send = (op: string, args: unknown): void => {
    id += 1;
    socket.send(JSON.stringify({ id, op, args }));
  };
  const answered = (want: number): Promise<void> =>
    new Promise((done, fail) => {
      const hear = (text: unknown): void => {
        const frame = JSON.parse(String(text)) as { id?: number; ok?: boolean; error?: { message: string } };
        if (frame.id !== want) return;
        socket.off('message', hear);
        if (frame.ok) done();
        else fail(new Error(frame.error?.message));
      };
      socket.on('message', hear);
    });
  const device = { id: `bench-${user}`, class: 'desktop', name: 'Benchmark' };
  send('session.hello', { protocol: 1, token: await tokenOf(user), device });
  await answered(1);
  send('rooms.join', { room: ROOM, create: {} });
  await answered(2);
  const say = (text: string): void =>
    send('messages.send', { conversation: `room:${ROOM}`, clientId: `${user}-${id}`, content: { kind: 'text', text } });
  return { say, close: () => socket.close() };
}

interface Seen {
  readonly frames: number;
  /** Milliseconds between two frames. */
  readonly median: number;
  readonly p95: number;
  readonly worst: number;
  readonly rows: number;
  readonly elements: number;
  readonly shed: number;
}

const look = (page: Page, ms: number): Promise<Seen> =>
  page.evaluate(async (ms) => {
    const gaps: number[] = [];
    const end = performance.now() + ms;
    let last = performance.now();
    while (last < end) {
      const now = await new Promise<number>((done) => requestAnimationFrame(() => done(performance.now())));
      gaps.push(now - last);
      last = now;
    }
    gaps.sort((a, b) => a - b);
    const at = (part: number): number => gaps[Math.min(gaps.length - 1, Math.floor(gaps.length * part))] ?? 0;
    const room = document.querySelector('im-room');
    const all = (root: ParentNode): number =>
      [...root.querySelectorAll('*')].reduce((sum, one) => sum + 1 + (one.shadowRoot ? all(one.shadowRoot) : 0), 0);
    const list = room?.shadowRoot?.querySelector('im-room-message-list')?.shadowRoot;
    return {
      ...{ frames: gaps.length, median: at(0.5), p95: at(0.95), worst: at(1) },
      rows: list?.querySelectorAll('im-message').length ?? 0,
      elements: room?.shadowRoot ? all(room.shadowRoot) : 0,
      shed: room?.state?.shed ?? 0,
    };
  }, ms);

const told = (name: string, seen: Seen, ms: number): void =>
  console.log(
    `${name}: ${((seen.frames / ms) * 1000).toFixed(1)} frames/s, between frames p50 ${seen.median.toFixed(1)} p95 ${seen.p95.toFixed(1)} worst ${seen.worst.toFixed(0)} ms, ${seen.rows} rows, ${seen.elements} elements, ${seen.shed} left out`,
  );

const browser = await launch();
try {
  const page = await (await person(browser)).newPage();
  await page.addInitScript('globalThis.__name = (named) => named');
  await page.route('**/demo/api/token', async (route) => route.fulfill({ json: { token: await tokenOf('ada') } }));
  await page.goto(`${hub.url}/demo/places.html`);
  await page.locator('im-room:state(joined)').waitFor();
  const speakers = await Promise.all(Array.from({ length: SPEAKERS }, (_, at) => speaker(`speaker-${at}`)));
  const ms = SECONDS * 1000;
  told('quiet', await look(page, 3000), 3000);
  let said = 0;
  const began = performance.now();
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - began) / 1000) * RATE);
    while (said < due) {
      speakers[said % SPEAKERS]?.say(`Message ${said} of many that nobody can read`);
      said += 1;
    }
  }, TURN);
  await wait(1000);
  told(`${RATE} a second`, await look(page, ms), ms);
  await page.locator('im-room im-room-message-list').hover();
  await page.mouse.wheel(0, -600);
  await page.locator('im-room [part=news]').waitFor();
  told('standing still', await look(page, ms / 2), ms / 2);
  clearInterval(timer);
  console.log(`sent ${said} in ${((performance.now() - began) / 1000).toFixed(1)} s`);
  for (const one of speakers) one.close();
} finally {
  await browser.close();
  await hub.close();
  rmSync(data, { recursive: true, force: true });
}
