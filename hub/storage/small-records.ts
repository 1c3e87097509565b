import type { WireMessage, WireRoomAttribute } from '../protocol/index.js';

/* Records of people, groups and places that are kept by kind, owner and id. */

export interface ApplicationDoc {
  readonly group: string;
  readonly user: string;
  readonly invitedBy?: string;
  readonly words?: string;
  readonly at: number;
  /** Grows with each of the whole hub; its rank. */
  readonly n: number;
  readonly state: 'pending' | 'accepted' | 'refused';
  readonly answeredBy?: string;
  readonly reason?: string;
}

export interface FormerDoc {
  readonly why: 'removed' | 'left' | 'banned';
  readonly at: number;
  /** The last message then. */
  readonly seq: number;
  readonly activity: number;
  readonly clearedSeq: number;
  readonly name?: string;
  readonly avatar?: string;
  /** The picture was a file that members may read. */
  readonly face?: boolean;
}

export interface ContactRequestDoc {
  readonly from: string;
  readonly to: string;
  readonly words?: string;
  readonly at: number;
  readonly state: 'pending' | 'accepted' | 'refused';
  readonly reason?: string;
  readonly read: boolean;
  readonly oneWay?: boolean;
  readonly remark?: string;
  readonly groups?: readonly string[];
}

/** What is left of a live room after a restart. */
export interface RoomDoc {
  readonly messages: readonly WireMessage[];
  /** What stands up to and with it (seq) is not there any more. */
  readonly lost: number;
  /** The hub ended well: nothing was said that is not here. */
  readonly clean: boolean;
  readonly likes: number;
  readonly attributes: Readonly<Record<string, WireRoomAttribute>>;
  /** Until when, by user. */
  readonly muted: Readonly<Record<string, number>>;
  readonly bans: Readonly<Record<string, number>>;
}

export interface SpaceDoc {
  readonly name: string;
  readonly avatar?: string;
  readonly introduction?: string;
  readonly policy: 'invite' | 'open';
  readonly owner: string;
  readonly createdAt: number;
}

export interface ChannelDoc {
  readonly name: string;
  readonly topic?: string;
  readonly private?: boolean;
  readonly category?: string;
  /** The last message when it was made public: what is older stays with those who were in it. */
  readonly since?: number;
}

/** Small records of many kinds, by kind; each family of calls adds its own here. `owner` and `id` are said beside. */
export interface Docs {
  /** Somebody in a list. Owner: whose list; id: who. */
  contact: {
    readonly remark?: string;
    readonly notes?: string;
    readonly groups: readonly string[];
    readonly since: number;
  };
  /** Names of contact groups. Owner: user; id: the name. */
  'contact-group': { readonly at: number };
  /** Owner: who blocks; id: who is blocked. */
  block: { readonly at: number };
  /** Owner: either of the two; id: `<from>><to>`; rank: `at`. What the asker would call him stands in his own copy alone. */
  'contact-request': ContactRequestDoc;
  /** Owner: user; id `last`. When his last device left. */
  seen: { readonly at: number };
  /** Owner: user; id of a device whose session he has ended. Tokens made before are of no use there. */
  ended: { readonly at: number };
  /** Owner: user; id `password`. Tokens made before `since` are of no use. */
  account: { readonly hash: string; readonly since?: number };
  /** Owner: user; id of the tag. */
  tag: { readonly name: string };
  /** Wants to come in. Owner: group. */
  'group-application': ApplicationDoc;
  /** Is asked to come in. Owner: who is asked. */
  'group-invitation': ApplicationDoc;
  /** He wrote something into it: words, or a reason. Owner: who; id: of the application; `of`: its owner. */
  'application-words': { readonly of: string; readonly invitation: boolean };
  /** Not answered yet. Owner: group; id: who would come in. */
  'group-pending': { readonly application: string; readonly owner: string };
  /** Looked at, up to and with that `n`. Owner: user; id: `all`. */
  'applications-read': { readonly upTo: number };
  /** Owner: group; id: who left while he was muted; rank: `until`. */
  'group-mute': { readonly until: number };
  /** Owner: group; id: who cannot come in. */
  'group-ban': { readonly at: number; readonly by: string };
  /** Owner: the room; id: `self`. */
  room: RoomDoc;
  /** Owner: the space; id: `self`. */
  space: SpaceDoc;
  /** Owner: the space; rank: its place. */
  channel: ChannelDoc;
  /** Is in a private channel. Owner: its key; id: who. `seq`: the last message when he came. */
  'channel-member': { readonly at: number; readonly seq?: number };
  /** Owner: who is in the space; id: the space. `seqs`: the last message of each channel when he came. */
  'space-seat': { readonly seqs: Readonly<Record<string, number>> };
  /** He has deleted up to there, and is in the channel no more. Owner: user; id: its key; rank: when he left. */
  'channel-cleared': { readonly upTo: number };
  /** A place that goes by a file of who named it. Owner: the file; id: key of the group, room or space. */
  face: { readonly at: number };
  /** Is no member any more, and has the row still. Owner: user; id: group; rank: activity then. */
  former: FormerDoc;
}
export type DocKind = keyof Docs;

/** `rank` sorts within (kind, owner); ties by id. */
export interface DocRow<K extends DocKind = DocKind> {
  readonly id: string;
  readonly rank: number;
  readonly doc: Docs[K];
}
