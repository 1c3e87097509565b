import type {
  Application,
  Group,
  GroupType,
  ImError,
  InvitePolicy,
  JoinPolicy,
  Member,
  Role,
  UserId,
} from '../model/index.js';
import type { CallOptions, Page, PageOptions } from './facets.js';

export interface GroupDraft {
  readonly id?: string;
  readonly name?: string;
  readonly avatar?: string;
  readonly introduction?: string;
  /** Default `work`. Says what the other fields are where they are left out. */
  readonly type?: GroupType;
  readonly policy?: JoinPolicy;
  readonly invites?: InvitePolicy;
  readonly members?: readonly UserId[];
  /** What newcomers may read. Default `joined`: only from then on. */
  readonly history?: 'joined' | 'all';
  readonly listed?: boolean;
  readonly fields?: Readonly<Record<string, string>>;
}

/** Fields left out stay, null clears. */
export interface GroupPatch {
  readonly name?: string | null;
  readonly avatar?: string | null;
  readonly introduction?: string | null;
  readonly policy?: JoinPolicy;
  readonly invites?: InvitePolicy;
  readonly history?: 'joined' | 'all';
  readonly listed?: boolean;
  readonly fields?: Readonly<Record<string, string | null>>;
}

export interface MemberQuery {
  readonly roles?: readonly Role[];
  /** In names, cards and ids. */
  readonly words?: string;
  readonly muted?: boolean;
  readonly cursor?: string;
}

/** Of each by himself. */
type Outcomes<T extends string> = ReadonlyMap<UserId, T | ImError>;

/**
 * Groups: what is optional here is missing where `can()` says `unsupported`. Batch calls never half-fail in silence: one
 * outcome per user. What becomes of it is told by the events `groups`, `members`, `applications` and `conversations`.
 */
export interface GroupFacet {
  /** Asked again with the same id by the same person: the same group. */
  create(draft: GroupDraft, options?: CallOptions): Promise<Group>;
  /** Those that the user may see, in full where he is a member. */
  fetch(ids: readonly string[], options?: CallOptions): Promise<readonly Group[]>;
  join(id: string, options?: CallOptions & { readonly words?: string }): Promise<'joined' | 'pending'>;
  leave?(id: string, options?: CallOptions & { readonly successor?: UserId }): Promise<void>;
  members(id: string, options: PageOptions & Omit<MemberQuery, 'cursor'>): Promise<Page<Member>>;
  invite?(
    id: string,
    users: readonly UserId[],
    options?: CallOptions & { readonly words?: string },
  ): Promise<Outcomes<'joined' | 'pending'>>;
  dismiss?(id: string, options?: CallOptions): Promise<void>;
  mine?(options: PageOptions): Promise<Page<Group>>;
  directory?(options: PageOptions & { readonly words?: string }): Promise<Page<Group>>;
  update?(id: string, patch: GroupPatch, options?: CallOptions): Promise<void>;
  /** `notify` names the message that says it to all. */
  announce?(id: string, text: string | null, options?: CallOptions & { readonly notify?: string }): Promise<void>;
  kick?(
    id: string,
    users: readonly UserId[],
    options?: CallOptions & { readonly ban?: boolean },
  ): Promise<Outcomes<'removed'>>;
  unban?(id: string, users: readonly UserId[], options?: CallOptions): Promise<Outcomes<'removed'>>;
  banned?(id: string, options: PageOptions): Promise<Page<UserId>>;
  setRole?(
    id: string,
    users: readonly UserId[],
    role: 'admin' | 'member',
    options?: CallOptions,
  ): Promise<Outcomes<'set'>>;
  transfer?(id: string, to: UserId, options?: CallOptions): Promise<void>;
  mute?(id: string, users: readonly UserId[], until: number, options?: CallOptions): Promise<Outcomes<'set'>>;
  exempt?(id: string, users: readonly UserId[], exempt: boolean, options?: CallOptions): Promise<Outcomes<'set'>>;
  muteAll?(id: string, muted: boolean, options?: CallOptions): Promise<void>;
  updateMember?(
    id: string,
    user: UserId,
    patch: { readonly card?: string | null; readonly fields?: Readonly<Record<string, string | null>> },
    options?: CallOptions,
  ): Promise<void>;
  online?(id: string, options?: CallOptions): Promise<number>;
  /** To groups that the user runs, and invitations to himself; newest first. */
  applications?(options: PageOptions): Promise<Page<Application>>;
  /** Rejects `conflict`, `latest` the application, where somebody else has answered. */
  answer?(application: string, accept: boolean, options?: CallOptions & { readonly reason?: string }): Promise<void>;
  readApplications?(options?: CallOptions): Promise<void>;
  setAttributes?(
    id: string,
    set: Readonly<Record<string, string | null>>,
    options?: CallOptions & { readonly was?: Readonly<Record<string, string | null>> },
  ): Promise<void>;
  initAttributes?(id: string, all: Readonly<Record<string, string>>, options?: CallOptions): Promise<void>;
  /** `call` names it, so that asked again it counts once. */
  count?(
    id: string,
    counter: string,
    change: { readonly by?: number; readonly to?: number },
    options: CallOptions & { readonly call: string },
  ): Promise<number>;
}
