import { type Content, loadKinds, type Message, type Quote } from '../../core/index.js';
import { fixture, picture } from '../lib/fixtures.js';
import type { Sample } from '../lib/sample.js';
import type { World } from '../lib/world.js';
import { samples } from '../samples/index.js';
import { type Exhibit, make, type State } from './exhibit.js';

type Rest = Partial<Message>;

const peer = { own: false, senderId: 'ben' } as const;
const row = ({ client }: World, name: string, content: Content, rest: Rest = {}): State => ({
  name,
  element: make('im-message', { client, first: true, last: true, messageId: fixture(client, { content, ...rest }) }),
});

/** Each state as somebody else's and as one's own, where the sample does not say whose it is. */
const statesOf = (world: World, { kind, states }: Sample): State[] =>
  states.flatMap(({ name, content, message = {} }) =>
    message.own === undefined
      ? [
          row(world, `${kind}: ${name}`, content, { ...peer, ...message }),
          row(world, `${kind}: ${name}, own`, content, { own: true, ...message }),
        ]
      : [row(world, `${kind}: ${name}`, content, message)],
  );

const placed = new Set<string>();

/** Some kinds on one page. `im-message` draws them all. */
const page = (name: string, kinds: readonly string[], more?: (world: World) => Promise<readonly State[]>): Exhibit => {
  const shown = samples.filter(({ kind }) => kinds.includes(kind));
  for (const kind of kinds) placed.add(kind);
  return {
    tag: 'im-message',
    page: name,
    group: 'Kinds of content',
    play: (world) => {
      const first = shown[0]?.states[0];
      return row(world, '', first?.content ?? { kind: 'recalled' }, { ...peer, ...first?.message }).element;
    },
    states: async (world) => {
      await loadKinds();
      return [...shown.flatMap((sample) => statesOf(world, sample)), ...((await more?.(world)) ?? [])];
    },
  };
};

async function quotes(world: World): Promise<readonly State[]> {
  const { client } = world;
  const said = (text: string): Content => ({ kind: 'text', text });
  const held = fixture(client, { content: said('The oak one is lovely, have a look.'), ...peer });
  const own = fixture(client, { content: said('وصلت العينات الجديدة، اللون أجمل في الضوء الطبيعي.') });
  const gone = fixture(client, { content: { kind: 'recalled' }, recalled: { at: 0, by: 'ben' }, ...peer });
  const photo = fixture(client, { content: await photoOf(), ...peer });
  const of = (name: string, replyTo: Quote, content = said('Yes, that one.'), rest: Rest = {}): State =>
    row(world, `quote: ${name}`, content, { ...rest, replyTo });
  return [
    of('Held here', { id: held, serverId: held }),
    of('By oneself, answered by another', { id: own, serverId: own }, said('نعم'), peer),
    of('A picture', { id: photo, serverId: photo }, said('Where was this?'), peer),
    of('Recalled', { id: gone, serverId: gone }),
    of('No longer there', { serverId: 'x', senderId: 'ben', gone: 'missing' }),
    of('As the back end says', {
      serverId: 'y',
      senderId: 'wei',
      kind: 'text',
      preview: '周四可以发货,请确认地址。'.repeat(9),
    }),
    of('Only its kind', { serverId: 'z', senderId: 'layla', kind: 'image' }),
    of('Above few emoji', { id: held, serverId: held }, said('🎉'), peer),
    of('Above a picture', { id: held, serverId: held }, await photoOf()),
  ];
}

async function photoOf(): Promise<Content> {
  const blob = await picture();
  const small = document.createElement('canvas');
  small.width = small.height = 32;
  small.getContext('2d')?.drawImage(await createImageBitmap(blob), 0, 0, 32, 32);
  const file = { id: 'evening', name: 'evening.png', bytes: blob.size, mime: 'image/png' };
  return { kind: 'image', file, width: 320, height: 210, thumbnail: small.toDataURL('image/png') };
}

export const media = page('media-and-places', ['voice', 'video', 'gif', 'location', 'link', 'face', 'contact']);
export const gathered = page('gathered', ['multipart', 'merged', 'signal', 'command'], quotes);
export const asked = page('asked-and-written', ['form', 'stream']);
/** Kinds that no page above names have one each, so that a new sample is seen without more. */
export const rest = samples.filter(({ kind }) => !placed.has(kind)).map(({ kind }) => page(kind, [kind]));
