import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import type { Client, Content } from '../../core/index.js';
import { PAYLOADS, TITLE } from './support/payloads.js';
import { Agent, Visitor } from './support/people.js';
import { world } from './support/world.js';

const here = world();

/** Without the demo's own policy, so that nothing but the elements stands between a text and its execution. */
async function bare(): Promise<{ context: BrowserContext; faults: string[] }> {
  const context = await here.someone({ bypassCSP: true });
  const faults: string[] = [];
  context.on('dialog', (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  context.on('request', (request) => {
    const { origin, pathname } = new URL(request.url());
    const own = origin === here.stack.url || /^(blob|data):/.test(request.url());
    if (!own || pathname.startsWith('/xss')) faults.push(`asked for ${request.url()}`);
  });
  return { context, faults };
}

/** Elements that a text has made, wherever they are: handlers, frames, scripts, addresses that run. */
const made = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    const roots: ParentNode[] = [document.body];
    for (const root of roots)
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) roots.push(element.shadowRoot);
        const handlers = element.getAttributeNames().filter((name) => name.startsWith('on'));
        const tag = /^(script|iframe|object|embed|link|base|details|math|template|style)$/.test(element.localName);
        const address = element.getAttribute('href') ?? element.getAttribute('src') ?? '';
        const runs = /^(javascript|vbscript|data:text)/i.test(address.replace(/[\s\p{Cc}]/gu, ''));
        if (handlers.length > 0 || tag || runs) found.push(element.outerHTML.slice(0, 120));
      }
    return found;
  });

type Panel = HTMLElement & { readonly account: { readonly client: Client } };

/** Sends what a hostile program would, not what the composer makes; resolves when its fate is known. */
const sendRaw = (page: Page, content: Content, bytes?: readonly number[]): Promise<string> =>
  page.evaluate(
    async ({ content, bytes }) => {
      const panel = document.querySelector('im-chat-widget')?.shadowRoot?.querySelector('im-chat-panel');
      const { client } = (panel as Panel).account;
      const blob =
        bytes && new Blob([new Uint8Array(bytes)], { type: (content as { file: { mime: string } }).file.mime });
      const id = await client.messages
        .send('direct:support', content, blob ? { blob } : {})
        .catch((error: { code: string }) => `failed: ${error.code}`);
      if (id.startsWith('failed')) return id;
      for (;;) {
        const message = client.store.get('message', id);
        if (message?.delivery.state === 'failed') return `failed: ${message.delivery.code}`;
        if (message?.delivery.state === 'sent') {
          if (!blob || !('file' in message.content)) return 'sent';
          const { url } = await client.media.url(message.content.file as Parameters<Client['media']['url']>[0]);
          return new URL(url ?? '', location.href).href;
        }
        await new Promise(requestAnimationFrame);
      }
    },
    { content, bytes },
  );

test('every text of a visitor is text for the agent, and for the visitor', async () => {
  const [one, other] = [await bare(), await bare()];
  const visitor = await Visitor.arrive(one.context, here.stack);
  await visitor.open();
  await visitor.write('first');
  await visitor.arrived('first');
  const agent = await Agent.signIn(other.context, here.stack);
  await agent.openFirst('first');
  await visitor.page.evaluate(async (name) => {
    const panel = document.querySelector('im-chat-widget')?.shadowRoot?.querySelector('im-chat-panel');
    await (panel as Panel).account.client.users.update({ name });
  }, TITLE);
  for (const payload of PAYLOADS) await visitor.write(payload);
  for (const who of [visitor, agent])
    for (const payload of PAYLOADS) {
      const words = payload.trim().replace(/\s+/g, ' ');
      await who.chat.locator('im-message').filter({ hasText: words }).first().waitFor({ state: 'attached' });
    }
  await agent.page.locator('im-conversation-item [part=title]').filter({ hasText: TITLE }).waitFor();
  assert.deepEqual([...(await made(visitor.page)), ...(await made(agent.page))], []);
  assert.deepEqual([...one.faults, ...other.faults, ...visitor.faults, ...agent.faults], []);
});

test('file names, foreign kinds, group names, notices and drafts are text too', async () => {
  const [one, other] = [await bare(), await bare()];
  const visitor = await Visitor.arrive(one.context, here.stack);
  await visitor.open();
  await visitor.write('more to come');
  await visitor.arrived('more to come');
  const agent = await Agent.signIn(other.context, here.stack);
  await agent.openFirst('more to come');
  const bytes = [...Buffer.from('%PDF-1.4\n%EOF')];
  const file = { name: `${TITLE}.pdf`, bytes: bytes.length, mime: 'application/pdf' };
  assert.match(await sendRaw(visitor.page, { kind: 'file', file }, bytes), /^http/);
  for (const payload of PAYLOADS.slice(0, 6)) {
    const custom = { kind: 'custom', type: 'evil', data: { html: payload }, fallback: `custom ${payload}` } as const;
    assert.equal(await sendRaw(visitor.page, custom), 'sent');
    await agent.rows(`custom ${payload}`).waitFor({ state: 'attached' });
  }
  await agent.rows('onerror=alert(30)').first().waitFor({ state: 'attached' });
  await agent.page.evaluate(async (name) => {
    const { current } = document.querySelector('im-client') as HTMLElement & { current: Client };
    await current.groups.create({ name, policy: 'open', members: ['ada'] });
  }, TITLE);
  const group = agent.conversations.filter({ hasText: TITLE }).first();
  await agent.box.fill(TITLE);
  await group.locator('[part=row]').click();
  await agent.page.locator('im-chat-window [part=title]').filter({ hasText: TITLE }).waitFor();
  await agent.conversations.locator('[part=preview]').filter({ hasText: 'Draft' }).filter({ hasText: TITLE }).waitFor();
  await agent.page.locator('im-chat-window im-message').first().waitFor();
  assert.deepEqual([...(await made(visitor.page)), ...(await made(agent.page))], []);
  assert.deepEqual([...one.faults, ...other.faults, ...visitor.faults, ...agent.faults], []);
});

const SCRIPT = '<script>alert(document.domain)</script>';
const FILES: readonly (readonly [string, string, string, 'refused' | 'inert'])[] = [
  ['page.png', 'image/png', `<!doctype html>${SCRIPT}`, 'refused'],
  ['drawing.png', 'image/png', `<svg xmlns="http://www.w3.org/2000/svg">${SCRIPT}</svg>`, 'refused'],
  ['drawing.svg', 'image/svg+xml', `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`, 'refused'],
  ['page.html', 'text/html', SCRIPT, 'refused'],
  ['polyglot.gif', 'image/gif', `GIF89a/*\x01\0\x01\0\0\0\0*/=1;alert(1)//${SCRIPT}`, 'inert'],
  ['notes.txt', 'text/plain', `hello ${SCRIPT}`, 'inert'],
  ['paper.pdf', 'application/pdf', `%PDF-1.4\n${SCRIPT}`, 'inert'],
  ['data.bin', 'application/octet-stream', `\0\0${SCRIPT}`, 'inert'],
];

test('a file opened by its own address does not run', async () => {
  const { context, faults } = await bare();
  const visitor = await Visitor.arrive(context, here.stack);
  await visitor.open();
  await visitor.write('files');
  await visitor.arrived('files');
  for (const [name, mime, body, wanted] of FILES) {
    const bytes = [...Buffer.from(body, 'latin1')];
    const fate = await sendRaw(visitor.page, { kind: 'file', file: { name, bytes: bytes.length, mime } }, bytes);
    if (wanted === 'refused') {
      assert.match(fate, /^failed: (rejected-content|invalid|unsupported|blocked)/, `${name}: ${fate}`);
      continue;
    }
    assert.match(fate, /^http/, name);
    const { headers } = await fetch(fate);
    assert.match(headers.get('content-security-policy') ?? '', /sandbox; default-src 'none'/, name);
    assert.equal(headers.get('x-content-type-options'), 'nosniff', name);
    assert.doesNotMatch(headers.get('content-type') ?? '', /html|xml|script|svg/, name);
    const page = await context.newPage();
    const saved = page.waitForEvent('download', { timeout: 3000 }).catch(() => undefined);
    await page.goto(fate).catch(() => undefined); // a download is no page
    const shown = await page.evaluate(() => document.scripts.length);
    assert.equal(shown, 0, `${name} made a script`);
    if (/^attachment/.test(headers.get('content-disposition') ?? '')) assert.ok(await saved, `${name} was not saved`);
    await page.close();
  }
  assert.deepEqual(faults, []);
});
