import type { ActsHost, RunningRows } from '../acts/host.js';
import { type ConversationId, ImError, invalid } from '../model/index.js';
import { BATCH, facetOf, has, inBatches, requireBoolean, requireIds } from './check.js';
import { putTags } from './events.js';
import { optimistic, toggled } from './optimistic.js';

const MOST = 20;
const LONGEST = 60;

const nameOf = (given: string): string => {
  const name = typeof given === 'string' ? given.trim() : '';
  if (name === '' || [...name].length > LONGEST) throw invalid('name', `must have 1 to ${LONGEST} characters`);
  return name;
};

/** One's own names for some conversations. */
export const tagActs = (host: ActsHost): RunningRows['tags'] => {
  const { ctx } = host;
  const { store } = ctx;
  const facet = (ids?: readonly ConversationId[]) => facetOf(host, ctx.engine.tags, 'tag', ids);

  const load = async (): Promise<void> => {
    const tags = await facet().list();
    store.commit('remote', (writer) => putTags(store, writer, tags));
  };
  /** One that is not there names the call, not the conversation. */
  const requireTag = (id: string): void => {
    if (typeof id !== 'string' || id === '') throw invalid('id', 'must be the id of a tag');
    if (store.has('list/tags') && !store.has(`tag/${id}`))
      throw new ImError('not-found', { field: 'id', message: 'id: there is no such tag' });
  };
  const assign = (id: string, all: readonly ConversationId[], on: boolean): Promise<void> =>
    inBatches([...new Set(all)], (some) =>
      optimistic(
        host,
        some,
        ({ tags, pinnedIn }) => ({
          tags: toggled(tags, id, on),
          ...(!on && pinnedIn && { pinnedIn: toggled(pinnedIn, id, false) }),
        }),
        () => facet(some).assign(id, some, on),
      ),
    );

  return {
    load,
    async create(token, given, conversations = []) {
      const name = nameOf(given);
      requireIds('conversations', conversations);
      if (store.list('tags').length >= MOST)
        throw new ImError('too-large', { field: 'tags', limit: MOST, message: `tags: at most ${MOST}` });
      const id = await facet(conversations).create(token, name, conversations.slice(0, BATCH));
      await load();
      await assign(id, conversations, true);
      return id;
    },
    async rename(_, id, given) {
      const name = nameOf(given);
      requireTag(id);
      const now = await facet().rename(id, name);
      // Its rows are told of by the back end.
      if (now !== undefined && now !== id) await load();
      else store.commit('remote', (writer) => writer.patch('tag', id, { name }));
    },
    async remove(_, id) {
      requireTag(id);
      await facet().remove(id);
      const left = store.list('tags').flatMap((one) => (one === id ? [] : (store.get('tag', one) ?? [])));
      store.commit('remote', (writer) => {
        for (const { id: row, tags, pinnedIn } of host.book.all)
          if (tags?.includes(id))
            host.book.patch(writer, row, { tags: toggled(tags, id, false), pinnedIn: toggled(pinnedIn, id, false) });
        if (store.has('list/tags')) putTags(store, writer, left);
      });
    },
    async sort(_, ids) {
      if (!Array.isArray(ids) || ids.some((id) => typeof id !== 'string')) throw invalid('ids', 'must be ids of tags');
      await has(facet().sort, 'sort-tags')(ids);
      const sorted = ids.flatMap((id, at) => {
        const tag = store.get('tag', id);
        return tag ? [{ ...tag, place: at + 1 }] : [];
      });
      store.commit('remote', (writer) => putTags(store, writer, sorted));
    },
    async assign(_, id, conversations, on) {
      requireIds('conversations', conversations);
      requireBoolean('on', on);
      requireTag(id);
      facet(conversations);
      await assign(id, conversations, on);
    },
    async pin(_, id, conversation, pinned) {
      requireIds('conversation', [conversation]);
      requireBoolean('pinned', pinned);
      requireTag(id);
      const pin = has(facet([conversation]).pin, 'pin-tagged');
      await optimistic(
        host,
        [conversation],
        ({ pinnedIn }) => ({ pinnedIn: toggled(pinnedIn, id, pinned) }),
        () => pin(id, conversation, pinned),
      );
    },
  };
};
