import type { Book } from '../client/book.js';
import type { Can } from '../client/can.js';
import type { Changes } from '../client/changes.js';
import type { Context } from '../client/context.js';
import type { Conversations } from '../client/conversations.js';
import type { Events } from '../client/events.js';
import type { History } from '../client/history.js';
import type { Inbox } from '../client/inbox.js';
import type { Messages } from '../client/messages.js';
import type { Opened } from '../client/opened.js';
import type { RunningActs as Parts } from '../client/parts.js';
import type { Unread } from '../client/unread.js';
import type { Users } from '../client/users.js';
import type { ConversationId, OrderKey } from '../model/index.js';
import type { OutboxHost } from '../outbox/index.js';

/** What acts work with: the parts of the client in the tab that leads. */
export interface ActsHost {
  readonly ctx: Context;
  readonly book: Book;
  readonly changes: Changes;
  readonly inbox: Inbox;
  readonly history: History;
  readonly rows: Conversations;
  readonly can: Can;
  readonly messages: Messages;
  readonly users: Pick<Users, 'get' | 'again'>;
  readonly opened: Pick<Opened, 'has'>;
  readonly events: Pick<Events, 'on'>;
  readonly unread: Pick<Unread, 'refresh'>;
}

type Family<P extends keyof Parts> = Pick<Parts, P>;

export interface ChangeActs {
  /** Does at the back end what stands in the outbox. */
  readonly change: OutboxHost['change'];
  /** The cache forgets everything up to and with that place. */
  cleared(id: ConversationId, upTo: OrderKey): Promise<void>;
}

/** What each family makes. Of `conversations` and `users` each has its share. */
export type RunningActs = ChangeActs &
  Family<'messages' | 'commands' | 'signals' | 'settings'> & {
    readonly conversations: Pick<Parts['conversations'], 'pin' | 'notify' | 'remove' | 'markUnread'>;
    readonly users: Pick<Parts['users'], 'update' | 'picture'>;
  };
export type RunningPeople = Family<'contacts' | 'presence' | 'blocklist' | 'devices'> & {
  readonly users: Pick<Parts['users'], 'search' | 'refresh'>;
};
export type RunningGroups = Family<'groups'>;
export type RunningRows = Family<'tags' | 'notify'> & {
  readonly conversations: Omit<Parts['conversations'], 'pin' | 'notify' | 'remove' | 'markUnread'>;
};
export type RunningPlaces = Family<'rooms' | 'spaces'>;
