import type { Content, Message, PendingChange } from '../../core/index.js';
import { fixture, says } from '../lib/fixtures.js';
import type { World } from '../lib/world.js';
import { type Exhibit, make, type State } from './exhibit.js';

const said = (text: string): Content => ({ kind: 'text', text });
const peer = { own: false, senderId: 'ben' } as const;

function row({ client }: World, name: string, rest: Partial<Message>, change?: PendingChange): State {
  const messageId = fixture(client, { content: said('The oak one goes out on Thursday.'), ...rest });
  if (change) says(client, (writer) => writer.put('change', messageId, { changes: [change] }));
  return { name, element: make('im-message', { client, first: true, last: true, messageId }) };
}

const reaction = (emoji: string, count: number, mine = false, users: readonly string[] = ['ben', 'layla']) => ({
  emoji,
  count,
  mine,
  users: mine ? ['ada', ...users] : users,
});
const few = [reaction('👍', 2), reaction('❤️', 3, true), reaction('🎉', 1, false, ['wei'])];
const many = Array.from('👍🎉😂😮😢🙏🔥👀💯🚀✅👏', (emoji, at) => reaction(emoji, 2 + at * 9, at % 4 === 1));

const reactions = (world: World): State[] => [
  row(world, 'Reactions', { ...peer, reactions: few }),
  row(world, 'Reactions to one’s own', { reactions: few }),
  row(world, 'Many', { ...peer, reactions: many }),
  row(world, 'Below few emoji', { ...peer, content: said('🥳'), reactions: few }),
  row(world, 'One being saved', { ...peer }, { id: 'g1', name: 'react', args: { emoji: '🙏', on: true } }),
];

const edit = (failed?: string): PendingChange => ({
  id: 'g2',
  name: 'edit',
  args: { content: said('The oak one goes out on Friday.'), base: 1 },
  ...(failed && { failed }),
});

const changes = (world: World): State[] => [
  row(world, 'Edited', { ...peer, edited: { at: world.client.session.now() - 30_000 } }),
  row(world, 'Edit being saved', {}, edit()),
  row(world, 'Edit refused', {}, edit('too-late')),
  row(world, 'Edited elsewhere meanwhile', { edited: { at: world.client.session.now() - 5000 } }, edit('conflict')),
  row(world, 'Reaction refused', peer, {
    id: 'g3',
    name: 'react',
    args: { emoji: '👍', on: true },
    failed: 'forbidden',
  }),
  row(world, 'Pinned', { ...peer, pinned: { at: 0, by: 'layla' } }),
];

const options = (world: World): State[] => {
  const now = world.client.session.now();
  return [
    row(world, 'Silent', { silent: true }),
    row(world, 'Only for some', { audience: ['ben', 'layla'] }),
    row(world, 'Only for the reader', { ...peer, audience: ['ada', 'wei'] }),
    row(world, 'Online only', { ...peer, transient: true }),
    row(world, 'Changed on its way', {
      ...peer,
      content: said('That is a *** shame.'),
      altered: { reason: 'language' },
    }),
    row(world, 'Vanishes after reading', { ...peer, expire: { seconds: 30 } }),
    row(world, 'Counting down', { ...peer, expire: { seconds: 600, at: now + 300_000 } }),
    row(world, 'Nearly gone', { expire: { seconds: 60, at: now + 9000 } }),
    row(world, 'All at once', {
      ...peer,
      reactions: few,
      edited: { at: now },
      pinned: { at: now, by: 'ben' },
      silent: true,
      expire: { seconds: 86_400 },
      audience: ['ada'],
      altered: {},
    }),
  ];
};

export const messageActs: Exhibit = {
  tag: 'im-message',
  page: 'reactions-and-marks',
  group: 'Transcript',
  play: (world) => row(world, '', { ...peer, reactions: few }).element,
  states: (world) => [...reactions(world), ...changes(world), ...options(world)],
};
