import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import { faultsOf } from './support/browser.js';
import { Agent, Visitor } from './support/people.js';
import { world } from './support/world.js';

const w = world();
/** A browser takes a page that we serve in the middle of the way for one of the internet, which may not ask this machine. */
const someone = async (): Promise<BrowserContext> => {
  const context = await w.someone();
  await context.grantPermissions(['local-network-access']);
  return context;
};

const SHOP = '/demo/made-up-shop.html';
/** Serves a page of our own beside the real hub. */
async function pageOf(context: BrowserContext, body: string): Promise<Page> {
  await context.route(`**${SHOP}*`, (route) =>
    route.fulfill({ contentType: 'text/html', body: `<!doctype html><title>Shop</title><body>${body}` }),
  );
  return context.newPage();
}
const tag = (options = ''): string => `<script type="module" src="/dist/script/loader.js" ${options}></script>`;
const openRow = async (agent: Agent, words: string): Promise<void> => {
  await agent.conversations.filter({ hasText: words }).first().locator('[part=row]').click();
  await agent.rows(words).waitFor();
};
const stored = (page: Page): Promise<unknown> =>
  page.evaluate(async () => ({
    local: Object.keys(localStorage).filter((key) => key !== 'im-emoji-tone'),
    session: Object.keys(sessionStorage),
    cookie: document.cookie,
    databases: (await indexedDB.databases()).map(({ name }) => name),
  }));

test('before the first click a page pays for the loader and the bubble, and nothing is stored', async () => {
  const context = await someone();
  const page = await context.newPage();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  page.on('websocket', (socket) => asked.push(socket.url()));
  await page.goto(`${w.stack.url}/demo/shop.html`);
  await page.locator('im-chat-widget [part=launcher]').waitFor();
  await page.waitForTimeout(500);
  const scripts = asked.filter((path) => path.startsWith('/dist/script/')).map((path) => path.slice(13));
  assert.equal(scripts.length, 2, `loader and bubble, but: ${scripts}`);
  assert.deepEqual(
    asked.filter((path) => path.startsWith('ws')),
    [],
  );
  assert.deepEqual(await stored(page), { local: [], session: [], cookie: '', databases: [] });
});

test('a visitor who comes back sees the badge without opening anything, and one tab asks for all', async () => {
  const context = await someone();
  const visitor = await Visitor.arrive(context, w.stack);
  await visitor.open();
  await visitor.write('I will look again later');
  await visitor.arrived('I will look again later');
  await visitor.page.close();

  const sockets: string[] = [];
  const tabs: Page[] = [];
  for (let at = 0; at < 2; at++) {
    const tab = await context.newPage();
    tab.on('websocket', (socket) => sockets.push(socket.url()));
    await tab.goto(`${w.stack.url}/demo/shop.html`);
    tabs.push(tab);
  }
  const agent = await Agent.signIn(await someone(), w.stack);
  await openRow(agent, 'I will look again later');
  await agent.write('Here is your answer');
  for (const tab of tabs) await tab.locator('im-chat-widget [part=badge]').getByText('1', { exact: true }).waitFor();
  assert.equal(sockets.length, 1, 'one tab asks');
  assert.equal(await tabs[0]?.locator('im-chat-panel').count(), 0);
  // The tab that asks goes; the other takes over.
  await tabs[0]?.close();
  await agent.write('And another one');
  await tabs[1]?.locator('im-chat-widget [part=badge]').getByText('2', { exact: true }).waitFor();
  await tabs[1]?.locator('im-chat-widget [part=launcher]').click();
  await tabs[1]?.locator('im-chat-widget im-message').filter({ hasText: 'And another one' }).waitFor();
});

test('the script tag takes its options, warns of what is none, and standing twice makes one bubble', async () => {
  const page = await pageOf(
    await someone(),
    `<div id="here" style="block-size: 400px"></div>
     ${tag('data-heading="Ask" data-colour="red" data-open="false" data-accent="rgb(0, 100, 0)"')}
     ${tag('data-heading="Ask" data-colour="red" data-open="false" data-accent="rgb(0, 100, 0)"')}
     ${tag('data-target="#here" data-inline data-heading="In place"')}
     ${tag('data-target="#nowhere" data-heading="Lost"')}`,
  );
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  await page.goto(w.stack.url + SHOP);
  await page.locator('#here im-chat-widget textarea').waitFor();
  assert.equal(await page.locator('im-chat-widget').count(), 2);
  const first = page.locator('body > im-chat-widget');
  assert.equal(await first.getAttribute('heading'), 'Ask');
  assert.equal(await first.getAttribute('open'), null);
  assert.equal(await first.getAttribute('url'), w.stack.url);
  assert.equal(
    await first.locator('[part=launcher]').evaluate((one) => getComputedStyle(one).backgroundColor),
    'rgb(0, 100, 0)',
  );
  for (const words of ['data-colour is not an option', 'stands twice', 'data-target="#nowhere" finds nothing'])
    assert.ok(
      said.some((line) => line.includes(words)),
      `${words}: ${said.join('; ')}`,
    );
});

test('an element that the page places itself is left alone by the script tag', async () => {
  const page = await pageOf(await someone(), `<im-chat-widget heading="Own"></im-chat-widget>${tag()}`);
  await page.goto(w.stack.url + SHOP);
  await page.locator('im-chat-widget [part=launcher]').click();
  await page.locator('im-chat-panel h2').getByText('Own').waitFor();
  assert.equal(await page.locator('im-chat-widget').count(), 1);
});

test('a visitor whom the hub knows no more becomes a new one, instead of standing before a shut door', async () => {
  const context = await someone();
  const visitor = await Visitor.arrive(context, w.stack);
  await visitor.open();
  const key = await visitor.page.evaluate(() => {
    const found = Object.keys(localStorage).find((name) => name.startsWith('im-visitor')) as string;
    localStorage.setItem(found, JSON.stringify({ user: 'visitor-gone', token: 'not.a.token' }));
    return found;
  });
  await visitor.page.reload();
  await visitor.open();
  await visitor.write('Hello again');
  await visitor.arrived('Hello again');
  const kept = await visitor.page.evaluate((name) => localStorage.getItem(name), key);
  assert.notEqual(JSON.parse(kept ?? '{}').user, 'visitor-gone');
});

test('who signs in keeps what he wrote before, and is no visitor any more', async () => {
  const context = await someone();
  const page = await pageOf(context, tag());
  const faults = faultsOf(page);
  await context.route('**/session-token', async (route) => {
    const answer = await fetch(`${w.stack.url}/demo/api/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ user: 'cleo' }),
    });
    await route.fulfill({ json: await answer.json() });
  });
  await page.goto(w.stack.url + SHOP);
  await page.locator('im-chat-widget [part=launcher]').click();
  const box = page.locator('im-chat-widget textarea');
  await box.fill('Before I signed in');
  await box.press('Enter');
  const row = page.locator('im-chat-widget im-message').filter({ hasText: 'Before I signed in' });
  await row.getByText(/^(Sent|Delivered|Read)$/).waitFor({ state: 'attached' });
  await page.evaluate(() => {
    const widget = document.querySelector('im-chat-widget');
    widget?.setAttribute('token-url', '/session-token');
    widget?.setAttribute('user-id', 'cleo');
  });
  await page.waitForFunction(() => !Object.keys(localStorage).some((key) => key.startsWith('im-visitor')));
  await row.waitFor();
  const agent = await Agent.signIn(await someone(), w.stack);
  await openRow(agent, 'Before I signed in');
  await agent.page.locator('im-chat-window [part=title]').getByText('Cleo').waitFor();
  await page.reload();
  assert.deepEqual(faults, []);
});

test('with a cookie of the domain the visitor is the same on its sub-domains, and not on others', async () => {
  const module = await readFile('dist/components/chat-widget/identity.js');
  const server = createServer((request, response) => {
    const script = request.url === '/identity.js';
    response.setHeader('content-type', script ? 'text/javascript' : 'text/html');
    response.end(script ? module : '<!doctype html><title>Shop</title>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const page = await (await someone()).newPage();
    const { port } = server.address() as AddressInfo;
    const visitor = async (name: string, write?: string): Promise<string | null> => {
      await page.goto(`http://${name}.localhost:${port}/`);
      return page.evaluate(async (value) => {
        const { keepOf } = (await import(
          '/identity.js' as string
        )) as typeof import('../../components/chat-widget/identity.js');
        const widget = document.createElement('im-chat-widget');
        widget.setAttribute('cookie-domain', 'shop.localhost');
        widget.setAttribute('url', 'https://hub.example');
        if (value) keepOf(widget).set(value);
        return keepOf(widget).get();
      }, write);
    };
    const who = JSON.stringify({ user: 'visitor-1', token: 'a.b;c=d' });
    assert.equal(await visitor('www.shop', who), who);
    assert.equal(await visitor('help.shop'), who);
    assert.equal(await visitor('www.other'), null);
    assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), []);
  } finally {
    server.close();
  }
});
