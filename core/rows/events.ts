import type { EngineEvent } from '../engine/index.js';
import type { Tag } from '../model/index.js';
import type { Store, Writer } from '../store/index.js';

/** All tags as they are now, in their order. */
export const putTags = (store: Store, writer: Writer, tags: readonly Tag[]): void => {
  const sorted = [...tags].sort((a, b) => a.place - b.place);
  const ids = sorted.map(({ id }) => id);
  for (const id of store.list('tags')) if (!ids.includes(id)) writer.remove('tag', id);
  for (const tag of sorted) {
    const { name, place } = store.get('tag', tag.id) ?? {};
    if (name !== tag.name || place !== tag.place) writer.put('tag', tag.id, tag);
  }
  if (!store.has('list/tags') || ids.join(' ') !== store.list('tags').join(' ')) writer.list('tags', ids);
};

/** Inside a commit. */
export const rowEvent = (store: Store, writer: Writer, event: EngineEvent): void => {
  if (event.type === 'tags') putTags(store, writer, event.tags);
};
