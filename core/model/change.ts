import type { Content } from './content.js';
import type { Message } from './message.js';

/** What an edit stands on: the time of the version the person saw (`edited.at`, 0: never edited), and own words he saw that were still under way. */
export interface EditBase {
  readonly at: number;
  readonly after?: readonly Content[];
}

/** Key-values to be set and removed; `was`: values as the caller knew them (null: absent), all of which must still stand. */
export interface ExtensionChange {
  readonly set?: Readonly<Record<string, string>>;
  readonly remove?: readonly string[];
  readonly was?: Readonly<Record<string, string | null>>;
}

/** What is done to one message through the outbox, by name, with what it needs. Plain data. */
export interface ChangeArgs {
  /** `after`: own words that may have come there since `base`: they are no conflict. */
  edit: { readonly content: Content; readonly base: number; readonly after?: readonly Content[] };
  extend: ExtensionChange;
  react: { readonly emoji: string; readonly on: boolean };
  pin: { readonly pinned: boolean };
  recall: { readonly reason?: string; readonly silent?: boolean };
  delete: { readonly messages: readonly Pick<Message, 'id' | 'serverId' | 'order'>[] };
  clear: { readonly upTo?: Message['order'] };
}
export type ChangeName = keyof ChangeArgs;
export type ChangeCommand = { [N in ChangeName]: { readonly name: N; readonly args: ChangeArgs[N] } }[ChangeName];

/** One change under way. `failed`: it was refused and waits for the person. */
export type PendingChange = ChangeCommand & { readonly id: string; readonly failed?: string };

/** Record `change/<message id>` (or conversation id, for `delete` and `clear`): gone when nothing is under way. */
export interface ChangeRecord {
  readonly changes: readonly PendingChange[];
}
