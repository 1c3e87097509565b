import type { ActsHost } from '../acts/host.js';
import { requireCan, requireId, requireIds } from '../client/checks.js';
import type { Context } from '../client/context.js';
import type { Conversations } from '../client/conversations.js';
import type { RunningActs } from '../client/parts.js';
import type { Client } from '../client/types.js';
import type { GroupFacet } from '../engine/index.js';
import { type ConversationId, ImError, type UserId } from '../model/index.js';

const PAGE = 50;

/** Groups as far as a conversation needs them. */
class Groups {
  readonly #ctx: Context;
  readonly #conversations: Conversations;
  /** Where the next page of members begins; null at the end. */
  readonly #next = new Map<string, string | null>();
  readonly #loading = new Map<string, Promise<boolean>>();

  constructor(ctx: Context, conversations: Conversations) {
    this.#ctx = ctx;
    this.#conversations = conversations;
  }

  async create(draft: Parameters<Client['groups']['create']>[0]): Promise<ConversationId> {
    if (draft?.members !== undefined) requireIds('members', draft.members);
    const group = await this.#facet('create-group').create(draft ?? {});
    this.#ctx.store.commit('remote', (writer) => writer.put('group', group.id, group));
    const id: ConversationId = `${group.kind}:${group.id}`;
    await this.#conversations.get([id]);
    return id;
  }

  async join(id: string): Promise<'joined' | 'pending'> {
    const state = await this.#facet('join-group', id).join(id);
    if (state === 'joined') await this.#conversations.fetch([`group:${id}`]);
    return state;
  }

  async leave(id: string): Promise<void> {
    const facet = this.#facet('leave', id);
    if (!facet.leave) throw unsupported('leave');
    await facet.leave(id);
  }

  async invite(id: string, users: readonly UserId[]): ReturnType<Client['groups']['invite']> {
    requireIds('users', users);
    const facet = this.#facet('invite', id);
    if (!facet.invite) throw unsupported('invite');
    return facet.invite(id, users);
  }

  moreMembers(id: string): Promise<boolean> {
    const before = this.#loading.get(id);
    if (before) return before;
    const work = this.#members(id).finally(() => this.#loading.delete(id));
    this.#loading.set(id, work);
    return work;
  }

  async #members(id: string): Promise<boolean> {
    const facet = this.#facet('members', id);
    const cursor = this.#next.get(id);
    if (cursor === null) return false;
    const { items, next } = await facet.members(id, { cursor, limit: PAGE });
    const { store } = this.#ctx;
    store.commit('remote', (writer) => {
      // The list of an earlier visit may hold people who have left.
      const before = cursor === undefined ? [] : store.list(`members/${id}`);
      for (const member of items) writer.put('member', `${id}/${member.userId}`, member);
      writer.list(`members/${id}`, [...new Set([...before, ...items.map(({ userId }) => userId)])]);
    });
    this.#next.set(id, next ?? null);
    return next !== undefined;
  }

  #facet(action: Parameters<typeof requireCan>[1], id?: string): GroupFacet {
    if (id !== undefined) requireId('id', id);
    this.#ctx.requireConnected();
    const { groups } = this.#ctx.engine;
    if (!groups) throw unsupported(action);
    requireCan(this.#ctx, action, id === undefined ? undefined : `group:${id}`);
    return groups;
  }
}

/** Names that come first are of no use here: asked again, the back end does it once. */
export const groups = ({ ctx, rows }: ActsHost): Partial<RunningActs['groups']> => {
  const all = new Groups(ctx, rows);
  return {
    create: (_, draft) => all.create(draft),
    join: (_, id) => all.join(id),
    leave: (_, id) => all.leave(id),
    invite: (_, id, users) => all.invite(id, users),
    moreMembers: (_, id) => all.moreMembers(id),
  };
};

const unsupported = (what: string): ImError =>
  new ImError('unsupported', { field: what, message: `this back end has no ${what}` });
