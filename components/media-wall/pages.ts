import {
  type Client,
  type ContentKind,
  type ConversationId,
  linkify,
  type Message,
  searchText,
} from '../../core/index.js';

export type Shelf = 'media' | 'files' | 'links';
export const SHELVES: readonly Shelf[] = ['media', 'files', 'links'];

const KINDS: Readonly<Record<'media' | 'files', readonly string[]>> = {
  media: ['image', 'video', 'gif'],
  files: ['file'],
};
/** Pages without a single address in them that are skipped at once. */
const SKIPS = 5;

export interface Shelved {
  readonly state: 'waiting' | 'loading' | 'done' | 'failed';
  readonly items: readonly Message[];
  /** Where the next page begins; undefined at the end. */
  readonly next?: string;
}
export const EMPTY: Shelved = { state: 'waiting', items: [] };

/** Addresses that stand in a message. */
export const linksOf = ({ content }: Message): readonly string[] => {
  if (content.kind === ('link' as string)) return [(content as unknown as { url: string }).url];
  return linkify(searchText(content)).flatMap(({ url }) => (url && /^https?:/.test(url) ? [url] : []));
};

/** The next page of a shelf, newest first. */
export async function nextOf(
  client: Client,
  id: ConversationId,
  shelf: Shelf,
  from: string | undefined,
): Promise<{ readonly items: readonly Message[]; readonly next?: string }> {
  if (shelf === 'links') return nextLinks(client, id, from);
  const { items, hasOlder } = await client.messages.byKind(id, KINDS[shelf] as readonly ContentKind[], from);
  const last = items.at(-1)?.id;
  return { items, ...(hasOlder && last && { next: last }) };
}

/** No back end sorts by addresses; every address has its scheme or its "www" in it, and those can be searched for. */
async function nextLinks(client: Client, id: ConversationId, from: string | undefined) {
  let cursor = from;
  for (let skips = 0; ; skips++) {
    const page = await client.messages.search({
      words: ['http', 'www.'],
      match: 'any',
      conversationId: id,
      limit: 50,
      ...(cursor !== undefined && { cursor }),
    });
    const items = page.items.filter((one) => linksOf(one).length > 0);
    cursor = page.next;
    if (items.length > 0 || cursor === undefined || skips >= SKIPS)
      return { items, ...(cursor !== undefined && { next: cursor }) };
  }
}

/** Runs of messages of one month, in order. */
export function monthsOf(
  items: readonly Message[],
): readonly { readonly at: number; readonly items: readonly Message[] }[] {
  const months: { key: string; at: number; items: Message[] }[] = [];
  for (const item of items) {
    const date = new Date(item.sentAt);
    const key = `${date.getFullYear()}-${date.getMonth()}`;
    const last = months.at(-1);
    if (last?.key === key) last.items.push(item);
    else months.push({ key, at: item.sentAt, items: [item] });
  }
  return months;
}
