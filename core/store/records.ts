import type {
  Application,
  ChangeRecord,
  Channel,
  Contact,
  ContactRequest,
  Conversation,
  Draft,
  Group,
  Member,
  Message,
  Presence,
  ReadCursor,
  ReceiptTally,
  Room,
  Session,
  Settings,
  Space,
  Tag,
  Typing,
  UnreadTotal,
  User,
} from '../model/index.js';

/** One run of a conversation's timeline, at most 100 ids long; its ids stand in the list `page/<id>`. */
export interface TimelinePage {
  readonly id: string;
  /** Are there messages between this page and the one before it (or, on the first, before it) that we do not hold? */
  readonly gapBefore: boolean;
}

/**
 * The held part of a conversation, oldest page first. The last page is always the live end; rows the server has not
 * placed yet stand in the list `pending/<conversation>`, after it, in the order typed.
 */
export interface Timeline {
  readonly conversationId: string;
  readonly pages: readonly TimelinePage[];
  /** False until the newest page has been fetched or read from the cache. */
  readonly opened: boolean;
  readonly loading?: 'older' | 'newer' | 'around' | 'newest';
  readonly error?: string;
}

/** Bytes moved of a file on its way, 0 to 1. Stands apart from its message because it changes often. */
export interface Transfer {
  readonly messageId: string;
  readonly fraction: number;
}

/** Our id for a message, by the server's. Kept only where the two differ and cannot be computed. */
export interface Alias {
  readonly messageId: string;
}

/** Whatever must be remembered beside the records: the engine's cursor (`cursor`), the format of the cache. */
export interface Meta {
  readonly value: string;
}

/** Voice messages of others that were played in this browser, oldest first, at most 500 a conversation. Played is not read. */
export interface Played {
  readonly ids: readonly string[];
}

/** Every kind of record. Grows by declaration merging. Ids: user id, conversation id, message id, `<conversation>/<user>` for cursors and so on. */
export interface RecordMap {
  user: User;
  conversation: Conversation;
  message: Message;
  /** id `<conversation>/<user>` */
  cursor: ReadCursor;
  tally: ReceiptTally;
  group: Group;
  /** id `<group>/<user>` */
  member: Member;
  timeline: Timeline;
  draft: Draft;
  alias: Alias;
  meta: Meta;
  typing: Typing;
  transfer: Transfer;
  /** id: conversation id */
  played: Played;
  /** id: message id, or conversation id for what concerns several. Made from the outbox. */
  change: ChangeRecord;
  /** id `self`; there once `client.settings.load` was called. */
  settings: Settings;
  /** id: user id; only of those who are watched. */
  presence: Presence;
  contact: Contact;
  'contact-request': ContactRequest;
  application: Application;
  tag: Tag;
  room: Room;
  space: Space;
  /** id `<space>/<channel>` */
  channel: Channel;
  /** id `self` */
  session: Session;
  /** id `total` */
  unread: UnreadTotal;
}
export type RecordType = keyof RecordMap;

/**
 * Lists: `list/conversations` (sorted ids), `list/page/<page id>` and `list/pending/<conversation>` (message ids),
 * `list/conversations/<filter>` (the same, see `viewOf`), `list/members/<group>` (user ids), `list/contacts`, `list/contact-groups` (names),
 * `list/contact-requests` (newest first, both directions), `list/blocked` (user ids), `list/applications` (to oneself as an admin, and invitations),
 * `list/groups` (ids of one's own), `list/tags`, `list/spaces`, `list/channels/<space>` (channel ids) - each once asked for -,
 * `list/pins/<conversation>` (message ids, once asked for), `list/cursors/<conversation>` (users whose cursor is held, not for `direct:`).
 */
export type Key = `${RecordType | 'list'}/${string}`;

/** What the names of filtered lists begin with; see `viewOf`. */
export const FILTERED = 'conversations/';

export const cursorList = (conversationId: string): string => `cursors/${conversationId}`;

/** Never kept by the cache: they are true only now. */
export const EPHEMERAL: ReadonlySet<string> = new Set<RecordType>([
  'typing',
  'transfer',
  'session',
  'unread',
  'change',
  'presence',
  'room',
]);
