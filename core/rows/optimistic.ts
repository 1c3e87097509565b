import type { ActsHost } from '../acts/host.js';
import type { Conversation, ConversationId } from '../model/index.js';

type Patch = Partial<Conversation>;

/** Shows it at once, and takes back what the back end refuses, unless somebody changed it meanwhile. */
export const optimistic = async <T>(
  { ctx, book }: ActsHost,
  ids: readonly ConversationId[],
  patchOf: (row: Conversation) => Patch,
  call: () => Promise<T>,
): Promise<T> => {
  const { store } = ctx;
  const made: { readonly id: ConversationId; readonly patch: Patch; readonly before: Conversation }[] = [];
  store.commit('local', (writer) => {
    for (const id of new Set(ids)) {
      const before = store.get('conversation', id);
      if (!before) continue;
      const patch = patchOf(before);
      made.push({ id, patch, before });
      book.patch(writer, id, patch);
    }
  });
  try {
    return await call();
  } catch (error) {
    store.commit('local', (writer) => {
      for (const { id, patch, before } of made) {
        const now = store.get('conversation', id);
        const keys = (Object.keys(patch) as (keyof Conversation)[]).filter((key) => now?.[key] === patch[key]);
        book.patch(writer, id, Object.fromEntries(keys.map((key) => [key, before[key]])));
      }
    });
    throw error;
  }
};

/** The list with the word, or without; undefined when nothing is in it. */
export const toggled = <T extends string>(list: readonly T[] = [], word: T, on: boolean): readonly T[] | undefined => {
  const rest = list.filter((one) => one !== word);
  if (on) return list.includes(word) ? list : [...list, word];
  return rest.length > 0 ? rest : undefined;
};
