import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type DemoPeer, startDemoPeer } from '../peers/tencent/demo.js';
import { friends } from './support/messenger.js';
import { world } from './support/world.js';

const here = world();
let peer: DemoPeer;
before(async () => {
  peer = await startDemoPeer(['support', 'ada', 'ben']);
});
after(() => peer.close());

/** What the vendor's SDK looks for, once: its socket in a worker of a blob, which a strict policy forbids. */
const ATTEMPT = /TrustedScriptURL/;

/** A browser that translates on the device; none of those that tests run in has a model. */
const DEVICE = `
  const availability = async () => 'available';
  const detect = async () => [{ detectedLanguage: 'de', confidence: 0.9 }];
  const translate = async (text) => 'here: ' + text;
  Object.assign(globalThis, {
    LanguageDetector: { availability, create: async () => ({ detect }) },
    Translator: { availability, create: async () => ({ translate }) },
  });
`;

test('a message is translated by the back end, keeps its translation over a reload, and loses it with an edit', async () => {
  const context = await here.someone();
  const { page, ada, ben } = await friends(context, here.stack, peer.query);
  await ben.write('Guten Morgen, siehe https://example.org/lampe 👍');
  await ada.rows('Guten Morgen').waitFor();
  await ada.choose('Guten Morgen', 'Translate');
  const reading = ada.rows('Guten Morgen').locator('.reading');
  await reading.getByText('Translation into English').waitFor();
  const words = reading.locator('.words');
  assert.equal(await words.textContent(), '[en] Guten Morgen, siehe https://example.org/lampe 👍');
  assert.equal(await words.locator('a').getAttribute('href'), 'https://example.org/lampe');
  assert.equal(await ben.rows('Guten Morgen').locator('.reading').count(), 0, 'the other one sees nothing of it');

  await page.reload();
  await reading.getByText('[en] Guten Morgen').waitFor();
  await ben.choose('Guten Morgen', 'Edit');
  await ben.rewrite('Guten Abend');
  await ada.rows('Guten Abend').waitFor();
  await ada.rows('Guten Abend').locator('.reading').waitFor({ state: 'detached' });
  const faults = [...ada.faults, ...ben.faults].filter((fault) => !ATTEMPT.test(fault));
  assert.deepEqual(faults, []);
  assert.deepEqual(await peer.act('unknown'), { commands: [] }, 'the peer answers all that the page asks for');
});

test('where the back end cannot, the device translates; the keyboard does it all', async () => {
  const context = await here.someone();
  await context.addInitScript({ content: DEVICE });
  const { page, ada, ben } = await friends(context, here.stack);
  await ben.write('Bis morgen');
  await ada.rows('Bis morgen').waitFor();
  await ada.rows('Bis morgen').focus();
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Translate' }).waitFor();
  await page.getByRole('menuitem', { name: 'Translate' }).press('Enter');
  const reading = ada.rows('Bis morgen').locator('.reading');
  await reading.getByText('here: Bis morgen', { exact: true }).waitFor();
  await reading.getByText('Translated from German', { exact: true }).waitFor();
  await reading.getByRole('status').getByText('here: Bis morgen').waitFor();
  await reading.getByRole('button', { name: 'Show only the original' }).press('Enter');
  await reading.waitFor({ state: 'detached' });
  assert.equal(await ada.rows('Bis morgen').evaluate((row) => row.matches(':focus-within')), true, 'the focus stays');
  assert.deepEqual([...ada.faults, ...ben.faults], []);
});
