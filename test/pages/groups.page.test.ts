import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Locator } from 'playwright-core';
import { type Friend, friends } from './support/messenger.js';
import { world } from './support/world.js';

const here = world();

/** From the list of conversations. */
async function enter({ device }: Friend, title: string): Promise<void> {
  const back = device.getByRole('button', { name: 'Back to conversations' });
  await back.click();
  await device.locator('im-conversation-item').filter({ hasText: title }).first().click();
}

async function details({ page, chat }: Friend): Promise<Locator> {
  await chat.getByRole('button', { name: 'More about this conversation' }).click();
  await page.getByRole('menuitem', { name: 'Group details' }).click();
  const panel = chat.locator('im-group-panel');
  await panel.locator('[part=head]').waitFor();
  return panel;
}

/** From the menu of a member. */
async function choose({ page, chat }: Friend, name: string, ...items: readonly string[]): Promise<void> {
  await chat
    .getByRole('button', { name: `Actions for \u2068${name}\u2069` })
    .first()
    .click();
  for (const item of items) await page.getByRole('menuitem', { name: item, exact: true }).click();
}

const answer = async ({ page }: Friend, name: string): Promise<void> => {
  await page.locator('dialog[open]').getByRole('button', { name, exact: true }).click();
  await page.locator('dialog[open]').waitFor({ state: 'detached' });
};

test('a group is made, run and handed over; who is muted or removed keeps his words and comes back', async () => {
  const { ada, ben } = await friends(await here.someone(), here.stack);

  await ada.chat.getByRole('button', { name: 'Back to conversations' }).click();
  await ada.device.getByRole('navigation').getByRole('button', { name: 'Groups' }).click();
  const form = ada.device.locator('im-create-form');
  await form.getByLabel('Name', { exact: true }).fill('Autumn');
  await form.getByLabel('Id (chosen').fill('autumn');
  await form.getByRole('searchbox').fill('ben');
  await form.getByRole('checkbox', { name: 'Ben' }).first().click();
  await form.getByRole('button', { name: 'Create', exact: true }).click();
  await form.getByRole('button', { name: 'Open' }).click();
  await ada.chat.getByRole('heading', { name: 'Autumn' }).waitFor();
  await enter(ben, 'Autumn');
  await ben.chat.getByRole('heading', { name: 'Autumn' }).waitFor();

  const panel = await details(ada);
  await panel.getByRole('button', { name: 'Show all' }).click();
  await choose(ada, 'Ben', 'Make admin');
  await panel.locator('im-member-list').getByText('Admin', { exact: true }).first().waitFor();
  await ben.rows('made').first().waitFor();
  await choose(ada, 'Ben', 'Remove as admin');
  await ben.rows('stopped being admin').first().waitFor();

  await ben.box.fill('half a thou');
  await choose(ada, 'Ben', 'Mute', '10 minutes');
  await ben.chat.getByText('You are muted for 10 minutes.').waitFor();
  await ben.chat.getByText('Your text is kept.').waitFor();
  assert.equal(await ben.box.isEditable(), false);
  assert.equal(await ben.box.inputValue(), 'half a thou');
  await choose(ada, 'Ben', 'Mute', 'Unmute');
  await ben.chat.locator('im-composer-lock').waitFor({ state: 'detached' });
  assert.equal(await ben.box.inputValue(), 'half a thou');
  await ben.box.press('Enter');
  await ada.rows('half a thou').first().waitFor();

  await choose(ada, 'Ben', 'Make owner');
  await answer(ada, 'Make owner');
  await ben.rows('is now the owner').first().waitFor();
  await ada.box.evaluate((box) => box.getRootNode());
  const his = await details(ben);
  await his.getByLabel('Who may come in').selectOption('apply');
  await his.getByRole('button', { name: 'Show all' }).click();
  await choose(ben, 'Ada', 'Remove');
  await answer(ben, 'Remove');
  await ada.chat.locator('im-composer-lock').getByText('You were removed from this group.').waitFor();

  await ada.chat.getByRole('button', { name: 'Close' }).click();
  await ada.chat.getByRole('button', { name: 'Join again' }).click();
  await ada.chat.getByText('You asked to join again.').waitFor();
  await his.getByRole('button', { name: 'Back to the group' }).click();
  await his.getByRole('button', { name: /Applications/ }).click();
  await his.getByRole('button', { name: 'Accept: Ada' }).click();
  await his.getByText('Accepted', { exact: true }).waitFor();
  await ada.box.waitFor();
  await ada.write('back again');
  await ben.rows('back again').first().waitFor({ state: 'attached' });
  assert.deepEqual([...ada.faults, ...ben.faults], []);
});
