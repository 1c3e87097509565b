import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import { Agent, Visitor } from './support/people.js';
import { world } from './support/world.js';

const here = world();

/** How often the page began a note. */
const notes = (page: Page): Promise<number> => page.evaluate(() => Reflect.get(window, 'notes') as number);

/** What stands before the title; 0 where nothing does. */
const counted = (page: Page): Promise<number> =>
  page.evaluate(() => Number(/^\((\d+)\) /.exec(document.title)?.[1] ?? 0));

async function countNotes(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    Object.assign(window, { notes: 0 });
    const { start } = AudioScheduledSourceNode.prototype;
    OscillatorNode.prototype.start = function (...args) {
      Reflect.set(window, 'notes', Reflect.get(window, 'notes') + 1);
      return start.apply(this, args);
    };
  });
}

async function visitor(text: string): Promise<Visitor> {
  const one = await Visitor.arrive(await here.someone(), here.stack);
  await one.open();
  await one.write(text);
  await one.arrived(text);
  return one;
}

const rowOf = (agent: Agent, text: string): Locator => agent.conversations.filter({ hasText: text }).first();

async function choose(agent: Agent, text: string, ...names: readonly string[]): Promise<void> {
  await rowOf(agent, text).locator('[part=row]').click({ button: 'right' });
  for (const name of names)
    await agent.page
      .getByRole('menuitem', { name, exact: true })
      .or(agent.page.getByRole('menuitemradio', { name, exact: true }))
      .click();
}

test('of three tabs one sounds, all count, and what is read counts no more', async () => {
  const context = await here.someone();
  await countNotes(context);
  const tabs: Agent[] = [];
  for (let at = 0; at < 3; at += 1) tabs.push(await Agent.signIn(context, here.stack));
  for (const { page } of tabs) {
    await page.bringToFront();
    await page.getByText('All', { exact: true }).first().click();
  }
  const counts = (): Promise<number[]> => Promise.all(tabs.map(({ page }) => counted(page)));
  const [first] = tabs as [Agent];
  const before = await counted(first.page);
  const guest = await visitor('is anybody there');
  for (const tab of tabs) {
    await rowOf(tab, 'is anybody there').waitFor();
    await tab.page.waitForFunction((at) => document.title.startsWith(`(${at}) `), before + 1);
  }
  const sum = async (): Promise<number> =>
    (await Promise.all(tabs.map(({ page }) => notes(page)))).reduce((a, b) => a + b);
  for (const end = Date.now() + 15_000; (await sum()) < 2 && Date.now() < end; )
    await tabs[0]?.page.evaluate(() => new Promise(requestAnimationFrame));
  const heard = await Promise.all(tabs.map(({ page }) => notes(page)));
  assert.deepEqual([...heard].sort(), [0, 0, 2], 'two notes, in one tab');
  await first.page.bringToFront();
  await first.openFirst('is anybody there');
  await guest.fate('is anybody there', 'Read');
  for (const end = Date.now() + 15_000; (await counts()).some((at) => at !== before) && Date.now() < end; )
    await first.page.evaluate(() => new Promise(requestAnimationFrame));
  assert.deepEqual(await counts(), [before, before, before]);
  assert.deepEqual(await Promise.all(tabs.map(({ page }) => notes(page))), heard);
  assert.deepEqual(
    tabs.flatMap(({ faults }) => faults),
    [],
  );
});

/** A finger from one place to another. */
async function swipe(page: Page, row: Locator, by: number): Promise<void> {
  const box = await row.boundingBox();
  assert.ok(box);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const touch = await page.context().newCDPSession(page);
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: number): Promise<unknown> =>
    touch.send('Input.dispatchTouchEvent', { type, touchPoints: at === undefined ? [] : [{ x: at, y }] });
  await send('touchStart', x);
  for (let step = 1; step <= 8; step += 1) await send('touchMove', x + (by * step) / 8);
  // The first touch of a page brings what a finger may do; it shows with the next movement.
  const beneath = row.locator('.beneath.armed');
  for (let step = 0; (await beneath.count()) === 0 && step < 500; step += 1)
    await send('touchMove', x + by + (step % 2));
  await beneath.waitFor();
  await send('touchEnd');
}

test('a finger marks a row as unread to one side, and pins it to the other', async () => {
  const guest = await visitor('a lamp, please');
  const phone = await here.someone({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 800 } });
  const agent = await Agent.signIn(phone, here.stack);
  const row = rowOf(agent, 'a lamp, please');
  await row.waitFor();
  await row.getByText(/unread message/).waitFor({ state: 'attached' });
  await swipe(agent.page, row, 110);
  await row.getByText(/unread message/).waitFor({ state: 'detached' });
  await swipe(agent.page, row, 110);
  await row.getByText('Marked as unread').waitFor({ state: 'attached' });
  await swipe(agent.page, row, -110);
  await row.getByText('Pinned').waitFor({ state: 'attached' });
  assert.equal(await agent.page.locator('.inbox.reading').count(), 0, 'its lifting opens nothing');
  assert.deepEqual([...agent.faults, ...guest.faults], []);
});

test('tags are made at a row, filter the list, and are there on the other device', async () => {
  const guest = await visitor('where is my order');
  await visitor('something else');
  const agent = await Agent.signIn(await here.someone(), here.stack);
  const other = await Agent.signIn(await here.someone(), here.stack);
  for (const one of [agent, other]) await rowOf(one, 'where is my order').waitFor();
  await choose(agent, 'where is my order', 'Tags');
  const field = agent.page.getByRole('textbox', { name: 'New tag' });
  await field.fill('Orders');
  await field.press('Enter');
  await agent.page.getByRole('checkbox', { name: 'Orders', checked: true }).waitFor();
  await agent.page.getByRole('button', { name: 'Close' }).click();
  for (const one of [agent, other]) {
    const chip = one.page.locator('[data-chip^="tag-"]').filter({ hasText: 'Orders' });
    await chip.click();
    await rowOf(one, 'something else').waitFor({ state: 'detached' });
    await rowOf(one, 'where is my order').waitFor();
  }
  await other.page.getByRole('button', { name: 'Arrange tags' }).click();
  await other.page.getByRole('button', { name: /^Remove .*Orders/ }).click();
  await other.page.getByRole('button', { name: 'Remove', exact: true }).click();
  await agent.page.locator('[data-chip^="tag-"]').first().waitFor({ state: 'detached' });
  assert.deepEqual([...agent.faults, ...other.faults, ...guest.faults], []);
});

test('what is folded stands behind one row, hidden ones behind their filter, and words find both kinds', async () => {
  await visitor('fold this away');
  await visitor('hide this away');
  const agent = await Agent.signIn(await here.someone(), here.stack);
  await choose(agent, 'fold this away', 'Fold');
  await rowOf(agent, 'fold this away').waitFor({ state: 'detached' });
  await choose(agent, 'hide this away', 'Hide');
  await rowOf(agent, 'hide this away').waitFor({ state: 'detached' });
  await agent.page.getByRole('button', { name: 'Folded conversations' }).click();
  await rowOf(agent, 'fold this away').waitFor();
  await agent.page.getByRole('button', { name: 'Back to all conversations' }).click();
  await agent.page.locator('[data-chip=hidden]').click();
  await choose(agent, 'hide this away', 'Show in the list again');
  await agent.page.locator('[data-chip=all]').click();
  await rowOf(agent, 'hide this away').waitFor();
  const field = agent.page.getByRole('searchbox', { name: 'Search conversations' });
  await field.fill('nobody is called this');
  await agent.page.getByText('Nothing found').waitFor();
  await field.press('Escape');
  await rowOf(agent, 'hide this away').waitFor();
  assert.deepEqual(agent.faults, []);
});
