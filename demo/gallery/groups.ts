import '../../components/applications/index.js';
import '../../components/composer/lock.define.js';
import '../../components/group-create/index.js';
import '../../components/group-panel/index.js';
import '../../components/member-list/index.js';
import type { Client, ConversationId, Member, Standing } from '../../core/index.js';
import { inSession, over, says } from '../lib/fixtures.js';
import { type Exhibit, make, type State } from './exhibit.js';

const never = (): Promise<never> => new Promise(() => undefined);
const fails = async (): Promise<never> => {
  throw new Error('out of reach');
};
const at = (client: Client, groups: Partial<Client['groups']>): Client =>
  over(client, { groups: over(client.groups, groups) });

/** A conversation that stands in no list. */
const row = (client: Client, id: ConversationId, standing: Standing): void =>
  says(client, (writer) =>
    writer.put('conversation', id, {
      id,
      kind: 'group',
      activity: 0,
      unread: 0,
      mentions: [],
      notify: 'all',
      standing,
    }),
  );

/** A group of its own for each page, so that what is tried on one does not show on the others. */
async function made(client: Client, id: string): Promise<string> {
  await client.groups.create({
    id,
    name: 'Autumn catalogue',
    introduction: 'Lamps, prices and who photographs what.',
    type: 'public',
    members: ['ben', 'layla', 'wei'],
  });
  await client.groups.setRole(id, ['layla'], 'admin');
  await client.groups.mute(id, ['wei'], client.session.now() + 3_600_000);
  await client.groups.updateMember(id, 'ada', { card: 'Ada (desk)' });
  await client.groups.announce(id, 'Prices are due on Thursday.\nPlease no pictures from phones.');
  return id;
}
const known = new Map<string, Promise<string>>();
const group = (client: Client, id: string): Promise<string> => {
  const found = known.get(id) ?? made(client, id);
  known.set(id, found);
  return found;
};

/** Is made when the group is there. */
const later = (client: Client, id: string, act: (id: string) => void, element: HTMLElement): HTMLElement => {
  void group(client, id).then(act);
  return element;
};

const members = (client: Client, more: object = {}): HTMLElement => {
  const element = make('im-member-list', { client, ...more });
  return later(client, 'catalogue', (id) => (element.group = id), element);
};

const crowd = (client: Client): Client => {
  row(client, 'group:crowd', { role: 'owner' });
  const people: Member[] = Array.from({ length: 3000 }, (_, index) => ({
    groupId: 'crowd',
    userId: `guest-${index}`,
    role: index === 0 ? 'owner' : index < 4 ? 'admin' : 'member',
  }));
  says(client, (writer) => writer.put('group', 'crowd', { id: 'crowd', kind: 'group', memberCount: people.length }));
  const { store } = client;
  let held = 0;
  return at(client, {
    moreMembers: async () => {
      held = Math.min(held + 50, people.length);
      const page = people.slice(0, held);
      says(client, (writer) => {
        for (const one of page.slice(-50)) {
          writer.put('member', `crowd/${one.userId}`, one);
          if (!store.has(`user/${one.userId}`))
            writer.put('user', one.userId, { id: one.userId, name: `Guest ${one.userId.slice(6)}` });
        }
        writer.list(
          'members/crowd',
          page.map(({ userId }) => userId),
        );
      });
      return held < people.length;
    },
  });
};

export const memberList: Exhibit = {
  tag: 'im-member-list',
  group: 'Groups',
  tall: 420,
  play: ({ client }) => members(client),
  states: ({ client }) => {
    for (const id of ['group:slow', 'group:lost'] as const) row(client, id, { role: 'member' });
    return [
      { name: 'Choosing several', tall: 320, element: members(client, { chosen: new Set(['ben']) }) },
      { name: 'Owner and admins', tall: 260, element: members(client, { filter: 'admins' }) },
      { name: 'Nobody found', tall: 260, element: members(client, { query: 'submarine' }) },
      { name: '3,000 members', tall: 320, element: make('im-member-list', { client: crowd(client), group: 'crowd' }) },
      {
        name: 'Loading',
        tall: 260,
        element: make('im-member-list', { client: at(client, { moreMembers: never }), group: 'slow' }),
      },
      {
        name: 'Failed',
        tall: 260,
        element: make('im-member-list', { client: at(client, { moreMembers: fails }), group: 'lost' }),
      },
      { name: 'Offline', tall: 300, element: members(inSession(client, 'offline')) },
      { name: 'Without a client', tall: 260, element: make('im-member-list', {}, { 'for-client': 'nobody' }) },
    ];
  },
};

const panel = (client: Client, view: 'home' | 'members' | 'add' | 'applications' | 'banned' = 'home'): HTMLElement => {
  const element = make('im-group-panel', { client });
  return later(
    client,
    'catalogue',
    async (id) => {
      element.conversation = `group:${id}`;
      await element.updateComplete;
      element.view = view;
    },
    element,
  );
};

export const groupPanel: Exhibit = {
  tag: 'im-group-panel',
  group: 'Groups',
  tall: 620,
  play: ({ client }) => panel(client),
  states: async ({ client, as }) => [
    { name: 'As a member sees it', tall: 460, element: panel(await as('ben')) },
    { name: 'Adding people', tall: 360, element: panel(client, 'add') },
    { name: 'Banned people', tall: 260, element: panel(client, 'banned') },
    { name: 'Offline', tall: 460, element: panel(inSession(client, 'offline')) },
    {
      name: 'Loading',
      tall: 260,
      element: make('im-group-panel', { client: at(client, { get: never }), conversation: 'group:slow' }),
    },
    {
      name: 'Failed',
      tall: 260,
      element: make('im-group-panel', { client: at(client, { get: fails }), conversation: 'group:lost' }),
    },
    { name: 'Not a group', tall: 200, element: make('im-group-panel', { client, conversation: 'direct:ben' }) },
    { name: 'Without a client', tall: 200, element: make('im-group-panel', {}, { 'for-client': 'nobody' }) },
  ],
};

export const groupCreate: Exhibit = {
  tag: 'im-group-create',
  group: 'Groups',
  tall: 560,
  play: ({ client }) => make('im-group-create', { client }),
  states: async ({ client }) => {
    await group(client, 'catalogue');
    return [
      { name: 'Finding', tall: 320, element: make('im-group-create', { client, view: 'find' }) },
      {
        name: 'Searching',
        tall: 260,
        element: make('im-group-create', { client: at(client, { directory: never }), view: 'find' }),
      },
      {
        name: 'Failed',
        tall: 260,
        element: make('im-group-create', { client: at(client, { directory: fails }), view: 'find' }),
      },
      { name: 'Offline', tall: 360, element: make('im-group-create', { client: inSession(client, 'offline') }) },
      { name: 'Without a client', tall: 200, element: make('im-group-create', {}, { 'for-client': 'nobody' }) },
    ];
  },
};

/** Applications of every kind, put into the store as they are. */
function inbox(client: Client): Client {
  const now = client.session.now();
  const one = { groupId: 'workshop', at: now - 60_000, read: true, state: 'pending' } as const;
  const all = [
    { ...one, id: 'a1', userId: 'mallory', words: 'I would like to help with the brass.', read: false },
    { ...one, id: 'a2', userId: 'ada', invitedBy: 'ben', groupId: 'brass' },
    { ...one, id: 'a3', userId: 'wei', state: 'accepted', by: 'layla' },
    { ...one, id: 'a4', userId: 'layla', state: 'refused', by: 'ben', reason: 'Full until May' },
  ] as const;
  const { store } = client;
  return over(client, {
    store: over(store, {
      list: (name: string) => (name === 'applications' ? all.map(({ id }) => id) : store.list(name)),
      get: (type: Parameters<typeof store.get>[0], id: string) =>
        type === 'application' ? all.find((application) => application.id === id) : store.get(type, id),
    }),
    groups: over(client.groups, {
      moreApplications: async () => false,
      readApplications: async () => undefined,
      get: async () => [],
    }),
  });
}

export const applications: Exhibit = {
  tag: 'im-applications',
  group: 'Groups',
  tall: 480,
  play: ({ client }) => make('im-applications', { client: inbox(client) }),
  states: ({ client }) => [
    { name: 'Empty', tall: 220, element: make('im-applications', { client }) },
    {
      name: 'Loading',
      tall: 220,
      element: make('im-applications', { client: at(client, { moreApplications: never }) }),
    },
    {
      name: 'Failed',
      tall: 220,
      element: make('im-applications', { client: at(client, { moreApplications: fails }) }),
    },
    { name: 'Offline', tall: 420, element: make('im-applications', { client: inSession(inbox(client), 'offline') }) },
    { name: 'Without a client', tall: 200, element: make('im-applications', {}, { 'for-client': 'nobody' }) },
  ],
};

/** Where one cannot write, and why. */
export function locks(client: Client): readonly State[] {
  const now = client.session.now();
  const all: readonly (readonly [string, Standing])[] = [
    ['Muted', { locked: 'muted', until: now + 10 * 60_000 }],
    ['All muted', { locked: 'muted-all' }],
    ['Removed', { locked: 'removed' }],
    ['Left', { locked: 'left' }],
    ['Banned', { locked: 'banned' }],
    ['Dismissed', { locked: 'dismissed' }],
    ['Blocked', { locked: 'blocked' }],
  ];
  return all.map(([name, standing]) => {
    const conversation: ConversationId = `group:lock-${standing.locked}`;
    row(client, conversation, standing);
    return { name, element: make('im-composer', { client, conversation }) };
  });
}
