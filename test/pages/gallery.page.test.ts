import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { faultsOf } from './support/browser.js';
import { axeFindings, overflow, reportBreaches } from './support/looks.js';
import { world } from './support/world.js';

const here = world();

async function gallery(look: string, width: number): Promise<{ page: Page; faults: string[]; tags: string[] }> {
  const context = await here.someone({ viewport: { width, height: 900 } });
  await reportBreaches(context);
  const page = await context.newPage();
  const faults = faultsOf(page);
  await page.goto(`${here.stack.url}/demo/index.html?${look}`);
  await page.locator('main[data-ready]').waitFor();
  const tags = await page.locator('#elements a').allInnerTexts();
  assert.ok(tags.length >= 14, `the gallery shows ${tags.length} elements`);
  return { page, faults, tags };
}

async function turnTo(page: Page, tag: string): Promise<void> {
  const link = page.locator('#elements').getByText(tag, { exact: true });
  const inside = await link.getAttribute('data-tag');
  await link.click();
  await page.locator(`main[data-ready="${tag}"]`).waitFor();
  await page.locator(`main .stage ${inside}`).waitFor({ state: 'attached' });
}

const LOOKS = ['theme=light', 'theme=dark', 'theme=light&lang=ar', 'theme=dark&lang=ar'];

for (const look of LOOKS) {
  test(`every element and state is clean and accessible: ${look}, 1280 px`, async () => {
    const { page, faults, tags } = await gallery(look, 1280);
    const findings: string[] = [];
    for (const tag of tags) {
      await turnTo(page, tag);
      // The states of one element stand side by side, each with the landmark that a page has once.
      for (const finding of await axeFindings(page))
        if (!finding.startsWith('landmark-unique ')) findings.push(`${tag}: ${finding}`);
      if ((await overflow(page)) > 0) findings.push(`${tag}: the page is too wide`);
    }
    assert.deepEqual([...faults, ...findings], []);
  });

  test(`every element fits a phone: ${look}, 390 and 360 px`, async () => {
    const { page, faults, tags } = await gallery(look, 390);
    const findings: string[] = [];
    for (const tag of tags) {
      await turnTo(page, tag);
      for (const width of [390, 360]) {
        await page.setViewportSize({ width, height: 800 });
        const wide = await overflow(page);
        if (wide > 0) findings.push(`${tag}: ${wide} px too wide at ${width}`);
      }
    }
    assert.deepEqual([...faults, ...findings], []);
  });
}

test('a control sets the attribute, the markup follows, events are listed', async () => {
  const { page, faults } = await gallery('theme=light', 1280);
  await turnTo(page, 'im-chat-window');
  const control = page.getByRole('textbox', { name: 'conversation', exact: true });
  await control.fill('group:workshop');
  await control.press('Enter');
  await page.locator('.stage im-chat-window [part=title]').getByText('Workshop').waitFor();
  await page.getByLabel('back').check();
  assert.equal(
    await page.locator('.markup').innerText(),
    '<im-chat-window conversation="group:workshop" back></im-chat-window>',
  );
  await page.locator('.stage im-chat-window [part=back]').click();
  await page.locator('.log').getByText('im-back-request {conversationId: "group:workshop"}').waitFor();
  assert.deepEqual(faults, []);
});

test('the page turns to another language while it stands', async () => {
  const { page, faults } = await gallery('theme=light', 1280);
  await turnTo(page, 'im-composer');
  await page.locator('select[name=lang]').selectOption('zh-CN');
  const box = page.locator('.stage im-composer textarea');
  await page.waitForFunction(
    () =>
      !document
        .querySelector('.stage im-composer')
        ?.shadowRoot?.querySelector('textarea')
        ?.placeholder.includes('Write'),
  );
  assert.match((await box.getAttribute('placeholder')) ?? '', /\p{Script=Han}/u);
  assert.match(page.url(), /lang=zh-CN/);
  await page.locator('select[name=lang]').selectOption('ar');
  assert.equal(await page.locator('html').getAttribute('dir'), 'rtl');
  assert.deepEqual(faults, []);
});
