import type { GroupDraft, GroupPatch, MemberQuery, Page } from '../engine/index.js';
import type { ConversationId, Group, Member, UserId } from '../model/index.js';
import type { Outcomes } from '../people/types.js';

export type { GroupDraft, GroupPatch, MemberQuery };

/** What may be done says `can()`, which knows the role and the type of the group. All reject `unsupported`, `forbidden`, `not-found`. */
export interface GroupActs {
  create(draft: GroupDraft): Promise<ConversationId>;
  /** For ever, for all: members see the conversation locked (`dismissed`). */
  dismiss(id: string): Promise<void>;
  join(id: string, words?: string): Promise<'joined' | 'pending'>;
  /** An owner names who follows, else the back end does. Alone: the group is dismissed. */
  leave(id: string, successor?: UserId): Promise<void>;
  /** Into `group/<id>`. What one may not see is left out. */
  get(ids: readonly string[]): Promise<readonly Group[]>;
  /** Fills `list/groups` with one's own; false at the end. */
  more(): Promise<boolean>;
  /** The public directory. */
  directory(words?: string, cursor?: string): Promise<Page<Group>>;
  update(id: string, patch: GroupPatch): Promise<void>;
  /** Text of at most 5,000 characters, null takes it away; `notify`: also as a message that mentions all. */
  announce(id: string, text: string | null, options?: { readonly notify?: boolean }): Promise<void>;
  invite(id: string, users: readonly UserId[], words?: string): Promise<Outcomes<'joined' | 'pending'>>;
  /** `ban`: he cannot come back until `unban`. */
  kick(id: string, users: readonly UserId[], options?: { readonly ban?: boolean }): Promise<Outcomes<'removed'>>;
  unban(id: string, users: readonly UserId[]): Promise<Outcomes<'removed'>>;
  banned(id: string, cursor?: string): Promise<Page<UserId>>;
  setRole(id: string, users: readonly UserId[], role: 'admin' | 'member'): Promise<Outcomes<'set'>>;
  transfer(id: string, to: UserId): Promise<void>;
  /** `until` in milliseconds, at most 30 days ahead; 0: may write again. */
  mute(id: string, users: readonly UserId[], until: number): Promise<Outcomes<'set'>>;
  /** `exempt`: may write while all are muted. */
  exempt(id: string, users: readonly UserId[], exempt: boolean): Promise<Outcomes<'set'>>;
  muteAll(id: string, muted: boolean): Promise<void>;
  /** One's own card and fields, or, where `can('edit-member')`, those of another. */
  updateMember(
    id: string,
    user: UserId,
    patch: { readonly card?: string | null; readonly fields?: Readonly<Record<string, string | null>> },
  ): Promise<void>;
  /** Next page of members into `list/members/<group>`; false at the end. */
  moreMembers(id: string): Promise<boolean>;
  /** Beside the store. */
  members(id: string, query?: MemberQuery): Promise<Page<Member>>;
  /** Members who are online now. */
  online(id: string): Promise<number>;
  /** To groups that one runs, and invitations to oneself: into `list/applications`, newest first; false at the end. */
  moreApplications(): Promise<boolean>;
  /** Answered already by another admin: `conflict`, and the store says by whom. */
  accept(application: string): Promise<void>;
  refuse(application: string, reason?: string): Promise<void>;
  readApplications(): Promise<void>;
  /** At most 100 of 64 and 4,096 characters. `was` (null: absent) guards: `conflict` when it is not so any more. */
  setAttributes(
    id: string,
    set: Readonly<Record<string, string | null>>,
    options?: { readonly was?: Readonly<Record<string, string | null>> },
  ): Promise<void>;
  /** Takes the place of all. */
  initAttributes(id: string, all: Readonly<Record<string, string>>): Promise<void>;
  /** At most 20 counters of 64 characters; answers the new value. */
  count(id: string, counter: string, change: { readonly by?: number; readonly to?: number }): Promise<number>;
}
