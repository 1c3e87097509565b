import '../../components/channel-list/index.js';
import { placeOf } from '../../components/channel-list/people.js';
import type { Place } from '../../components/place-people/place.js';
import '../../components/room/index.js';
import { Languages } from '../../components/shared/languages.js';
import type { Client, Room } from '../../core/index.js';
import { inSession, over, says } from '../lib/fixtures.js';
import type { World } from '../lib/world.js';
import { type Exhibit, make } from './exhibit.js';

const ROOM = 'evening';
const GIFTS = [
  { id: 'rose', label: 'Rose', sign: '🌹' },
  { id: 'tea', label: 'Tea', sign: '🍵' },
];

/** A room with people in it; made once. */
let live: Promise<unknown> | undefined;
function open({ client, as }: World): Promise<unknown> {
  live ??= (async () => {
    await client.rooms.join(ROOM, { create: { name: 'Lamps at dusk' }, more: true });
    await client.rooms.setAttributes(ROOM, { topic: 'The brass arc, live from the workshop' });
    for (const person of ['ben', 'layla', 'wei'] as const) await (await as(person)).rooms.join(ROOM, { more: true });
    await (await as('ben')).messages.send(`room:${ROOM}`, { kind: 'text', text: 'Good evening from the bench!' });
    await (await as('layla')).messages.send(`room:${ROOM}`, { kind: 'text', text: 'هل يأتي بمفتاح خافت؟' });
    const gift = { kind: 'custom', type: 'gift', data: GIFTS[0], fallback: '🌹 Rose' } as const;
    await (await as('wei')).messages.send(`room:${ROOM}`, gift);
    client.rooms.like(ROOM, 128);
  })();
  return live;
}

/** The same client with a room that is in another state: a working hub holds still for none of them. */
function inRoom(client: Client, room: Partial<Room>): Client {
  const { store } = client;
  const base = { id: ROOM, online: 4, recent: ['ada', 'ben'], likes: 12, attributes: {}, shed: 0, state: 'joined' };
  const get = (type: Parameters<typeof store.get>[0], id: string): unknown =>
    type === 'room' ? { ...base, ...room } : store.get(type, id);
  const stay = async (): Promise<never> => new Promise(() => undefined);
  return over(client, {
    store: over(store, { get }),
    rooms: over(client.rooms, { join: stay, leave: async () => undefined }),
  });
}

/** Who may only read. */
function reading(client: Client): Client {
  const { store } = client;
  const get = (type: Parameters<typeof store.get>[0], id: string): unknown => {
    const record = store.get(type, id);
    return record && type === 'conversation' && id === `room:${ROOM}`
      ? { ...record, standing: { locked: 'closed' } }
      : record;
  };
  return over(client, { store: over(store, { get }) });
}

const roomIn = (client: Client, more: Partial<HTMLElementTagNameMap['im-room']> = {}): HTMLElement =>
  make('im-room', { client, room: ROOM, more: true, ...more });

export const room: Exhibit = {
  tag: 'im-room',
  group: 'Places',
  tall: 600,
  play: (world) => {
    void open(world);
    return make(
      'im-room',
      { client: world.client, gifts: GIFTS, more: true },
      {
        room: ROOM,
        create: 'Lamps at dusk',
        'shown-attributes': 'topic=Topic',
      },
    );
  },
  states: ({ client }) => [
    { name: 'Joining', tall: 320, element: roomIn(inRoom(client, { state: 'joining', online: 0 })) },
    { name: 'Coming back', tall: 320, element: roomIn(inRoom(client, { state: 'joining' })) },
    { name: 'More than can be read', tall: 360, element: roomIn(inRoom(client, { shed: 1_204, likes: 48_200 })) },
    { name: 'Read only', tall: 320, element: roomIn(inRoom(reading(client), {})) },
    { name: 'Put out', tall: 280, element: roomIn(inRoom(client, { state: 'kicked' })) },
    { name: 'Banned', tall: 280, element: roomIn(inRoom(client, { state: 'banned' })) },
    { name: 'Over', tall: 280, element: roomIn(inRoom(client, { state: 'destroyed' })) },
    { name: 'Left', tall: 280, element: roomIn(inRoom(client, { state: 'left' })) },
    { name: 'Offline', tall: 320, element: roomIn(inRoom(inSession(client, 'offline'), { state: 'joining' })) },
    { name: 'No room', tall: 240, element: make('im-room', { client }) },
    { name: 'Without a client', tall: 240, element: make('im-room', { room: ROOM }, { 'for-client': 'nobody' }) },
  ],
};

const never = (): Promise<never> => new Promise(() => undefined);
const failing = async (): Promise<never> => {
  throw new Error('out of reach');
};
const listing = (client: Client, list: unknown): Client => over(client, { rooms: over(client.rooms, { list }) });

export const roomList: Exhibit = {
  tag: 'im-room-list',
  group: 'Places',
  tall: 360,
  play: ({ client }) => {
    const items = [
      { id: ROOM, kind: 'room', name: 'Lamps at dusk', introduction: 'Live from the workshop', online: 1_284 },
      { id: 'glass', kind: 'room', name: 'زجاج منفوخ', online: 12 },
      { id: 'paper', kind: 'room', name: '纸灯笼', introduction: '每周四晚上八点', online: 0 },
    ];
    return make('im-room-list', { client: listing(client, async () => ({ items })), selected: ROOM });
  },
  states: ({ client }) => [
    { name: 'Loading', tall: 240, element: make('im-room-list', { client: listing(client, never) }) },
    { name: 'Failed', tall: 240, element: make('im-room-list', { client: listing(client, failing) }) },
    {
      name: 'Empty',
      tall: 240,
      element: make('im-room-list', { client: listing(client, async () => ({ items: [] })) }),
    },
    { name: 'Without a client', tall: 240, element: make('im-room-list', {}, { 'for-client': 'nobody' }) },
  ],
};

/** A space with something unread in it; made once. */
let made: Promise<unknown> | undefined;
function filled({ client }: World): Promise<unknown> {
  made ??= (async () => {
    await client.spaces.create({ id: 'house', name: 'Lamp house', members: ['ben', 'layla', 'wei'] });
    for (const [id, name, category, hidden] of [
      ['general', 'general', '', false],
      ['news', 'news', '', false],
      ['brass', 'brass', 'Workshop', false],
      ['glass', 'glass', 'Workshop', false],
      ['prices', 'prices', 'Workshop', true],
      ['orders', 'طلبات', 'Shop', false],
      ['shipping', '发货', 'Shop', false],
    ] as const)
      await client.spaces.createChannel('house', { id, name, private: hidden, ...(category && { category }) });
    await client.spaces.load();
    says(client, (writer) => {
      writer.patch('conversation', 'channel:house/general', { unread: 3 });
      writer.patch('conversation', 'channel:house/brass', {
        unread: 1_200,
        mentions: [
          { messageId: 'm', of: 'me' },
          { messageId: 'n', of: 'all' },
        ],
      });
      writer.patch('conversation', 'channel:house/shipping', { unread: 12, notify: 'none' });
    });
  })();
  return made;
}

const spacesIn = (client: Client, known: boolean, load: () => Promise<unknown>): Client => {
  const { store } = client;
  return over(client, {
    store: over(store, {
      has: (key: string) => (key === 'list/spaces' ? known : store.has(key as 'list/x')),
      list: (name: string) => (name === 'spaces' ? [] : store.list(name)),
    }),
    spaces: over(client.spaces, { load }),
  });
};

/** Who is in the space, as its menu shows them in a dialog. */
function membersIn({ client }: World, more: Partial<Place> = {}): HTMLElement {
  const host = document.createElement('div');
  const translator = Languages.for(client).get(document.documentElement.lang || 'en');
  const place = placeOf({ id: 'house', name: 'Lamp house', unread: 0, mentions: 0 }, { client, translator, host });
  return make('im-place-people', { client, place: { ...place, ...more } });
}

export const channelList: Exhibit = {
  tag: 'im-channel-list',
  group: 'Places',
  tall: 480,
  play: (world) => {
    void filled(world);
    return make('im-channel-list', { client: world.client, selected: 'channel:house/general' });
  },
  states: async (world) => {
    const { client } = world;
    await filled(world);
    return [
      { name: 'Loading', tall: 240, element: make('im-channel-list', { client: spacesIn(client, false, never) }) },
      { name: 'Failed', tall: 240, element: make('im-channel-list', { client: spacesIn(client, false, failing) }) },
      {
        name: 'Empty',
        tall: 240,
        element: make('im-channel-list', { client: spacesIn(client, true, async () => {}) }),
      },
      { name: 'Not in it', tall: 240, element: make('im-channel-list', { client, space: 'nowhere' }) },
      { name: 'Offline', tall: 420, element: make('im-channel-list', { client: inSession(client, 'offline') }) },
      { name: 'Without a client', tall: 240, element: make('im-channel-list', {}, { 'for-client': 'nobody' }) },
      { name: 'Members of a space', tall: 440, element: membersIn(world) },
      { name: 'Members, failed', tall: 320, element: membersIn(world, { page: failing }) },
    ];
  },
};
