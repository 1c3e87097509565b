import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { faultsOf, launch, person } from './support/browser.js';
import { Stack } from './support/stack.js';

let stack: Stack;
let browser: Browser;
before(async () => {
  stack = await Stack.start();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await stack?.stop();
});

async function come(user: string): Promise<{ page: Page; faults: string[] }> {
  const page = await (await person(browser)).newPage();
  const faults = faultsOf(page);
  await page.goto(`${stack.url}/demo/places.html?as=${user}`);
  await page.locator('im-room:state(joined)').waitFor();
  return { page, faults };
}

test('two people talk, like and give in a live room, and one puts the other out', async () => {
  const ada = await come('ada');
  const ben = await come('ben');
  const room = { ada: ada.page.locator('im-room'), ben: ben.page.locator('im-room') };
  await room.ada.getByText('2 here').waitFor();
  await room.ben.getByRole('textbox').fill('Good evening');
  await ben.page.keyboard.press('Enter');
  await room.ada.getByText('Good evening').first().waitFor();
  await room.ben.locator('im-room-likes button').click();
  await room.ada.locator('im-room-likes .count', { hasText: '1' }).waitFor();
  await room.ben.locator('[data-tool=gift]').click();
  await room.ben.locator('im-menu [data-id=rose]').click();
  await room.ada.getByText('Rose').first().waitFor();
  const row = room.ada.locator('im-message', { hasText: 'Good evening' }).first();
  await row.click({ button: 'right' });
  await row.getByRole('menuitem', { name: 'Put out' }).click();
  await ada.page.getByRole('dialog').getByRole('button', { name: 'Put out' }).click();
  await room.ben.getByText('You were put out of this room.').waitFor();
  await room.ben.getByRole('button', { name: 'Join again' }).click();
  await ben.page.locator('im-room:state(joined)').waitFor();
  assert.deepEqual([...ada.faults, ...ben.faults], []);
  await ada.page.context().close();
  await ben.page.context().close();
});

test('channels count what is unread, and open in the chat window', async () => {
  const ada = await come('ada');
  const ben = await come('ben');
  const glass = (page: Page) => page.locator('im-channel-list .channel', { hasText: 'glass' });
  await glass(ben.page).locator('[part=channel]').click();
  const field = ben.page.locator('im-chat-window').getByRole('textbox');
  await field.fill('The kiln is warm');
  await ben.page.keyboard.press('Enter');
  await glass(ada.page).locator('.badge', { hasText: '1' }).waitFor();
  assert.equal(await ben.page.locator('im-channel-list .channel', { hasText: 'prices' }).count(), 0);
  await glass(ada.page).locator('[part=channel]').click();
  await ada.page.locator('im-chat-window').getByText('The kiln is warm').first().waitFor();
  await glass(ada.page).locator('.badge').waitFor({ state: 'detached' });
  assert.deepEqual([...ada.faults, ...ben.faults], []);
});
