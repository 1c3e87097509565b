import { openExport } from '../../components/export/index.js';
import { openForward } from '../../components/forward/index.js';
import '../../components/media-wall/index.js';
import { openReaders } from '../../components/readers/index.js';
import '../../components/search/index.js';
import { openViewer } from '../../components/viewer/index.js';
import { type Client, type ContentOf, ImError, type Message } from '../../core/index.js';
import { build } from '../lib/build.js';
import { fixture, picture } from '../lib/fixtures.js';
import type { World } from '../lib/world.js';
import { type Exhibit, make, type State } from './exhibit.js';

/** The same client with other answers, for states that a working hub does not hold still for. */
const answering = (client: Client, messages: Partial<Client['messages']>): Client => ({
  ...client,
  messages: { ...client.messages, ...messages },
});
const never = (): Promise<never> => new Promise(() => undefined);
const fails = async (): Promise<never> => {
  throw new ImError('timeout');
};

const searching = (client: Client, value: string, more: object = {}): HTMLElement =>
  make('im-search', { client, value, ...more });

export const search: Exhibit = {
  tag: 'im-search',
  group: 'Finding',
  tall: 460,
  play: ({ client }) => searching(client, 'the'),
  states: ({ client }) => [
    { name: 'In one conversation', tall: 360, element: searching(client, 'oak', { conversation: 'direct:ben' }) },
    { name: 'Chinese', tall: 300, element: searching(client, '发货') },
    { name: 'Arabic', tall: 300, element: searching(client, 'العينات') },
    { name: 'Nothing yet', tall: 300, element: searching(client, '') },
    { name: 'Nothing found', tall: 300, element: searching(client, 'submarine') },
    { name: 'Searching', tall: 300, element: searching(answering(client, { search: never }), 'oak') },
    { name: 'Failed', tall: 300, element: searching(answering(client, { search: fails }), 'oak') },
    {
      name: 'Only what this device holds',
      tall: 300,
      element: searching(
        answering(client, { search: async (query) => ({ ...(await client.messages.search(query)), local: true }) }),
        'oak',
      ),
    },
    { name: 'Too many words', tall: 300, element: searching(client, 'one two three four five six') },
  ],
};

/** Pictures with colours of their own, so that one sees which is which. */
async function photos(client: Client): Promise<readonly Message[]> {
  const blob = await picture();
  const url = URL.createObjectURL(blob);
  const month = 31 * 86_400_000;
  return Array.from({ length: 14 }, (_, at) => {
    const content = {
      kind: 'image',
      file: { id: `photo-${at}`, name: `Evening ${at + 1}.png`, bytes: blob.size, mime: 'image/png', url },
      width: 640,
      height: 420,
    } as const;
    const own = at % 4 === 0;
    const sentAt = client.session.now() - (at < 9 ? at * 3_600_000 : month);
    const id = fixture(client, { content, own, senderId: own ? client.userId : 'ben', sentAt });
    return client.store.get('message', id) as Message;
  });
}

const hanging = async (client: Client): Promise<Client> => {
  const all = await photos(client);
  const file = { id: 'plan', name: 'Workshop plan.pdf', bytes: 1_482_211, mime: 'application/pdf' };
  const document = fixture(client, { content: { kind: 'file', file }, own: false, senderId: 'layla' });
  const address = fixture(client, {
    content: { kind: 'text', text: 'Orders stand on https://example.com/orders/1204 as always.' },
    own: false,
    senderId: 'ben',
  });
  const one = (id: string): readonly Message[] => [client.store.get('message', id) as Message];
  const page = (items: readonly Message[], before?: string) => ({
    items: before ? items.slice(items.findIndex(({ id }) => id === before) + 1) : items,
    hasOlder: false,
  });
  return {
    ...answering(client, {
      byKind: async (_, kinds, before) => (kinds.includes('image') ? page(all, before) : page(one(document), before)),
      search: async () => ({ items: one(address) }),
    }),
    media: {
      ...client.media,
      url: async ({ url, id }) => (url ? { url } : client.media.url({ id, name: '', bytes: 1, mime: '' })),
    },
  };
};

const wall = (client: Client, more: object = {}): HTMLElement =>
  make('im-media-wall', { client, conversation: 'group:fixtures', ...more });

export const mediaWall: Exhibit = {
  tag: 'im-media-wall',
  group: 'Finding',
  tall: 460,
  play: ({ client }) => {
    const element = make('im-media-wall', {}, { conversation: 'group:fixtures', 'for-client': 'nobody' });
    void hanging(client).then((full) => {
      element.client = full;
    });
    return element;
  },
  states: async ({ client }) => {
    const full = await hanging(client);
    return [
      { name: 'Media', tall: 420, element: wall(full) },
      { name: 'Files', tall: 300, element: wall(full, { shelf: 'files' }) },
      { name: 'Links', tall: 300, element: wall(full, { shelf: 'links' }) },
      { name: 'Nothing yet', tall: 260, element: make('im-media-wall', { client, conversation: 'direct:wei' }) },
      { name: 'Loading', tall: 260, element: wall(answering(client, { byKind: never })) },
      { name: 'Failed', tall: 260, element: wall(answering(client, { byKind: fails })) },
    ];
  },
};

/** A button that opens something over the page. */
function opener(words: string, open: (button: HTMLElement) => unknown, closed?: HTMLElement): HTMLElement {
  const button = build('button', 'button', words);
  button.setAttribute('aria-haspopup', 'dialog');
  button.addEventListener('click', () => void open(button));
  return build('div', '', button, ...(closed ? [closed] : []));
}

const view = async (client: Client, button: HTMLElement, at = 3): Promise<void> => {
  const full = await hanging(client);
  const { items } = await full.messages.byKind('group:fixtures', ['image']);
  const message = items[at] as Message;
  await openViewer(
    full,
    { what: 'image', messageId: message.id, file: (message.content as ContentOf<'image'>).file },
    button,
  );
};

export const viewer: Exhibit = {
  tag: 'im-viewer',
  group: 'Finding',
  inside: 'im-viewer',
  play: ({ client }) => opener('Look at a photo', (button) => view(client, button), make('im-viewer', { client })),
  states: ({ client }) => {
    const gone = { id: 'gone', name: 'gone.png', bytes: 1, mime: 'image/png' };
    const of = (media: Partial<Client['media']>): Client => ({ ...client, media: { ...client.media, ...media } });
    const alone = (name: string, shown: Client): State => ({
      name,
      element: opener(name, (button) => openViewer(shown, { what: 'image', messageId: 'none', file: gone }, button)),
    });
    return [alone('Loading', of({ url: never })), alone('Failed', of({ url: fails }))];
  },
};

const said = (client: Client, text: string): string => fixture(client, { content: { kind: 'text', text }, own: true });

export const forward: Exhibit = {
  tag: 'im-forward',
  group: 'Finding',
  inside: 'im-forward',
  play: ({ client }) =>
    opener(
      'Forward a message',
      (button) => openForward(client, [said(client, 'Lamps are ready.')], button),
      make('im-forward', { client }),
    ),
  states: ({ client }) => [
    {
      name: 'Several',
      element: opener('Forward three', (button) =>
        openForward(
          client,
          ['Lamps', 'are', 'ready'].map((text) => said(client, text)),
          button,
        ),
      ),
    },
    {
      name: 'What cannot go on',
      element: opener('Forward a recalled one', (button) =>
        openForward(
          client,
          [fixture(client, { content: { kind: 'recalled' }, recalled: { at: 0, by: 'ben' } })],
          button,
        ),
      ),
    },
    {
      name: 'Refused',
      element: opener('Forward, and be refused', (button) =>
        openForward(answering(client, { forward: fails }), [said(client, 'Lamps are ready.')], button),
      ),
    },
  ],
};

const READERS = { read: ['ben', 'layla'], unread: ['wei', 'mallory'] } as const;
const reading = ({ client }: World, words: string, readers: Client['messages']['readers']): HTMLElement =>
  opener(
    words,
    (button) => openReaders(answering(client, { readers }), said(client, 'Read me'), button),
    make('im-readers', { client }),
  );

export const readers: Exhibit = {
  tag: 'im-readers',
  group: 'Finding',
  inside: 'im-readers',
  play: (world) =>
    reading(world, 'Who has read it', async (_, which) => ({ items: READERS[which], read: 2, unread: 2 })),
  states: (world) => [
    { name: 'Nobody yet', element: reading(world, 'Nobody yet', async () => ({ items: [], read: 0, unread: 4 })) },
    { name: 'Loading', element: reading(world, 'Loading', never) },
    { name: 'Failed', element: reading(world, 'Failed', fails) },
  ],
};

export const saving: Exhibit = {
  tag: 'im-export',
  group: 'Finding',
  inside: 'im-export',
  play: ({ client }) =>
    opener(
      'Save the conversation',
      (button) => openExport(client, 'direct:ben', button),
      make('im-export', { client }),
    ),
  states: ({ client }) => [
    {
      name: 'Working',
      element: opener('Save a long one', (button) =>
        openExport(
          answering(client, {
            transcript: (_, { onProgress, signal }) => {
              onProgress?.(1280);
              return new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
            },
          }),
          'direct:ben',
          button,
        ),
      ),
    },
    {
      name: 'Failed',
      element: opener('Save, and fail', (button) =>
        openExport(answering(client, { transcript: fails }), 'direct:ben', button),
      ),
    },
  ],
};
