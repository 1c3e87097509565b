import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { type Friend, friends } from './support/messenger.js';
import { world } from './support/world.js';

const here = world();
const text = (words: string) => here.stack.rows(`json_extract(doc, '$.content.text') = '${words}'`);

/** What is done to messages comes with the first of them that is pointed at, without waiting for an idle page. */
async function point(friend: Friend, at: string): Promise<void> {
  await friend.choose(at, 'Edit');
  await friend.bar.waitFor();
  await friend.page.keyboard.press('Escape');
  await friend.bar.waitFor({ state: 'detached' });
}

test('what is written, edited, reacted and recalled without a connection arrives, over a killed hub and a reload', async () => {
  const away = await here.someone();
  const { page, ada } = await friends(away, here.stack);
  const { ben } = await friends(await here.someone(), here.stack);
  await ada.write('first words');
  await ada.write('second words');
  await ben.rows('second words').waitFor();
  await point(ada, 'second words');
  await away.setOffline(true);
  await ada.chat.getByText('You are offline').waitFor();
  await ada.choose('first words', 'Edit');
  await ada.rewrite('first words, mended');
  await ada.reactWith('On my way', '❤️');
  await ada.choose('second words', 'Recall');
  await ada.rows('second words').getByText('Recalling…').first().waitFor();
  await ada.write('third words');
  await ada.chip('On my way', /❤️ 1/).waitFor();
  assert.equal(text('first words').length, 1, 'nothing has arrived yet');

  await here.stack.kill();
  await away.setOffline(false);
  await here.stack.up();
  await page.reload();
  await ben.rows('third words').waitFor();
  await ben.rows('first words, mended').waitFor();
  await ben.rows('recalled a message').waitFor();
  await ben.chip('On my way', /❤️ 1/).waitFor();
  for (const words of ['first words, mended', 'third words']) assert.equal(text(words).length, 1, words);
  for (const words of ['first words', 'second words']) assert.equal(text(words).length, 0, words);
});

test('of two edits the later one is told what is there now, and may be made again with its words', async () => {
  const away = await here.someone();
  const { ada: late } = await friends(away, here.stack);
  const { ada: soon } = await friends(await here.someone(), here.stack);
  const { ben } = await friends(await here.someone(), here.stack);
  await soon.write('price: 40');
  await late.rows('price: 40').waitFor();
  await point(late, 'price: 40');
  await away.setOffline(true);
  await late.chat.getByText('You are offline').waitFor();
  await late.choose('price: 40', 'Edit');
  await late.rewrite('price: 42');
  await soon.choose('price: 40', 'Edit');
  await soon.rewrite('price: 41');
  await ben.rows('price: 41').waitFor();
  await away.setOffline(false);
  const row = late.rows('price: 41');
  await row.getByText('Somebody else changed this first').waitFor();
  await row.getByText('price: 42').waitFor();
  await row.getByRole('button', { name: 'Edit again' }).click();
  await late.bar.waitFor();
  assert.equal(await late.box.inputValue(), 'price: 42');
  await late.box.press('Enter');
  await ben.rows('price: 42').waitFor();
  await row.waitFor({ state: 'detached' });
  assert.equal(text('price: 42').length, 1);
  assert.deepEqual([...late.faults, ...soon.faults, ...ben.faults], []);
});

test('a recall that comes too late says so in its row, which stays', async () => {
  const away = await here.someone();
  const { page, ada } = await friends(away, here.stack);
  await ada.write('said too fast');
  await ada.arrived('said too fast');
  await point(ada, 'said too fast');
  await away.setOffline(true);
  await ada.chat.getByText('You are offline').waitFor();
  await ada.choose('said too fast', 'Recall');
  const row = ada.rows('said too fast');
  await row.getByText('Recalling…').first().waitFor();
  here.stack.age('said too fast', 600_000);
  await away.setOffline(false);
  await row.getByText('Not recalled. It is too late for this.').waitFor();
  await page.reload();
  await row.getByRole('button', { name: 'Dismiss' }).click();
  await row.getByText('Not recalled').waitFor({ state: 'detached' });
  assert.equal(text('said too fast').length, 1);
});

test('an edit begun before another device’s is told of it, keeps its words, and is sent again knowingly', async () => {
  const { ada: late } = await friends(await here.someone(), here.stack);
  const { ada: soon } = await friends(await here.someone(), here.stack);
  const { ben } = await friends(await here.someone(), here.stack);
  await soon.write('at six');
  await late.rows('at six').waitFor();
  await late.choose('at six', 'Edit');
  await late.bar.waitFor();
  await late.box.fill('at eight');
  await soon.choose('at six', 'Edit');
  await soon.rewrite('at seven');
  await late.bar.getByText('at seven').waitFor();
  await late.box.press('Enter');
  await late.chat.getByText('This message was changed elsewhere.').first().waitFor();
  assert.equal(await late.box.inputValue(), 'at eight');
  assert.equal(text('at seven').length, 1, 'nothing was overwritten');
  await late.box.press('Enter');
  await late.bar.waitFor({ state: 'detached' });
  await ben.rows('at eight').waitFor();
  assert.equal(text('at seven').length, 0);
  assert.deepEqual([...late.faults, ...soon.faults, ...ben.faults], []);
});

/** Scripts that the page has fetched so far. */
const scripts = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map(({ name }) => new URL(name).pathname)
      .filter((path) => path.endsWith('.js')),
  );
/** What asks before it deletes comes with the rest of what is done to messages, and with nothing else. */
const ahead = (all: readonly string[]): boolean => all.some((path) => path.includes('/questions-'));

test('who never pointed at a message acts on them without a connection: all it takes came while the page was idle', async () => {
  const away = await here.someone();
  const { page, ada } = await friends(away, here.stack);
  await ada.write('before the tunnel');
  await ada.arrived('before the tunnel');
  const end = Date.now() + 30_000;
  let before: readonly string[] = [];
  for (let all = await scripts(page); !ahead(all) || all.length > before.length; all = await scripts(page)) {
    assert.ok(Date.now() < end, 'it never came');
    before = all;
    await page.waitForTimeout(1000);
  }
  await away.setOffline(true);
  await ada.chat.getByText('You are offline').waitFor();
  await ada.reactWith('before the tunnel', '❤️');
  const chip = ada.chip('before the tunnel', /❤️ 1/);
  const saving = ada.rows('before the tunnel').getByText('Saving');
  await chip.waitFor();
  await saving.waitFor({ state: 'attached' });
  await away.setOffline(false);
  await saving.waitFor({ state: 'detached' });
  await chip.waitFor();
  assert.deepEqual(ada.faults, []);
});

test('nothing is fetched beforehand for a reader who saves data', async () => {
  const thrifty = await here.someone();
  await thrifty.addInitScript(() => {
    Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
  });
  const asked: string[] = [];
  thrifty.on('request', (request) => asked.push(request.url()));
  const { page, ada } = await friends(thrifty, here.stack);
  await ada.write('every byte counts');
  await ada.arrived('every byte counts');
  // Asked for later than the window would have asked, it runs later.
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(() => requestIdleCallback(resolve))));
  assert.equal(ahead(asked), false);
});
