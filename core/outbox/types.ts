import type { OutgoingMessage } from '../engine/index.js';
import type { ChangeCommand, ConversationId, OrderKey } from '../model/index.js';

/**
 * A promise made to the person that survives a reload: a command and its arguments, not its effect. What is written
 * in one conversation leaves in order, and so does what is done to its messages; neither waits for the other, nor one
 * conversation for another.
 */
export type OutboxEntry = {
  /** For `send` the message's local id: the idempotency key. */
  readonly id: string;
  readonly conversationId: ConversationId;
  /** Grows with every entry of this user on this browser: the order typed. */
  readonly number: number;
  readonly createdAt: number;
  readonly attempts: number;
  /** Local clock; earlier than this it is not tried. */
  readonly notBefore: number;
  /** Set: it waits for the person (retry or discard) and holds nobody up. */
  readonly failed?: string;
} & OutboxCommand;

export interface OutboxCommands {
  send: { readonly message: OutgoingMessage; readonly blobKey?: string };
  /** What is done to a message, or to a conversation (`target`): carried out by core/acts, loaded when one is due. */
  change: { readonly change: ChangeCommand; readonly target: string; readonly serverId?: string };
  'mark-read': { readonly upTo: { readonly serverId?: string; readonly order: OrderKey } };
}
export type OutboxCommand = {
  [C in keyof OutboxCommands]: { readonly command: C } & OutboxCommands[C];
}[keyof OutboxCommands];

/** What the caller gives; the outbox adds number, attempts and times. */
export type OutboxDraft = Pick<OutboxEntry, 'id' | 'conversationId'> & OutboxCommand;
