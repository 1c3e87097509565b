import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { memoryStorage } from '../../hub/storage/memory.js';
import { sqliteStorage } from '../../hub/storage/sqlite/index.js';
import { Play } from './support/play.js';
import { marksIn } from './support/seeing.js';
import { STEPS, type Step } from './support/steps.js';

/** More of them, and others, by hand: `RUNS=100 SEED=5`. */
const RUNS = Number(process.env.RUNS ?? 10);

/** Everything that is stored. */
const dump = (file: string): string => {
  const db = new Database(file, { readonly: true });
  try {
    const tables = db
      .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'words_%'")
      .pluck()
      .all() as string[];
    return JSON.stringify(tables.map((name) => [name, db.prepare(`SELECT * FROM ${name}`).all()]));
  } finally {
    db.close();
  }
};

/** Nobody was told anything but what he may know. */
const checkTold = (play: Play, step: Step): void => {
  const { seeing, people } = play;
  const known = seeing.known(people);
  for (const [user, frames] of play.told()) {
    const may = seeing.marks(user);
    const why = `${user} after ${JSON.stringify(step)}`;
    for (const mark of marksIn(frames)) assert.ok(may.has(mark), `${mark} to ${why}`);
    // Where something quotes a message, its id stands there, and no more.
    const text = JSON.stringify(frames, (name, value) => (name === 'replyTo' ? undefined : value));
    for (const { id } of seeing.said.values()) if (text.includes(id)) assert.ok(known(user, id), `${id} to ${why}`);
  }
  for (const note of play.notes.splice(0)) {
    for (const { id } of note.users) {
      for (const mark of marksIn(note)) assert.ok(seeing.marks(id).has(mark), `${mark} pushed to ${id}`);
    }
  }
};

/** `file`: where it keeps what it stores, if that can be looked at. */
const live = async (steps: readonly Step[], history: 'joined' | 'all', file?: string): Promise<void> => {
  const storage = file === undefined ? memoryStorage() : sqliteStorage({ file, synchronous: 'normal' });
  const play = await Play.begin(storage, history);
  for (const step of steps) {
    const before = file && dump(file);
    const { refused } = await play.act(step);
    if (file && refused !== undefined)
      assert.equal(dump(file), before, `refused with ${refused}: ${JSON.stringify(step)}`);
    await play.settle();
    checkTold(play, step);
  }
  await play.checkAnswers();
  for (const user of play.people) await play.replay(user);
  checkTold(play, { do: 'replay' } as unknown as Step);
  const { errors } = play.hub.stats();
  assert.deepEqual([errors.internal, errors.storage], [undefined, undefined]);
  await play.hub.close();
};

for (const [history, storage] of [
  ['joined', 'sqlite'],
  ['all', 'sqlite'],
  ['joined', 'memory'],
  ['all', 'memory'],
] as const) {
  it(`members, strangers, visitors and who has left: nobody learns more than he may (history: ${history}, ${storage})`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hub-random-'));
    const seen = new Map<string, number>();
    Play.outcomes = seen;
    await fc.assert(
      fc.asyncProperty(fc.array(STEPS, { minLength: 30, maxLength: 80, size: 'max' }), (steps) =>
        live(steps, history, storage === 'sqlite' ? join(folder, `${crypto.randomUUID()}.db`) : undefined),
      ),
      { numRuns: RUNS, seed: Number(process.env.SEED ?? 7), endOnFailure: true },
    );
    rmSync(folder, { recursive: true, force: true });
    // The play is not about refusals alone.
    assert.ok((seen.get('done') ?? 0) > RUNS * 10, JSON.stringify([...seen]));
  });
}
