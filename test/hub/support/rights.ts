import type { OpName, Ops } from '../../../hub/protocol/index.js';
import { type GroupAction, INVITERS, RIGHTS, type RightFacts, TOUCHING } from '../../../hub/protocol/rights.js';
import type { MemberRow, Storage } from '../../../hub/storage/index.js';

/** Who calls: three members by role, somebody who never was one, and two who are none any more. */
export const CALLERS = ['owner', 'admin', 'member', 'stranger', 'removed', 'banned'] as const;
export type Caller = (typeof CALLERS)[number];
const TYPES = ['work', 'public', 'meeting', 'discussion'] as const;
const POLICIES = ['invite', 'apply', 'open'] as const;
const ROLES = ['owner', 'admin', 'member'] as const;

export interface Cell {
  readonly action: GroupAction;
  readonly caller: Caller;
  readonly facts: RightFacts;
}

const isRole = (caller: Caller): caller is (typeof ROLES)[number] => (ROLES as readonly string[]).includes(caller);

const variants = (action: GroupAction): Pick<RightFacts, 'policy' | 'invites' | 'other'>[] => {
  if (action === 'join-group') return POLICIES.map((policy) => ({ policy }));
  if (action === 'invite') return Object.keys(INVITERS).map((invites) => ({ invites: invites as 'members' }));
  if (TOUCHING.includes(action)) return ROLES.map((other) => ({ other }));
  return [{}];
};

/** Every action, by everybody, in every type of group, alive and over, with all that decides about it. */
export const cells = (): Cell[] => all().filter((cell) => !isOwnCard(cell));

/** An owner who edits the owner edits his own card. */
const isOwnCard = ({ action, caller, facts: { other } }: Cell): boolean =>
  action === 'edit-member' && caller === 'owner' && other === 'owner';

const all = (): Cell[] =>
  (Object.keys(RIGHTS) as GroupAction[]).flatMap((action) =>
    TYPES.flatMap((type) =>
      CALLERS.flatMap((caller) =>
        [undefined, 'dismissed'].flatMap((over) =>
          variants(action).map((variant) => ({
            action,
            caller,
            facts: {
              ...{ type, role: isRole(caller) ? caller : undefined, ...variant },
              locked: over ?? (caller === 'removed' || caller === 'banned' ? caller : undefined),
            },
          })),
        ),
      ),
    ),
  );

/** Some days after the clock of these tests begins. */
const UNTIL = 1_894_000_000_000;

type Forged = { [O in OpName]: readonly [op: O, args: Ops[O]['args']] }[OpName];

const PEER = { owner: 'peer-owner', admin: 'peer-admin', member: 'peer-member' } as const;
/** The one of that role whom it is done to; of owners there is one. */
export const otherOf = ({ facts: { other = 'member' }, caller }: Cell): string =>
  other === 'owner' ? (caller === 'owner' ? 'owner' : PEER.owner) : PEER[other];
const ownerOf = ({ caller }: Pick<Cell, 'caller'>): string => (caller === 'owner' ? 'owner' : PEER.owner);

const say = (group: string, more: object): Forged => [
  'messages.send',
  { clientId: crypto.randomUUID(), conversation: `group:${group}`, content: { kind: 'text', text: 'x' }, ...more },
];

/** What a client could send to do it. */
export const forged = (cell: Cell, group: string): readonly Forged[] => {
  const { action, caller, facts } = cell;
  const users = [otherOf(cell)];
  const deeds: Readonly<Record<GroupAction, readonly Forged[]>> = {
    'join-group': [['groups.join', { group }]],
    members: [['groups.members', { group }]],
    'search-members': [['groups.members', { group, words: 'peer' }]],
    mention: [say(group, { mentions: { users: [PEER.member] } })],
    'mention-all': [say(group, { mentions: { all: true } })],
    direct: [say(group, { audience: [PEER.member] })],
    leave: [['groups.leave', { group }]],
    'edit-card': [['groups.update-member', { group, user: caller, patch: { card: 'me' } }]],
    attributes: [['groups.set-attributes', { group, set: { a: '1' } }]],
    counters: [['groups.count', { group, id: crypto.randomUUID(), counter: 'c', by: 1 }]],
    invite: [['groups.invite', { group, users: ['newcomer'] }]],
    'edit-group': [
      ['groups.update', { group, patch: { name: 'New', avatar: null, introduction: 'x', fields: { a: 'b' } } }],
      ['groups.update', { group, patch: { fields: { b: 'c' } } }],
    ],
    announce: [
      ['groups.announce', { group, text: 'hear' }],
      ['groups.announce', { group, text: 'hear me', notify: crypto.randomUUID() }],
      ['groups.announce', { group, text: null }],
    ],
    'answer-application': [['groups.answer', { application: `app-${group}`, accept: false }]],
    'init-attributes': [['groups.init-attributes', { group, all: { z: '1' } }]],
    'pin-message': [['messages.pin', { conversation: `group:${group}`, id: `message-${group}`, pinned: true }]],
    kick: [['groups.kick', { group, users }]],
    // Who is banned is no member, and has no role.
    ban: [
      ['groups.kick', { group, users, ban: true }],
      ...((facts.other === 'member'
        ? [
            ['groups.banned', { group }],
            ['groups.unban', { group, users }],
          ]
        : []) as Forged[]),
    ],
    'mute-member': [
      ['groups.mute', { group, users, until: UNTIL }],
      ['groups.mute', { group, users, until: 0 }],
      ['groups.exempt', { group, users, exempt: true }],
    ],
    'mute-all': [['groups.mute-all', { group, muted: true }]],
    'edit-member': [['groups.update-member', { group, user: otherOf(cell), patch: { card: 'he' } }]],
    'set-role': [['groups.set-role', { group, users, role: facts.other === 'admin' ? 'member' : 'admin' }]],
    'edit-policy': [
      ['groups.update', { group, patch: { policy: 'open' } }],
      ['groups.update', { group, patch: { invites: 'closed' } }],
      ['groups.update', { group, patch: { history: 'all' } }],
      ['groups.update', { group, patch: { listed: true } }],
      ['groups.update', { group, patch: { listed: true, name: 'both' } }],
    ],
    transfer: [['groups.transfer', { group, to: otherOf(cell) }]],
    dismiss: [['groups.dismiss', { group }]],
  };
  return deeds[action];
};

const member = (group: string, user: string, role: MemberRow['role'], joined: number): MemberRow => ({
  ...{ key: `group:${group}`, user, role, joined, joinedSeq: 0, read: 0, shown: 0, delivered: 0 },
  ...{ pinned: false, hidden: false, notify: 'all', clearedSeq: 0 },
});

/** A group as the cell has it, put into the storage past all rules. */
export const lay = (storage: Storage, cell: Cell, group: string): Promise<void> =>
  storage.transaction(async (tx) => {
    const { caller, facts } = cell;
    const key = `group:${group}`;
    const admins = [PEER.admin, ...(caller === 'admin' ? ['admin'] : [])];
    await tx.groups.put({
      ...{ id: group, type: facts.type, policy: facts.policy ?? 'invite', invites: facts.invites ?? 'members' },
      ...{ owner: ownerOf(cell), admins, createdAt: 0, avatar: 'https://example.com/a.png' },
      ...(facts.locked === 'dismissed' && { dismissed: { at: 0, by: 'somebody' } }),
    });
    await tx.conversations.put({ key, seq: 1, activity: 0 });
    const content = { kind: 'text', text: 'words' };
    await tx.messages.put({ key, seq: 1, id: `message-${group}`, sender: PEER.member, at: 0, content, counts: true });
    const seats = new Map<string, MemberRow['role']>([
      [ownerOf(cell), 'owner'],
      [PEER.admin, 'admin'],
      [PEER.member, 'member'],
    ]);
    if (facts.role) seats.set(caller, facts.role);
    let joined = 0;
    for (const [user, role] of seats) {
      // Silenced by another hand, so that there is something to end.
      const more = cell.action === 'mute-member' && user === otherOf(cell) ? { more: { mutedUntil: UNTIL - 1 } } : {};
      await tx.members.put({ ...member(group, user, role, joined++), ...more });
    }
    const app = { group, user: 'applicant', at: 0, n: 1, state: 'pending' } as const;
    await tx.docs.put('group-application', group, `app-${group}`, app, 1);
    await tx.docs.put('group-pending', group, 'applicant', { application: `app-${group}`, owner: group });
    if (caller === 'banned') await tx.docs.put('group-ban', group, caller, { at: 0, by: 'somebody' });
    if (caller === 'removed' || caller === 'banned') {
      await tx.docs.put('former', caller, group, { why: caller, at: 0, seq: 1, activity: 0, clearedSeq: 0 });
    }
  });

/** All that a call could have changed there, and whether anybody was told of anything. */
export const dump = (storage: Storage, group: string): Promise<string> =>
  storage.transaction(async (tx) => {
    const key = `group:${group}`;
    const state: unknown[] = [await tx.events.head(), await tx.messages.count()];
    state.push(await tx.groups.get(group), await tx.conversations.get(key), await tx.members.page(key, 99));
    state.push(await tx.messages.page(key, { after: 0, limit: 99, from: 'start' }));
    for (const kind of ['group-application', 'group-pending', 'group-ban'] as const) {
      state.push(await tx.docs.page(kind, group, { limit: 99 }));
    }
    for (const user of [...CALLERS, ...Object.values(PEER), 'newcomer', 'applicant']) {
      state.push(await tx.docs.get('former', user, group), (await tx.members.of(user)).length);
      state.push(await tx.docs.count('group-invitation', user));
    }
    return JSON.stringify(state);
  });

export const EVERYBODY = [...CALLERS, ...Object.values(PEER), 'newcomer', 'applicant'];
/** Reads: done where they may be, and nothing changes. */
export const READS: ReadonlySet<OpName> = new Set(['groups.members', 'groups.banned']);
/** What a visitor may do in a group that he is in and, the last one, in one that fell to him. */
export const VISITORS: ReadonlySet<OpName> = new Set([
  ...(['groups.members', 'groups.leave', 'messages.send', 'groups.banned'] as const),
]);
