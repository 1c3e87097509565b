import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JSHandle, Locator, Page } from 'playwright-core';
import type { Client } from '../../core/index.js';
import { clientOf } from './support/clients.js';
import { type Friend, friends } from './support/messenger.js';
import { Person } from './support/people.js';
import { world } from './support/world.js';

const here = world();
const WORDS = 'half a thought, not the whole of it';

type Act = (client: Client, group: string) => Promise<void>;

/** How one is shut out in mid-typing, what the composer says then, and how one comes in again. */
const CASES: readonly { readonly how: string; readonly out: Act; readonly says: RegExp; readonly again: Act }[] = [
  {
    how: 'muted',
    out: async (ada, group) => void (await ada.groups.mute(group, ['ben'], ada.session.now() + 600_000)),
    says: /You are muted for 10 minutes/,
    again: async (ada, group) => void (await ada.groups.mute(group, ['ben'], 0)),
  },
  {
    how: 'muted-all',
    out: (ada, group) => ada.groups.muteAll(group, true),
    says: /Only the owner and admins can write/,
    again: (ada, group) => ada.groups.muteAll(group, false),
  },
  {
    how: 'removed',
    out: async (ada, group) => void (await ada.groups.kick(group, ['ben'])),
    says: /You were removed from this group\./,
    again: async (ada, group) => void (await ada.groups.invite(group, ['ben'])),
  },
  {
    how: 'banned',
    out: async (ada, group) => void (await ada.groups.kick(group, ['ben'], { ban: true })),
    says: /cannot come back/,
    again: async (ada, group) => {
      await ada.groups.unban(group, ['ben']);
      await ada.groups.invite(group, ['ben']);
    },
  },
];

const statusOf = ({ chat }: Person, words: RegExp): Locator =>
  chat.locator('im-composer').getByRole('status').filter({ hasText: words });

async function enter({ page, chat, device }: Friend, title: string): Promise<void> {
  const back = chat.getByRole('button', { name: 'Back to conversations' });
  if (await back.isVisible()) await back.click();
  const called = page.locator('[part=title]').getByText(title, { exact: true });
  await device.locator('im-conversation-item').filter({ has: called }).first().click();
  await chat.getByRole('heading', { name: title }).waitFor();
}

async function attach({ chat }: Person, name: string): Promise<Locator> {
  const file = { name, mimeType: 'text/plain', buffer: Buffer.from(`what is in ${name}`) };
  await chat.locator('im-composer input[type=file]').setInputFiles(file);
  const staged = chat.locator('im-composer [part=tray]').getByText(name);
  await staged.waitFor();
  return staged;
}

/** As anybody copies: by keyboard. */
async function copied({ page, box }: Person): Promise<string> {
  await box.focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('ControlOrMeta+c');
  return page.evaluate(() => navigator.clipboard.readText());
}

/** What is on the disk of a text, or of a file. */
const kept = (text: string): number => here.stack.rows(`json_extract(doc, '$.content.text') = '${text}'`).length;
const files = (name: string): number => here.stack.rows(`json_extract(doc, '$.content.file.name') = '${name}'`).length;

const locked = (box: Locator): Promise<void> =>
  box.and(box.page().locator('textarea[readonly]')).waitFor({ state: 'attached' });
const free = (box: Locator): Promise<void> => box.and(box.page().locator('textarea:not([readonly])')).waitFor();

async function start(): Promise<{ page: Page; ada: Friend; ben: Friend; acts: JSHandle<Client> }> {
  const context = await here.someone({ permissions: ['clipboard-read', 'clipboard-write'] });
  const { page, ada, ben } = await friends(context, here.stack);
  return { page, ada, ben, acts: await clientOf(ada.chat.locator('im-message-list')) };
}

const group = (acts: JSHandle<Client>, id: string): Promise<void> =>
  acts.evaluate(async (client, name) => {
    await client.groups.create({ id: name, name, members: ['ben'] });
  }, id);

for (const { how, out, says, again } of CASES)
  test(`${how} in mid-typing: it is said, words, mention and file stay, and go once when one may write again`, async () => {
    const { page, ada, ben, acts } = await start();
    const name = `${how}-group`;
    await group(acts, name);
    await enter(ben, name);
    await enter(ada, name);
    await ben.box.pressSequentially('@ad');
    await ben.chat.getByRole('option', { name: /Ada/ }).first().waitFor();
    await page.keyboard.press('Enter');
    await ben.box.pressSequentially(`${WORDS} ${how}`);
    const whole = `@Ada ${WORDS} ${how}`;
    const staged = await attach(ben, `${how}.txt`);

    await acts.evaluate(out, name);
    await statusOf(ben, says).waitFor();
    await statusOf(ben, /Your text is kept\./).waitFor();
    await locked(ben.box);
    assert.equal((await ben.box.inputValue()).trim(), whole);
    assert.equal((await copied(ben)).trim(), whole);
    await ben.box.press('Enter');
    await staged.waitFor();
    assert.equal(await ben.chat.locator('im-composer [part=send]').isEnabled(), false);

    await acts.evaluate(again, name);
    await free(ben.box);
    assert.equal((await ben.box.inputValue()).trim(), whole);
    await ben.box.press('Enter');
    await ada.rows(whole).first().waitFor();
    await ada.rows(`${how}.txt`).first().waitFor();
    assert.equal(await ben.box.inputValue(), '');
    assert.deepEqual([kept(whole), files(`${how}.txt`)], [1, 1]);
    const [said] = here.stack.rows(`json_extract(doc, '$.content.text') = '${whole}'`);
    const { marks = [] } = (said?.doc.content ?? {}) as { readonly marks?: readonly { readonly user: string }[] };
    assert.deepEqual(
      marks.map(({ user }) => user),
      ['ada'],
    );
    assert.deepEqual([...ada.faults, ...ben.faults], []);
  });

test('a group that is dismissed in mid-typing keeps the words, to be taken elsewhere', async () => {
  const { page, ada, ben, acts } = await start();
  await group(acts, 'over-group');
  await enter(ben, 'over-group');
  await ben.box.pressSequentially(`${WORDS} dismissed`);
  const staged = await attach(ben, 'over.txt');
  await acts.evaluate((client) => client.groups.dismiss('over-group'));
  await statusOf(ben, /This group was dismissed\./).waitFor();
  await locked(ben.box);
  assert.equal(await copied(ben), `${WORDS} dismissed`);
  await staged.waitFor();

  await enter(ben, 'Ada');
  await ben.box.focus();
  await page.keyboard.press('ControlOrMeta+v');
  await ben.box.press('Enter');
  await ada.rows(`${WORDS} dismissed`).first().waitFor({ state: 'attached' });
  await enter(ben, 'over-group');
  assert.equal(await ben.box.inputValue(), `${WORDS} dismissed`);
  await staged.waitFor();
  assert.equal(kept(`${WORDS} dismissed`), 1);
  assert.deepEqual(ben.faults, []);
});

test('blocked in mid-typing: words and file become rows that say why, and go once when one is heard again', async () => {
  const { ada, ben, acts } = await start();
  await ben.box.pressSequentially(`${WORDS} blocked`);
  await attach(ben, 'blocked.txt');
  // Who blocks may go on writing, and loses nothing of it either.
  await ada.box.pressSequentially(`${WORDS} blocking`);
  await acts.evaluate(async (client) => void (await client.blocklist.add(['ben'])));
  assert.equal(await ada.box.inputValue(), `${WORDS} blocking`);
  await ada.box.press('Enter');
  await ben.rows(`${WORDS} blocking`).first().waitFor();

  // Nobody is told that he is blocked before he writes.
  assert.equal(await ben.box.inputValue(), `${WORDS} blocked`);
  await ben.box.press('Enter');
  const rows = [ben.rows(`${WORDS} blocked`).first(), ben.rows('blocked.txt').first()];
  for (const row of rows) await row.getByText('Not sent. This person does not take your messages.').waitFor();
  assert.deepEqual([kept(`${WORDS} blocked`), files('blocked.txt')], [0, 0]);
  await acts.evaluate(async (client) => void (await client.blocklist.remove(['ben'])));
  for (const row of rows) await row.getByRole('button', { name: 'Try again' }).click();
  for (const text of [`${WORDS} blocked`, 'blocked.txt']) {
    await ben.arrived(text);
    await ada.rows(text).first().waitFor({ state: 'attached' });
  }
  assert.deepEqual([kept(`${WORDS} blocked`), kept(`${WORDS} blocking`), files('blocked.txt')], [1, 1, 1]);
  assert.deepEqual([...ada.faults, ...ben.faults], []);
});

/** Somebody in the live room of the places page. */
async function come(user: string): Promise<Person> {
  const context = await here.someone({ permissions: ['clipboard-read', 'clipboard-write'] });
  const one = new Person(await context.newPage(), 'im-room');
  await one.page.goto(`${here.stack.url}/demo/places.html?as=${user}`);
  await one.page.locator('im-room:state(joined)').waitFor();
  return one;
}

test('put out of a live room, muted, banned or its end in mid-typing: it is said, and the words stay', async () => {
  const ada = await come('ada');
  const ben = await come('ben');
  const acts = await clientOf(ada.chat.locator('im-composer'));
  const words = `${WORDS} live`;
  const says = async (said: RegExp): Promise<void> => {
    await ben.chat.getByRole('status').filter({ hasText: said }).first().waitFor();
    await locked(ben.box);
    assert.equal(await ben.box.inputValue(), words);
    assert.equal(await copied(ben), words);
  };
  await ben.box.pressSequentially(words);

  await acts.evaluate(
    async (client) => void (await client.rooms.mute('dusk', ['ben'], client.session.now() + 600_000)),
  );
  await says(/You are muted for 10 minutes/);
  await acts.evaluate(async (client) => void (await client.rooms.mute('dusk', ['ben'], 0)));
  await free(ben.box);
  await acts.evaluate((client) => client.rooms.muteAll('dusk', true));
  await says(/Only the owner and admins can write/);
  await acts.evaluate((client) => client.rooms.muteAll('dusk', false));
  await free(ben.box);

  await acts.evaluate(async (client) => void (await client.rooms.kick('dusk', ['ben'])));
  await says(/You were put out of this room\./);
  await ben.chat.getByRole('button', { name: 'Join again' }).click();
  await free(ben.box);
  assert.equal(await ben.box.inputValue(), words);
  await ben.box.press('Enter');
  await ada.rows(words).first().waitFor();
  assert.equal(await ada.rows(words).count(), 1);
  assert.equal(await ben.box.inputValue(), '');

  await ben.box.pressSequentially(words);
  const cleo = await come('cleo');
  await cleo.box.pressSequentially(words);
  await acts.evaluate(async (client) => void (await client.rooms.kick('dusk', ['ben'], 60)));
  await says(/cannot come back for now/);
  await acts.evaluate((client) => client.rooms.destroy('dusk'));
  await cleo.chat.getByRole('status').filter({ hasText: 'This room is over.' }).waitFor();
  await locked(cleo.box);
  assert.equal(await copied(cleo), words);
  assert.deepEqual([...ada.faults, ...ben.faults, ...cleo.faults], []);
});
