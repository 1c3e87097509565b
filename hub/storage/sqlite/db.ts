import Database from 'better-sqlite3';
import { fold } from '../matching.js';
import { MIGRATIONS } from './schema.js';

export type Value = string | number | null;
/** In the order of the question marks, or one object by the names after the colons. */
type Values = Value[] | [Readonly<Record<string, Value>>];
type Row = Readonly<Record<string, unknown>>;

/** Statements by their text, compiled once. */
export class Db {
  readonly raw: Database.Database;
  readonly #statements = new Map<string, Database.Statement<unknown[]>>();

  constructor(raw: Database.Database) {
    this.raw = raw;
  }

  get(sql: string, ...values: Values): Row | undefined {
    return this.#statement(sql).get(...values) as Row | undefined;
  }

  all(sql: string, ...values: Values): Row[] {
    return this.#statement(sql).all(...values) as Row[];
  }

  run(sql: string, ...values: Values): Database.RunResult {
    return this.#statement(sql).run(...values);
  }

  #statement(sql: string): Database.Statement<unknown[]> {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.raw.prepare<unknown[]>(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}

/** Brings the schema up to date. Throws for data of a newer hub, which is left as it is. */
export const migrate = (raw: Database.Database, migrations: readonly string[] = MIGRATIONS): void => {
  const version = raw.pragma('user_version', { simple: true }) as number;
  raw.function('fold', { deterministic: true }, (text) => String(text).toLowerCase());
  raw.function('fold_name', { deterministic: true }, (text) => fold(String(text)));
  if (version > migrations.length) {
    throw new Error(`the data is of version ${version}, this hub knows ${migrations.length}: use the newer hub`);
  }
  for (const [index, sql] of migrations.entries()) {
    if (index < version) continue;
    raw.transaction(() => {
      raw.exec(sql);
      raw.pragma(`user_version = ${index + 1}`);
    })();
  }
};

/** `full` survives the loss of power, `normal` a crash of the process only. */
export const openDb = (file: string, synchronous: 'full' | 'normal'): Db => {
  const raw = new Database(file);
  try {
    raw.pragma('journal_mode = WAL');
    raw.pragma(`synchronous = ${synchronous}`);
    raw.pragma('foreign_keys = ON');
    migrate(raw);
  } catch (error) {
    raw.close();
    throw error;
  }
  return new Db(raw);
};

export const parse = <T>(row: Row | undefined): T | undefined =>
  row === undefined ? undefined : (JSON.parse(row.doc as string) as T);
