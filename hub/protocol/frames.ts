import type { Ops } from './ops.js';

/** Spoken over any duplex port (WebSocket text, MessagePort, BroadcastChannel): one JSON object a frame. */
export const PROTOCOL = 1;
/** Longest frame the hub takes, bytes of UTF-8. Files do not travel in frames. */
export const MAX_FRAME = 256 * 1024;

export type OpName = keyof Ops;
/** Client to hub. `id` grows by one per connection; the hub answers in any order. */
export type Request = { [O in OpName]: { readonly id: number; readonly op: O; readonly args: Ops[O]['args'] } }[OpName];
/** Client to hub, no answer: typing only. */
export type ClientFrame = Request;

export type HubErrorCode =
  | 'unauthorized'
  | 'banned'
  | 'forbidden'
  | 'not-found'
  | 'invalid'
  | 'too-large'
  | 'too-many'
  | 'too-late'
  | 'rejected-content'
  | 'conflict'
  | 'unsupported'
  | 'blocked'
  | 'muted'
  | 'storage'
  | 'internal';

export interface WireError {
  readonly code: HubErrorCode;
  /** English, for developers; never with content of a message or a token. */
  readonly message: string;
  readonly field?: string;
  readonly limit?: number;
  /** Milliseconds. */
  readonly retryAfter?: number;
  /** The site's own words for the person, in its language; at most 500 characters. */
  readonly reason?: string;
  /** On `conflict`: what stands now. */
  readonly latest?: unknown;
}

export type ServerFrame =
  | { readonly id: number; readonly ok: true; readonly result: unknown }
  | { readonly id: number; readonly ok: false; readonly error: WireError }
  /** From the user's event log, in order. `cursor` is that of the last event; `left` counts those still to come in a catch-up. */
  | { readonly push: readonly import('./events.js').WireEvent[]; readonly cursor: number; readonly left?: number }
  /** Not in the log: typing. */
  | { readonly signal: import('./events.js').WireSignal }
  /** The hub closes after this. `kicked`, `unauthorized` and `banned` are final; `closing` (shutdown) and `slow` are not. */
  | {
      readonly bye: {
        readonly why: 'kicked' | 'unauthorized' | 'banned' | 'closing' | 'slow';
        readonly reason?: string;
      };
    };
