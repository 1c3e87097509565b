import {
  type Content,
  type ConversationId,
  type DraftMore,
  ImError,
  type Limits,
  type SendOptions,
} from '../../../core/index.js';
import { NOW, TestClient } from './client.js';
import { rowDoubles } from './rows.js';

/**
 * The double with what a list and a composer ask of a client. Drafts reach the store as the core's do, a moment later;
 * a send holds still while `hold` is set, fails while `fails` is.
 */
export class WritingClient extends TestClient {
  override readonly limits: Limits & { readonly historyPage: number } = {
    historyPage: 50,
    textGraphemes: 200,
    fileBytes: 1000,
    imageBytes: 2000,
    refusedFiles: ['.exe', 'text/html'],
  };
  readonly sent: { readonly id: ConversationId; readonly content: Content; readonly options: SendOptions }[] = [];
  hold: Promise<void> | undefined;
  denied = new Set<string>();
  pages: ConversationId[][] = [];
  /** Pages of the group's members that are still on the server. */
  members: { readonly id: string; readonly name: string; readonly card?: string }[][] = [];

  declare readonly tags: ReturnType<typeof rowDoubles>['tags'];

  constructor() {
    super();
    Object.assign(this.messages, {
      send: async (id: ConversationId, content: Content, options: SendOptions = {}): Promise<string> => {
        await this.hold;
        if (this.fails) throw this.fails;
        this.sent.push({ id, content, options });
        if (options.clearDraft) this.#draft(id, '');
        return `sent-${this.sent.length}`;
      },
    });
    Object.assign(this.messages, {
      edit: async (id: string, content: Content, options?: object): Promise<void> => {
        this.calls.push(['edit', id, content, ...(options ? [options] : [])]);
        await this.hold;
        if (this.fails) throw this.fails;
        this.patch(id, { content, edited: { at: NOW } });
      },
    });
    Object.assign(this, {
      groups: {
        moreMembers: async (id: string): Promise<boolean> => {
          this.calls.push(['moreMembers', id]);
          await new Promise((resolve) => setTimeout(resolve, 1));
          const page = this.members.shift() ?? [];
          this.store.commit('remote', (writer) => {
            for (const { id: userId, name, card } of page) {
              writer.put('user', userId, { id: userId, name });
              writer.put('member', `${id}/${userId}`, { groupId: id, userId, role: 'member', ...(card && { card }) });
            }
            writer.list(`members/${id}`, [...this.store.list(`members/${id}`), ...page.map((one) => one.id)]);
          });
          return this.members.length > 0;
        },
      },
    });
    Object.assign(this, { presence: { watch: () => () => {} }, tags: rowDoubles(this).tags });
    Object.assign(this.conversations, rowDoubles(this).conversations);
    Object.assign(this.typing, { set: (id: ConversationId, what: string) => this.calls.push(['typing', id, what]) });
    Object.assign(this.conversations, {
      draft: (id: ConversationId, text: string, replyTo?: string, more?: DraftMore) => {
        this.calls.push(['draft', id, text]);
        setTimeout(() => this.#draft(id, text, replyTo, more ?? { editing: this.store.get('draft', id)?.editing }), 5);
      },
      pin: async (id: ConversationId, pinned: boolean) => {
        this.calls.push(['pin', id, pinned]);
        if (this.fails) throw this.fails;
        this.store.commit('local', (writer) => writer.patch('conversation', id, { pinned }));
      },
      remove: async (id: ConversationId) => {
        this.calls.push(['remove', id]);
        const left = this.store.list('conversations').filter((one) => one !== id);
        this.store.commit('local', (writer) => {
          writer.remove('conversation', id);
          writer.list('conversations', left);
        });
      },
      more: async (): Promise<boolean> => {
        this.calls.push(['more']);
        await new Promise((resolve) => setTimeout(resolve, 1));
        if (this.fails) throw this.fails;
        const page = this.pages.shift() ?? [];
        if (page.length > 0) this.list(...this.store.list('conversations'), ...page);
        return this.pages.length > 0;
      },
    });
  }

  override can(action: string): string {
    return this.denied.has(action) ? 'unsupported' : super.can(action);
  }

  /** Conversations by id, each with a last message, in the order given. */
  list(...ids: readonly string[]): this {
    this.store.commit('remote', (writer) => {
      for (const [at, id] of ids.entries()) {
        if (this.store.has(`conversation/${id}`)) continue;
        const [kind, target = ''] = id.split(':') as ['direct' | 'group', string];
        const message = `last-${id}`;
        writer.put('conversation', id, {
          id: id as ConversationId,
          kind,
          activity: ids.length - at,
          unread: 0,
          mentions: [],
          notify: 'all',
          lastMessageId: message,
          ...(kind === 'group' && { title: `Group ${target}` }),
        });
        writer.put('message', message, {
          id: message,
          conversationId: id as ConversationId,
          senderId: kind === 'direct' ? target : 'ann',
          own: false,
          content: { kind: 'text', text: `Words of ${target}` },
          order: { seq: 1, tie: '' },
          sentAt: NOW - at * 3_600_000,
          delivery: { state: 'sent' },
          counts: true,
        });
        if (kind === 'direct' && !this.store.has(`user/${target}`))
          writer.put('user', target, { id: target, name: `Person ${target}` });
      }
      writer.list('conversations', [...ids]);
    });
    return this;
  }

  type(id: ConversationId, ...users: string[]): void {
    const until = NOW + 6000;
    this.store.commit('remote', (writer) => {
      if (users.length === 0) writer.remove('typing', id);
      else
        writer.put('typing', id, {
          conversationId: id,
          users: users.map((userId) => ({ userId, what: 'text', until })),
        });
    });
  }

  state(state: 'connected' | 'connecting' | 'reconnecting' | 'offline' | 'kicked' | 'unauthorized' | 'banned'): void {
    this.store.commit('remote', (writer) => writer.patch('session', 'self', { state }));
  }

  #draft(conversationId: ConversationId, text: string, replyTo?: string, more: DraftMore = {}): void {
    const { marks, editing } = more;
    this.store.commit('local', (writer) => {
      if (!text && !replyTo && !editing) writer.remove('draft', conversationId);
      else
        writer.put('draft', conversationId, {
          conversationId,
          text,
          updatedAt: Date.now(),
          ...(replyTo && { replyTo }),
          ...(marks?.length && { marks }),
          ...(editing && { editing }),
        });
    });
  }
}

export const refused = (): ImError => new ImError('storage');
