import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Friend, friends } from './support/messenger.js';
import { world } from './support/world.js';

const here = world();

/** From the menu of the window. */
async function choose({ page, chat }: Friend, ...names: readonly string[]): Promise<void> {
  await chat.getByRole('button', { name: 'More about this conversation' }).click();
  for (const name of names)
    await page.getByRole('menuitem', { name }).or(page.getByRole('menuitemradio', { name })).click();
}

test('a history is cleared for oneself alone, on all devices and for good', async () => {
  const { page, ada, ben } = await friends(await here.someone(), here.stack);
  const other = await friends(await here.someone(), here.stack);
  await ada.write('to be forgotten');
  await ben.rows('to be forgotten').waitFor();
  await other.ada.rows('to be forgotten').waitFor();
  await choose(ada, 'Clear the history');
  await page.getByText('The others keep theirs').waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.locator('dialog[open]').waitFor({ state: 'detached' });
  assert.equal(await ada.rows('to be forgotten').count(), 1);
  await choose(ada, 'Clear the history');
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await ada.rows('to be forgotten').waitFor({ state: 'detached' });
  await other.ada.rows('to be forgotten').waitFor({ state: 'detached' });
  await ada.write('a new leaf');
  await ben.rows('a new leaf').waitFor();
  assert.equal(await ben.rows('to be forgotten').count(), 1);
  await page.reload();
  await ada.rows('a new leaf').waitFor();
  await ben.rows('to be forgotten').waitFor();
  assert.equal(await ada.rows('to be forgotten').count(), 0);
  assert.deepEqual([...ada.faults, ...ben.faults], []);
});

test('what is chosen in the menu of a window shows in the list, on the other device too', async () => {
  const { ada } = await friends(await here.someone(), here.stack);
  const other = (await friends(await here.someone(), here.stack)).ada;
  await ada.write('hello');
  await other.rows('hello').waitFor();
  const row = ({ device }: Friend) => device.locator('im-conversation-item').filter({ hasText: 'Ben' });
  await choose(ada, 'Pin in the list');
  await row(other).getByText('Pinned').waitFor({ state: 'attached' });
  await choose(ada, 'Notifications', 'None');
  await row(other).getByText('Muted').waitFor({ state: 'attached' });
  await choose(ada, 'Unpin from the list');
  await row(other).getByText('Pinned').waitFor({ state: 'detached' });
  await choose(ada, 'Notifications', 'All messages');
  await row(other).getByText('Muted').waitFor({ state: 'detached' });
  await row(ada).getByText('Muted').waitFor({ state: 'detached' });
  assert.deepEqual([...ada.faults, ...other.faults], []);
});
