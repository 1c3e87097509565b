import type {
  ContentKind,
  ConversationKind,
  GroupType,
  InvitePolicy,
  JoinPolicy,
  NotifyLevel,
  QuietHours,
  Role,
  Standing,
} from '../model/index.js';

/** Limits an engine declares. Absent means the engine does not know; the server then decides. */
export interface Limits {
  readonly recallSeconds?: number;
  readonly editSeconds?: number;
  /** User-perceived characters of a text. */
  readonly textGraphemes?: number;
  readonly contentBytes?: number;
  /** Instead, of content of kind `merged`. */
  readonly bundleBytes?: number;
  readonly fileBytes?: number;
  readonly imageBytes?: number;
  /** Media types and name endings that uploads may not have, e.g. `text/html`, `.exe`. */
  readonly refusedFiles?: readonly string[];
  readonly historyPage: number;
  readonly sendsPerSecond?: number;
  readonly usersPerFetch?: number;
  /** Messages in one forwarded bundle. */
  readonly mergedMessages?: number;
  readonly voiceSeconds?: number;
  readonly voiceBytes?: number;
  readonly videoBytes?: number;
  /** Name endings of voice messages that can be transcribed, e.g. `.mp3`. */
  readonly heardFiles?: readonly string[];
  /** Key-values on one message; length of a key and of a value, characters. */
  readonly extensions?: number;
  readonly extensionKey?: number;
  readonly extensionValue?: number;
  readonly searchWords?: number;
  /** Messages in one call of `delete`. */
  readonly deletes?: number;
  readonly pins?: number;
  /** People whose presence one connection may watch. */
  readonly watched?: number;
  /** Of a pause, quiet hours and a level for all other than `all`, how many can stand at once. */
  readonly silences?: number;
  /** Levels that are kept, where not all of them are: of one conversation, of all, in quiet hours. */
  readonly levels?: {
    readonly one?: readonly NotifyLevel[];
    readonly all?: readonly NotifyLevel[];
    readonly quiet?: readonly QuietHours['level'][];
  };
}

export interface EngineInfo {
  readonly name: string;
  readonly limits: Limits;
  readonly kinds: readonly ConversationKind[];
  /** Content the back end carries in a form of its own; `'all'` when any kind passes whole. Other kinds travel as `custom`. */
  readonly nativeContent: readonly ContentKind[] | 'all';
  /** Does the server echo our own client id back? Decides how a local row meets its server copy. */
  readonly echo: 'client-id' | 'none';
  readonly ordering: Readonly<Partial<Record<ConversationKind, 'seq' | 'time'>>>;
  /** How far reading can be told: up to a message (default), or only that all of a conversation is read. */
  readonly reads?: 'message' | 'conversation';
}

/**
 * `unsupported`: this back end never can. `unavailable`: not now, not for this kind of conversation, not for this role.
 * `disabled`: the back end could, but it is not enabled for this app.
 */
export type Availability = 'available' | 'unavailable' | 'unsupported' | 'disabled';

export type Action =
  | 'send'
  | 'upload'
  | 'recall'
  | 'edit'
  | 'delete'
  | 'forward'
  | 'reply'
  | 'mention'
  | 'mention-all'
  | 'direct'
  | 'receipt'
  | 'typing'
  | 'react'
  | 'pin'
  | 'mute'
  | 'tag'
  /** Own order of tags; a row first within a tag. */
  | 'sort-tags'
  | 'pin-tagged'
  | 'mark-unread'
  | 'mark-read'
  | 'remove'
  | 'clear'
  | 'search'
  | 'history'
  | 'create-group'
  | 'join-group'
  | 'members'
  | 'invite'
  | 'kick'
  | 'mute-member'
  | 'dismiss'
  | 'leave'
  | 'update-self'
  | 'extend'
  | 'pin-message'
  | 'reactors'
  | 'readers'
  | 'privacy'
  | 'stream'
  | 'command'
  | 'signal'
  | 'report'
  | 'erase'
  | 'expire'
  | 'transient'
  | 'silent'
  | 'unlisted'
  | 'by-kind'
  | 'translate'
  | 'transcribe'
  // Conversations.
  | 'mark'
  | 'shield'
  | 'data'
  | 'wipe'
  | 'notify-all'
  | 'notify-kind'
  | 'quiet-hours'
  // People.
  | 'contacts'
  | 'request-contact'
  | 'contact-groups'
  | 'block'
  | 'presence'
  | 'set-presence'
  | 'search-users'
  | 'devices'
  | 'accounts'
  // Groups: what may be done in this one, by this role.
  | 'search-groups'
  | 'search-members'
  | 'directory'
  | 'edit-group'
  | 'edit-policy'
  | 'edit-member'
  | 'edit-card'
  | 'announce'
  | 'ban'
  | 'set-role'
  | 'transfer'
  | 'mute-all'
  | 'answer-application'
  | 'attributes'
  | 'init-attributes'
  | 'counters'
  // Live rooms.
  | 'create-room'
  | 'join-room'
  | 'like'
  | 'room-attributes'
  | 'force-attributes'
  | 'destroy-room'
  // Spaces.
  | 'spaces'
  | 'create-space'
  | 'edit-space'
  | 'create-channel'
  | 'edit-channel'
  | 'channel-members';

/** What the core knows of the caller's place there; an engine that knows more itself may do without. */
export interface Facts {
  readonly role?: Role;
  readonly type?: GroupType;
  readonly policy?: JoinPolicy;
  readonly invites?: InvitePolicy;
  readonly locked?: Standing['locked'];
  /** Of the member who is meant, such as whom one would remove. */
  readonly other?: Role;
}
