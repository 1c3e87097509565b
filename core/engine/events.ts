import type {
  Application,
  Channel,
  Command,
  Contact,
  ContactRequest,
  Conversation,
  ConversationId,
  Group,
  ImError,
  Member,
  Message,
  MessageId,
  OrderKey,
  Presence,
  Quote,
  Reaction,
  ReadCursor,
  Settings,
  Tag,
  User,
  UserId,
  WireContent,
} from '../model/index.js';
import type { RoomChange, SpaceFace } from './place-facets.js';

/** What an engine hands over before the core has given it a local identity and read its content. */
export type IncomingMessage = Omit<Message, 'id' | 'delivery' | 'own' | 'content' | 'serverId' | 'order' | 'replyTo'> &
  Required<Pick<Message, 'order'>> & {
    readonly serverId: string;
    readonly content: WireContent;
    readonly replyTo?: Omit<Quote, 'id'> & { readonly serverId: string };
    /** Of an own message sent with `receipt`. */
    readonly tally?: { readonly read: number; readonly unread: number };
    /** Only on messages of the signed-in user, where `info.echo` is 'client-id'. */
    readonly clientId?: MessageId;
    /** As a list shows its last message, or without what could not be had: what it does not say (reactions, extensions ...) stays as it was known. */
    readonly outline?: boolean;
  };

/** `lastMessage` travels whole; the core gives it its local id. */
export type ConversationPatch = Pick<Conversation, 'id'> &
  Partial<Omit<Conversation, 'id' | 'lastMessageId' | 'mentions'>> & {
    /** All that are not read, where the back end knows; ascending. */
    readonly mentions?: readonly { readonly serverId: string; readonly order: OrderKey; readonly of: 'me' | 'all' }[];
    readonly lastMessage?: IncomingMessage;
    readonly cursors?: readonly ReadCursor[];
    /** The row is told whole: what is not said is not there any more. */
    readonly whole?: boolean;
  };

export type MessageChange = {
  readonly serverId: string;
  readonly conversationId: ConversationId;
} /** Without `at` a rule of the back end changed the content, not a person: no mark of an edit. */ & (
  | {
      readonly what: 'edited';
      readonly content: WireContent;
      readonly at?: number;
      readonly by?: UserId;
      /** Moderation changed the words. */
      readonly altered?: Message['altered'];
    }
  | { readonly what: 'recalled'; readonly by: UserId; readonly at: number; readonly reason?: string }
  | { readonly what: 'extended'; readonly set: Readonly<Record<string, string>>; readonly removed?: readonly string[] }
  /** All reactions as they are now. */
  | { readonly what: 'reacted'; readonly reactions: readonly Reaction[] }
  | { readonly what: 'pinned'; readonly pinned?: Message['pinned'] }
  | { readonly what: 'tally'; readonly read: number; readonly unread: number }
  | { readonly what: 'expiring'; readonly at: number }
  /** Content of kind `stream` grew by `text` after its first `from` UTF-16 units. Live only; the end is an `edited`. */
  | { readonly what: 'grown'; readonly from: number; readonly text: string; readonly done?: boolean }
  | { readonly what: 'deleted' }
);

/** Of what was removed: put out, gone by himself, or over for all. Absent: put out. */
type Gone = 'removed' | 'left' | 'dismissed';

export type EngineEvent =
  | { readonly type: 'disconnected'; readonly error?: ImError }
  | {
      readonly type: 'session-ended';
      readonly why: 'kicked' | 'unauthorized' | 'banned' | 'closed';
      readonly reason?: string;
    }
  /** `full`: the back end cannot replay what was missed; the core reloads lists and marks a gap in every timeline. */
  | {
      readonly type: 'sync';
      readonly phase: 'started' | 'finished' | 'failed';
      readonly full?: boolean;
      readonly left?: number;
    }
  | { readonly type: 'clock'; readonly offset: number }
  /** What `can()` answers has changed. */
  | { readonly type: 'abilities' }
  | { readonly type: 'messages'; readonly messages: readonly IncomingMessage[]; readonly origin: 'live' | 'catch-up' }
  | { readonly type: 'message-changes'; readonly changes: readonly MessageChange[] }
  | {
      readonly type: 'conversations';
      readonly changed: readonly ConversationPatch[];
      readonly removed?: readonly ConversationId[];
    }
  /** `unread`: exact count left in the conversation, on the reader's own cursor where the back end knows it. */
  | { readonly type: 'receipts'; readonly cursors: readonly (ReadCursor & { readonly unread?: number })[] }
  | {
      readonly type: 'typing';
      readonly conversationId: ConversationId;
      readonly userId: UserId;
      readonly what: 'text' | 'voice' | 'nothing';
    }
  /** Everything up to and with `upTo` is gone for this user. */
  | { readonly type: 'cleared'; readonly conversationId: ConversationId; readonly upTo: OrderKey }
  | { readonly type: 'commands'; readonly commands: readonly Command[] }
  | { readonly type: 'settings'; readonly settings: Settings }
  /** All of one's own, in their order. */
  | { readonly type: 'tags'; readonly tags: readonly Tag[] }
  | { readonly type: 'users'; readonly users: readonly User[] }
  /** Of those who are watched. */
  | { readonly type: 'presence'; readonly presences: readonly Presence[] }
  | { readonly type: 'contacts'; readonly changed: readonly Contact[]; readonly removed?: readonly UserId[] }
  | { readonly type: 'contact-groups'; readonly names: readonly string[] }
  | {
      readonly type: 'contact-requests';
      readonly changed: readonly ContactRequest[];
      readonly removed?: readonly string[];
    }
  | { readonly type: 'blocks'; readonly added: readonly UserId[]; readonly removed: readonly UserId[] }
  | {
      readonly type: 'spaces';
      readonly changed: readonly SpaceFace[];
      readonly removed?: readonly string[];
      readonly why?: Gone;
    }
  | {
      readonly type: 'channels';
      readonly changed: readonly Channel[];
      readonly removed?: readonly Pick<Channel, 'spaceId' | 'id'>[];
      readonly why?: Gone;
    }
  /** Of rooms that one is in. */
  | { readonly type: 'rooms'; readonly changed: readonly RoomChange[] }
  | { readonly type: 'groups'; readonly changed: readonly Group[]; readonly removed?: readonly string[] }
  /** As they stand now. `read`: the user has looked at all that there were. */
  | { readonly type: 'applications'; readonly changed: readonly Application[]; readonly read?: true }
  | {
      readonly type: 'members';
      readonly changed: readonly Member[];
      readonly removed?: readonly Pick<Member, 'groupId' | 'userId'>[];
    };

/** Events that belong together: the core commits them, and the cursor, at once, then tells. */
export interface EngineBatch {
  readonly events: readonly EngineEvent[];
  /** Everything up to here has been handed over; given back to `connect` next time. Opaque. */
  readonly cursor?: string;
}
