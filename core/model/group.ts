import type { UserId } from './ids.js';

/**
 * `work`: by invitation. `public`: one applies. `meeting`: free to enter. `discussion`: ad hoc, its creator alone removes.
 * What each role may do in each is data of the back end.
 */
export type GroupType = 'work' | 'public' | 'meeting' | 'discussion';
export type Role = 'owner' | 'admin' | 'member';
/** How one comes in: by invitation alone, by application, or freely. */
export type JoinPolicy = 'invite' | 'apply' | 'open';
/** Who may invite: members, owner and admins, nobody. `consent`: members, and the invited one is asked first. */
export type InvitePolicy = 'members' | 'admins' | 'consent' | 'closed';

export interface Group {
  readonly id: string;
  readonly kind: 'group' | 'room';
  readonly type?: GroupType;
  readonly policy?: JoinPolicy;
  readonly invites?: InvitePolicy;
  readonly ownerId?: UserId;
  /** Of a live room, at most 50, here or not; absent where the back end does not tell. */
  readonly admins?: readonly UserId[];
  readonly name?: string;
  readonly avatar?: string;
  readonly introduction?: string;
  /** What all members are to know. */
  readonly announcement?: { readonly text: string; readonly at: number; readonly by: UserId };
  readonly memberCount?: number;
  /** Only owner, admins and those with `Member.exempt` write. */
  readonly mutedAll?: boolean;
  /** Stands in the public directory. */
  readonly listed?: boolean;
  /** What newcomers may read. */
  readonly history?: 'joined' | 'all';
  /** The page's own, at most 50 of 64 and 4,096 characters; set by owner and admins. */
  readonly fields?: Readonly<Record<string, string>>;
  /** Key-values of the members, such as the state of a game. */
  readonly attributes?: Readonly<Record<string, string>>;
  readonly counters?: Readonly<Record<string, number>>;
  readonly createdAt?: number;
  /** Over, for all. */
  readonly dismissed?: boolean;
}

export interface Member {
  readonly groupId: string;
  readonly userId: UserId;
  readonly role: Role;
  /** What he is called here. At most 100 characters. */
  readonly card?: string;
  /** Milliseconds. */
  readonly mutedUntil?: number;
  /** May write while all are muted. */
  readonly exempt?: boolean;
  readonly fields?: Readonly<Record<string, string>>;
  readonly joinedAt?: number;
}

/** Somebody wants to come in, or (`invitedBy`) is asked to. Kept until it is answered. */
export interface Application {
  readonly id: string;
  readonly groupId: string;
  readonly userId: UserId;
  readonly invitedBy?: UserId;
  readonly words?: string;
  readonly at: number;
  readonly state: 'pending' | 'accepted' | 'refused';
  /** Who answered; another admin perhaps. */
  readonly by?: UserId;
  readonly reason?: string;
  readonly read: boolean;
}

/** Where one stands in a conversation: what one is there, and why one cannot write. */
export interface Standing {
  readonly role?: Role;
  /** Absent: one may write. `muted-all`: everybody but the owner and admins. `blocked`: the other one does not want it. */
  readonly locked?: 'muted' | 'muted-all' | 'removed' | 'left' | 'banned' | 'dismissed' | 'blocked' | 'closed';
  /** Milliseconds; of `muted` and `banned`. */
  readonly until?: number;
}
