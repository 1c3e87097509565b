import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { type DemoPeer, startDemoPeer } from '../peers/tencent/demo.js';
import { friends } from './support/messenger.js';
import { Agent, Person, Visitor } from './support/people.js';
import { png } from './support/png.js';
import { world } from './support/world.js';

const here = world();
let peer: DemoPeer;
before(async () => {
  peer = await startDemoPeer(['support', 'ada', 'ben']);
});
after(() => peer.close());

/** Of the vendor's SDK: it looks once for its socket in a worker of a blob, which a strict policy forbids, and writes to lost lines. */
const VENDORS = /TrustedScriptURL|WebSocket is already in CLOSING/;

const clean = async (...people: readonly { readonly faults: readonly string[] }[]): Promise<void> => {
  const faults = people.flatMap((one) => one.faults).filter((fault) => !VENDORS.test(fault));
  assert.deepEqual(faults, []);
  assert.deepEqual(await peer.act('unknown'), { commands: [] }, 'the peer answers all that the pages ask for');
};

const online = (page: Page): Promise<unknown> =>
  page.waitForFunction(() =>
    [...document.querySelectorAll('im-client')].every((host) => {
      const session = Reflect.get(host, 'current')?.store.get('session', 'self');
      return session?.state === 'connected';
    }),
  );

test('two people and their group talk through the unmodified SDK under a strict policy', async () => {
  const { page, ada, ben, team } = await friends(await here.someone(), here.stack, peer.query);
  await ada.write('Are the shades there?');
  await ben.rows('Are the shades there?').waitFor();
  await ada.fate('Are the shades there?', 'Read');

  await ben.box.pressSequentially('ye');
  await ada.chat.locator('im-typing').getByText('is typing').first().waitFor();
  await ben.write('Yes, all twelve');
  await ada.rows('Yes, all twelve').waitFor();
  await ada.reactWith('Yes, all twelve', '👍');
  for (const one of [ada, ben]) await one.chip('Yes, all twelve', /👍/).waitFor();

  await ada.choose('Are the shades there?', 'Edit');
  await ada.rewrite('Are the brass shades there?');
  await ben.rows('Are the brass shades there?').waitFor();
  await ben.choose('Yes, all twelve', 'Recall');
  await ada.chat.getByText('recalled').first().waitFor();

  const picture = { name: 'shade.png', mimeType: 'image/png', buffer: png(64, 48, [200, 120, 40]) };
  await ada.chat.locator('im-composer input[type=file]').first().setInputFiles(picture);
  await ada.box.press('Enter');
  await ben.chat.locator('im-message img').first().waitFor();

  await team.chat.getByText('created the group').waitFor();
  await team.write('A word to all');
  await team.fate('A word to all', 'Sent').catch(() => team.fate('A word to all', 'Read'));
  await clean(ada);

  await page.reload();
  for (const one of [ada, ben]) await one.rows('Are the brass shades there?').waitFor();
  await team.rows('A word to all').waitFor();
  assert.equal(await ada.rows('Are the brass shades there?').count(), 1);
  assert.equal(await team.rows('A word to all').count(), 1);
});

test('what is written while the service is away arrives once, in its order', async () => {
  const { page, ada, ben } = await friends(await here.someone(), here.stack, peer.query);
  await online(page);
  await peer.act('drop');
  await ada.burst('away', 1, 5);
  await peer.act('restore');
  await ben.rows('away 5.').waitFor();
  const texts = ['away 1.', 'away 2.', 'away 3.', 'away 4.', 'away 5.'];
  assert.deepEqual(await ben.texts(['away']), texts);
  await ada.arrived('away 5.');
  assert.deepEqual(await ada.texts(['away']), texts);
  await page.reload();
  await ben.rows('away 5.').waitFor();
  assert.deepEqual(await ben.texts(['away']), texts);
  await clean(ada);
});

test('a signed-in visitor writes from the script tag, and the agent answers', async () => {
  const visitor = await Visitor.arrive(await here.someone(), here.stack, `/demo/shop.html${peer.query}`);
  await visitor.open();
  await visitor.write('Does the Arc lamp come in black?');
  await visitor.arrived('Does the Arc lamp');
  const agent = await Agent.signIn(await here.someone(), here.stack, peer.query);
  await agent.openFirst('Does the Arc lamp');
  await agent.write('It does, in a week');
  await visitor.rows('It does, in a week').waitFor();
  await visitor.fate('Does the Arc lamp', 'Read');
  await clean(visitor, agent);
});

test('two people meet in a live room, and in the channels of a space', async () => {
  const come = async (user: string): Promise<Person> => {
    const person = new Person(await (await here.someone()).newPage(), 'im-chat-window');
    await person.page.goto(`${here.stack.url}/demo/places.html${peer.query}&as=${user}`);
    await person.page.locator('im-room:state(joined)').waitFor();
    return person;
  };
  const ada = await come('ada');
  const ben = await come('ben');
  const room = { ada: ada.page.locator('im-room'), ben: ben.page.locator('im-room') };
  await room.ada.getByText('2 here').waitFor();
  await room.ben.getByRole('textbox').fill('Good evening');
  await ben.page.keyboard.press('Enter');
  await room.ada.getByText('Good evening').first().waitFor();
  await room.ben.locator('im-room-likes button').click();
  await room.ada.locator('im-room-likes .count', { hasText: '1' }).waitFor();

  const glass = ({ page }: Person) => page.locator('im-channel-list .channel', { hasText: 'glass' });
  await glass(ben).locator('[part=channel]').click();
  await ben.write('The kiln is warm');
  await glass(ada).locator('.badge', { hasText: '1' }).waitFor();
  await glass(ada).locator('[part=channel]').click();
  await ada.rows('The kiln is warm').waitFor();
  await glass(ada).locator('.badge').waitFor({ state: 'detached' });
  await clean(ada, ben);
});
