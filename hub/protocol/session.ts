import type { WireUser } from './records.js';

export interface HubLimits {
  readonly textGraphemes: number;
  readonly contentBytes: number;
  readonly fileBytes: number;
  readonly imageBytes: number;
  readonly refusedFiles: readonly string[];
  readonly historyPage: number;
  readonly recallSeconds: number;
  readonly editSeconds: number;
  /** Key-values on one message. */
  readonly extensions: number;
  /** Messages in one forwarded bundle. */
  readonly mergedMessages: number;
  readonly sendsPerSecond: number;
  readonly usersPerFetch: number;
}

export interface Welcome {
  readonly user: WireUser;
  readonly session: string;
  /** Milliseconds, server clock. */
  readonly time: number;
  readonly limits: HubLimits;
  /** Where the log stands now. */
  readonly cursor: number;
  /** `replay`: pushes up to `cursor` follow, the last with `left: 0`. `full`: the cursor asked for is too old, unknown or absent. */
  readonly sync: 'replay' | 'full';
  /** What the site, or this kind of person, does without: names of actions such as `search-users`. */
  readonly without?: readonly string[];
}

export interface SessionOps {
  /** Without a connection's hello: makes an anonymous visitor. Rate-limited per address. */
  'visitor.create': { args: { readonly name?: string }; result: { readonly user: string; readonly token: string } };
  /** Signed in: takes over the conversations of a visitor whose token this is. Idempotent. */
  'visitor.merge': { args: { readonly token: string }; result: { readonly moved: number } };
  'session.hello': {
    args: {
      readonly protocol: number;
      readonly token: string;
      readonly device: { readonly id: string; readonly class: 'web' | 'mobile' | 'desktop'; readonly name?: string };
      readonly cursor?: number;
    };
    result: Welcome;
  };
  /** A fresh token on a living connection, before the old one expires. Must be of the same user. */
  'session.refresh': { args: { readonly token: string }; result: Record<never, never> };
  /** Forgets the device; the connection ends after the answer. */
  'session.logout': { args: Record<never, never>; result: Record<never, never> };
  'session.ping': { args: Record<never, never>; result: { readonly time: number } };
  'session.devices': {
    args: Record<never, never>;
    result: {
      readonly devices: readonly {
        readonly id: string;
        readonly class: string;
        readonly name?: string;
        readonly online: boolean;
        readonly self: boolean;
        readonly seenAt: number;
      }[];
    };
  };
  /** Ends another session of one's own: that device gets `bye kicked`. */
  'session.end': { args: { readonly device: string }; result: Record<never, never> };
}
