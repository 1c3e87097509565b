import type { WireContact, WireContactRequest, WirePresence } from './people.js';
import type {
  WireApplication,
  WireCommand,
  WireContent,
  WireConversation,
  WireCursor,
  WireGroup,
  WireMember,
  WireMessage,
  WireReaction,
  WireSettings,
  WireUser,
} from './records.js';
import type { WireRoomNews } from './rooms.js';
import type { WireTag } from './rows.js';
import type { WireChannel, WireSpace } from './spaces.js';

/** Of a message in a conversation. */
interface Of {
  readonly conversation: string;
  readonly id: string;
}

/** Put out (or it was closed to him), gone by himself, or it is over for all. Absent from older entries of the log. */
export type WireGone = 'removed' | 'left' | 'dismissed';

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
  /** Content as it is now. Without `edited` a rule of the hub has changed it (an invitation, a stream that ended), nobody's words. */
  | ({
      readonly t: 'edited';
      readonly content: WireContent;
      readonly edited?: { readonly at: number; readonly by: string };
      /** The site's moderation has changed it. */
      readonly altered?: { readonly reason?: string };
    } & Of)
  | ({
      readonly t: 'extended';
      readonly set: Readonly<Record<string, string>>;
      readonly removed?: readonly string[];
    } & Of)
  /** All reactions as they are now. */
  | ({ readonly t: 'reacted'; readonly reactions: readonly WireReaction[] } & Of)
  | ({ readonly t: 'pinned'; readonly pinned?: { readonly at: number; readonly by: string } } & Of)
  | ({ readonly t: 'tally'; readonly read: number; readonly unread: number } & Of)
  /** Its time runs: it vanishes at `at`. */
  | ({ readonly t: 'expiring'; readonly at: number } & Of)
  /** Gone for the viewer: he deleted them, or their time was over. */
  | { readonly t: 'deleted'; readonly conversation: string; readonly ids: readonly string[] }
  /** He deleted everything up to and with `upTo` (seq). */
  | { readonly t: 'cleared'; readonly conversation: string; readonly upTo: number }
  | { readonly t: 'settings'; readonly settings: WireSettings }
  /** All of one's own, in their order. */
  | { readonly t: 'tags'; readonly tags: readonly WireTag[] }
  /** One that was sent with `keep`. */
  | { readonly t: 'command'; readonly command: WireCommand }
  /** A cursor moved. On the viewer's own, `unread` is what is left. */
  | { readonly t: 'cursor'; readonly cursor: WireCursor; readonly unread?: number }
  | { readonly t: 'conversation'; readonly conversation: WireConversation }
  | { readonly t: 'conversation-removed'; readonly id: string }
  | { readonly t: 'user'; readonly user: WireUser }
  /** As it is now; without `contact` he is in the list no more. */
  | { readonly t: 'contact'; readonly user: string; readonly contact?: WireContact }
  | { readonly t: 'contact-groups'; readonly names: readonly string[] }
  /** Without `request` there is none any more. */
  | { readonly t: 'contact-request'; readonly id: string; readonly request?: WireContactRequest }
  /** Whom the viewer has blocked, or not any more. */
  | { readonly t: 'block'; readonly user: string; readonly blocked: boolean }
  | { readonly t: 'space'; readonly space: WireSpace }
  | { readonly t: 'space-removed'; readonly id: string; readonly why?: WireGone }
  | { readonly t: 'channel'; readonly channel: WireChannel }
  | { readonly t: 'channel-removed'; readonly space: string; readonly id: string; readonly why?: WireGone }
  | { readonly t: 'group'; readonly group: WireGroup }
  | { readonly t: 'member'; readonly member: WireMember }
  | { readonly t: 'member-removed'; readonly group: string; readonly user: string }
  /** As it stands now. */
  | { readonly t: 'application'; readonly application: WireApplication }
  /** The viewer has looked at all that there were. */
  | { readonly t: 'applications-read' };

/** Not in the log: true only now. */
export type WireSignal =
  | {
      readonly t: 'typing';
      readonly conversation: string;
      readonly user: string;
      readonly what: 'text' | 'voice' | 'nothing';
    }
  /** Content of kind `stream` grew; who has less than `from` asks for the message. */
  | ({ readonly t: 'grown'; readonly from: number; readonly text: string; readonly done?: boolean } & Of)
  | { readonly t: 'command'; readonly command: WireCommand }
  | { readonly t: 'presence'; readonly presence: WirePresence }
  | { readonly t: 'room'; readonly news: WireRoomNews }
  | { readonly t: 'message'; readonly message: WireMessage };
