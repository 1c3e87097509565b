import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { Facts } from '../../core/engine/index.js';
import { can } from '../../engines/hub/limits.js';
import { allowed, RIGHTS, type RightFacts } from '../../hub/protocol/rights.js';
import {
  CALLERS,
  type Caller,
  type Cell,
  cells,
  dump,
  EVERYBODY,
  forged,
  lay,
  READS,
  VISITORS,
} from './support/rights.js';
import { onEveryStorage, Refused, settle, type TestClient } from './support/service.js';

const nameOf = ({ action, caller, facts }: Cell): string => `${caller}: ${action} ${JSON.stringify(facts)}`;

describe('rights', () => {
  it('of each action are used by what clients ask by, word for word', () => {
    for (const cell of cells()) {
      const answer = can(cell.action, 'group:g', cell.facts as Facts);
      assert.equal(answer, allowed(cell.action, cell.facts) ? 'available' : 'unavailable', nameOf(cell));
    }
    for (const action of Object.keys(RIGHTS) as (keyof typeof RIGHTS)[]) {
      assert.equal(can(action, 'group:g'), 'available', `${action}, where nothing is known`);
      assert.equal(can(action), 'available', `${action}, anywhere`);
    }
  });

  it('are those that people expect', () => {
    const may = (action: keyof typeof RIGHTS, facts: Parameters<typeof allowed>[1]) => allowed(action, facts);
    assert.equal(may('kick', { role: 'admin', other: 'admin' }), false, 'an admin does not touch admins');
    assert.equal(may('kick', { role: 'owner', other: 'admin' }), true);
    for (const role of ['owner', 'admin', 'member'] as const) {
      assert.equal(may('kick', { role, other: 'owner' }), false, 'nobody touches the owner');
      assert.equal(may('invite', { role, invites: 'closed' }), false);
    }
    assert.equal(may('kick', { role: 'member', type: 'discussion', other: 'member' }), false);
    assert.equal(may('edit-group', { role: 'member', type: 'discussion' }), true);
    assert.equal(may('mute-member', { role: 'owner', type: 'discussion', other: 'member' }), false);
    assert.equal(may('join-group', { policy: 'open', locked: 'left' }), true, 'who left may come again');
    assert.equal(may('join-group', { policy: 'open', locked: 'banned' }), false);
    assert.equal(may('join-group', { role: 'member', policy: 'open' }), false, 'he is in');
    assert.equal(may('leave', { role: 'member', locked: 'dismissed' }), true);
  });
});

describe('docs/groups.md', () => {
  it('says what the rights say', () => {
    const page = readFileSync(new URL('../../docs/groups.md', import.meta.url), 'utf8');
    for (const [action, letters] of Object.entries(RIGHTS)) {
      const [usual = '', discussion = usual] = letters.split('|');
      const marks = (who: string, some: string) => [...some].map((one) => (who.includes(one) ? 'yes' : ''));
      const row = ['', `\`${action}\``, ...marks(usual, 'oams'), ...marks(discussion, 'om'), ''].join(' | ').trim();
      assert.ok(page.includes(`\n${row}\n`), `a row: ${row}`);
    }
  });
});

const done = (result: object): boolean =>
  !('outcomes' in result) || (result.outcomes as readonly { readonly error?: object }[]).every(({ error }) => !error);

/** Rights are the same on every storage: all cells on the first, some on the others, which wait for a disk. */
let stride = 1;

onEveryStorage('the matrix of rights', (make) => {
  const every = stride;
  stride = 13;
  it('holds on the hub in every cell: what is forbidden is refused and changes nothing', async () => {
    const world = await make();
    const clients = new Map<Caller, TestClient>();
    for (const user of EVERYBODY) {
      const client = await world.enter(user);
      if ((CALLERS as readonly string[]).includes(user)) clients.set(user as Caller, client);
    }
    let group = 0;
    let [yes, no] = [0, 0];
    for (const cell of cells().filter((_, index) => index % every === 0)) {
      const expected = allowed(cell.action, cell.facts);
      for (const index of forged(cell, 'count').keys()) {
        const id = `g${++group}`;
        await lay(world.storage, cell, id);
        const [op, args] = forged(cell, id)[index] as ReturnType<typeof forged>[number];
        world.clock.advance(1_000);
        const before = await dump(world.storage, id);
        const answer = await (clients.get(cell.caller) as TestClient).call(op, args).catch((error: unknown) => error);
        if (answer instanceof Error && !(answer instanceof Refused)) throw answer;
        const passed = !(answer instanceof Error) && done(answer as object);
        const what = `${nameOf(cell)} by ${op}: ${answer instanceof Error ? answer.message : JSON.stringify(answer)}`;
        const after = await dump(world.storage, id);
        // Who is in is told so when he asks to come in; nothing happens.
        if (op === 'groups.join' && cell.facts.role) assert.equal(passed, true, what);
        else assert.equal(passed, expected, what);
        if (!expected) assert.equal(after, before, `${what} changed something`);
        if (answer instanceof Refused) assert.ok(answer.code !== 'internal', what);
        if (expected) yes++;
        else no++;
        if (expected && !READS.has(op) && op !== 'groups.unban' && (args as { text?: unknown }).text !== null) {
          assert.notEqual(after, before, `${what} did nothing`);
        }
      }
    }
    await settle();
    assert.ok(yes * every > 150 && no * every > 600, `${yes} allowed, ${no} forbidden`);
  });

  it('leaves visitors the little that is theirs, as strangers, members and owners alike', async () => {
    const world = await make();
    for (const user of EVERYBODY) await world.enter(user);
    const { user, client } = await world.visitor();
    let count = 0;
    for (const action of Object.keys(RIGHTS) as (keyof typeof RIGHTS)[]) {
      for (const role of [undefined, 'member', 'owner'] as const) {
        const facts: RightFacts = { type: 'meeting', policy: 'open', invites: 'members', other: 'member', role };
        const cell: Cell = { action, caller: user as Caller, facts };
        for (const index of forged(cell, 'count').keys()) {
          const id = `v${++count}`;
          await lay(world.storage, cell, id);
          const [op, args] = forged(cell, id)[index] as ReturnType<typeof forged>[number];
          world.clock.advance(1_000);
          const before = await dump(world.storage, id);
          const answer = await client.call(op, args).catch((error: unknown) => error);
          if (answer instanceof Error && !(answer instanceof Refused)) throw answer;
          const what = `${role ?? 'stranger'}: ${op} ${JSON.stringify(args)}`;
          const passed = !(answer instanceof Error) && done(answer as object);
          const reads = op !== 'groups.banned' || role === 'owner';
          assert.equal(passed, role !== undefined && VISITORS.has(op) && reads, what);
          if (!passed) assert.equal(await dump(world.storage, id), before, `${what} changed something`);
        }
      }
    }
    assert.ok(count > 90, `${count} calls`);
  });
});
