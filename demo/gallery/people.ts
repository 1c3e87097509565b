import '../../components/contacts/index.js';
import '../../components/person/index.js';
import '../../components/profile/index.js';
import '../../components/settings/index.js';
import type { Client } from '../../core/index.js';
import { inSession, over, says } from '../lib/fixtures.js';
import type { World } from '../lib/world.js';
import { type Exhibit, make, type State } from './exhibit.js';

const GROUPS = ['Workshop', 'Friends'];

/** What the list holds, put into the store as it is: several states stand beside each other. */
function filled(client: Client): Client {
  const { store } = client;
  const contacts = [
    { userId: 'ben', remark: 'Ben (brass)', groups: ['Workshop'], since: 1 },
    { userId: 'layla', groups: ['Workshop', 'Friends'], since: 1 },
    { userId: 'wei', groups: ['Friends'], since: 1 },
    { userId: 'mallory', groups: [], since: 1 },
  ];
  const now = client.session.now();
  says(client, (writer) => {
    writer.put('presence', 'ben', { userId: 'ben', state: 'online', words: 'At the lathe' });
    writer.put('presence', 'layla', { userId: 'layla', state: 'away' });
    writer.put('presence', 'wei', { userId: 'wei', state: 'offline', lastSeen: now - 26 * 3_600_000 });
  });
  const people = new Map(contacts.map((one) => [one.userId, one]));
  const requests = [
    {
      id: 'r1',
      from: 'mallory',
      to: 'ada',
      words: 'We met at the fair',
      at: now - 60_000,
      state: 'pending',
      read: false,
    },
    { id: 'r2', from: 'ada', to: 'wei', at: now - 3_600_000, state: 'pending', read: true },
    {
      id: 'r3',
      from: 'ada',
      to: 'layla',
      at: now - 86_400_000,
      state: 'refused',
      reason: 'Ask me at work',
      read: true,
    },
  ] as const;
  const lists: Record<string, readonly string[]> = {
    contacts: contacts.map(({ userId }) => userId),
    'contact-groups': GROUPS,
    'contact-requests': requests.map(({ id }) => id),
    blocked: ['mallory'],
  };
  const held = over(store, {
    list: (name: string) => lists[name] ?? store.list(name),
    has: (key: Parameters<typeof store.has>[0]) => key.slice('list/'.length) in lists || store.has(key),
    get: (type: Parameters<typeof store.get>[0], id: string) =>
      type === 'contact'
        ? people.get(id)
        : type === 'contact-request'
          ? requests.find((one) => one.id === id)
          : store.get(type, id),
  });
  const done = async (): Promise<boolean> => false;
  return over(client, {
    store: held,
    contacts: over(client.contacts, { load: done, moreRequests: done, readRequests: done }),
    blocklist: over(client.blocklist, { load: done }),
    presence: over(client.presence, { watch: () => () => {} }),
  });
}

const never = (): Promise<never> => new Promise(() => undefined);
const nobody = (client: Client, load: () => Promise<unknown>): Client => {
  const { store } = client;
  return over(client, {
    store: over(store, {
      has: (key: string) => !key.startsWith('list/contact') && store.has(key as 'list/x'),
      list: (name: string) => (name.startsWith('contact') ? [] : store.list(name)),
    }),
    contacts: over(client.contacts, { load, moreRequests: async () => false }),
  });
};

const contactsIn = (view: 'list' | 'requests' | 'add', client: Client): HTMLElement =>
  make('im-contacts', { client, view });

export const contacts: Exhibit = {
  tag: 'im-contacts',
  group: 'People',
  tall: 460,
  play: ({ client }) => make('im-contacts', { client: filled(client) }),
  states: ({ client }) => [
    { name: 'Requests', tall: 300, element: contactsIn('requests', filled(client)) },
    { name: 'Adding', tall: 300, element: contactsIn('add', client) },
    { name: 'Found', tall: 260, element: make('im-contacts', { client: filled(client), query: 'be' }) },
    { name: 'Nobody found', tall: 260, element: make('im-contacts', { client: filled(client), query: 'submarine' }) },
    { name: 'Loading', tall: 260, element: make('im-contacts', { client: nobody(client, never) }) },
    {
      name: 'Failed',
      tall: 260,
      element: make('im-contacts', {
        client: nobody(client, async () => {
          throw new Error('out of reach');
        }),
      }),
    },
    { name: 'Empty', tall: 260, element: make('im-contacts', { client }) },
    { name: 'Offline', tall: 300, element: make('im-contacts', { client: inSession(filled(client), 'offline') }) },
    { name: 'Without a client', tall: 260, element: make('im-contacts', {}, { 'for-client': 'nobody' }) },
  ],
};

const row = (world: World, name: string, properties: Partial<HTMLElementTagNameMap['im-person']>): State => {
  const frame = make('im-client', { client: world.client });
  frame.append(make('im-person', { client: filled(world.client), userId: 'ben', ...properties }));
  return { name, element: frame };
};

export const person: Exhibit = {
  tag: 'im-person',
  group: 'People',
  play: (world) => row(world, '', { menu: true }).element,
  inside: 'im-person',
  states: (world) => [
    row(world, 'Away', { userId: 'layla' }),
    row(world, 'Last seen', { userId: 'wei' }),
    row(world, 'Selected', { selected: true }),
    row(world, 'To be chosen', { checked: false, second: 'ben' }),
    row(world, 'Chosen', { checked: true }),
    row(world, 'Cannot be chosen', { checked: false, disabled: true }),
    row(world, 'Found', { words: ['brass'] }),
    row(world, 'Name with markup', { userId: 'mallory', still: true }),
  ],
};

const FIELDS = [
  { id: 'phone', label: 'Phone' },
  { id: 'about', label: 'About', long: true },
];

export const profile: Exhibit = {
  tag: 'im-profile',
  group: 'People',
  tall: 560,
  play: ({ client }) => make('im-profile', { client: filled(client), userId: 'ben', fields: FIELDS }),
  states: ({ client }) => [
    { name: 'One’s own', tall: 560, element: make('im-profile', { client, fields: FIELDS }) },
    { name: 'A stranger', tall: 460, element: make('im-profile', { client, userId: 'layla' }) },
    { name: 'Blocked', tall: 460, element: make('im-profile', { client: filled(client), userId: 'mallory' }) },
    { name: 'Offline', tall: 560, element: make('im-profile', { client: inSession(filled(client), 'offline') }) },
    { name: 'Without a client', tall: 200, element: make('im-profile', {}, { 'for-client': 'nobody' }) },
  ],
};

export const ownSettings: Exhibit = {
  tag: 'im-settings',
  group: 'People',
  tall: 640,
  play: ({ client }) => make('im-settings', { client }),
  states: ({ client }) => [
    { name: 'Offline', tall: 420, element: make('im-settings', { client: inSession(filled(client), 'offline') }) },
    {
      name: 'Loading',
      tall: 260,
      element: make('im-settings', {
        client: over(client, {
          settings: over(client.settings, { load: never }),
          store: over(client.store, {
            get: (type: Parameters<typeof client.store.get>[0], id: string) =>
              type === 'settings' ? undefined : client.store.get(type, id),
          }),
        }),
      }),
    },
    { name: 'Without a client', tall: 200, element: make('im-settings', {}, { 'for-client': 'nobody' }) },
  ],
};
