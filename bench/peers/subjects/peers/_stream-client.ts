/** A client of Stream that asks nobody: what it requests is answered here. */
import { type Channel, StreamChat } from 'stream-chat';
import { type Conversation, ME, type Message, personOf } from '../../page/data.js';

const LONG_AGO = '2026-01-01T00:00:00Z';
const LATER = '2028-01-01T00:00:00Z';
const ABILITIES =
  'send-message,read-events,send-reaction,send-reply,upload-file,delete-own-message,update-own-message,typing-events,connect-events'.split(
    ',',
  );
const CONFIG = {
  ...{ typing_events: true, read_events: true, connect_events: true, search: true, reactions: true, replies: true },
  ...{ quotes: true, mutes: true, uploads: true, url_enrichment: true, max_message_length: 5000 },
  ...{ name: 'messaging', commands: [] },
};

const userOf = (id: string) => {
  const { name, avatar } = personOf(id);
  return { id, name, image: avatar, role: 'user', online: true, created_at: LONG_AGO };
};
const cidOf = (id: string): string => `messaging:${id}`;
const MEMBERS = [ME, 'u1', 'u2'];
const members = MEMBERS.map((id) => ({ user_id: id, user: userOf(id), role: 'member', created_at: LONG_AGO }));
const reads = MEMBERS.map((id) => ({
  ...{ user: userOf(id), last_read: id === ME ? LATER : LONG_AGO, unread_messages: 0 },
}));

export const ownOf = ({ id, text, sender, at, picture, number }: Message) => ({
  ...{ id, number, type: 'regular', text, html: '', user: userOf(sender), cid: '', status: 'received' },
  ...{ created_at: new Date(at).toISOString(), updated_at: new Date(at).toISOString() },
  attachments: picture
    ? [
        {
          ...{ type: 'image', image_url: picture.url, thumb_url: picture.url, fallback: 'picture' },
          ...{ original_width: picture.width, original_height: picture.height },
        },
      ]
    : [],
  ...{ mentioned_users: [], latest_reactions: [], own_reactions: [], reaction_counts: {}, reaction_scores: {} },
  reply_count: 0,
});
export type Own = ReturnType<typeof ownOf>;

const channelOf = (id: string, name: string) => ({
  ...{ id, type: 'messaging', cid: cidOf(id), name, created_at: LONG_AGO, updated_at: LONG_AGO },
  ...{ last_message_at: '2026-01-05T00:00:00Z', frozen: false, disabled: false, config: CONFIG },
  ...{ own_capabilities: ABILITIES, created_by: userOf('u1') },
});
const around = { members, read: reads, watchers: [], pinned_messages: [], membership: members[0] };
export const rowOf = ({ id, name, avatar, last }: Conversation) => ({
  channel: { ...channelOf(id, name), image: avatar, last_message_at: new Date(last.at).toISOString() },
  messages: [{ ...ownOf({ ...last, id: `last-${id}` }), cid: cidOf(id) }],
  ...around,
});
export type OwnRow = ReturnType<typeof rowOf>;

interface Query {
  readonly messages?: { readonly id_lt?: string };
  readonly offset?: number;
  readonly limit?: number;
}

/** What its server would know. */
export class Offline {
  readonly client: StreamChat;
  rows: readonly OwnRow[] = [];
  readonly #messages = new Map<string, readonly Own[]>();
  #holds = false;
  #answer: ((older: readonly Own[]) => void) | undefined;

  constructor() {
    const client = new StreamChat('key', { allowServerSideConnect: true, warmUp: false });
    const me = { ...userOf(ME), mutes: [], channel_mutes: [], devices: [], total_unread_count: 0, unread_channels: 0 };
    // Signed in by hand: these are what connectUser would have set.
    Object.assign(client, {
      tokenManager: {
        getToken: () => 't',
        tokenReady: async () => 't',
        loadToken: async () => 't',
        isStatic: () => true,
      },
      doAxiosRequest: (_method: string, url: string, query?: Query) => this.#reply(url, query),
      ...{ userID: ME, user: me, _user: { ...me }, clientID: 'x', anonymous: false, mutedChannels: [], mutedUsers: [] },
      ...{ setUserPromise: Promise.resolve(), wsPromise: Promise.resolve() },
      wsConnection: { connectionID: 'c', isHealthy: true, requestID: 'r', disconnect: async () => undefined },
    });
    Object.assign(client.state.users, { [ME]: me });
    this.client = client;
  }

  /** A conversation that holds these, watched. */
  async channel(id: string, messages: readonly Own[]): Promise<Channel> {
    this.#messages.set(id, messages);
    const channel = this.client.channel('messaging', id);
    await channel.watch();
    return channel;
  }

  /** The list asks by itself near the top; its answer waits for `older`. */
  hold(): void {
    this.#holds = true;
  }

  older(messages: readonly Own[]): boolean {
    this.#answer?.(messages);
    return this.#answer !== undefined;
  }

  tell(channel: Channel | OwnRow['channel'], event: Readonly<Record<string, unknown>>): void {
    const { cid, id } = channel;
    this.client.dispatchEvent({
      ...{ cid, channel_id: id, channel_type: 'messaging', received_at: new Date(), ...event },
    } as unknown as Parameters<StreamChat['dispatchEvent']>[0]);
  }

  async #reply(url: string, query: Query = {}): Promise<unknown> {
    const [, id] = /channels\/messaging\/([^/]+)\/query/.exec(url) ?? [];
    if (id) {
      const messages = query.messages?.id_lt ? await this.#olderOnes() : this.#messages.get(id);
      return { channel: channelOf(id, 'Room'), messages: messages ?? [], ...around, watcher_count: 1, duration: '1ms' };
    }
    if (/\/channels$/.test(url)) {
      const { offset = 0, limit = 30 } = query;
      return { channels: this.rows.slice(offset, offset + limit), duration: '1ms' };
    }
    if (/\/read$/.test(url)) return { event: { type: 'message.read', created_at: LATER } };
    return { duration: '1ms', threads: [], reminders: [], flags: [], results: [], app: {}, users: [], polls: [] };
  }

  async #olderOnes(): Promise<readonly Own[]> {
    if (!this.#holds) return [];
    return new Promise((resolve) => {
      this.#answer = resolve;
    });
  }
}
