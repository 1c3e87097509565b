import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { messages as english } from '../../locales/en.js';
import { parts } from '../../locales/parts/index.js';
import { pseudo } from '../../locales/pseudo.js';
import { faultsOf } from './support/browser.js';
import { cut, overflow } from './support/looks.js';
import { world } from './support/world.js';

const here = world();
const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
/** Longer than any real language, in the place of one that has as many plurals. */
const LONG = `export const messages = ${JSON.stringify(pseudo({ ...english, ...parts }))}`;
const VIEWS = ['chats', 'contacts', 'groups', 'inbox', 'profile', 'settings'];

/** What is wider than the phone, or cut off without a sign of it. */
async function narrow(page: Page, what: string): Promise<void> {
  const { SHOTS } = process.env;
  if (SHOTS) await page.screenshot({ path: `${SHOTS}/${what}.png` });
  assert.equal(await overflow(page), 0, `${what}: wider than the phone`);
  assert.deepEqual(await cut(page), [], what);
}

async function open(looks: string): Promise<Page> {
  const context = await here.someone(PHONE);
  await context.grantPermissions(['local-network-access'], { origin: here.stack.url });
  if (looks.includes('zh-CN'))
    await context.route('**/chunks/zh-CN-*.js', (route) =>
      route.fulfill({ contentType: 'text/javascript', body: LONG }),
    );
  return context.newPage();
}

const shown = (part: Locator): Promise<void> => part.locator('.skeleton').first().waitFor({ state: 'detached' });

for (const [name, looks] of [
  ['Arabic', 'theme=dark&lang=ar'],
  ['longest-words', 'theme=dark&lang=zh-CN'],
  ['longest-words-from-the-right', 'theme=dark&lang=zh-CN&dir=rtl'],
] as const)
  test(`on a narrow phone in the dark nothing is wider than it, and no words are cut: ${name}`, async () => {
    const page = await open(looks);
    const faults = faultsOf(page);
    await page.goto(`${here.stack.url}/demo/places.html?${looks}`);
    await page.locator('im-room:state(joined)').waitFor();
    await page.locator('im-channel-list .channel').first().waitFor();
    if (name !== 'Arabic') await page.getByText('⟦').first().waitFor();
    await narrow(page, `${name}-room`);
    await page.locator('im-room [data-tool=menu]').click();
    await page.getByRole('menuitem').first().waitFor();
    await narrow(page, `${name}-room-menu`);
    await page.keyboard.press('Escape');
    await page.locator('im-channel-list').scrollIntoViewIfNeeded();
    await narrow(page, `${name}-channels`);
    await page.locator('im-channel-list .channel [part=channel]').first().click();
    await page.locator('im-chat-window im-message').first().waitFor();
    await narrow(page, `${name}-channel`);

    await page.goto(`${here.stack.url}/demo/messenger.html?${looks}`);
    const device = page.locator('section.device').first();
    await device.locator('im-message').first().waitFor();
    await narrow(page, `${name}-chat`);
    await device.locator('im-chat-window [part=back]').click();
    for (const view of VIEWS) {
      await device.locator(`[data-view=${view}]`).click();
      const part = device.locator(`[data-shown=${view}]`);
      await part.waitFor();
      await shown(part);
      await narrow(page, `${name}-${view}`);
    }
    assert.deepEqual(faults, []);
  });
