// A group of 3,000 members, 200 of them connected: its list of members, its mention picker, what is said in it.
// Run: npx tsx bench/groups.ts [--members=3000] [--here=200] [--messages=100]. One hub of Node on SQLite, real sockets, one process.
import { parseArgs } from 'node:util';
import type { ServerFrame } from '../hub/protocol/index.js';
import { Figures, machine, megabytes, part, timed, wait, worked } from './lib/figures.js';
import { loopback, type Seat } from './lib/sockets.js';

const { values } = parseArgs({
  options: {
    members: { type: 'string', default: '3000' },
    here: { type: 'string', default: '200' },
    messages: { type: 'string', default: '100' },
  },
});
const [MEMBERS, HERE, MESSAGES] = [Number(values.members), Number(values.here), Number(values.messages)];
const GROUP = 'big';
const CONVERSATION = `group:${GROUP}`;
/** As member lists and pickers of the client ask. */
const PAGE = 50;
/** Who come in while the others are there. */
const LAST = 100;
/** What has not come by then is lost, milliseconds. */
const PATIENCE = 60_000;

const hub = await loopback(MEMBERS);
const people = Array.from({ length: MEMBERS }, (_, n) => `member${n}`);
const memory: (readonly [string, number])[] = [];
const weigh = (what: string): void => {
  memory.push([what, megabytes()]);
};

/** News of members that came, at all together. */
let came = 0;
/** Times at which a message came, by its text. */
const arrivals = new Map<string, number[]>();
const hear = (frame: ServerFrame): void => {
  if (!('push' in frame)) return;
  for (const event of frame.push) {
    if (event.t === 'member') came += 1;
    if (event.t === 'message' && event.message.content.kind === 'text') {
      const text = String(event.message.content.text);
      const list = arrivals.get(text) ?? [];
      list.push(performance.now());
      arrivals.set(text, list);
    }
  }
};

async function seat(): Promise<readonly Seat[]> {
  for (const user of people) {
    const one = await hub.enter(user);
    await one.call('users.update', { patch: { name: `Name of ${user}` } });
    one.close();
  }
  weigh('people known');
  const owner = await hub.enter(people[0] as string);
  const { ms } = await timed(async () => {
    await owner.call('groups.create', {
      id: GROUP,
      type: 'work',
      name: 'Big',
      members: people.slice(1, Math.min(1000, MEMBERS - LAST)),
    });
    for (let from = 1000; from < MEMBERS - LAST; from += 100) {
      const users = people.slice(from, Math.min(from + 100, MEMBERS - LAST));
      const { outcomes } = await owner.call('groups.invite', { group: GROUP, users });
      if (outcomes.some(({ state }) => state !== 'joined'))
        throw new Error(`not seated: ${JSON.stringify(outcomes[0])}`);
    }
    await owner.call('groups.set-role', { group: GROUP, users: people.slice(1, 10), role: 'admin' });
  });
  console.log(`${MEMBERS - LAST} members seated in ${(ms / 1000).toFixed(1)} s`);
  owner.close();
  weigh('the group, seated');
  const here: Seat[] = [];
  for (const user of people.slice(0, HERE)) here.push(await hub.enter(user, hear));
  weigh(`${HERE} sockets`);
  return here;
}

async function lists(here: readonly Seat[]): Promise<void> {
  const figures = new Figures(`Members of ${MEMBERS}`);
  const one = (n: number) => (here[n % HERE] as Seat).call;
  const row = async (name: string, times: number, run: (n: number) => Promise<unknown>): Promise<void> => {
    const list: number[] = [];
    const before = worked();
    for (let n = 0; n < times; n++) list.push((await timed(() => run(n))).ms);
    figures.row(name, list, { cpu: (worked() - before) / times });
  };
  const page = (n: number, more: object = {}) => one(n)('groups.members', { group: GROUP, limit: PAGE, ...more });
  await row('open the group: its row and a page of messages', 100, async (n) => {
    await one(n)('conversations.get', { ids: [CONVERSATION] });
    await one(n)('messages.history', { conversation: CONVERSATION, limit: PAGE });
  });
  await row('first page of the list, with names', 100, async (n) => {
    const { items } = await page(n);
    await one(n)('users.get', { ids: items.map(({ user }) => user) });
  });
  await row('search: words that many have', 40, (n) => page(n, { words: 'name of' }));
  await row('search: one of all', 40, (n) => page(n, { words: `member${MEMBERS - 1 - n}` }));
  await row('search: words that nobody has', 40, (n) => page(n, { words: 'nobody' }));
  await row('filter: who runs it', 40, (n) => page(n, { roles: ['owner', 'admin'] }));
  await row('filter: muted', 40, (n) => page(n, { muted: true }));
  await row('who is here, counted', 40, (n) => one(n)('groups.online', { group: GROUP }));
  await row('all pages, as a mention picker that finds nobody', 5, async (n) => {
    let cursor: string | undefined;
    do cursor = (await page(n, cursor === undefined ? {} : { cursor })).next;
    while (cursor !== undefined);
  });
}

/** One after the other, each once the one before has reached everybody; then all at once. */
async function talk(here: readonly Seat[]): Promise<void> {
  const figures = new Figures(`What is said, ${HERE} sockets`);
  const everywhere = async (texts: readonly string[]): Promise<void> => {
    const until = performance.now() + PATIENCE;
    while (texts.some((text) => (arrivals.get(text)?.length ?? 0) < HERE) && performance.now() < until) await wait(1);
  };
  const say = (text: string, n: number) =>
    timed(() =>
      (here[n % HERE] as Seat).call('messages.send', {
        ...{ clientId: text, conversation: CONVERSATION, content: { kind: 'text', text } },
      }),
    );
  const [answers, each, last]: [number[], number[], number[]] = [[], [], []];
  let before = worked();
  for (let n = 0; n < MESSAGES; n++) {
    const began = performance.now();
    const text = `single-${n}`;
    answers.push((await say(text, n)).ms);
    await everywhere([text]);
    const times = (arrivals.get(text) ?? []).map((at) => at - began);
    each.push(...times);
    last.push(part(times, 1));
  }
  figures.row('answer to the sender', answers);
  figures.row('arrival', each);
  figures.row('arrival at the last one', last, { cpu: (worked() - before) / MESSAGES });
  before = worked();
  const began = performance.now();
  const texts = Array.from({ length: MESSAGES }, (_, n) => `together-${n}`);
  await Promise.all(texts.map(say));
  await everywhere(texts);
  const ms = performance.now() - began;
  console.log(
    `\n${MESSAGES} at once: all at all ${HERE} in ${ms.toFixed(0)} ms, ${((MESSAGES * HERE * 1000) / ms).toFixed(0)} arrivals a second`,
  );
  const doubled = [...arrivals.values()].filter((list) => list.length !== HERE).length;
  console.log(`doubled or lost: ${doubled}`);
  if (doubled > 0) process.exitCode = 1;
  weigh('after the talk');
}

/** All of them hear of each. */
async function newcomers(here: readonly Seat[]): Promise<void> {
  came = 0;
  const before = worked();
  const { ms } = await timed(async () => {
    await here[0]?.call('groups.invite', { group: GROUP, users: people.slice(MEMBERS - LAST) });
    const until = performance.now() + PATIENCE;
    while (came < LAST * HERE && performance.now() < until) await wait(5);
  });
  const cpu = worked() - before;
  if (came < LAST * HERE) process.exitCode = 1;
  console.log(`${LAST} come in: all ${HERE} know them after ${ms.toFixed(0)} ms, CPU ${cpu.toFixed(0)} ms`);
}

try {
  console.log(machine());
  weigh('at the start');
  const here = await seat();
  await lists(here);
  await talk(here);
  await newcomers(here);
  console.log(`\nmemory of the process: ${memory.map(([what, mb]) => `${what} ${mb.toFixed(0)} MB`).join(', ')}`);
  console.log(machine());
  for (const one of here) one.close();
} finally {
  await hub.end();
}
