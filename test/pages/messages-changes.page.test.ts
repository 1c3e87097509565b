import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { reportBreaches } from './support/looks.js';
import { dialogOf, friends } from './support/messenger.js';
import { world } from './support/world.js';

const here = world();

/** Two friends and their group, on one page. */
async function start() {
  const context = await here.someone({ permissions: ['clipboard-read', 'clipboard-write'] });
  await reportBreaches(context);
  return friends(context, here.stack);
}

const kept = (text: string) => here.stack.rows(`json_extract(doc, '$.content.text') = '${text}'`);

test('an answer quotes what it answers, follows its edits, and says when it is recalled', async () => {
  const { page, ada, ben } = await start();
  await ada.write('The iron pot is scratched');
  await ben.rows('The iron pot').waitFor();
  await ben.rows('The iron pot').focus();
  await page.keyboard.press('r');
  await ben.bar.getByText(/Reply to .?Ada/).waitFor();
  await ben.write('Which side?');
  const quote = ada.rows('Which side?').getByRole('button', { name: 'Answer to You: The iron pot is scratched' });
  await quote.waitFor();

  await ada.choose('The iron pot', 'Edit');
  await ada.rewrite('The copper pot is scratched');
  await ben.chip('Which side?', 'Answer to Ada: The copper pot is scratched').waitFor();
  await ben.rows('The copper pot').first().getByText('edited').waitFor();
  assert.equal(kept('The copper pot is scratched').length, 1);
  assert.equal(kept('The iron pot is scratched').length, 0);

  // The arrow key in an empty field takes the last own text.
  await ada.box.focus();
  await page.keyboard.press('ArrowUp');
  await ada.bar.waitFor();
  assert.equal(await ada.box.inputValue(), 'The copper pot is scratched');
  await page.keyboard.press('Escape');
  await ada.bar.waitFor({ state: 'detached' });

  await ada.choose('The copper pot', 'Recall');
  await ben.chip('Which side?', 'Answer to Ada: This message was recalled').waitFor();
  await ada.rows('You recalled').getByRole('button', { name: 'Edit again' }).click();
  await ada.chat.locator('[part=send]:enabled').waitFor();
  assert.equal(await ada.box.inputValue(), 'The copper pot is scratched');
  assert.equal(kept('The copper pot is scratched').length, 0, 'the hub keeps no recalled words');
  assert.deepEqual(ada.faults, []);
});

test('reactions add up on both sides, by menu, chip and picker, and go again', async () => {
  const { page, ada, ben } = await start();
  await ada.write('Lunch at noon');
  await ben.rows('Lunch').waitFor();
  await ben.reactWith('Lunch', '👍');
  await ada.chip('Lunch', /👍 1/).click();
  await ben.chip('Lunch', /👍 2/).waitFor();
  await ada.open('Lunch');
  await page.getByRole('menuitem', { name: 'More emoji' }).click();
  await page.waitForFunction(() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return at?.localName === 'input';
  });
  await page.keyboard.type('rocket');
  await page
    .locator('im-emoji-picker')
    .getByRole('option', { name: /rocket/i })
    .or(page.locator('im-emoji-picker').getByText('🚀'))
    .first()
    .click();
  await ben.chip('Lunch', /🚀 1/).waitFor();
  await ben.chip('Lunch', /👍 2/).click();
  await ada.chip('Lunch', /👍 1/).waitFor();
  await ada.choose('Lunch', 'Who reacted');
  await dialogOf(page).box.getByText('🚀').first().waitFor();
  await page.keyboard.press('Escape');
  await dialogOf(page).gone();
  assert.deepEqual(ada.faults, []);
});

test('what is pinned stands above both transcripts until it is unpinned', async () => {
  const { ada, ben } = await start();
  await ada.choose('The new shades', 'Pin for everybody');
  const pins = ben.chat.locator('im-pinned');
  await pins.getByText('The new shades').waitFor();
  await ben.choose('On my way', 'Pin for everybody');
  await pins.getByText('On my way').waitFor();
  await ada.chat.locator('im-pinned').getByRole('button', { name: 'Show all 2' }).click();
  assert.equal(await ada.chat.locator('im-pinned').getByText('On my way').count(), 1);
  await ada.chat.locator('im-pinned li').getByRole('button', { name: 'Unpin' }).click();
  await pins.getByRole('button', { name: 'Unpin' }).click();
  await pins.getByText(/shades|On my way/).waitFor({ state: 'detached' });
  assert.deepEqual(ada.faults, []);
});

test('several messages are chosen: copied, saved, sent on as a bundle, deleted for one alone', async () => {
  const { page, ada, ben, team } = await start();
  const tools = ada.chat.locator('[part=selection]');
  const choose = async (): Promise<void> => {
    await ada.choose('The new shades', 'Select');
    await ada.rows('On my way').click();
    await tools.getByText('2 selected').waitFor();
  };
  await choose();
  await tools.getByRole('button', { name: 'Copy' }).click();
  await tools.waitFor({ state: 'detached' });
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(copied, /^Ada, .*\nThe new shades arrived this morning\.\n\nBen, .*\nOn my way\. Ten minutes\.$/);

  await choose();
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    tools.getByRole('button', { name: 'Save as a file' }).click(),
  ]);
  assert.match(await readFile(await saved.path(), 'utf8'), /The new shades[\s\S]*On my way/);

  await choose();
  await tools.getByRole('button', { name: 'Forward' }).click();
  const { box, gone } = dialogOf(page);
  await box.getByText('As one bundle').click();
  await box.getByText('Team').click();
  await box.getByRole('button', { name: 'Send to 1' }).click();
  await box.getByText('Forwarded to 1 conversation').waitFor();
  await box.getByRole('button', { name: 'Close' }).last().click();
  await gone();
  await team.rows('2 messages').last().getByText('2 messages').click();
  await page.locator('dialog[open]').getByText('On my way. Ten minutes.').waitFor();
  await page.keyboard.press('Escape');
  await gone();

  await choose();
  await page.keyboard.press('Delete');
  await box.getByText('Delete 2 messages for you?').waitFor();
  await box.getByRole('button', { name: 'Delete for me' }).click();
  await ada.rows('On my way').waitFor({ state: 'detached' });
  assert.equal(await ben.rows('On my way').count(), 1, 'the other keeps it');
  await page.reload();
  // More than one row may show it: the one of Ben, and what was reacted to.
  await ada.rows('👍').first().waitFor();
  await ada.rows('The new shades').waitFor({ state: 'detached' });
  assert.deepEqual(ada.faults, []);
});
