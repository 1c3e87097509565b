import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, BrowserContext } from 'playwright-core';
import { Agent, Visitor } from './support/people.js';
import { launch, person, Stack } from './support/stack.js';

let stack: Stack;
let browser: Browser;
const open: BrowserContext[] = [];
const someone = async (options?: Parameters<typeof person>[1]): Promise<BrowserContext> => {
  const context = await person(browser, options);
  open.push(context);
  return context;
};

before(async () => {
  [stack, browser] = await Promise.all([Stack.start(), launch()]);
});
after(async () => {
  await Promise.all(open.map((context) => context.close()));
  await browser?.close();
  await stack?.stop();
});

test('a visitor writes from the shop, an agent answers, both see what became of it', async () => {
  const agent = await Agent.signIn(await someone(), stack);
  const visitor = await Visitor.arrive(await someone(), stack);
  await visitor.open();
  await visitor.write('Does the Arc lamp come in black?');

  const row = agent.conversations.filter({ hasText: 'Does the Arc lamp' });
  await row.waitFor();
  assert.match((await row.locator('[part=badge]').textContent()) ?? '', /1/);
  await agent.openFirst('Does the Arc lamp');
  await agent.rows('Does the Arc lamp').waitFor();
  await row.locator('[part=badge]').waitFor({ state: 'detached' });
  await visitor.rows('Does the Arc lamp').getByText('Read', { exact: true }).waitFor({ state: 'attached' });

  await visitor.box.pressSequentially('hm');
  await agent.page.locator('im-chat-window im-typing').getByText('is typing').first().waitFor();

  await agent.write('It does 🙂 in a week');
  await visitor.rows('It does 🙂 in a week').waitFor();
  await agent.rows('It does').getByText('Read', { exact: true }).waitFor({ state: 'attached' });
  assert.deepEqual([...agent.faults, ...visitor.faults], []);
});

test('the conversation stays over a reload and on another page of the shop', async () => {
  const visitor = await Visitor.arrive(await someone(), stack);
  await visitor.open();
  await visitor.write('I will be back');
  await visitor.rows('I will be back').getByText('Sent', { exact: true }).waitFor({ state: 'attached' });
  await visitor.page.reload();
  await visitor.open();
  await visitor.rows('I will be back').waitFor();
  await visitor.page.goto(`${stack.url}/demo/shop-cart.html`);
  await visitor.open();
  await visitor.rows('I will be back').waitFor();
  assert.equal(await visitor.page.locator('im-chat-widget im-message').count(), 1);
  assert.deepEqual(visitor.faults, []);
});

test('a picture and a file travel, by picker, paste and drop', async () => {
  const agent = await Agent.signIn(await someone(), stack);
  const visitor = await Visitor.arrive(await someone(), stack);
  await visitor.open();
  await visitor.write('Pictures please');
  await agent.openFirst('Pictures please');
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAFElEQVR4nGP8z4APMOGVHbHSAEEsAQ8SoYzFAAAAAElFTkSuQmCC',
    'base64',
  );
  await agent.page.locator('im-composer input[type=file]').setInputFiles([
    { name: 'black.png', mimeType: 'image/png', buffer: png },
    { name: 'Data sheet.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%EOF') },
  ]);
  await agent.page.locator('im-composer [part=tray] li').nth(1).waitFor();
  await agent.page.locator('im-composer [part=send]').click();
  const image = visitor.page.locator('im-chat-widget im-message img').first();
  await image.waitFor();
  await image.evaluate((element) => (element as HTMLImageElement).decode());
  await visitor.rows('Data sheet').waitFor();
  const [download] = await Promise.all([
    visitor.page.waitForEvent('download'),
    visitor
      .rows('Data sheet')
      .getByRole('button', { name: /Download/ })
      .first()
      .click(),
  ]);
  assert.equal(download.suggestedFilename(), 'Data sheet.pdf');

  await visitor.box.evaluate(
    async (box, bytes) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(bytes)], 'image.png', { type: 'image/png' }));
      box.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, composed: true, cancelable: true }),
      );
    },
    [...png],
  );
  await visitor.page.locator('im-chat-widget [part=tray] li').first().waitFor();
  await visitor.box.press('Enter');
  await agent.page.locator('im-chat-window im-message img').nth(1).waitFor();
  assert.deepEqual([...agent.faults, ...visitor.faults], []);
});

test('both can recall what they wrote', async () => {
  const agent = await Agent.signIn(await someone(), stack);
  const visitor = await Visitor.arrive(await someone(), stack);
  await visitor.open();
  await visitor.write('My number is 4711');
  await agent.openFirst('My number is 4711');
  await agent.write('That was for somebody else');
  await visitor.rows('That was for somebody else').waitFor();

  await visitor.rows('My number').hover();
  await visitor.rows('My number').getByRole('button', { name: 'Recall' }).first().click();
  await agent.rows('My number').waitFor({ state: 'detached' });
  await visitor.rows('You recalled a message').waitFor();

  await agent.rows('That was for').click({ button: 'right' });
  await agent.page.getByRole('menuitem', { name: 'Recall' }).click();
  await visitor.rows('That was for').waitFor({ state: 'detached' });
  assert.deepEqual([...agent.faults, ...visitor.faults], []);
});

test('the messenger: two people and a group on one page', async () => {
  const context = await someone();
  const page = await context.newPage();
  await page.goto(`${stack.url}/demo/messenger.html`);
  const [ada, ben, team] = [0, 1, 2].map((at) => page.locator('.device').nth(at));
  assert.ok(ada && ben && team);
  await ada.locator('textarea').fill('Hello Ben');
  await ada.locator('textarea').press('Enter');
  await ben.locator('im-message').filter({ hasText: 'Hello Ben' }).waitFor();
  await team.locator('textarea').fill('Hello team');
  await team.locator('textarea').press('Enter');
  await ben.locator('[part=back]').click();
  await ben.locator('im-conversation-item').filter({ hasText: 'Hello team' }).locator('[part=row]').click();
  await ben.locator('im-message').filter({ hasText: 'Hello team' }).waitFor();
});

test('all of it by keyboard alone', async () => {
  const visitor = await Visitor.arrive(await someone(), stack);
  const { page } = visitor;
  await page.keyboard.press('Tab');
  for (let step = 0; step < 20; step += 1) {
    const there = await page.evaluate(() => document.activeElement?.tagName);
    if (there === 'IM-CHAT-WIDGET') break;
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await visitor.box.waitFor();
  await page.waitForFunction(() => {
    let at: Element | null = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return at?.tagName === 'TEXTAREA';
  });
  await page.keyboard.type('typed without a mouse');
  await page.keyboard.press('Enter');
  await visitor.rows('typed without a mouse').getByText('Sent', { exact: true }).waitFor({ state: 'attached' });
  await page.keyboard.press('Escape');
  await visitor.box.waitFor({ state: 'hidden' });
  assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'IM-CHAT-WIDGET');
});
