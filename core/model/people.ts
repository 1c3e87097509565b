import type { ConversationId, UserId } from './ids.js';

export interface User {
  readonly id: UserId;
  readonly name?: string;
  /** An address an `<img>` can load, or a file id where the engine signs addresses. */
  readonly avatar?: string;
  readonly presence?: 'unknown' | 'online' | 'offline' | 'away';
  readonly status?: string;
  readonly fields?: Readonly<Record<string, string>>;
}

export interface Group {
  readonly id: string;
  readonly kind: 'group' | 'channel' | 'room';
  readonly policy?: 'invite' | 'apply' | 'open';
  readonly ownerId?: UserId;
  readonly name?: string;
  readonly avatar?: string;
  readonly notice?: string;
  readonly memberCount?: number;
  readonly mutedAll?: boolean;
  readonly attributes?: Readonly<Record<string, string>>;
}

export interface Member {
  readonly groupId: string;
  readonly userId: UserId;
  readonly role: 'owner' | 'admin' | 'member';
  readonly card?: string;
  readonly mutedUntil?: number;
}

export interface Typing {
  readonly conversationId: ConversationId;
  readonly users: readonly { readonly userId: UserId; readonly what: 'text' | 'voice'; readonly until: number }[];
}
