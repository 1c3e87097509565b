import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import Database from 'better-sqlite3';
import { seed } from '../../bench/lib/seed.js';
import { Agent } from './support/people.js';
import { world } from './support/world.js';

/** The benchmark has 100,000; what is tried here does not depend on it, and seeding does. */
const LENGTH = 20_000;
const UNREAD = 900;
/** Most rows in the DOM. */
const BOUND = 300;

const here = world(async (stack) => {
  await stack.quit();
  await seed(join(stack.data, 'hub.db'), 'support', { ada: LENGTH, ben: 2_000 }, { ben: UNREAD });
  await stack.up();
});

interface View {
  /** Numbers that the first and last row wholly in view begin with. */
  readonly first: number;
  readonly last: number;
  /** Distance of the first row's top from the view's top, pixels. */
  readonly top: number;
  readonly rows: number;
  /** Distance from the bottom, pixels. */
  readonly up: number;
}

class Reader extends Agent {
  view(): Promise<View> {
    return this.chat.locator('[part=scroller]').evaluate((scroller) => {
      const { top, bottom } = scroller.getBoundingClientRect();
      const rows = [...scroller.querySelectorAll('im-message')];
      const inside = rows.filter((row) => {
        const box = row.getBoundingClientRect();
        return box.top >= top && box.bottom <= bottom;
      });
      const [first, last] = [inside.at(0), inside.at(-1)].map((row) =>
        Number.parseInt(row?.shadowRoot?.querySelector('.text')?.textContent ?? '', 10),
      );
      return {
        first: first ?? Number.NaN,
        last: last ?? Number.NaN,
        top: (inside[0]?.getBoundingClientRect().top ?? Number.NaN) - top,
        rows: rows.length,
        up: -scroller.scrollTop,
      };
    });
  }

  /** The wheel, over the transcript. */
  async wheel(by: number): Promise<void> {
    await this.chat.locator('im-message-list').hover();
    await this.page.mouse.wheel(0, by);
  }

  /** As a person turns it: on and on, looking each time. */
  async wheelUntil(by: number, what: string, fits: (view: View) => boolean): Promise<View> {
    for (let step = 0; step < 80; step += 1) {
      await this.wheel(by);
      await new Promise((resolve) => setTimeout(resolve, 100));
      const view = await this.view();
      if (fits(view)) return view;
    }
    return assert.fail(`${what}: ${JSON.stringify(await this.view())}`);
  }

  async until(what: string, fits: (view: View) => boolean): Promise<View> {
    const end = Date.now() + 15_000;
    for (;;) {
      const view = await this.view();
      if (fits(view)) return view;
      if (Date.now() > end) return assert.fail(`${what}: ${JSON.stringify(view)}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Where a row is, as long as it is drawn. */
  top(number: number): Promise<number | undefined> {
    return this.chat.locator('[part=scroller]').evaluate((scroller, start) => {
      for (const row of scroller.querySelectorAll('im-message'))
        if (row.shadowRoot?.querySelector('.text')?.textContent?.startsWith(start))
          return row.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
      return undefined;
    }, `${number}: `);
  }
}

const open = async (name: string): Promise<Reader> => {
  const reader = await Reader.signIn(await here.someone(), here.stack);
  await reader.conversations.filter({ hasText: name }).locator('[part=row]').click();
  await reader.chat.locator('im-message').first().waitFor();
  return reader;
};

test('a long conversation opens at its end, with few rows', async () => {
  const reader = await open('Ada');
  const view = await reader.until('the newest', ({ last }) => last === LENGTH);
  assert.ok(view.up < 2 && view.rows <= BOUND, JSON.stringify(view));
  await reader.write('20001: one more');
  await reader.arrived('one more');
  assert.ok((await reader.view()).up < 2);
  assert.deepEqual(reader.faults, []);
});

test('reading back through many pages, nothing that is read moves', async () => {
  const reader = await open('Ada');
  await reader.until('the newest', ({ last }) => last > LENGTH - 50);
  let fetched = 0;
  for (let step = 0; step < 16; step += 1) {
    const before = await reader.view();
    await reader.wheel(-700);
    const moved = await reader.until('scrolled', ({ up, first }) => up > before.up || first < before.first);
    // While older rows come in above, the row that is read stays.
    const place = await reader.top(moved.first);
    for (let look = 0; look < 4; look += 1) {
      await new Promise((resolve) => setTimeout(resolve, 40));
      const now = await reader.top(moved.first);
      assert.ok(
        now !== undefined && place !== undefined && Math.abs(now - place) <= 1,
        `step ${step}: row ${moved.first} went from ${place} to ${now}`,
      );
    }
    const after = await reader.view();
    assert.ok(after.rows <= BOUND, `${after.rows} rows`);
    fetched = LENGTH - after.first;
  }
  assert.ok(fetched > 150, `came only ${fetched} messages back`);

  await reader.chat.locator('[part=jump]').click();
  await reader.until('the newest again', ({ last, up }) => last >= LENGTH && up < 2);
  assert.deepEqual(reader.faults, []);
});

const serverIdOf = (seq: number): string => {
  const db = new Database(join(here.stack.data, 'hub.db'), { readonly: true });
  try {
    const sql = "SELECT id FROM messages WHERE seq = ? AND key LIKE '%ada%' AND key LIKE '%support%'";
    return (db.prepare(sql).get(seq) as { id: string }).id;
  } finally {
    db.close();
  }
};

test('jumps to the very first message, through the middle, and back to the newest', async () => {
  const reader = await open('Ada');
  await reader.until('the newest', ({ last }) => last > LENGTH - 50);
  const jump = (serverId: string): Promise<void> =>
    reader.chat.locator('im-message-list').evaluate(async (list, id) => {
      await (list as HTMLElementTagNameMap['im-message-list']).jumpTo({ serverId: id });
    }, serverId);
  for (const target of [1, LENGTH / 2, 700]) {
    await jump(serverIdOf(target));
    const view = await reader.until(`row ${target} in view`, ({ first, last }) => first <= target && last >= target);
    assert.ok(view.rows <= BOUND, `${view.rows} rows`);
  }
  // From the middle of nowhere one can read on, in both directions.
  const { first, last } = await reader.view();
  await reader.wheelUntil(-900, 'older ones', (view) => view.first < first - 40);
  await reader.wheelUntil(900, 'newer ones', (view) => view.last > last + 40);
  await reader.chat.locator('[part=jump]').click();
  await reader.until('the newest again', (view) => view.last >= LENGTH && view.up < 2);
  assert.deepEqual(reader.faults, []);
});

test('opens at the first unread message, and what is seen is read', async () => {
  const reader = await open('Ben');
  await reader.chat.locator('im-message-list .divider').waitFor();
  const row = reader.conversations.filter({ hasText: 'Ben' });
  const first = 2_000 - UNREAD + 1;
  // Below the line, with a row above it at most; and there it stays.
  for (let look = 0; look < 10; look += 1) {
    await reader.until('the first unread', (view) => view.first <= first && view.last > first && view.up > 500);
    const top = await reader.top(first);
    assert.ok(top !== undefined && top > 40 && top < 160, `row ${first} at ${top}`);
    const divider = await reader.chat.locator('im-message-list .divider').boundingBox();
    const list = await reader.chat.locator('im-message-list').boundingBox();
    assert.ok(divider && list && divider.y - list.y < top, `divider at ${divider?.y}, list at ${list?.y}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await reader.chat.locator('[part=jump]').click();
  await reader.until('the newest', (view) => view.last === 2_000 && view.up < 2);
  await row.locator('[part=badge]').waitFor({ state: 'detached' });
  assert.deepEqual(reader.faults, []);
});
