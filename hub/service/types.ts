import type { ServerFrame, WireFile } from '../protocol/index.js';

/** What a token says, once a host has verified it. */
export interface Claims {
  readonly userId: string;
  readonly name?: string;
  readonly avatar?: string;
  readonly kind: 'user' | 'visitor';
  /** Milliseconds; the service ends the session then unless it was refreshed. */
  readonly expiresAt?: number;
  /** Milliseconds; when the token was made, where it says so. */
  readonly issuedAt?: number;
}

/** How a host keeps passwords. Slow on purpose; what `hash` gives says how it was made. */
export interface Passwords {
  hash(password: string): Promise<string>;
  /** Takes the same time whatever is wrong. */
  verify(password: string, hash: string): Promise<boolean>;
}

/** Signs and verifies. Node: jose with the hub's secret. Page: nobody to keep a secret from. */
export interface Tokens {
  /** Rejects with a HubError `unauthorized` for expired, forged or foreign tokens, naming which. */
  verify(token: string): Promise<Claims>;
  visitor(userId: string): Promise<string>;
  /** Of somebody who has an account with the hub; absent: the host makes none. */
  account?(userId: string): Promise<string>;
  /** Signed, short-lived words of the hub to itself (file addresses, upload tickets). */
  seal(payload: Readonly<Record<string, string | number>>, ttlMs: number): Promise<string>;
  open(sealed: string): Promise<Readonly<Record<string, string | number>>>;
}

/** One end of a connection, as the host gives it to the service. */
export interface Peer {
  send(frame: ServerFrame): void;
  /** After this nothing more is sent. */
  close(): void;
  /** For rate limits of those who are nobody yet. */
  readonly address?: string;
}

/** The other end, as the service gives it to the host. Frames are unchecked input. */
export interface Connection {
  receive(frame: unknown): void;
  closed(): void;
}

export interface Logger {
  info(fields: Readonly<Record<string, unknown>>, text: string): void;
  warn(fields: Readonly<Record<string, unknown>>, text: string): void;
  error(fields: Readonly<Record<string, unknown>>, text: string): void;
}

/** Files, seen from a host that moves the bytes: the service only knows who may. */
export interface HubFiles {
  /** Checks size, name and type before bytes are taken. Throws HubError `too-large`, `rejected-content`, `unauthorized`. */
  begin(
    ticket: string,
    meta: { readonly name: string; readonly mime: string; readonly bytes?: number },
  ): Promise<{ readonly id: string; readonly userId: string; readonly maxBytes: number }>;
  /** After the bytes: `mime` is what sniffing found. Same errors; on a throw the host deletes the bytes. */
  finish(upload: {
    readonly id: string;
    readonly userId: string;
    readonly name: string;
    readonly mime: string;
    readonly bytes: number;
  }): Promise<WireFile>;
  /** Right of the holder of a signed address to these bytes. Throws `unauthorized` or `not-found`. */
  open(signed: string): Promise<WireFile & { readonly download: boolean }>;
  /**
   * Of these ids, those nobody can need any more: finished before `before` (milliseconds) and carried by no message, or
   * not known at all. The service forgets them; the host deletes the bytes. Absent: nothing is ever swept.
   */
  orphans?(ids: readonly string[], before: number): Promise<readonly string[]>;
}

export interface Hub {
  connect(peer: Peer): Connection;
  readonly files: HubFiles;
  stats(): {
    readonly connections: number;
    readonly users: number;
    readonly messages: number;
    readonly calls: Readonly<Record<string, number>>;
    readonly errors: Readonly<Record<string, number>>;
  };
  /** Says `bye closing` to everybody, waits for calls under way, closes the storage. */
  close(): Promise<void>;
}
