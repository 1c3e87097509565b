import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import type { Locator } from 'playwright-core';
import { Agent, Visitor } from './support/people.js';
import { png } from './support/png.js';
import { world } from './support/world.js';

const here = world();
const both = async (first: string): Promise<{ agent: Agent; visitor: Visitor }> => {
  const agent = await Agent.signIn(await here.someone(), here.stack);
  const visitor = await Visitor.arrive(await here.someone(), here.stack);
  await visitor.open();
  await visitor.write(first);
  await agent.openFirst(first);
  return { agent, visitor };
};
const clean = (...people: readonly { readonly faults: readonly string[] }[]): void =>
  assert.deepEqual(
    people.flatMap(({ faults }) => faults),
    [],
  );

test('a visitor writes from the shop, an agent answers, both see what became of it', async () => {
  const agent = await Agent.signIn(await here.someone(), here.stack);
  const visitor = await Visitor.arrive(await here.someone(), here.stack);
  await visitor.open();
  await visitor.write('Does the Arc lamp come in black?');

  const row = agent.conversations.filter({ hasText: 'Does the Arc lamp' });
  await row.waitFor();
  assert.equal((await row.locator('[part=badge]').textContent())?.trim(), '1');
  await visitor.fate('Does the Arc lamp', 'Delivered');
  await agent.openFirst('Does the Arc lamp');
  await row.locator('[part=badge]').waitFor({ state: 'detached' });
  await visitor.fate('Does the Arc lamp', 'Read');

  await visitor.box.pressSequentially('hm');
  await agent.chat.locator('im-typing').getByText('is typing').first().waitFor();

  await agent.write('It does 🙂 in a week');
  await visitor.rows('It does 🙂 in a week').waitFor();
  await agent.fate('It does', 'Read');
  clean(agent, visitor);
});

test('the conversation stays over a reload and on another page of the shop', async () => {
  const visitor = await Visitor.arrive(await here.someone(), here.stack);
  await visitor.open();
  await visitor.write('I will be back');
  await visitor.arrived('I will be back');
  await visitor.page.reload();
  await visitor.open();
  await visitor.rows('I will be back').waitFor();
  await visitor.page.goto(`${here.stack.url}/demo/shop-cart.html`);
  await visitor.open();
  await visitor.rows('I will be back').waitFor();
  assert.equal(await visitor.chat.locator('im-message').count(), 1);
  clean(visitor);
});

test('the bubble counts what came while the chat was shut', async () => {
  const { agent, visitor } = await both('Ring me when you know');
  await visitor.chat.locator('[part=close]').click();
  await visitor.box.waitFor({ state: 'hidden' });
  await agent.write('We know now');
  await agent.write('It is black');
  await visitor.chat.locator('[part=badge]').getByText('2').first().waitFor();
  assert.match((await visitor.bubble.getAttribute('aria-label')) ?? '', /\(2\)/);
  await visitor.open();
  await visitor.rows('It is black').waitFor();
  await agent.fate('It is black', 'Read');
  clean(agent, visitor);
});

const PICTURE = png(240, 160, [190, 110, 60]);
const SHEET = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');

/** Gives the page a file as the clipboard or a drag does. */
const give = (target: Locator, how: 'paste' | 'drop', name: string, type: string, bytes: Buffer): Promise<void> =>
  target.evaluate(
    (element, { how, name, type, bytes }) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(bytes)], name, { type }));
      const common = { bubbles: true, composed: true, cancelable: true };
      if (how === 'paste') element.dispatchEvent(new ClipboardEvent('paste', { ...common, clipboardData: data }));
      else
        for (const kind of ['dragenter', 'dragover', 'drop'])
          element.dispatchEvent(new DragEvent(kind, { ...common, dataTransfer: data }));
    },
    { how, name, type, bytes: [...bytes] },
  );

const shown = async (image: Locator): Promise<readonly [number, number]> => {
  await image.waitFor();
  return image.evaluate(async (element) => {
    const { decode, naturalWidth, naturalHeight } = element as HTMLImageElement;
    await decode.call(element);
    return [naturalWidth, naturalHeight] as const;
  });
};

test('a picture and a file travel, by picker, paste and drop', async () => {
  const { agent, visitor } = await both('Pictures please');
  await agent.chat.locator('im-composer input[type=file]').setInputFiles([
    { name: 'black.png', mimeType: 'image/png', buffer: PICTURE },
    { name: 'Data sheet.pdf', mimeType: 'application/pdf', buffer: SHEET },
  ]);
  await agent.chat.locator('[part=tray] li').nth(1).waitFor();
  await agent.chat.locator('[part=send]').click();
  assert.deepEqual(await shown(visitor.chat.locator('im-message img.picture')), [240, 160]);

  const row = visitor.rows('Data sheet.pdf');
  const button = row.getByRole('button', { name: /^File Data sheet/ });
  const [download] = await Promise.all([visitor.page.waitForEvent('download'), button.click()]);
  assert.equal(download.suggestedFilename(), 'Data sheet.pdf');
  assert.deepEqual(await readFile(await download.path()), SHEET);

  await give(visitor.box, 'paste', 'image.png', 'image/png', png(90, 160, [60, 110, 190]));
  await visitor.chat.locator('[part=tray] li').waitFor();
  await visitor.box.press('Enter');
  assert.deepEqual(await shown(agent.chat.locator('im-message img.picture').nth(1)), [90, 160]);

  await give(visitor.chat.locator('im-message-list'), 'drop', 'notes.txt', 'text/plain', Buffer.from('E27, please'));
  await visitor.chat.locator('[part=tray] li').filter({ hasText: 'notes.txt' }).waitFor();
  await visitor.box.fill('My notes');
  await visitor.box.press('Enter');
  await agent.rows('notes.txt').waitFor();
  await agent.rows('My notes').waitFor();
  clean(agent, visitor);
});

test('both can recall what they wrote', async () => {
  const { agent, visitor } = await both('My number is 4711');
  await agent.write('That was for somebody else');
  await visitor.rows('That was for somebody else').waitFor();

  await visitor.act('My number', 'Recall');
  await agent.rows('My number').waitFor({ state: 'detached' });
  await visitor.rows('You recalled a message').waitFor();

  await agent.rows('That was for').locator('[part=bubble]').click({ button: 'right' });
  await agent.page.getByRole('menuitem', { name: 'Recall' }).click();
  await visitor.rows('That was for').waitFor({ state: 'detached' });
  assert.equal(await agent.rows('recalled a message').count(), 2);
  clean(agent, visitor);
});

test('the messenger: two people and a group on one page', async () => {
  const context = await here.someone();
  const page = await context.newPage();
  await page.goto(`${here.stack.url}/demo/messenger.html`);
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
