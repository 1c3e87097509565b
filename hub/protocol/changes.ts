import type { WireContent, WireMessage } from './records.js';

/** What is done to a message after it was sent. Not for notices, recalled ones and those the caller cannot see: `forbidden`, `not-found`. */
export interface ChangeOps {
  /** Own text within limits.editSeconds. `base`: `edited.at` as the caller knew it (0: never edited); else `conflict`, `latest` the message. */
  'messages.edit': {
    args: { readonly conversation: string; readonly id: string; readonly content: WireContent; readonly base?: number };
    result: WireMessage;
  };
  /**
   * Key-values on a message. A key that begins with `@<user id>` may be written by that user alone, one that begins with
   * `!` by the message's sender and who runs the group, any other by every member. `was`: values as the caller knew them
   * (null: absent); where one differs nothing is written: `conflict`, `latest` the extensions.
   * Limits: 20 keys a call, limits.extensions and 262,144 characters in all, key 100, value 4,096 characters.
   */
  'messages.extend': {
    args: {
      readonly conversation: string;
      readonly id: string;
      readonly set?: Readonly<Record<string, string>>;
      readonly remove?: readonly string[];
      readonly was?: Readonly<Record<string, string | null>>;
    };
    result: { readonly extensions: Readonly<Record<string, string>> };
  };
  /** One per person and emoji, at most 20 different emoji a message. Idempotent. */
  'messages.react': {
    args: { readonly conversation: string; readonly id: string; readonly emoji: string; readonly on: boolean };
    result: Record<never, never>;
  };
  /** Oldest first. */
  'messages.reactors': {
    args: {
      readonly conversation: string;
      readonly id: string;
      readonly emoji?: string;
      readonly cursor?: string;
      readonly limit?: number;
    };
    result: { readonly items: readonly { readonly user: string; readonly emoji: string }[]; readonly next?: string };
  };
  /** Both in a direct conversation; who runs it in a group. At most 50 a conversation. Idempotent. */
  'messages.pin': {
    args: { readonly conversation: string; readonly id: string; readonly pinned: boolean };
    result: Record<never, never>;
  };
  /** Last pinned first. `left`: those that had no room, for `messages.get`. */
  'messages.pins': {
    args: { readonly conversation: string };
    result: { readonly items: readonly WireMessage[]; readonly left?: readonly string[] };
  };
  /** For the caller alone, at most 100; unknown ids are no error. */
  'messages.delete': {
    args: { readonly conversation: string; readonly ids: readonly string[] };
    result: Record<never, never>;
  };
  /** For the caller alone: everything up to and with `upTo`; all of it without. */
  'messages.clear': {
    args: { readonly conversation: string; readonly upTo?: number };
    result: Record<never, never>;
  };
  /**
   * Own content of kind `stream`: adds text at its end. `from` is how many UTF-16 units are there; a smaller one with the
   * same text is a repeat and no fault, else `conflict`, `latest` the content. `done` ends it for good.
   */
  'messages.grow': {
    args: {
      readonly conversation: string;
      readonly id: string;
      readonly from: number;
      readonly text: string;
      readonly done?: boolean;
    };
    result: { readonly length: number };
  };
}
