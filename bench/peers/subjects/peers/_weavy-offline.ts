/** A server of Weavy that is in the page: answers what the elements fetch, and tells what would come over SignalR. */
import { type Conversation, ME, type Message, personOf } from '../../page/data.js';

const CHAT = 'd65dd4bc-418e-403c-9f56-f9cf4da931ed';
const ROOM = 'edb400ac-839b-45a7-b2a8-6a01820d1c44';
const VERSION = '32.2.0';
const LONG_AGO = '2026-01-01T00:00:00Z';
/** Of messages, and of conversations. */
const PAGE = 25;
const FEATURES = ['attachments', 'mentions', 'previews', 'reactions', 'receipts', 'typing'];
const MEMBERS = [ME, 'u1', 'u2'];

const unlike = { is_starred: false, is_subscribed: true, is_trashed: false };
const userOf = (id: string) => {
  const { name, avatar } = personOf(id);
  return { id: Number(id.slice(1)) + 1, uid: id, name, avatar_url: avatar, created_at: LONG_AGO };
};
const pageOf = <T>(data: readonly T[], start = 0, count = data.length) => ({
  ...{ data, start, end: start + data.length, count },
});

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
/** Its server renders Markdown. */
const htmlOf = (text: string): string => `<p>${escaped(text).replace(/(https?:\/\/\S+)/g, '<a href="$1">$1</a>')}</p>`;

const fileOf = (id: number, { url, width, height }: NonNullable<Message['picture']>) => ({
  ...{ id, name: 'picture.png', kind: 'image', media_type: 'image/png', size: 999, width, height },
  ...{ thumbnail_url: url, preview_url: url, raw_url: url, download_url: url, provider: 'filesystem' },
  ...{ created_at: LONG_AGO, created_by: userOf('u1'), is_trashed: false, reactions: { count: 0 } },
});
export const ownOf = ({ number, sender, at, text, picture }: Message) => ({
  ...{ id: number, app: { id: 0 }, text, html: htmlOf(text), plain: text, ...unlike, reactions: { count: 0 } },
  ...{ created_at: new Date(at).toISOString(), created_by: userOf(sender) },
  attachments: picture ? pageOf([fileOf(number, picture)]) : { count: 0 },
});
export type Own = ReturnType<typeof ownOf>;

const appOf = (id: number, name: string, type: string) => ({
  ...{ id, uid: `app${id}`, rev: id, type, name, description: '', avatar_url: '', created_at: LONG_AGO, ...unlike },
  ...{ access: 'write', permissions: ['read', 'create', 'update', 'list'], is_unread: false, is_pinned: false },
  members: pageOf(MEMBERS.map((user) => ({ ...userOf(user), access: 'write', marked_id: 0, presence: 'active' }))),
});
export const rowOf = ({ index, name, avatar, last, unread }: Conversation) => ({
  ...appOf(index + 1, name, ROOM),
  ...{ avatar_url: avatar, is_unread: unread > 0, last_message: ownOf(last) },
});
export type Row = ReturnType<typeof rowOf>;

interface Listener {
  readonly group: string | null;
  readonly event: string;
  readonly call: (news: unknown) => void;
}

export class Offline {
  rows: Row[] = [];
  readonly #messages = new Map<number, readonly Own[]>();
  readonly #listeners = new Set<Listener>();
  #holds = false;
  #answer: ((older: readonly Own[]) => void) | undefined;

  constructor() {
    const ask = globalThis.fetch;
    globalThis.fetch = async (request, options) => {
      const url = new URL(request instanceof Request ? request.url : request, location.href);
      if (url.pathname === '/version') return new Response(VERSION);
      if (url.pathname.startsWith('/hubs/')) return new Promise(() => {});
      if (!url.pathname.startsWith('/api/')) return ask(request, options);
      return Response.json(await this.#reply(url));
    };
  }

  /** Another conversation; answers its name. */
  add(messages: readonly Own[]): { readonly id: number; readonly uid: string } {
    const id = this.#messages.size + 1;
    this.#messages.set(id, messages);
    return { id, uid: `app${id}` };
  }

  /** In place of SignalR. */
  readonly realtime = {
    subscribe: async (group: string | null, event: string, call: Listener['call']): Promise<boolean> => {
      this.#listeners.add({ group, event, call });
      return true;
    },
    unsubscribe: async (group: string | null, event: string, call: Listener['call']): Promise<void> => {
      for (const one of this.#listeners)
        if (one.group === group && one.event === event && one.call === call) this.#listeners.delete(one);
    },
  };

  tell(group: string | null, event: string, actor: string, news: object): void {
    const told = { id: 1, action: event, actor: userOf(actor), ...news };
    for (const one of this.#listeners) if (one.event === event && one.group === group) one.call(told);
  }

  /** The list asks by itself near the top; its answer waits for `older`. */
  hold(): void {
    this.#holds = true;
  }

  older(messages: readonly Own[]): boolean {
    this.#answer?.(messages);
    return this.#answer !== undefined;
  }

  async #reply({ pathname, searchParams }: URL): Promise<unknown> {
    const skip = Number(searchParams.get('skip') ?? 0);
    const [, id, what] = /^\/api\/apps\/(?:app)?(\d+)\/?(\w*)/.exec(pathname) ?? [];
    if (what === 'messages') return this.#page(Number(id), skip);
    if (what === 'members') return appOf(Number(id), 'Room', CHAT).members;
    if (id) return appOf(Number(id), 'Room', CHAT);
    if (pathname === '/api/apps') return pageOf(this.rows.slice(skip, skip + PAGE), skip, this.rows.length);
    if (pathname.startsWith('/api/features/')) return FEATURES;
    if (pathname === '/api/user') return { ...userOf(ME), presence: 'active' };
    return pageOf([]);
  }

  /** Newest first. */
  async #page(id: number, skip: number): Promise<unknown> {
    const all = this.#messages.get(id) ?? [];
    const until = all.length - skip;
    const some =
      skip > 0 && this.#holds ? await this.#older() : all.slice(Math.max(0, until - PAGE), Math.max(0, until));
    return pageOf([...some].reverse(), skip, all.length + (this.#holds ? some.length : 0));
  }

  #older(): Promise<readonly Own[]> {
    return new Promise((resolve) => {
      this.#answer = resolve;
    });
  }
}
