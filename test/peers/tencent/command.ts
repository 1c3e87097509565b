import type { Connection } from './connection.js';
import type { App, Person } from './state.js';
import type { Json } from './wire.js';

export interface Asked {
  readonly app: App;
  readonly connection: Connection;
  readonly head: Json;
  readonly body: Json;
  /** Who asks. Commands that are open to nobody in particular do not look. */
  readonly me: Person;
}

/** Answers what the body shall hold beside `ActionStatus` and `ErrorCode`. */
export type Command = (asked: Asked) => Json;
/** By the name on the wire, `service.command`. */
export type Commands = Readonly<Record<string, Command>>;

/** A refusal by the service's own code. */
export class Refusal extends Error {
  readonly code: number;
  /** What the answer holds all the same. */
  readonly body: Json;

  constructor(code: number, info: string, body: Json = {}) {
    super(info);
    this.code = code;
    this.body = body;
  }
}
