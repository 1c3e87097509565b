import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import Database from 'better-sqlite3';
import type { OpName } from '../../hub/protocol/index.js';
import { HubError } from '../../hub/service/index.js';
import { OPS } from '../../hub/service/ops/registry.js';
import { sqliteStorage } from '../../hub/storage/sqlite/index.js';
import { Refused, settle, type TestClient, worldOn } from './support/service.js';

const NAMES = Object.keys(OPS) as OpName[];
const CODES = new Set([
  ...['invalid', 'too-large', 'not-found', 'forbidden', 'unsupported', 'unauthorized', 'conflict'],
  ...['rejected-content', 'too-many'],
]);

const long = 'x'.repeat(600_000);
const deep = (levels: number): unknown => (levels === 0 ? 1 : { a: deep(levels - 1) });
const HOSTILE: readonly unknown[] = [
  ...[long, Array.from({ length: 20_000 }, (_, n) => `u${n}`), Array.from({ length: 3_000 }, () => long.slice(0, 300))],
  ...[
    Object.fromEntries(Array.from({ length: 20_000 }, (_, n) => [`k${n}`, 'v'])),
    { a: long },
    { kind: 'text', text: long },
  ],
  ...[{ [long]: 'x' }, [long], [[long]], deep(2_000), { kind: 'x', a: deep(500) }, { zone: long, start: long }],
  ...[
    { name: long, avatar: long, words: long, fields: { a: long } },
    { id: long, class: 'web', name: long },
  ],
  ...[
    Number.NaN,
    Number.POSITIVE_INFINITY,
    -1,
    1.5,
    2 ** 60,
    10n,
    null,
    true,
    '',
    () => 1,
    Symbol('x'),
    new Map([[1, 2]]),
  ],
  ...[Object.create(null), new Date(), new Proxy({}, {}), '\ud800', '__proto__', { __proto__: { a: long } }],
];

/** The names that a check looks at: it is asked with nothing, then with whatever it missed. */
const lookedAt = (op: OpName): { readonly fields: readonly string[]; readonly base: Record<string, unknown> } => {
  const seen = new Set<string>();
  const values = new Map<string, unknown>();
  const all: readonly unknown[] = [
    'x',
    1,
    'long enough',
    { id: 'd', class: 'web' },
    true,
    ['x'],
    {},
    { kind: 'text' },
    'web',
    [{ conversation: 'x', upTo: 1 }],
  ];
  const words = ['read', 'text', 'all', 'none', 'star', 'admin', 'member'];
  const args = new Proxy(
    {},
    {
      getOwnPropertyDescriptor(_, name) {
        seen.add(String(name));
        return { value: 1, configurable: true, enumerable: true };
      },
      get: (_, name) => values.get(String(name)),
    },
  );
  // Field by field: one that refuses all of these is the last that is found.
  for (let left = 200; left > 0; left--) {
    try {
      OPS[op].check(args, '');
      break;
    } catch (error) {
      const field = String((error as HubError).field).split(/[.[]/)[0] as string;
      const tried = [...all, ...words];
      const next = tried.indexOf(values.get(field)) + 1;
      if (next >= tried.length) break;
      values.set(field, tried[next]);
    }
  }
  const base = Object.fromEntries([...values].filter(([, value]) => value !== undefined));
  return { fields: [...seen], base };
};
const fieldsOf = (op: OpName) => lookedAt(op).fields;

/** Strings and dictionaries of the list above. */
const isLarge = (value: unknown): boolean => (JSON.stringify(value)?.length ?? 0) > 100_000;

/** Characters of what a check lets through. */
const sizeOf = (value: unknown): number => JSON.stringify(value)?.length ?? 0;
/** What a call may carry before its own rules look at it: content, whose limit is an option, and nothing else. */
const LOOSE: ReadonlySet<string> = new Set(['content', 'data', 'options']);
const MOST = 450_000;

describe('hostile arguments', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hub-hostile-'));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('are refused by name, or are small: every field of every call', () => {
    let tried = 0;
    for (const op of NAMES) {
      const { fields, base } = lookedAt(op);
      assert.doesNotThrow(() => OPS[op].check(base, ''), `${op} ${JSON.stringify(base)}`);
      for (const field of fields) {
        for (const value of HOSTILE) {
          tried += 1;
          try {
            const only = { ...base, [field]: value };
            const size = sizeOf((OPS[op].check(only, '') as Record<string, unknown>)[field]);
            assert.ok(LOOSE.has(field) || size < MOST, `${op} takes ${size} characters of ${field}`);
          } catch (error) {
            if (error instanceof assert.AssertionError) throw error;
            assert.ok(error instanceof HubError, `${op} ${field}: ${String(error)}`);
            assert.ok(error.code === 'invalid' || error.code === 'too-large', `${op} ${field}: ${error.code}`);
            assert.ok(error.message.length < 300, `${op} ${field}: says back what it was given`);
          }
        }
      }
    }
    assert.ok(tried > 5_000, `${tried} tried`);
  });

  it('change nothing, whatever else is right in the call', async () => {
    const file = join(folder, 'hub.db');
    const world = await worldOn(sqliteStorage({ file, synchronous: 'normal' }));
    const [ann, bob] = [await world.enter('ann'), await world.enter('bob')];
    await ann.call('groups.create', { id: 'g', members: ['bob'] });
    await ann.call('spaces.create', { id: 's', name: 'S', members: ['bob'] });
    await ann.call('spaces.create-channel', { space: 's', id: 'c', name: 'C' });
    await ann.call('rooms.join', { room: 'r', create: {} });
    const { id } = await ann.send('group:g', 'x');
    world.clock.advance(2_000);
    await settle();
    const right = {
      id,
      conversation: 'group:g',
      group: 'g',
      space: 's',
      channel: 'c',
      room: 'r',
      user: 'bob',
      users: ['bob'],
    };
    const dump = (): string => {
      const db = new Database(file, { readonly: true });
      const tables = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all() as { name: string }[];
      const all = JSON.stringify(tables.map(({ name }) => db.prepare(`SELECT * FROM "${name}"`).all()));
      db.close();
      return all;
    };
    const ask = (client: TestClient, op: OpName, args: object): Promise<unknown> =>
      client.call(op, args as never).then(
        () => undefined,
        (error: unknown) => error,
      );
    const before = dump();
    for (const op of NAMES) {
      if (op === 'session.logout' || op === 'users.erase') continue;
      for (const field of fieldsOf(op)) {
        // What a frame can bring, and no check lets through by another name.
        for (const value of [long, HOSTILE[1], HOSTILE[3], { kind: 'text', text: long }, -1, null, deep(2_000)]) {
          world.clock.advance(100);
          const args = { clientId: 'c', ...right, [field]: value };
          try {
            OPS[op].check(args, '');
            // Something that may be said; of content too much is refused later.
            if (!LOOSE.has(field) || !isLarge(value)) continue;
          } catch {
            // Refused, and what is asked now is that it changed nothing.
          }
          const error = await ask(bob, op, args);
          assert.ok(error === undefined || error instanceof Refused, `${op} ${field}: ${String(error)}`);
          if (error instanceof Refused) assert.ok(CODES.has(error.code), `${op} ${field}: ${error.code}`);
          else assert.fail(`${op} took ${field}`);
        }
      }
    }
    await settle();
    assert.equal(dump() === before, true, 'something changed');
    assert.equal(world.hub.stats().errors.internal, undefined);
    await world.hub.close();
  });
});
