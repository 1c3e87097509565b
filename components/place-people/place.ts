import type { ConversationId, Key, Member, Outcomes, Page, Role, Store, UserId } from '../../core/index.js';
import type { MenuItem } from '../menu/menu.js';

/** Of somebody in a place; `groupId` is where rights are asked, so that no group of the same name is meant. */
export type PlaceMember = Member & { readonly groupId: ConversationId };

/** What can be done with those who are in a place. */
export interface PlaceAct {
  readonly id: string;
  readonly label: string;
  readonly icon: MenuItem['icon'];
  readonly danger?: boolean;
  /** With several at once too. */
  readonly many?: boolean;
  may(member: PlaceMember): boolean;
  /** Asks first where it must; what became of each, nothing where he thought better of it or the page said no. */
  run(users: readonly UserId[]): Promise<Outcomes<string> | undefined>;
  /** Whom it was done to is in the place no more, or has this role. */
  readonly after?: 'gone' | Role;
}

/** A place with people: a space, or a live room. */
export interface Place {
  /** Where rights are asked. */
  readonly talk: ConversationId;
  readonly label: string;
  /** Records that say what may be done, and what the people are. */
  readonly keys: readonly Key[];
  page(cursor?: string): Promise<Page<{ readonly userId: UserId; readonly role?: Role }>>;
  /** Where the back end tells it live; otherwise as it was read. */
  roleOf?(user: UserId, store: Store): Role;
  /** Changes when others came or went, where that is worth reading again for. */
  stamp?(store: Store): unknown;
  readonly acts: readonly PlaceAct[];
  /** Shows it; answers whether one went on to a conversation with him. */
  profile(user: UserId): Promise<boolean>;
  /** Absent: nobody is invited to such a place. */
  readonly invite?: { may(): boolean; run(): Promise<void> };
}
