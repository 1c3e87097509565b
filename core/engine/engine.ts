import type { ConversationId, User, UserId } from '../model/index.js';
import type {
  CommandFacet,
  DeletionFacet,
  EditFacet,
  ExtensionFacet,
  PinFacet,
  ReactionFacet,
  ReportFacet,
  SearchFacet,
  SettingsFacet,
  SignalFacet,
  StreamFacet,
} from './change-facets.js';
import type { EngineBatch } from './events.js';
import type {
  CallOptions,
  ConversationFacet,
  MediaFacet,
  MessageFacet,
  RecallFacet,
  ReceiptFacet,
  TypingFacet,
  UserFacet,
} from './facets.js';
import type { GroupFacet } from './group-facets.js';
import type { Action, Availability, EngineInfo, Facts } from './limits.js';
import type { BlockFacet, ContactFacet, DeviceFacet, DirectoryFacet, PresenceFacet } from './people-facets.js';
import type { RoomFacet, SpaceFacet } from './place-facets.js';
import type { TranscriptionFacet, TranslationFacet } from './reading-facets.js';
import type { RowFacet, TagFacet } from './row-facets.js';

export interface Credentials {
  readonly userId: UserId;
  /** Called for each sign-in and again whenever the back end says the token is bad or old. Never a secret of the site. */
  token(options?: CallOptions): Promise<string>;
  /** Somebody who has not signed in, where the back end lets such people listen: `token` is not asked. */
  readonly guest?: true;
}

export interface Device {
  readonly id: string;
  readonly class: 'web' | 'mobile' | 'desktop';
  readonly name?: string;
}

export interface ConnectOptions extends CallOptions {
  readonly device: Device;
  /** Cursor of the last batch that was kept. Absent: nothing is kept yet. */
  readonly cursor?: string;
}

/**
 * One back end. `connect`, `messages` and `conversations` are the floor; every other facet is optional and its presence
 * is the coarse capability. An engine translates and nothing else: it keeps no list, no unread count, no cache, no retry
 * loop, no timer of its own (the core's session calls `ping`).
 */
export interface Engine {
  readonly info: EngineInfo;
  /**
   * Begins to open the line that the next `connect` will use, while its caller still reads what was kept. Signs nobody in. Answers the
   * way to let go of it, which does nothing once `connect` has taken it.
   */
  prepare?(): () => void;
  /**
   * Opens a connection once and signs in. Resolves when signed in; catch-up follows as batches between
   * `sync started` and `sync finished`. Rejects `unauthorized` on a bad token, `timeout`, `not-connected`, `banned`.
   */
  connect(credentials: Credentials, options: ConnectOptions): Promise<User>;
  /** Resolves when the back end has let go. With `logout`, the device is forgotten there too. */
  disconnect(options?: { readonly logout?: boolean }): Promise<void>;
  /** The only way data comes in unasked. */
  subscribe(listener: (batch: EngineBatch) => void): () => void;
  /** Finer than facet presence: may this be done to this conversation, here and now? */
  can(action: Action, target?: ConversationId, facts?: Facts): Availability;
  /** Round trip; answers the server's clock in milliseconds. */
  ping?(options?: CallOptions): Promise<number>;

  readonly messages: MessageFacet;
  readonly conversations: ConversationFacet;
  readonly recall?: RecallFacet;
  readonly receipts?: ReceiptFacet;
  readonly typing?: TypingFacet;
  readonly media?: MediaFacet;
  readonly users?: UserFacet;
  readonly groups?: GroupFacet;
  readonly edits?: EditFacet;
  readonly extensions?: ExtensionFacet;
  readonly reactions?: ReactionFacet;
  readonly pins?: PinFacet;
  readonly deletion?: DeletionFacet;
  readonly streams?: StreamFacet;
  readonly search?: SearchFacet;
  readonly commands?: CommandFacet;
  readonly signals?: SignalFacet;
  readonly reports?: ReportFacet;
  readonly settings?: SettingsFacet;
  readonly rows?: RowFacet;
  readonly tags?: TagFacet;
  readonly contacts?: ContactFacet;
  readonly presence?: PresenceFacet;
  readonly blocks?: BlockFacet;
  readonly devices?: DeviceFacet;
  readonly directory?: DirectoryFacet;
  readonly rooms?: RoomFacet;
  readonly spaces?: SpaceFacet;
  readonly translation?: TranslationFacet;
  readonly transcription?: TranscriptionFacet;
}
