import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BrowserContext, JSHandle, Locator, Page } from 'playwright-core';
import type { Client } from '../../core/index.js';
import { clientOf } from './support/clients.js';
import { Person } from './support/people.js';
import { world } from './support/world.js';

const here = world();

/** Whoever has Ada's messenger open somewhere has two connections a browser: the page is also Ben's. */
const A_BROWSER = 2;

const connections = async (): Promise<number> => {
  const text = await (await fetch(`${here.stack.url}/metrics`)).text();
  return Number(/^im_hub_connections (\d+)$/m.exec(text)?.[1]);
};

async function until(what: string, done: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 30_000; !(await done()); await new Promise((resolve) => setTimeout(resolve, 50)))
    assert.ok(Date.now() < end, what);
}

interface Told {
  sounds: number;
  notes: number;
  /** When the last one was. */
  at: number;
}

/** Within a second of a sound there is no other. */
const REST = 1_100;

/** As text: what compiles these tests would name its classes by a helper that a page does not have. */
const EARS = `
  Object.defineProperty(document, 'hasFocus', { value: () => false });
  Object.defineProperty(navigator, 'userActivation', { value: { hasBeenActive: true, isActive: true } });
  window.OscillatorNode = class extends OscillatorNode {
    start(when) {
      told('sounds');
      super.start(when);
    }
  };
  window.Notification = class extends EventTarget {
    constructor() {
      super();
      told('notes');
    }
    close() {}
  };
  Notification.permission = 'granted';
  localStorage.setItem('im-local-alerts', JSON.stringify({ desktop: true }));
`;

/** Counts what would be heard and seen of notifications, in all tabs; nobody looks at any of them. */
async function listen(context: BrowserContext): Promise<Told> {
  const told: Told = { sounds: 0, notes: 0, at: 0 };
  await context.exposeBinding('told', (_, what: 'sounds' | 'notes') => {
    told[what] += 1;
    told.at = Date.now();
  });
  await context.addInitScript({ content: EARS });
  return told;
}

class Tab {
  readonly page: Page;
  readonly device: Locator;
  readonly client: JSHandle<Client>;

  private constructor(page: Page, client: JSHandle<Client>) {
    this.page = page;
    this.device = page.locator('section.device').first();
    this.client = client;
  }

  static async open(context: BrowserContext): Promise<Tab> {
    const page = await context.newPage();
    await page.goto(`${here.stack.url}/demo/messenger.html`);
    const client = await clientOf(page.locator('im-client[name=ada]'));
    // What alerts is known once the settings are.
    await page.waitForFunction((one) => (one as unknown as Client).store.has('settings/self'), client);
    return new Tab(page, client);
  }

  leads(): Promise<boolean> {
    return this.client.evaluate(({ store }) => store.get('session', 'self')?.leader === true);
  }

  count(count: number): Promise<unknown> {
    return this.page.waitForFunction((mark) => document.title.startsWith(mark), `(${count}) `);
  }

  async settings(): Promise<Locator> {
    const back = this.device.getByRole('button', { name: 'Back to conversations' });
    if (await back.isVisible()) await back.click();
    await this.device.getByRole('navigation').getByRole('button', { name: 'Settings' }).click();
    return this.device.locator('im-settings');
  }

  /** Its client holds that of the settings. */
  holds(of: (client: Client) => boolean): Promise<unknown> {
    return this.page.waitForFunction(of as (client: unknown) => boolean, this.client);
  }
}

test('three tabs are one person: one connection, told once, the count in all, and when the one that leads goes another does', async () => {
  const context = await here.someone();
  const told = await listen(context);
  const first = await Tab.open(context);
  const tabs = [first, await Tab.open(context), await Tab.open(context)];
  const cleo = new Person(await (await here.someone()).newPage(), 'im-chat-window');
  await cleo.page.goto(`${here.stack.url}/demo/places.html?as=cleo`);
  await clientOf(cleo.page.locator('im-client'));
  await cleo.chat.evaluate((window) => Object.assign(window, { conversation: 'direct:ada' }));
  await until('one connection for all tabs', async () => (await connections()) === A_BROWSER + 1);
  let unread = await first.client.evaluate(({ store }) => store.get('unread', 'total')?.count ?? 0);
  let notes = 0;
  const say = async (words: string, of: readonly Tab[]): Promise<void> => {
    await cleo.write(words);
    unread += 1;
    for (const tab of of) await tab.count(unread);
  };
  /** One note, and two tones to a sound. A second word shows that nothing more came of the first. */
  const once = async (words: string, of: readonly Tab[]): Promise<void> => {
    const { sounds } = told;
    await until('a rest after the last sound', async () => Date.now() - told.at > REST);
    await say(words, of);
    notes += 1;
    await until(`${words}: a note and a sound`, async () => told.notes >= notes && told.sounds >= sounds + 2);
    assert.deepEqual({ notes: told.notes, sounds: told.sounds - sounds }, { notes, sounds: 2 }, words);
  };
  await once('one', tabs);

  const leaders = await Promise.all(tabs.map((tab) => tab.leads()));
  assert.equal(leaders.filter(Boolean).length, 1);
  const leader = tabs[leaders.indexOf(true)] as Tab;
  const rest = tabs.filter((tab) => tab !== leader);
  await leader.page.close();
  await until('another leads', async () => (await Promise.all(rest.map((tab) => tab.leads()))).includes(true));
  await until('one connection again', async () => (await connections()) === A_BROWSER + 1);
  await once('two', rest);

  const [one, other] = rest as [Tab, Tab];
  const settings = await one.settings();
  const level = settings.locator('[data-set="all"]');
  await level.selectOption('none');
  await other.holds(({ store }) => store.get('settings', 'self')?.notify?.all === 'none');
  // What is silenced counts apart, and not before the title.
  const untold = () => !document.title.startsWith('(');
  for (const tab of rest) await tab.page.waitForFunction(untold);
  await cleo.write('three');
  unread += 1;
  for (const { page, client } of rest)
    await page.waitForFunction(([{ store }, sum]) => store.get('unread', 'total')?.muted === sum, [
      client as unknown as Client,
      unread,
    ] as const);
  for (const tab of rest) assert.ok(await tab.page.evaluate(untold), 'nothing before the title');
  await level.selectOption('all');
  await other.holds(({ store }) => store.get('settings', 'self')?.notify?.all === 'all');
  for (const tab of rest) await tab.count(unread);
  await once('four', rest);

  const hour = (by: number): string => `${String((new Date().getHours() + by + 24) % 24).padStart(2, '0')}:00`;
  const quiet = settings.locator('[data-set="quiet"]');
  await quiet.click();
  await settings.locator('[data-set="quiet-start"]').fill(hour(-1));
  await settings.locator('[data-set="quiet-end"]').fill(hour(2));
  await other.page.waitForFunction(
    ([client, start]) => {
      const now = (client as Client).store.get('settings', 'self')?.notify?.quiet;
      return now?.start === start && now?.minutes === 180;
    },
    [other.client, hour(-1)] as const,
  );
  await say('five', rest);
  await quiet.click();
  await other.holds(({ store }) => store.get('settings', 'self')?.notify?.quiet === undefined);
  await once('six', rest);

  const heard = await (await clientOf(cleo.page.locator('im-client'))).evaluateHandle(({ store }) => {
    const seen = { typing: false };
    store.subscribe(['typing/direct:ada'], () => {
      seen.typing ||= (store.get('typing', 'direct:ada')?.users.length ?? 0) > 0;
    });
    return seen;
  });
  const box = other.device.locator('im-chat-window textarea');
  await other.device
    .locator('im-chat-window')
    .evaluate((window) => Object.assign(window, { conversation: 'direct:cleo' }));
  await box.pressSequentially('told');
  await cleo.page.waitForFunction(({ typing }) => typing, heard);
  await box.press('Enter');
  await settings.locator('[data-set="typing"]').click();
  await other.holds(({ store }) => store.get('settings', 'self')?.privacy.typing === false);
  await heard.evaluate((seen) => Object.assign(seen, { typing: false }));
  await box.pressSequentially('untold');
  await box.press('Enter');
  await cleo.rows('untold').first().waitFor();
  assert.equal(await heard.evaluate(({ typing }) => typing), false);
  assert.deepEqual(cleo.faults, []);
});
