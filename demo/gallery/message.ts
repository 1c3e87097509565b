import type { Content, Message } from '../../core/index.js';
import { fixture, picture } from '../lib/fixtures.js';
import type { World } from '../lib/world.js';
import { type Exhibit, make, type State } from './exhibit.js';

const LONG = Array.from(
  { length: 42 },
  (_, line) => `Line ${line + 1} of a text that nobody wants to see whole at first.`,
).join('\n');
const LINKS =
  'Have a look at https://example.com/a/very/long/path?with=a&query=1#and-a-hash and write to mail@example.com';
const HOSTILE = '<script>alert(1)</script> javascript:alert(1) "><img src=x onerror=alert(1)>';

const row = ({ client }: World, name: string, content: Content, rest: Partial<Message> = {}): State => ({
  name,
  element: make('im-message', { client, first: true, last: true, messageId: fixture(client, { content, ...rest }) }),
});
const peer = { own: false, senderId: 'ben' } as const;
const said = (text: string): Content => ({ kind: 'text', text });
const file = { id: 'contract', name: 'Contract, final (2).pdf', bytes: 1_482_211, mime: 'application/pdf' };

const texts = (world: World): State[] => [
  row(world, 'Own', said('I will come by at four.')),
  row(world, 'Somebody else’s', said('Good, see you there.'), peer),
  row(world, 'Long', said(LONG), peer),
  row(world, 'Links', said(LINKS), peer),
  row(world, 'Few emoji', said('🎉🥳'), peer),
  row(world, 'Arabic', said('وصلت العينات الجديدة، اللون أجمل في الضوء الطبيعي.'), peer),
  row(world, 'Chinese', said('周四可以发货,请确认地址。')),
  row(world, 'Markup is text', said(HOSTILE), peer),
];

const deliveries = (world: World): State[] => [
  row(world, 'Queued', said('Written on the train'), { order: undefined, delivery: { state: 'queued' } }),
  row(world, 'Sending', said('On its way'), { order: undefined, delivery: { state: 'sending' } }),
  row(world, 'Failed, may be tried again', said('This did not arrive'), {
    order: undefined,
    delivery: { state: 'failed', code: 'timeout', retryable: true },
  }),
  row(world, 'Refused', said('This is not taken'), {
    order: undefined,
    delivery: { state: 'failed', code: 'blocked', retryable: false },
  }),
];

const others = (world: World): State[] => [
  row(world, 'Notice', { kind: 'notice', event: 'joined', actors: ['layla'] }, peer),
  row(world, 'Recalled, own', { kind: 'recalled' }, { recalled: { at: 0, by: 'ada' } }),
  row(world, 'Recalled by somebody else', { kind: 'recalled' }, { ...peer, recalled: { at: 0, by: 'ben' } }),
  row(world, 'File', { kind: 'file', file }, peer),
  row(
    world,
    'Dangerous file',
    { kind: 'file', file: { id: 'invoice', name: 'invoice.pdf.exe', bytes: 88_000, mime: 'application/x-msdownload' } },
    peer,
  ),
  row(
    world,
    'Custom, with fallback',
    { kind: 'custom', type: 'order', data: { id: 7 }, fallback: 'Order 7: two lamps' },
    peer,
  ),
  row(world, 'Unknown kind', { kind: 'unknown', wireKind: 'hologram' }, peer),
  row(
    world,
    'Picture that is gone',
    { kind: 'image', file: { id: 'gone', name: 'gone.png', bytes: 10, mime: 'image/png' }, width: 320, height: 200 },
    peer,
  ),
];

async function photo(world: World): Promise<State> {
  const { client } = world;
  const blob = await picture();
  const content = {
    kind: 'image',
    file: { name: 'evening.png', bytes: blob.size, mime: 'image/png' },
    width: 640,
    height: 420,
  } as const;
  const messageId = await client.messages.send('direct:ben', content, { blob });
  return { name: 'Picture', element: make('im-message', { client, first: true, last: true, messageId }) };
}

export const message: Exhibit = {
  tag: 'im-message',
  group: 'Transcript',
  play: ({ client }) =>
    make(
      'im-message',
      { client },
      {
        first: '',
        last: '',
        'message-id': fixture(client, {
          content: said('Play with me: hover, right-click, or press the menu key.'),
          ...peer,
        }),
      },
    ),
  states: async (world) => [...texts(world), await photo(world), ...deliveries(world), ...others(world)],
};
