import type { WireConversation, WireCursor, WireGroup, WireMember, WireMessage, WireUser } from './records.js';

/** Entries of a user's event log. Handlers must be idempotent: after a reconnect the last package may come again. */
export type WireEvent =
  | { readonly t: 'message'; readonly message: WireMessage }
  | {
      readonly t: 'recalled';
      readonly conversation: string;
      readonly id: string;
      readonly seq: number;
      readonly by: string;
      readonly at: number;
      readonly reason?: string;
    }
  /** A cursor moved. On the viewer's own, `unread` is what is left. */
  | { readonly t: 'cursor'; readonly cursor: WireCursor; readonly unread?: number }
  | { readonly t: 'conversation'; readonly conversation: WireConversation }
  | { readonly t: 'conversation-removed'; readonly id: string }
  | { readonly t: 'user'; readonly user: WireUser }
  | { readonly t: 'group'; readonly group: WireGroup }
  | { readonly t: 'member'; readonly member: WireMember }
  | { readonly t: 'member-removed'; readonly group: string; readonly user: string };

export type WireSignal = {
  readonly t: 'typing';
  readonly conversation: string;
  readonly user: string;
  readonly what: 'text' | 'voice' | 'nothing';
};
