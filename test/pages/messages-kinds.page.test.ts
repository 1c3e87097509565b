import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import type { Content, SendOptions } from '../../core/index.js';
import { reportBreaches } from './support/looks.js';
import { dialogOf, friends } from './support/messenger.js';
import { png } from './support/png.js';
import { world } from './support/world.js';

const here = world();

async function start() {
  const context = await here.someone({ permissions: ['microphone'] });
  await reportBreaches(context);
  return friends(context, here.stack);
}

/** As a script of the page sends; answers the id. */
const send = (page: Page, who: string, to: string, content: Content, options: SendOptions = {}): Promise<string> =>
  page.evaluate(
    ([who, to, content, options]) =>
      document
        .querySelector<HTMLElementTagNameMap['im-client']>(`im-client[name=${who}]`)
        ?.current?.messages.send(to as never, content, options) as Promise<string>,
    [who, to, content, options] as const,
  );

const contents = (kind: string) =>
  here.stack
    .rows(`json_extract(doc, '$.content.kind') = '${kind}'`)
    .map(({ doc }) => doc.content as Record<string, unknown>);

test('a voice message is recorded by one and played by the other', async () => {
  const { ada, ben } = await start();
  await ada.chat.locator('[part=voice]').click();
  await ada.chat.getByText('0:01').waitFor();
  await ada.chat.locator('im-composer').getByRole('button', { name: 'Send' }).click();
  const row = ben.chat.locator('im-message').last();
  await row.getByRole('button', { name: /Play/ }).click();
  await row.getByRole('button', { name: /Pause/ }).waitFor();
  await row.getByRole('button', { name: /Play/ }).waitFor();
  const [voice] = contents('voice');
  assert.ok(Number(voice?.seconds) >= 1, JSON.stringify(voice));
  assert.deepEqual(ada.faults, []);
});

test('a file, a picture and words go in their order; the picture opens, grows, and is saved', async () => {
  const { page, ada, ben } = await start();
  const files = [join(here.stack.data, 'list.txt'), join(here.stack.data, 'wall.png')] as const;
  await writeFile(files[0], 'two lamps\n');
  await writeFile(files[1], png(64, 48, [40, 90, 160]));
  await ada.chat.locator('im-composer input[type=file]').setInputFiles([...files]);
  await ada.chat.locator('[part=tray]').getByText('wall.png').waitFor();
  await ada.write('both as promised');
  await ben.rows('both as promised').waitFor();
  await ben.rows('list.txt').waitFor();
  const marked =
    "json_extract(doc, '$.content.text') = 'both as promised' OR json_extract(doc, '$.content.kind') IN ('file', 'image')";
  const kinds = here.stack.rows(marked).map(({ doc }) => (doc.content as { kind: string }).kind);
  assert.deepEqual(kinds, ['file', 'image', 'text']);
  await ben.chat.locator('im-message img').last().click();
  const viewer = page.locator('im-viewer');
  await viewer.getByRole('button', { name: 'Zoom in' }).click();
  await viewer
    .getByText('150%')
    .or(viewer.getByRole('button', { name: /150/ }))
    .first()
    .waitFor();
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    viewer.getByRole('button', { name: 'Download' }).click(),
  ]);
  assert.match(saved.suggestedFilename(), /^wall\./);
  await page.keyboard.press('Escape');
  await dialogOf(page).gone();
  assert.deepEqual(ada.faults, []);
});

test('a place goes as a card without a call to anybody; a form is answered once; a stream grows', async () => {
  const { page, ada, ben } = await start();
  const outside: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(here.stack.url) && !/^(blob|data):/.test(request.url())) outside.push(request.url());
  });
  await ada.chat.locator('[part=attach]').click();
  await page.getByRole('menuitem', { name: 'Location' }).click();
  await page.getByLabel('Latitude').fill('52.52');
  await page.getByLabel('Longitude').fill('13.4');
  await page.getByLabel('Name of the place').fill('Workshop');
  await page.locator('dialog[open]').getByRole('button', { name: 'Send' }).click();
  await ben.rows('Workshop').waitFor();

  await send(page, 'ben', 'direct:ada', {
    kind: 'form',
    title: 'How was it?',
    fields: [{ id: 'stars', kind: 'rating' }],
  });
  const form = ada.rows('How was it?').first();
  await form.getByRole('radio').nth(3).check({ force: true });
  await form.getByRole('button', { name: 'Send' }).click();
  await form.getByText('4/5').waitFor();
  await ben.rows('How was it?').first().getByText('1 answer').waitFor();
  assert.equal(await form.getByRole('button', { name: 'Send' }).count(), 0, 'answered once');

  const id = await send(page, 'ben', 'direct:ada', { kind: 'stream', text: 'Well,', done: false });
  await ada.rows('Well,').waitFor();
  const grow = (text: string, done: boolean) =>
    page.evaluate(
      ([id, text, done]) =>
        document
          .querySelector<HTMLElementTagNameMap['im-client']>('im-client[name=ben]')
          ?.current?.messages.grow(id, text, done),
      [id, text, done] as const,
    );
  await grow(' let me see', false);
  await ada.rows('Well, let me see').waitFor();
  await grow(': two lamps.', true);
  await ada.rows('Well, let me see: two lamps.').waitFor();
  assert.equal(contents('stream')[0]?.text, 'Well, let me see: two lamps.');
  assert.deepEqual(outside, []);
  assert.deepEqual(ada.faults, []);
});

test('silent, burning and directed messages: told by their marks, gone in time, seen by whom they are for', async () => {
  const { page, ada, ben, team } = await start();
  await ada.box.fill('psst, no bell');
  await ada.chat.locator('[part=send]').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Send silently' }).click();
  await ben.rows('psst, no bell').getByText('Sent without a notification').waitFor({ state: 'attached' });
  await send(page, 'ada', 'direct:ben', { kind: 'text', text: 'the door code is 4711' }, { expire: 2 });
  await ben.rows('the door code').waitFor();
  // Only what is looked at is read, and only then its time runs.
  await page.bringToFront();
  await ben.rows('the door code').scrollIntoViewIfNeeded();
  for (const one of [ben, ada]) await one.rows('the door code').waitFor({ state: 'detached', timeout: 30_000 });
  await send(page, 'ada', 'group:team', { kind: 'text', text: 'for Ben alone' }, { audience: ['ben'] });
  await team
    .rows('for Ben alone')
    .getByText(/Only for .?Ben/)
    .waitFor();
  await ben.chat.locator('[part=back]').click();
  await ben.device.locator('im-conversation-item').filter({ hasText: 'for Ben alone' }).waitFor();
  assert.deepEqual(ada.faults, []);
});

test('a name is picked and found again by the at sign; who has read is told; what was said is found and saved', async () => {
  const { page, ada, ben, team } = await start();
  await ben.chat.locator('[part=back]').click();
  await team.box.focus();
  await page.keyboard.type('Look @be');
  await team.chat.locator('[part=suggestions]').getByText('Ben').waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.type('the velvet one');
  await page.keyboard.press('Enter');
  await team.rows('the velvet one').waitFor();
  await team.burst(`${'so much more to say '.repeat(12)}`, 1, 6);
  const item = ben.device.locator('im-conversation-item').filter({ hasText: '[1 new mention]' });
  await item.locator('[part=row]').click();
  const named = ben.rows('the velvet one');
  await ben.chat.getByRole('button', { name: 'Jump to the message that mentions you' }).click();
  await named.waitFor();
  await team.choose('the velvet one', 'Who has read it');
  await dialogOf(page).box.getByText('Ben').first().waitFor();
  await page.keyboard.press('Escape');
  await dialogOf(page).gone();

  await ben.box.focus();
  await page.keyboard.press('Control+f');
  await ben.chat.getByRole('searchbox').or(ben.chat.locator('im-search input')).first().fill('velvet');
  await ben.chat.locator('im-search').getByText('velvet').first().waitFor();
  await page.keyboard.press('Escape');
  for (const [name, end] of [
    ['Web page', 'html'],
    ['Plain text', 'txt'],
    ['Data (JSON)', 'json'],
  ] as const) {
    await ada.chat.getByRole('button', { name: 'More about this conversation' }).click();
    await page.getByRole('menuitem', { name: 'Save the conversation' }).click();
    const { box, gone } = dialogOf(page);
    await box.getByText(name).click();
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      box.getByRole('button', { name: 'Save', exact: true }).click(),
    ]);
    assert.ok(saved.suggestedFilename().endsWith(`.${end}`), saved.suggestedFilename());
    await box.getByRole('button', { name: 'Close' }).last().click();
    await gone();
  }
  assert.deepEqual(ada.faults, []);
});
