import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { Agent, Visitor } from './support/people.js';
import { world } from './support/world.js';

const here = world();
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };

/** Pictures for people to look at, where `SHOTS` names a folder. */
const shot = async (page: Page, name: string): Promise<void> => {
  const folder = process.env.SHOTS;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
};

/** The focused element, through shadow roots. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    let at: Element | null = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return at?.getAttribute('part') ?? at?.localName ?? '';
  });

/** Presses a key until the focus is on a part of that name. */
async function press(page: Page, key: string, part: string, most = 25): Promise<void> {
  for (let step = 0; step < most; step += 1) {
    if ((await focused(page)) === part) return;
    await page.keyboard.press(key);
  }
  assert.equal(await focused(page), part, `${key} does not lead to ${part}`);
}

/** Nothing sticks out of the page sideways. */
const fits = async (page: Page): Promise<void> => {
  const [scroll, client] = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return [scrollWidth, clientWidth];
  });
  assert.equal(scroll, client);
};

const talk = async (visitor: Visitor, agent: Agent): Promise<void> => {
  await visitor.open();
  await visitor.write('Is the Dome lamp loud in a small room?');
  await agent.openFirst('Is the Dome lamp');
  await agent.write('It is a lamp, it is rather quiet. 🙂 https://example.com/lamps/dome');
  await visitor.rows('It is a lamp').waitFor();
  await agent.fate('It is a lamp', 'Read');
};

test('a visitor writes by keyboard alone', async () => {
  const visitor = await Visitor.arrive(await here.someone(), here.stack);
  const { page } = visitor;
  await visitor.bubble.waitFor();
  await press(page, 'Tab', 'launcher');
  await page.keyboard.press('Enter');
  await visitor.box.waitFor();
  await press(page, 'Tab', 'input', 1);
  await page.keyboard.type('typed without a mouse');
  await page.keyboard.press('Enter');
  await visitor.arrived('typed without a mouse');

  // Up to the message, its menu, recall, and back to writing.
  await press(page, 'Shift+Tab', 'im-message');
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Recall' }).waitFor();
  for (let step = 0; step < 20; step += 1) {
    if (await page.getByRole('menuitem', { name: 'Recall' }).evaluate((item) => item.matches(':focus'))) break;
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
  await visitor.rows('You recalled a message').waitFor();
  await press(page, 'Tab', 'input');

  await page.keyboard.press('Escape');
  await visitor.box.waitFor({ state: 'hidden' });
  assert.equal(await focused(page), 'launcher');
  assert.deepEqual(visitor.faults, []);
});

test('an agent finds and answers by keyboard alone', async () => {
  const visitor = await Visitor.arrive(await here.someone(), here.stack);
  await visitor.open();
  await visitor.write('Anybody with a keyboard?');
  await visitor.arrived('Anybody with a keyboard?');
  const context = await here.someone();
  const page = await context.newPage();
  await page.goto(`${here.stack.url}/demo/agent.html`);
  await press(page, 'Tab', 'button');
  await page.keyboard.press('Enter');
  await page.locator('im-conversation-item').filter({ hasText: 'Anybody with a keyboard?' }).waitFor();
  await press(page, 'Tab', 'row');
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await page.locator('im-chat-window im-message').filter({ hasText: 'Anybody' }).waitFor();
  await press(page, 'Tab', 'input');
  await page.keyboard.type('Me');
  await page.keyboard.press('Enter');
  await visitor.rows('Me').last().waitFor();
});

test('on a phone the chat is the screen, and works by touch', async () => {
  const agent = await Agent.signIn(await here.someone(PHONE), here.stack);
  const visitor = await Visitor.arrive(await here.someone(PHONE), here.stack);
  await visitor.bubble.tap();
  await visitor.box.waitFor();
  const panel = await visitor.chat.locator('[part=panel]').boundingBox();
  assert.deepEqual(panel, { x: 0, y: 0, width: 390, height: 844 });
  await visitor.box.tap();
  await visitor.page.keyboard.type('From the tram');
  await visitor.chat.locator('[part=send]').tap();
  await agent.conversations.filter({ hasText: 'From the tram' }).locator('[part=row]').tap();
  await agent.rows('From the tram').waitFor();
  await agent.box.tap();
  await agent.page.keyboard.type('Sit well, a long answer is on its way to you, longer than the screen is wide.');
  await agent.chat.locator('[part=send]').tap();
  await visitor.rows('Sit well').waitFor();
  await Promise.all([fits(visitor.page), fits(agent.page)]);
  await shot(visitor.page, 'phone-visitor');
  await shot(agent.page, 'phone-agent');
  await agent.chat.locator('[part=back]').tap();
  await agent.conversations.filter({ hasText: 'Sit well' }).waitFor();
  await shot(agent.page, 'phone-list');
  await visitor.chat.locator('[part=close]').tap();
  await visitor.box.waitFor({ state: 'hidden' });
  assert.deepEqual([...agent.faults, ...visitor.faults], []);
});

/** Lightness of a CSS colour on the canvas, 0 to 255. */
const lightness = (page: Page, selector: string): Promise<number> =>
  page.locator(selector).evaluate((element) => {
    const paint = new OffscreenCanvas(1, 1).getContext('2d') as OffscreenCanvasRenderingContext2D;
    paint.fillStyle = getComputedStyle(element).backgroundColor;
    paint.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = paint.getImageData(0, 0, 1, 1).data;
    return (red + green + blue) / 3;
  });

test('in the dark both pages are dark', async () => {
  const dark = { colorScheme: 'dark' } as const;
  const agent = await Agent.signIn(await here.someone(dark), here.stack, '?theme=dark');
  const visitor = await Visitor.arrive(await here.someone(dark), here.stack, '/demo/shop.html?theme=dark');
  await talk(visitor, agent);
  assert.ok((await lightness(visitor.page, 'im-chat-panel')) < 60);
  assert.ok((await lightness(agent.page, 'im-chat-window im-message-list')) < 60);
  await shot(visitor.page, 'dark-visitor');
  await shot(agent.page, 'dark-agent');
  assert.deepEqual([...agent.faults, ...visitor.faults], []);
});

test('from right to left own messages stand on the left, and the words are Arabic', async () => {
  const query = '?dir=rtl&lang=ar';
  const agent = await Agent.signIn(await here.someone(), here.stack, query);
  const visitor = await Visitor.arrive(await here.someone(), here.stack, `/demo/shop.html${query}`);
  await visitor.open();
  await visitor.write('هل يأتي المصباح باللون الأسود؟');
  await agent.openFirst('هل يأتي المصباح');
  await agent.write('نعم، خلال أسبوع');
  const [panel, own, peer, bubble] = await Promise.all([
    visitor.chat.locator('[part=panel]').boundingBox(),
    visitor.rows('هل يأتي').locator('[part=bubble]').boundingBox(),
    visitor.rows('نعم').locator('[part=bubble]').boundingBox(),
    visitor.bubble.boundingBox(),
  ]);
  assert.ok(panel && own && peer && bubble);
  assert.ok(own.x < peer.x, `own at ${own.x}, the other's at ${peer.x}`);
  assert.ok(bubble.x < 100 && panel.x < 100, 'the end side is the left one');
  assert.match((await visitor.box.getAttribute('aria-label')) ?? '', /\p{Script=Arabic}/u);
  const ends = await visitor.chat.locator('[part=header] :is(h2, p)').evaluateAll((lines) =>
    lines.map((line) => {
      const range = document.createRange();
      range.selectNodeContents(line);
      return Math.round(range.getBoundingClientRect().right);
    }),
  );
  assert.equal(ends[0], ends[1], 'English words in the head stand on the right too');
  await fits(visitor.page);
  await shot(visitor.page, 'rtl-visitor');
  await shot(agent.page, 'rtl-agent');
  assert.deepEqual([...agent.faults, ...visitor.faults], []);
});
