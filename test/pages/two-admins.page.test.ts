import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JSHandle, Locator } from 'playwright-core';
import type { Client } from '../../core/index.js';
import { seeded } from '../faults/random.js';
import { clientOf } from './support/clients.js';
import { Person } from './support/people.js';
import { world } from './support/world.js';

const here = world();
const GROUP = 'both';
const ROUNDS = 3;

/** Somebody with the group in front of him; its panel is open. */
class Member extends Person {
  readonly panel: Locator = this.chat.locator('im-group-panel');
  client!: JSHandle<Client>;

  async look(): Promise<void> {
    await this.page.locator('im-channel-list .channel').first().waitFor();
    await this.chat.evaluate((window, id) => Object.assign(window, { conversation: id }), `group:${GROUP}`);
    await this.chat.getByRole('button', { name: 'More about this conversation' }).click();
    await this.page.getByRole('menuitem', { name: 'Group details' }).click();
    await this.panel.locator('[part=head]').waitFor();
    this.client = await clientOf(this.page.locator('im-client'));
  }

  /** What the panel says, as it is read out: its first view, then all members. */
  async told(): Promise<string> {
    // Who is there is asked for apart; all three are.
    const online = (part: Locator): Promise<void> =>
      part
        .getByRole('button', { name: /Online$/ })
        .nth(2)
        .waitFor();
    await online(this.panel);
    const home = await this.panel.ariaSnapshot();
    await this.panel.getByRole('button', { name: 'Show all' }).click();
    const list = this.panel.locator('im-member-list');
    await online(list);
    const members = await list.ariaSnapshot();
    await this.panel.getByRole('button', { name: 'Back to the group' }).click();
    await this.panel.locator('[part=head]').waitFor();
    return `${home}\n${members}`;
  }

  /** What the client holds of the group. */
  state(): Promise<string> {
    return this.client.evaluate(({ store }, id) => {
      const group = store.get('group', id);
      const members = store.list(`members/${id}`).map((user) => {
        const one = store.get('member', `${id}/${user}`);
        return [user, one?.role, one?.mutedUntil ?? 0].join(' ');
      });
      const { name, announcement, mutedAll = false, memberCount } = group ?? {};
      return JSON.stringify({ name, said: announcement?.text, mutedAll, memberCount, members: members.sort() });
    }, GROUP);
  }
}

async function come(user: string): Promise<Member> {
  const one = new Member(await (await here.someone()).newPage(), 'im-chat-window');
  await one.page.goto(`${here.stack.url}/demo/places.html?as=${user}`);
  return one;
}

type Deed = (client: Client, word: string) => Promise<unknown>;

/** What admins do. Some of it comes too late, since the other one was faster; that is refused and changes nothing. */
const DEEDS: readonly Deed[] = [
  (client, word) => client.groups.update('both', { name: `Both ${word}` }),
  (client, word) => client.groups.announce('both', `Read this: ${word}`),
  (client) => client.groups.setRole('both', ['dan'], 'admin'),
  (client) => client.groups.setRole('both', ['dan'], 'member'),
  (client) => client.groups.mute('both', ['dan'], client.session.now() + 3_600_000),
  (client) => client.groups.mute('both', ['dan'], 0),
  (client) => client.groups.kick('both', ['dan']),
  (client) => client.groups.invite('both', ['dan']),
  (client) => client.groups.muteAll('both', true),
  (client) => client.groups.muteAll('both', false),
];

/** All say the same, and go on saying it. */
async function agreed(all: readonly Member[]): Promise<string> {
  const end = Date.now() + 30_000;
  for (;;) {
    const [first = '', ...others] = await Promise.all(all.map((one) => one.state()));
    if (others.every((other) => other === first)) return first;
    if (Date.now() > end)
      assert.deepEqual(
        others,
        others.map(() => first),
      );
    await all[0]?.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
}

test('two who run a group at once, and one who looks on, see the same end, before a reload and after it', async (t) => {
  const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 1e6));
  t.diagnostic(`SEED=${seed}`);
  const random = seeded(seed);
  const [ada, ben, cleo] = [await come('ada'), await come('ben'), await come('cleo')];
  const owner = await clientOf(ada.page.locator('im-client'));
  await owner.evaluate(async (client, id) => {
    await client.groups.create({ id, name: 'Both', type: 'public', members: ['ben', 'cleo', 'dan'] });
    await client.groups.setRole(id, ['ben'], 'admin');
  }, GROUP);
  const all = [ada, ben, cleo];
  for (const one of all) await one.look();

  for (let round = 0; round < ROUNDS; round += 1) {
    const deeds = [ada, ben].map(async (admin, at) => {
      for (let step = 0; step < 6; step += 1) {
        const deed = DEEDS[Math.floor(random() * DEEDS.length)] as Deed;
        await admin.client.evaluate(deed, `${round}.${step} by ${at}`).catch(() => undefined);
      }
    });
    await Promise.all(deeds);
    // The last word of each round: it is told after all that came before it.
    await ada.client.evaluate((client, word) => client.groups.update('both', { introduction: word }), `round ${round}`);
    for (const one of all) await one.panel.getByText(`round ${round}`).first().waitFor();
    await agreed(all);
  }

  const state = await agreed(all);
  const before = [];
  for (const one of all) before.push(await one.told());
  for (const one of all) {
    await one.page.reload();
    await one.look();
  }
  assert.equal(await agreed(all), state);
  const after = [];
  for (const one of all) after.push(await one.told());
  assert.deepEqual(after, before);
  assert.deepEqual(
    all.flatMap(({ faults }) => faults),
    [],
  );
});
