// One arriving message in a list of 10,000 conversations, with five filtered lists kept beside it: time of its commit.
// Run: npx tsx bench/conversation-views.ts [--rows=10000] [--messages=2000]. Exits 1 above MOST; times are this machine's.
import { parseArgs } from 'node:util';
import type { ActsHost } from '../core/acts/host.js';
import { Book } from '../core/client/book.js';
import type { Conversation, ConversationFilter, ConversationId } from '../core/model/index.js';
import { createRows } from '../core/rows/index.js';
import { Store } from '../core/store/index.js';

const { values } = parseArgs({
  options: { rows: { type: 'string', default: '10000' }, messages: { type: 'string', default: '2000' } },
});
const ROWS = Number(values.rows);
const MESSAGES = Number(values.messages);
/** Microseconds in the median, that are promised. */
const MOST = 500;
const VIEWS: readonly ConversationFilter[] = [
  ...[{ kinds: ['direct'] }, { unread: true }, { tag: 't3' }, { muted: false }, { words: '7' }],
] as const;

const idOf = (n: number): ConversationId => `${n % 3 === 0 ? 'group' : 'direct'}:p${n}`;
const rowOf = (n: number): Conversation => ({
  ...{ id: idOf(n), kind: n % 3 === 0 ? 'group' : 'direct', title: `Person ${n}`, activity: n, mentions: [] },
  ...{ unread: n % 4 === 0 ? 1 : 0, notify: n % 10 === 0 ? 'none' : 'all', tags: [`t${n % 5}`] },
});

const at = (list: readonly number[], part: number): string =>
  ([...list].sort((a, b) => a - b)[Math.floor(list.length * part)] ?? Number.NaN).toFixed(0);

const store = new Store();
const book = new Book(store);
store.commit('remote', (writer) => {
  for (let n = 0; n < ROWS; n++) writer.put('conversation', idOf(n), rowOf(n));
  book.rebuild(writer);
});
const offline = () => {
  throw new Error('offline');
};
const ctx = { store, engine: {}, requireConnected: offline, connected: () => false, log: () => {} };
const rows = createRows({
  ctx,
  book,
  events: { on: () => () => {} },
  unread: { refresh: async () => {} },
} as unknown as ActsHost);

const measure = (name: string): number => {
  const times: number[] = [];
  for (let n = 0; n < MESSAGES; n++) {
    const id = idOf((n * 7919) % ROWS);
    const { unread = 0 } = store.get('conversation', id) ?? {};
    const began = performance.now();
    store.commit('remote', (writer) => book.patch(writer, id, { activity: ROWS + n, unread: unread + 1 }));
    times.push((performance.now() - began) * 1000);
  }
  console.log(`${name}: median ${at(times, 0.5)} µs, p99 ${at(times, 0.99)} µs a message, ${ROWS} rows`);
  return Number(at(times, 0.5));
};

measure('the list alone, first');
measure('the list alone');
const began = performance.now();
for (const filter of VIEWS) await rows.conversations.view('t', filter).catch(() => undefined);
console.log(`five lists made in ${(performance.now() - began).toFixed(0)} ms`);
const median = measure('with five filtered lists');
console.log(`at most ${MOST} µs: ${median <= MOST ? 'ok' : 'over'}`);
process.exitCode = median <= MOST ? 0 : 1;
