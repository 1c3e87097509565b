import type { RowFacet, TagFacet } from '../../core/engine/index.js';
import type { Call } from './calls.js';
import { readConversation } from './codec.js';

export const rowFacet = (call: Call): RowFacet => ({
  async list(filter, { cursor, limit, signal }) {
    const { items, next } = await call('conversations.list', { filter, cursor, limit }, { signal });
    return { items: items.map(readConversation), next };
  },
  async mark(conversations, mark, on, options) {
    await call('conversations.mark', { conversations, mark, on }, options);
  },
  async setData(conversation, data, options) {
    await call('conversations.data', { conversation, data }, options);
  },
  async shield(conversation, on, options) {
    await call('conversations.shield', { conversation, on }, options);
  },
  async wipe(kinds, options) {
    return (await call('conversations.wipe', { kinds }, options)).count;
  },
  async readAll({ kinds, tag }, options) {
    await call('conversations.read-all', { kinds, tag }, options);
  },
});

export const tagFacet = (call: Call): TagFacet => ({
  list: async (options) => (await call('tags.list', {}, options)).items,
  async create(id, name, some, options) {
    const conversations = some.length > 0 ? some : undefined;
    return (await call('tags.create', { id, name, conversations }, options)).id;
  },
  async rename(id, name, options) {
    await call('tags.rename', { id, name }, options);
    return undefined;
  },
  async remove(id, options) {
    await call('tags.remove', { id }, options);
  },
  async sort(ids, options) {
    await call('tags.sort', { ids }, options);
  },
  async assign(id, conversations, on, options) {
    await call('tags.assign', { id, conversations, on }, options);
  },
  async pin(id, conversation, pinned, options) {
    await call('tags.pin', { id, conversation, pinned }, options);
  },
});
