import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ElementHandle, JSHandle, Locator, Page } from 'playwright-core';
import { type Friend, type Friends, friends } from './support/messenger.js';
import { png } from './support/png.js';
import { world } from './support/world.js';

const here = world();
const start = async (): Promise<Friends> => friends(await here.someone(), here.stack);

const BACK = { name: 'Back to conversations' } as const;
const named = (name: string): string => `\u2068${name}\u2069`;

/** One of the views beside the conversation. */
async function turn({ chat, device }: Friend, view: 'Chats' | 'Contacts' | 'Me' | 'Settings'): Promise<void> {
  const views = device.getByRole('navigation', { name: 'Views' });
  const back = chat.getByRole('button', BACK);
  await views.or(back).locator('visible=true').first().waitFor();
  if (!(await views.isVisible())) await back.click();
  await views.getByRole('button', { name: view, exact: true }).click();
}

/** In the dialog in front, which closes. */
async function answer(page: Page, button: string, words?: string): Promise<void> {
  const open = page.locator('dialog[open]');
  if (words !== undefined) await open.getByRole('textbox').fill(words);
  await open.getByRole('button', { name: button, exact: true }).click();
  await open.waitFor({ state: 'detached' });
}

/** Ada has asked Ben, and he has accepted. */
async function acquaint({ page, ada, ben }: Friends, words = 'From the lamp shop'): Promise<void> {
  await turn(ada, 'Contacts');
  const hers = ada.device.locator('im-contacts');
  await hers.getByRole('button', { name: 'Add somebody' }).click();
  await hers.getByRole('searchbox').fill('ben');
  await hers.getByRole('button', { name: `Add ${named('Ben')}`, exact: true }).click();
  await answer(page, 'Add', words);
  await hers.getByText('Waiting for an answer').first().waitFor();

  await turn(ben, 'Contacts');
  const his = ben.device.locator('im-contacts');
  await his.getByRole('button', { name: 'Requests' }).click();
  await his.getByText(words).waitFor();
  await his.getByRole('button', { name: 'Accept', exact: true }).click();
  await his.getByText('Accepted', { exact: true }).waitFor();
  for (const list of [hers, his]) await list.getByRole('button', { name: 'Back to contacts' }).click();
  await hers.locator('im-person').filter({ hasText: 'Ben' }).first().waitFor();
  await his.locator('im-person').filter({ hasText: 'Ada' }).first().waitFor();
}

/** From the menu of a contact. */
async function choose({ page, device }: Friend, name: string, item: string): Promise<void> {
  const person = device.locator('im-contacts im-person').filter({ hasText: name }).first();
  await person.hover();
  await person.getByRole('button', { name: `Actions for ${named(name)}` }).click();
  await page.getByRole('menuitem', { name: item, exact: true }).click();
}

const title = ({ chat }: Friend, name: string): Locator => chat.locator('[part=title]').filter({ hasText: name });
const setting = ({ device }: Friend, name: string): Locator => device.locator(`im-settings [data-set="${name}"]`);

/** What a client holds, read on the page. */
interface Store {
  get(kind: string, id: string): unknown;
  list(name: string): readonly string[];
  subscribe(keys: readonly string[], tell: () => void): () => void;
}
interface Kept {
  readonly privacy: { readonly typing: boolean };
  readonly notify: { readonly quiet?: { readonly start: string } };
}
type Holder = HTMLElement & { readonly client: { readonly store: Store } };

const storeOf = ({ chat }: Friend): Promise<JSHandle<Store>> =>
  chat.locator('im-message-list').evaluateHandle((list) => (list as Holder).client.store);

/** Waits until the client holds that. */
async function held(friend: Friend, of: (store: Store) => boolean): Promise<void> {
  await friend.page.waitForFunction(of as (store: unknown) => boolean, await storeOf(friend));
}

test('a request with words makes two contacts; a remark is what one reads everywhere, and nobody else', async () => {
  const both = await start();
  const { page, ada, ben } = both;
  await acquaint(both);
  await choose(ada, 'Ben', 'Remark');
  await answer(page, 'Save', 'Brass Ben');
  await ada.device.locator('im-contacts im-person').filter({ hasText: 'Brass Ben' }).first().waitFor();
  await title(ada, 'Brass Ben').waitFor({ state: 'attached' });
  await turn(ada, 'Chats');
  await ada.device.locator('im-conversation-item').filter({ hasText: 'Brass Ben' }).first().waitFor();
  assert.equal(await ben.device.getByText('Brass Ben').count(), 0);

  // Blocked, he is told that he is not heard; afterwards he is heard again.
  await turn(ada, 'Contacts');
  await choose(ada, 'Brass Ben', 'Block');
  await answer(page, 'Block');
  await turn(ben, 'Chats');
  await ben.device.locator('im-conversation-item').filter({ hasText: 'Ada' }).first().click();
  await ben.write('can you hear me');
  const row = ben.rows('can you hear me').first();
  await row.getByText('Not sent. This person does not take your messages.').waitFor();
  await choose(ada, 'Brass Ben', 'Unblock');
  await held(ada, (store) => store.list('blocked').length === 0);
  await row.getByRole('button', { name: 'Try again' }).click();
  await ben.arrived('can you hear me');
  await ada.rows('can you hear me').first().waitFor({ state: 'attached' });
  assert.equal(await ada.rows('can you hear me').count(), 1);
  assert.deepEqual(ada.faults, []);
});

test('another name and a picture are seen by others at once', async () => {
  const { page, ada, ben } = await start();
  await turn(ada, 'Me');
  const form = ada.device.locator('im-own-profile');
  await form.getByLabel('Name', { exact: true }).fill('Ada Lovelace');
  await form.getByLabel('About me', { exact: true }).fill('Lamps, mostly');
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  await form.getByText('Saved.').waitFor();
  await title(ben, 'Ada Lovelace').waitFor({ state: 'attached' });

  const picture = { name: 'me.png', mimeType: 'image/png', buffer: png(400, 300, [200, 80, 20]) };
  await form.locator('input[type=file]').setInputFiles(picture);
  const face = ben.chat.locator('header im-avatar img');
  await face.waitFor({ state: 'attached' });
  // Drawn, not only addressed: the right to read it is his.
  const width = await face.evaluate(async (image: HTMLImageElement) => {
    await image.decode();
    return image.naturalWidth;
  });
  assert.equal(width, 256);
  assert.equal(await ben.rows('Lamps').count(), 0);
  await page.reload();
  await title(ben, 'Ada Lovelace').waitFor({ state: 'attached' });
  await face.waitFor({ state: 'attached' });
  assert.deepEqual(ada.faults, []);
});

test('typing is told no more where one does not want it, quiet hours stay, other sessions end', async () => {
  const { page, ada, ben } = await start();
  const heard = await (await storeOf(ben)).evaluateHandle((store) => {
    const seen = { typing: false };
    store.subscribe(['typing/direct:ada'], () => {
      const now = store.get('typing', 'direct:ada') as { readonly users: readonly unknown[] } | undefined;
      seen.typing ||= (now?.users.length ?? 0) > 0;
    });
    return seen;
  });
  await ada.box.pressSequentially('told');
  await page.waitForFunction(({ typing }) => typing, heard);
  await ada.box.press('Enter');
  await ben.rows('told').first().waitFor();

  await turn(ada, 'Settings');
  await setting(ada, 'typing').click();
  await held(ada, (store) => (store.get('settings', 'self') as Kept).privacy.typing === false);
  await setting(ada, 'quiet').click();
  await setting(ada, 'quiet-start').fill('21:30');
  await held(ada, (store) => (store.get('settings', 'self') as Kept).notify.quiet?.start === '21:30');

  await heard.evaluate((seen) => Object.assign(seen, { typing: false }));
  await turn(ada, 'Chats');
  await ada.device.locator('im-conversation-item').filter({ hasText: 'told' }).first().click();
  await ada.box.pressSequentially('untold');
  await ada.box.press('Enter');
  // What is typed is told before what is sent.
  await ben.rows('untold').first().waitFor();
  assert.equal(await heard.evaluate(({ typing }) => typing), false);

  const elsewhere = await friends(await here.someone(), here.stack);
  await page.reload();
  await turn(ada, 'Settings');
  await setting(ada, 'quiet-start').waitFor();
  assert.equal(await setting(ada, 'quiet-start').inputValue(), '21:30');
  assert.equal(await setting(ada, 'typing').isChecked(), false);
  const other = ada.device.locator('im-own-list').getByRole('button', { name: /^Sign out: / });
  await other.first().click();
  await answer(page, 'Sign out');
  await elsewhere.ada.chat.getByText(/^Signed out/).waitFor();
  assert.deepEqual(ada.faults, []);
});

test('a session that is ended elsewhere says so, keeps what was being written, and sends it once after signing in', async () => {
  const { page, ada } = await start();
  const elsewhere = await friends(await here.someone(), here.stack);
  const { ada: other, ben } = elsewhere;
  await other.box.pressSequentially('half written');
  await turn(ada, 'Settings');
  const sessions = ada.device.locator('im-own-list').filter({ hasText: 'This device' });
  await sessions
    .getByRole('button', { name: /^Sign out: / })
    .first()
    .click();
  await answer(page, 'Sign out');
  await other.chat.getByText(/^Signed out/).waitFor();
  await other.chat.getByRole('status').filter({ hasText: 'Writing is possible again after signing in.' }).waitFor();
  assert.equal(await other.box.inputValue(), 'half written');
  assert.equal(await other.box.isEditable(), false);
  await elsewhere.page.reload();
  await other.chat.getByText(/^Signed out/).waitFor({ state: 'detached' });
  await other.box.and(elsewhere.page.locator('textarea:not([readonly])')).waitFor();
  // The draft is read after the page is drawn.
  const box = (await other.box.elementHandle()) as ElementHandle;
  await elsewhere.page.waitForFunction((field) => (field as HTMLTextAreaElement).value === 'half written', box);
  await other.box.press('Enter');
  await ben.rows('half written').first().waitFor();
  assert.equal(here.stack.rows(`json_extract(doc, '$.content.text') = 'half written'`).length, 1);
  assert.deepEqual([...ada.faults, ...other.faults], []);
});
