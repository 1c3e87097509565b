import { type Asked, Refusal } from './command.js';
import type { LiveRoom } from './live-room.js';
import type { App, Person } from './state.js';
import type { Json } from './wire.js';

export type Role = 'Owner' | 'Admin' | 'Member';

export interface Member {
  readonly person: Person;
  role: Role;
  readonly joined: number;
  card: string;
  /** Seconds since 1970. */
  mutedUntil: number;
  readonly fields: Map<string, unknown>;
  /** What came at or before it is not shown: groups that keep the past to those who were there. */
  readonly from: number;
  read: number;
  remind: string;
}

/** One place in a group's sequence: words of somebody, or a tip of the service's. */
export interface Line {
  readonly seq: number;
  readonly random: number;
  readonly time: number;
  readonly at: number;
  /** Absent: a tip. */
  readonly from?: Person;
  readonly clientTime: number;
  readonly clientSeq?: number;
  /** Of a tip: what it says. */
  readonly tip?: Json;
  body: readonly Json[];
  custom: string;
  version?: number;
  /** High, Normal, Low, Lowest. */
  readonly priority?: string;
  readonly receipt?: boolean;
  readonly extensible?: boolean;
  readonly uncounted?: boolean;
  readonly unlisted?: boolean;
  readonly mentions?: readonly Json[];
  /** Absent: all. */
  readonly only?: readonly string[];
  /** Who has read this very line, of those that asked for it. */
  readonly readers: Set<string>;
  readonly gone: Set<string>;
  /** `at`: milliseconds. */
  recalled?: { readonly by: Person; readonly at: number };
}

export interface Group {
  readonly id: string;
  readonly type: string;
  /** Of the profile, by the names on the wire. */
  readonly face: Map<string, unknown>;
  readonly fields: Map<string, unknown>;
  readonly members: Map<string, Member>;
  readonly lines: Line[];
  readonly created: number;
  /** Of a community that was made for them. */
  readonly topics?: Map<string, Group>;
  /** Of a topic: its community, whose members are its own. */
  readonly within?: Group;
  ownerId: string;
  mutedAll: boolean;
  next: number;
  /** Of an AVChatRoom: who is in it asks for what is told. */
  readonly live?: LiveRoom;
}

const all = (app: App) => app.kept('groups', () => new Map<string, Group>());
/** Dismissed ones, whose ids nobody has again. */
const over = (app: App) => app.kept('groups over', () => new Set<string>());

export const groupsOf = (app: App): readonly Group[] => [...all(app).values()];
export const joinedBy = (app: App, { id }: Person): Group[] => groupsOf(app).filter(({ members }) => members.has(id));

/** Refuses 10010, 10015. */
export const groupNamed = (app: App, id: string): Group => {
  const found = all(app).get(id);
  if (found) return found;
  throw over(app).has(id) ? new Refusal(10_010, 'the group is over') : new Refusal(10_015, 'no such group');
};

export const ownPlace = ({ me }: Asked, group: Group): Member => {
  const found = group.members.get(me.id);
  if (!found) throw new Refusal(10_007, 'not a member of this group');
  return found;
};

export const addGroup = (app: App, group: Group): void => {
  if (all(app).has(group.id) || over(app).has(group.id))
    throw new Refusal(group.ownerId === all(app).get(group.id)?.ownerId ? 10_025 : 10_021, 'the id is taken');
  all(app).set(group.id, group);
};

export const endGroup = (app: App, { id }: Group): void => {
  all(app).delete(id);
  over(app).add(id);
};

export const newMember = (app: App, group: Group, person: Person, role: Role = 'Member'): Member => {
  const member: Member = {
    ...{ person, role, joined: app.now(), card: '', mutedUntil: 0, fields: new Map(), remind: 'AcceptAndNotify' },
    // Meetings and communities show what was said before; the others what is said from now on.
    ...{ from: group.type === 'ChatRoom' || group.type === 'Community' ? 0 : group.next - 1, read: group.next - 1 },
  };
  group.members.set(person.id, member);
  return member;
};

/** Newest last; what one may see. */
export const linesOf = ({ lines }: Group, { person, from }: Member): Line[] =>
  lines.filter(({ seq, gone, only }) => seq > from && !gone.has(person.id) && (!only || only.includes(person.id)));

export const unreadIn = (group: Group, member: Member): number =>
  group.type === 'ChatRoom' || group.live
    ? 0
    : linesOf(group, member).filter(
        ({ seq, from, uncounted, recalled }) =>
          seq > member.read && from && from !== member.person && !uncounted && !recalled,
      ).length;
