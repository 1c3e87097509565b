import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import { faultsOf } from './support/browser.js';
import { serve, serveOther } from './support/fixtures.js';
import { reportBreaches } from './support/looks.js';
import { Agent, Visitor } from './support/people.js';
import { png } from './support/png.js';
import { world } from './support/world.js';

const here = world();

/** What a site has to allow, and nothing else; docs/security.md says the same. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "connect-src 'self'",
  "img-src 'self' blob: data:",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html',
].join('; ');

async function visit(
  context: BrowserContext,
  name: string,
  options: Parameters<typeof serve>[3] = {},
): Promise<Visitor> {
  const address = await serve(context, here.stack, name, options);
  return Visitor.arrive(context, here.stack, new URL(address).pathname);
}

/** Sizes and looks of every part that a visitor uses, as drawn. */
const drawn = (page: Page): Promise<unknown> =>
  page.evaluate(() => {
    const parts: Record<string, string> = {};
    const roots: [ParentNode, string][] = [[document, '']];
    for (const [root, path] of roots)
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) roots.push([element.shadowRoot, `${path}/${element.localName}`]);
        const part = element.getAttribute('part');
        if (!part) continue;
        const { width, height } = element.getBoundingClientRect();
        const { fontSize, display, borderTopWidth, textShadow, color } = getComputedStyle(element);
        // Whole pixels: where a box begins decides on which side of a fraction it ends.
        const size = [width, height].map(Math.round);
        parts[`${path}/${part}`] = [...size, fontSize, display, borderTopWidth, textShadow, color].join(' ');
      }
    return parts;
  });

/** Open, written to, and still. */
async function used(visitor: Visitor): Promise<unknown> {
  await visitor.open();
  await visitor.write('How do I look?');
  await visitor.arrived('How do I look?');
  await visitor.page.waitForFunction(() => document.getAnimations().length === 0);
  // Buttons come and go with what is written: still is what looks the same a moment later.
  for (let before = ''; ; ) {
    const now = await drawn(visitor.page);
    if (JSON.stringify(now) === before) return now;
    before = JSON.stringify(now);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

test('a page’s hostile styles change nothing inside, and ours change nothing outside', async () => {
  const plain = await visit(await here.someone(), 'plain');
  const before = await plain.page.locator('#probe').evaluate((p) => JSON.stringify({ ...getComputedStyle(p) }));
  const wanted = await used(plain);
  assert.equal(await plain.page.locator('#probe').evaluate((p) => JSON.stringify({ ...getComputedStyle(p) })), before);
  const hostile = await visit(await here.someone(), 'plain', { css: 'hostile.css' });
  assert.deepEqual(await used(hostile), wanted);
  assert.deepEqual([...plain.faults, ...hostile.faults], []);
});

test('hot keys of the page keep still while somebody types; Tab and chords do not', async () => {
  const visitor = await visit(await here.someone(), 'plain');
  const { page } = visitor;
  await visitor.open();
  await page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(document, { heard });
    for (const type of ['keydown', 'keypress', 'keyup'])
      document.addEventListener(type, (event) => heard.push((event as KeyboardEvent).key));
  });
  const heard = (): Promise<string[]> =>
    page.evaluate(() => (document as unknown as { heard: string[] }).heard.splice(0));
  await visitor.box.pressSequentially('s/fn?');
  await page.keyboard.press('Enter');
  await visitor.arrived('s/fn?');
  await visitor.chat.locator('[part=emoji]').click();
  const search = visitor.chat.locator('im-emoji-picker input');
  await search.pressSequentially('sf/n');
  assert.equal(await search.inputValue(), 'sf/n');
  assert.deepEqual(await heard(), []);
  await page.keyboard.press('Escape');
  await heard();
  await visitor.box.focus();
  await page.keyboard.press('Control+K');
  await page.keyboard.press('Tab');
  const passed = new Set(await heard());
  assert.ok(passed.has('K') || passed.has('k'), `a chord passes: ${[...passed]}`);
  assert.ok(passed.has('Tab'), `Tab passes: ${[...passed]}`);
  assert.deepEqual(visitor.faults, []);
});

/** Lit's own, by which its copies on one page know of each other. */
const LIT = new Set(['litPropertyMetadata', 'reactiveElementVersions', 'litHtmlVersions', 'litElementVersions']);

test('no new global, and nothing asked or stored before the first click', async () => {
  const context = await here.someone();
  await context.addInitScript(() => {
    Object.assign(Symbol, { before: new Set(Object.getOwnPropertyNames(window)) });
  });
  const visitor = await visit(context, 'plain');
  const asked: string[] = [];
  visitor.page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  visitor.page.on('websocket', (socket) => asked.push(socket.url()));
  await visitor.bubble.waitFor();
  await visitor.page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
  const stored = await visitor.page.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    cookies: document.cookie,
  }));
  assert.deepEqual(stored, { local: 0, session: 0, databases: 0, caches: 0, cookies: '' });
  assert.deepEqual(
    asked.filter((path) => !/^\/dist\/script\/[\w.-]+\.js$/.test(path)),
    [],
  );
  await visitor.open();
  await visitor.write('Any globals?');
  await visitor.arrived('Any globals?');
  const added = await visitor.page.evaluate(() => {
    const { before } = Symbol as unknown as { before: Set<string> };
    return Object.getOwnPropertyNames(window).filter((name) => !before.has(name));
  });
  assert.deepEqual(
    added.filter((name) => !LIT.has(name)),
    [],
  );
});

test('two versions on one page: the second says that it is left out, and both widgets work', async () => {
  const context = await here.someone();
  await serveOther(context, here.stack, '9.9.9');
  const visitor = await visit(context, 'two-versions');
  const { page } = visitor;
  const said = await page.waitForEvent('console', {
    predicate: (message) => message.text().includes('is already defined by version'),
  });
  assert.match(
    said.text(),
    /<im-[\w-]+> is already defined by version (0\.1\.0|9\.9\.9); (0\.1\.0|9\.9\.9) is left out/,
  );
  for (const heading of ['First', 'Second']) {
    const widget = page.locator(`im-chat-widget[heading=${heading}]`);
    await widget.locator('[part=launcher]').click();
    await widget.locator('textarea').fill(`${heading} speaks`);
    await widget.locator('textarea').press('Enter');
    await widget
      .locator('im-message', { hasText: `${heading} speaks` })
      .getByText(/^(Sent|Delivered|Read)$/)
      .waitFor({ state: 'attached' });
    await widget.locator('[part=close]').click();
  }
  assert.deepEqual(visitor.faults, []);
});

test('two accounts on one page keep apart', async () => {
  const context = await here.someone();
  const page = await context.newPage();
  const faults = faultsOf(page);
  await page.goto(`${here.stack.url}/demo/messenger.html`);
  const [one, other] = [page.locator('.device').nth(0), page.locator('.device').nth(1)];
  await one.locator('textarea').fill('From one to the other');
  await one.locator('textarea').press('Enter');
  const sent = one.locator('im-message', { hasText: 'From one to the other' });
  const got = other.locator('im-message', { hasText: 'From one to the other' });
  await got.waitFor();
  assert.ok(await sent.evaluate((row) => row.matches(':state(own)')));
  assert.ok(await got.evaluate((row) => !row.matches(':state(own)')));
  assert.deepEqual(faults, []);
});

test('a whole conversation under a strict policy with Trusted Types enforced', async () => {
  const context = await here.someone();
  await reportBreaches(context);
  const visitor = await visit(context, 'plain', { csp: POLICY });
  await visitor.open();
  await visitor.write('Under a strict policy https://example.com 🙂');
  await visitor.arrived('Under a strict policy');
  await visitor.chat.locator('[part=emoji]').click();
  await visitor.chat.locator('im-emoji-picker [role=gridcell], im-emoji-picker [part=grid] button').first().click();
  await visitor.chat.locator('im-composer input[type=file]').setInputFiles([
    { name: 'black.png', mimeType: 'image/png', buffer: png(8, 8, [9, 9, 9]) },
    { name: 'Data sheet.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%EOF') },
  ]);
  await visitor.chat.locator('[part=tray] li').nth(1).waitFor();
  await visitor.chat.locator('[part=send]').click();
  const image = visitor.chat.locator('im-message img').first();
  await image.waitFor();
  await image.evaluate((element) => (element as HTMLImageElement).decode());
  await visitor.write('That is all');
  await visitor.arrived('That is all');
  const agent = await Agent.signIn(await here.someone(), here.stack);
  await agent.openFirst('That is all');
  await agent.write('I can see it');
  await visitor.rows('I can see it').waitFor();
  await visitor.act('Under a strict policy', 'Recall');
  await visitor.rows('You recalled a message').waitFor();
  assert.deepEqual(visitor.faults, []);
});

/** Text, for the tools that run this test would call helpers of their own in it. */
const DENIED = `
  const denied = () => { throw new DOMException('denied', 'SecurityError') };
  for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) Object.defineProperty(window, name, { get: denied });
  Object.defineProperty(Document.prototype, 'cookie', { get: denied, set: denied });
`;

test('with storage denied the chat lives from memory', async () => {
  const context = await here.someone();
  await context.addInitScript({ content: DENIED });
  const visitor = await visit(context, 'plain');
  await visitor.open();
  await visitor.write('Nothing is kept here');
  await visitor.arrived('Nothing is kept here');
  const agent = await Agent.signIn(await here.someone(), here.stack);
  await agent.openFirst('Nothing is kept here');
  await agent.write('And still you are heard');
  await visitor.rows('And still you are heard').waitFor();
  await visitor.chat.locator('[part=close]').click();
  await visitor.open();
  assert.equal(await visitor.rows(/Nothing is kept|still you are heard/).count(), 2);
  assert.deepEqual(visitor.faults, []);
});
