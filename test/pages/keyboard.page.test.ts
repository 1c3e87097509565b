import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import type { Client } from '../../core/index.js';
import { clientOf } from './support/clients.js';
import { type Friend, friends } from './support/messenger.js';
import { Person } from './support/people.js';
import { world } from './support/world.js';

const here = world();
/** More stops than any page here has. */
const MOST = 250;

/** Presses a key until that has the focus. */
async function reach(page: Page, target: Locator, key = 'Tab'): Promise<void> {
  await target.first().waitFor();
  for (let at = 0; at < MOST; at += 1) {
    if (await target.first().evaluate((one) => one.matches(':focus'))) return;
    await page.keyboard.press(key);
  }
  assert.fail(`${target} is not reached by ${key}`);
}

async function press(page: Page, target: Locator, key = 'Enter'): Promise<void> {
  await reach(page, target);
  await page.keyboard.press(key);
}

async function fill(page: Page, target: Locator, words: string): Promise<void> {
  await reach(page, target);
  await page.keyboard.type(words);
}

/** In the menu that is open. */
async function choose(page: Page, name: string): Promise<void> {
  const item = page.getByRole('menuitem', { name, exact: true });
  await reach(page, item, 'ArrowDown');
  await page.keyboard.press('Enter');
}

async function answer(page: Page, name: string, words?: string): Promise<void> {
  const dialog = page.locator('dialog[open]');
  await dialog.waitFor();
  if (words !== undefined) await fill(page, dialog.getByRole('textbox'), words);
  await press(page, dialog.getByRole('button', { name, exact: true }));
  await dialog.waitFor({ state: 'detached' });
}

async function turn({ page, device, chat }: Friend, view: string): Promise<void> {
  const back = chat.getByRole('button', { name: 'Back to conversations' });
  if (await back.isVisible()) await press(page, back);
  await press(page, device.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: view, exact: true }));
}

async function details({ page, chat }: Friend): Promise<Locator> {
  await press(page, chat.getByRole('button', { name: 'More about this conversation' }));
  await choose(page, 'Group details');
  const panel = chat.locator('im-group-panel');
  await panel.locator('[part=head]').waitFor();
  return panel;
}

/** From the menu of a member, in the panel's list. */
async function toMember({ page, chat }: Friend, name: string, ...items: readonly string[]): Promise<void> {
  const list = chat.locator('im-member-list');
  await reach(page, list.locator('[part=row][tabindex="0"]'));
  await page.keyboard.press('Home');
  await reach(page, list.locator('im-member').filter({ hasText: name }).locator('[part=row]'), 'ArrowDown');
  await page.keyboard.press('Shift+F10');
  for (const item of items) await choose(page, item);
}

test('contacts and a group from the first request to leaving, by keyboard alone', async () => {
  const { page, ada, ben } = await friends(await here.someone(), here.stack);
  await turn(ada, 'Contacts');
  const hers = ada.device.locator('im-contacts');
  await press(page, hers.getByRole('button', { name: 'Add somebody' }));
  await fill(page, hers.getByRole('searchbox'), 'ben');
  await press(page, hers.getByRole('button', { name: 'Add \u2068Ben\u2069', exact: true }));
  await answer(page, 'Add', 'By keyboard');
  await hers.getByText('Waiting for an answer').first().waitFor();
  await turn(ben, 'Contacts');
  const his = ben.device.locator('im-contacts');
  await press(page, his.getByRole('button', { name: 'Requests' }));
  await press(page, his.getByRole('button', { name: 'Accept', exact: true }));
  await his.getByText('Accepted', { exact: true }).waitFor();

  await turn(ada, 'Groups');
  const form = ada.device.locator('im-create-form');
  await fill(page, form.getByLabel('Name', { exact: true }), 'Keys');
  await fill(page, form.getByLabel('Id (chosen'), 'keys');
  await fill(page, form.getByRole('searchbox'), 'ben');
  await press(page, form.getByRole('checkbox', { name: 'Ben' }), 'Space');
  await press(page, form.getByRole('button', { name: 'Create', exact: true }));
  await press(page, form.getByRole('button', { name: 'Open' }));
  await ada.chat.getByRole('heading', { name: 'Keys' }).waitFor();

  await turn(ben, 'Chats');
  const row = ben.device.locator('im-conversation-item').filter({ hasText: 'Keys' }).first();
  await row.waitFor();
  await reach(page, ben.device.locator('im-conversation-item [part=row][tabindex="0"]'));
  await page.keyboard.press('Home');
  await reach(page, row.locator('[part=row]'), 'ArrowDown');
  await page.keyboard.press('Enter');
  await ben.chat.getByRole('heading', { name: 'Keys' }).waitFor();
  await fill(page, ben.box, 'half');

  const panel = await details(ada);
  await press(page, panel.getByRole('button', { name: 'Show all' }));
  await toMember(ada, 'Ben', 'Make admin');
  await panel.locator('im-member-list').getByText('Admin', { exact: true }).first().waitFor();
  await toMember(ada, 'Ben', 'Remove as admin');
  await ben.rows('stopped being admin').first().waitFor();
  await toMember(ada, 'Ben', 'Mute', '10 minutes');
  await ben.chat.getByRole('status').filter({ hasText: 'You are muted for 10 minutes.' }).waitFor();
  await toMember(ada, 'Ben', 'Mute', 'Unmute');
  await ben.chat.locator('im-composer-lock').waitFor({ state: 'detached' });
  await press(page, panel.getByRole('button', { name: 'Back to the group' }));
  await press(page, panel.getByRole('button', { name: 'Add people' }));
  await fill(page, panel.getByRole('searchbox'), 'cleo');
  await press(page, panel.getByRole('checkbox', { name: 'Cleo' }), 'Space');
  await press(page, panel.getByRole('button', { name: 'Add 1', exact: true }));
  await ben.rows('Cleo').first().waitFor();

  await press(page, ben.box);
  await ada.rows('half').first().waitFor({ state: 'attached' });
  const left = await details(ben);
  await press(page, left.getByRole('button', { name: 'Leave the group' }));
  await answer(page, 'Leave the group');
  await ada.rows(/left/).first().waitFor({ state: 'attached' });
  assert.deepEqual([...ada.faults, ...ben.faults], []);
});

test('a channel and a live room, by keyboard alone', async () => {
  const page = await (await here.someone()).newPage();
  const room = new Person(page, 'im-room');
  await page.goto(`${here.stack.url}/demo/places.html?as=ada`);
  await page.locator('im-room:state(joined)').waitFor();
  await fill(page, room.box, 'Good evening');
  await page.keyboard.press('Enter');
  await room.rows('Good evening').first().waitFor();
  await press(page, page.locator('im-room-likes button'));
  await page.locator('im-room-likes .count', { hasText: '1' }).waitFor();
  await press(page, page.locator('im-room [data-tool=gift]'));
  await choose(page, '🌹 Rose');
  await room.chat.getByText('Rose').first().waitFor();
  await press(page, room.chat.getByRole('button', { name: 'Room actions' }));
  await choose(page, 'Mute everybody');
  await page.waitForFunction(
    (client) => (client as unknown as Client).store.get('group', 'dusk')?.mutedAll,
    await clientOf(page.locator('im-client')),
  );
  await press(page, room.chat.getByRole('button', { name: 'Room actions' }));
  await choose(page, 'Let everybody write');

  const list = page.locator('im-channel-list');
  const glass = list.locator('.channel', { hasText: 'glass' }).locator('[part=channel]');
  await glass.waitFor();
  await reach(page, list.locator('[data-stop][tabindex="0"]'));
  await page.keyboard.press('Home');
  await reach(page, glass, 'ArrowDown');
  await page.keyboard.press('Enter');
  const chat = new Person(page, 'im-chat-window');
  await chat.box.waitFor();
  await fill(page, chat.box, 'The kiln is warm');
  await page.keyboard.press('Enter');
  await chat.rows('The kiln is warm').first().waitFor();
  assert.deepEqual(room.faults, []);
});
