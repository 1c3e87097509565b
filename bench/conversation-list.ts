// 10,000 conversations in a list: rows in the document, frames while it is scrolled from end to end, and while rows change places.
// Run: npm run build && npx tsx bench/conversation-list.ts [--rows=10000]. Times are this machine's.
import { parseArgs } from 'node:util';
import type { Client, Conversation, ConversationId } from '../core/index.js';
import { launch, person } from '../test/pages/support/browser.js';
import { Stack } from '../test/pages/support/stack.js';

const { values } = parseArgs({ options: { rows: { type: 'string', default: '10000' } } });

const stack = await Stack.start();
const browser = await launch();
try {
  const page = await (await person(browser)).newPage();
  // The runner of TypeScript names functions by a helper that pages do not have.
  await page.addInitScript('globalThis.__name = (given) => given');
  await page.goto(`${stack.url}/demo/messenger.html`);
  await page.locator('im-chat-window textarea').first().waitFor();
  const found = await page.evaluate(async (count) => {
    const client = (document.querySelector('im-client') as HTMLElement & { current: Client }).current;
    const ids = Array.from({ length: count }, (_, at): ConversationId => `group:many-${at}`);
    const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
    const list = document.createElement('im-conversation-list');
    list.client = client;
    list.style.cssText = 'position:fixed;inset:0;inline-size:360px;block-size:100vh;z-index:9';
    client.store.commit('remote', (writer) => {
      for (const [at, id] of ids.entries()) {
        const row: Conversation = { id, kind: 'group', activity: at, unread: at % 3, mentions: [], notify: 'all' };
        writer.put('conversation', id, { ...row, title: `Group ${at}` });
      }
      writer.list('conversations', ids);
    });
    document.body.append(list);
    const root = list.shadowRoot as ShadowRoot;
    for (let wait = 0; wait < 60; wait += 1) await frame();
    const scroller = root.querySelector('.scroller') as HTMLElement;
    let most = 0;
    const run = async (turns: number, act: (turn: number) => void): Promise<{ p50: number; p99: number }> => {
      const times: number[] = [];
      for (let turn = 0; turn < turns; turn += 1) {
        const began = performance.now();
        act(turn);
        await list.updateComplete;
        list.getBoundingClientRect();
        times.push(performance.now() - began);
        await frame();
        most = Math.max(most, root.querySelectorAll('im-conversation-item').length);
      }
      times.sort((a, b) => a - b);
      const at = (part: number): number => Math.round((times[Math.floor(part * (times.length - 1))] ?? 0) * 10) / 10;
      return { p50: at(0.5), p99: at(0.99) };
    };
    const end = scroller.scrollHeight - scroller.clientHeight;
    const scrolled = await run(300, (turn) => {
      scroller.scrollTop = (end * turn) / 299;
    });
    scroller.scrollTop = 0;
    let order: readonly ConversationId[] = ids;
    const reordered = await run(200, (turn) => {
      const id = order[(turn * 37) % count] as ConversationId;
      order = [id, ...order.filter((one) => one !== id)];
      client.store.commit('remote', (writer) => writer.list('conversations', order));
    });
    return { rows: count, drawnAtMost: most, 'scrolled, ms a frame': scrolled, 'reordered, ms each': reordered };
  }, Number(values.rows));
  console.log(JSON.stringify(found, undefined, 2));
} finally {
  await browser.close();
  await stack.stop();
}
