import type { Channel, Conversation, ConversationId, NotifyLevel, Space, Store } from '../../core/index.js';

/** Three digits are shown. */
export const MOST = 999;

export type PlaceRow =
  | { readonly key: string; readonly what: 'space'; readonly space: Space; readonly open: boolean }
  | {
      readonly key: string;
      readonly what: 'category';
      readonly space: string;
      readonly name: string;
      readonly open: boolean;
      readonly unread: boolean;
    }
  | {
      readonly key: string;
      readonly what: 'channel';
      readonly channel: Channel;
      readonly talk: ConversationId;
      readonly unread: number;
      readonly mentions: number;
      readonly notify: NotifyLevel;
    }
  | { readonly key: string; readonly what: 'none'; readonly space: string };

export const talkOf = ({ spaceId, id }: Pick<Channel, 'spaceId' | 'id'>): ConversationId => `channel:${spaceId}/${id}`;

export const spacesShown = (store: Store, only: string | undefined): readonly Space[] =>
  store
    .list('spaces')
    .filter((id) => only === undefined || id === only)
    .flatMap((id) => store.get('space', id) ?? []);

export const channelsOf = (store: Store, space: string): readonly Channel[] =>
  store.list(`channels/${space}`).flatMap((id) => store.get('channel', `${space}/${id}`) ?? []);

const quiet = ({ notify }: Pick<Conversation, 'notify'>): boolean => notify === 'none';

function channelRow(store: Store, channel: Channel): Extract<PlaceRow, { what: 'channel' }> {
  const talk = talkOf(channel);
  const { unread = 0, mentions = [], notify = 'all' } = store.get('conversation', talk) ?? {};
  return { key: talk, what: 'channel', channel, talk, unread, mentions: mentions.length, notify };
}

/** The rows of a space: channels without a category first, then each category in the order of its first channel. */
function rowsOf(store: Store, space: string, folded: ReadonlySet<string>, selected: string | undefined): PlaceRow[] {
  const all = channelsOf(store, space).map((channel) => channelRow(store, channel));
  if (all.length === 0) return [{ key: `none/${space}`, what: 'none', space }];
  const rows: PlaceRow[] = all.filter(({ channel }) => !channel.category);
  for (const name of new Set(all.flatMap(({ channel }) => channel.category || []))) {
    const key = `category/${space}/${name}`;
    const within = all.filter(({ channel }) => channel.category === name);
    const open = !folded.has(key);
    const unread = within.some((row) => row.unread > 0 && !quiet(row));
    rows.push({ key, what: 'category', space, name, open, unread });
    // Folded up, what is unread or open stays in view.
    rows.push(...within.filter((row) => open || row.talk === selected || (row.unread > 0 && !quiet(row))));
  }
  return rows;
}

export interface Shown {
  /** One space alone: without a row of its own. */
  readonly only?: string | undefined;
  /** Keys of spaces and categories that are folded up. */
  readonly folded: ReadonlySet<string>;
  readonly selected?: string | undefined;
}

export function placeRows(store: Store, { only, folded, selected }: Shown): readonly PlaceRow[] {
  return spacesShown(store, only).flatMap((space): PlaceRow[] => {
    const key = `space/${space.id}`;
    const open = !folded.has(key);
    return [{ key, what: 'space', space, open }, ...(open ? rowsOf(store, space.id, folded, selected) : [])];
  });
}

/** What those rows are made of. */
export const placeKeys = (store: Store, only: string | undefined) => [
  'session/self' as const,
  'list/spaces' as const,
  'settings/self' as const,
  ...store
    .list('spaces')
    .filter((id) => only === undefined || id === only)
    .flatMap((id) => [
      `space/${id}` as const,
      `list/channels/${id}` as const,
      ...store
        .list(`channels/${id}`)
        .flatMap((one) => [`channel/${id}/${one}` as const, `conversation/channel:${id}/${one}` as const]),
    ]),
];

/** 1 to 999, then 999+. */
export const badge = (count: number, lang: string): string => {
  const figure = new Intl.NumberFormat(lang).format(Math.min(count, MOST));
  return count >= MOST ? `${figure}+` : figure;
};
