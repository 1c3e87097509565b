import { fold } from '../acts/fold.js';
import type { ActsHost, RunningPeople } from '../acts/host.js';
import { requireId, requireIds } from '../client/checks.js';
import type { ContactFacet } from '../engine/index.js';
import { invalid, type UserId } from '../model/index.js';
import { putRequests } from './events.js';
import { allPages, facetOf, need } from './facet.js';
import { whileTold } from './told.js';

const PAGE = 200;
const MOST_FOUND = 50;

const text = (field: string, value: unknown, most: number): void => {
  if (value !== undefined && value !== null && (typeof value !== 'string' || value.length > most))
    throw invalid(field, `must be a string of at most ${most} characters`);
};
const name = (field: string, value: unknown): void => {
  text(field, value, 60);
  if (typeof value !== 'string' || value.trim() === '') throw invalid(field, 'must not be blank');
};
const names = (groups: unknown): void => {
  if (groups === undefined) return;
  if (!Array.isArray(groups)) throw invalid('groups', 'must be a list of names');
  for (const one of groups) name('groups', one);
};

/** Accents and letter case told apart no more. */
const plain = (words: string): string => fold(words.normalize('NFD').replace(/\p{M}/gu, ''));

/** One's own list of people, and what is asked to be in it. */
export class Contacts {
  readonly #host: ActsHost;
  /** Where the next page of requests begins; null at the end. */
  #next: string | null | undefined;
  #loading: Promise<void> | undefined;
  #paging: Promise<boolean> | undefined;
  #loaded = false;

  constructor(host: ActsHost) {
    this.#host = host;
  }

  get facet(): ContactFacet {
    return facetOf(this.#host.ctx, 'contacts', 'contacts');
  }

  load(): Promise<void> {
    this.#loading ??= this.#load().finally(() => {
      this.#loading = undefined;
    });
    return this.#loading;
  }

  async #load(): Promise<void> {
    const { facet } = this;
    const { store } = this.#host.ctx;
    // What is told from here on keeps the groups true, also while they are read.
    if (!store.has('list/contact-groups')) store.commit('remote', (writer) => writer.list('contact-groups', []));
    const groupsBefore = store.list('contact-groups');
    await whileTold(store, 'contacts', async (told) => {
      const all = await allPages((cursor) => facet.list({ cursor, limit: PAGE }));
      const groups = await facet.groups?.();
      const ids = new Set(all.map(({ userId }) => userId));
      for (const [id, there] of told) ids[there ? 'add' : 'delete'](id);
      store.commit('remote', (writer) => {
        for (const id of store.list('contacts')) if (!ids.has(id)) writer.remove('contact', id);
        for (const one of all) if (!told.has(one.userId)) writer.put('contact', one.userId, one);
        writer.list('contacts', [...ids].sort());
        if (store.list('contact-groups') === groupsBefore)
          writer.list('contact-groups', groups ?? [...new Set(all.flatMap((one) => one.groups))].sort());
      });
    });
    this.#loaded = true;
  }

  /** What was read is read again: the back end could not say what was missed. */
  async again(): Promise<void> {
    const { store } = this.#host.ctx;
    // Another tab may have read it, and led before.
    if (store.has('list/contacts')) await this.load();
    if (!store.has('list/contact-requests')) return;
    this.#next = undefined;
    store.commit('remote', (writer) => {
      for (const id of store.list('contact-requests')) writer.remove('contact-request', id);
      writer.list('contact-requests', []);
    });
    await this.moreRequests();
  }

  async search(words: string): Promise<readonly UserId[]> {
    if (typeof words !== 'string') throw invalid('words', 'must be a string');
    const { ctx, users } = this.#host;
    if (!this.#loaded) await this.load();
    const ids = ctx.store.list('contacts');
    if (ctx.connected()) await users.get(ids).catch(() => []);
    const wanted = plain(words.trim());
    const fits = (id: UserId): boolean => {
      const { remark = '' } = ctx.store.get('contact', id) ?? {};
      return plain(`${remark}\n${ctx.store.get('user', id)?.name ?? ''}\n${id}`).includes(wanted);
    };
    return wanted === '' ? [] : ids.filter(fits).slice(0, MOST_FOUND);
  }

  moreRequests(): Promise<boolean> {
    this.#paging ??= this.#more().finally(() => {
      this.#paging = undefined;
    });
    return this.#paging;
  }

  async #more(): Promise<boolean> {
    const requests = need(this.facet.requests, 'request-contact');
    if (this.#next === null) return false;
    const { store } = this.#host.ctx;
    const first = this.#next === undefined;
    const next = await whileTold(store, 'contact-requests', async (told) => {
      const page = await requests({ cursor: this.#next ?? undefined, limit: 50 });
      const newer = [...told.keys()].flatMap((id) => store.get('contact-request', id) ?? []);
      const items = [...page.items.filter(({ id }) => !told.has(id)), ...newer];
      store.commit('remote', (writer) => {
        // The list of an earlier visit may hold what is gone.
        const gone = first ? store.list('contact-requests').filter((id) => !items.some((one) => one.id === id)) : [];
        for (const id of gone) writer.remove('contact-request', id);
        if (first) writer.list('contact-requests', []);
        putRequests(store, writer, items);
      });
      return page.next;
    });
    this.#next = next ?? null;
    return next !== undefined;
  }
}

export const contacts = (all: Contacts): RunningPeople['contacts'] => ({
  load: () => all.load(),
  search: (_, words) => all.search(words),
  async add(_, id, { words, remark, groups, oneWay } = {}) {
    requireId('id', id);
    text('words', words, 200);
    text('remark', remark, 100);
    names(groups);
    return need(all.facet.add, 'request-contact')(id, { words, remark: remark || undefined, groups, oneWay });
  },
  async remove(_, ids, { oneWay = false } = {}) {
    requireIds('ids', ids);
    const outcomes = await need(all.facet.remove, 'contacts')(ids, oneWay);
    return new Map([...outcomes].map(([id, outcome]) => [id, outcome === true ? ('removed' as const) : outcome]));
  },
  async update(_, id, patch) {
    requireId('id', id);
    if (typeof patch !== 'object' || patch === null) throw invalid('patch', 'must be an object');
    text('remark', patch.remark, 100);
    text('notes', patch.notes, 1_000);
    names(patch.groups);
    await need(all.facet.update, 'contacts')(id, patch);
  },
  async check(_, ids) {
    requireIds('ids', ids);
    return need(all.facet.check, 'contacts')(ids);
  },
  moreRequests: () => all.moreRequests(),
  async accept(_, request, { remark, mutual } = {}) {
    requireId('request', request);
    text('remark', remark, 100);
    await need(all.facet.answer, 'request-contact')(request, true, { remark: remark || undefined, mutual });
  },
  async refuse(_, request, reason) {
    requireId('request', request);
    text('reason', reason, 200);
    await need(all.facet.answer, 'request-contact')(request, false, { reason });
  },
  async withdraw(_, request) {
    requireId('request', request);
    await need(all.facet.withdraw, 'request-contact')(request);
  },
  readRequests: () => need(all.facet.readRequests, 'request-contact')(),
  async createGroup(_, group, members = []) {
    name('name', group);
    requireIds('members', members);
    await need(all.facet.group, 'contact-groups')(group.trim(), members);
  },
  async renameGroup(_, group, to) {
    name('name', group);
    name('to', to);
    await need(all.facet.regroup, 'contact-groups')(group.trim(), to.trim());
  },
  async removeGroup(_, group) {
    name('name', group);
    await need(all.facet.regroup, 'contact-groups')(group.trim(), null);
  },
});
