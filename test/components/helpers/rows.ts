import {
  type Conversation,
  type ConversationFilter,
  type ConversationId,
  type Mark,
  viewOf,
} from '../../../core/index.js';
import { putTags } from '../../../core/rows/events.js';
import { matches } from '../../../core/rows/matches.js';
import type { TestClient } from './client.js';

const toggled = <T>(all: readonly T[] = [], one: T, on: boolean): T[] => [
  ...all.filter((other) => other !== one),
  ...(on ? [one] : []),
];

/** Commands of rows and tags, written into the store as the core does; filtered lists hold what the filter lets through. */
export function rowDoubles(test: TestClient) {
  const { store, calls } = test;
  const views = new Map<string, ConversationFilter>();
  const said = (name: string, ...args: unknown[]): void => {
    calls.push([name, ...args]);
    if (test.fails) throw test.fails;
  };
  const rows = (): Conversation[] =>
    [...store.entries()].flatMap(([key, value]) => (key.startsWith('conversation/') ? [value as Conversation] : []));
  const fill = (): void =>
    store.commit('remote', (writer) => {
      for (const [name, filter] of views)
        writer.list(
          name,
          rows()
            .filter((row) => matches(filter, row))
            .map(({ id }) => id),
        );
    });
  const patch = (id: ConversationId, change: (row: Conversation) => Partial<Conversation>): void => {
    const row = store.get('conversation', id);
    if (row) store.commit('remote', (writer) => writer.patch('conversation', id, change(row)));
    fill();
  };
  const tags = () => store.list('tags').flatMap((id) => store.get('tag', id) ?? []);
  let made = 0;
  return {
    conversations: {
      view: async (filter: ConversationFilter): Promise<boolean> => {
        await new Promise((resolve) => setTimeout(resolve, 1));
        said('view', filter);
        views.set(viewOf(filter), filter);
        fill();
        return false;
      },
      mark: async (ids: readonly ConversationId[], mark: Mark, on: boolean) => {
        said('mark', ids, mark, on);
        for (const id of ids) patch(id, ({ marks }) => ({ marks: toggled(marks, mark, on) }));
      },
      shield: async (id: ConversationId, on: boolean) => {
        said('shield', id, on);
        patch(id, () => ({ shielded: on }));
      },
      readAll: async (which: object) => said('readAll', which),
      markRead: async (id: ConversationId) => {
        said('markRead', id);
        patch(id, () => ({ unread: 0, markedUnread: false }));
      },
    },
    tags: {
      load: async () => {
        if (!store.has('list/tags')) store.commit('remote', (writer) => writer.list('tags', []));
      },
      create: async (name: string, conversations: readonly ConversationId[] = []) => {
        said('tags.create', name, conversations);
        made += 1;
        const id = `t${made}`;
        store.commit('remote', (writer) => putTags(store, writer, [...tags(), { id, name, place: made }]));
        for (const one of conversations) patch(one, (row) => ({ tags: toggled(row.tags, id, true) }));
        return id;
      },
      rename: async (id: string, name: string) => {
        said('tags.rename', id, name);
        store.commit('remote', (writer) => writer.patch('tag', id, { name }));
      },
      remove: async (id: string) => {
        said('tags.remove', id);
        store.commit('remote', (writer) =>
          putTags(
            store,
            writer,
            tags().filter((tag) => tag.id !== id),
          ),
        );
      },
      sort: async (ids: readonly string[]) => {
        said('tags.sort', ids);
        const sorted = ids.flatMap((id, place) => {
          const tag = store.get('tag', id);
          return tag ? [{ ...tag, place }] : [];
        });
        store.commit('remote', (writer) => putTags(store, writer, sorted));
      },
      assign: async (id: string, conversations: readonly ConversationId[], on: boolean) => {
        said('tags.assign', id, conversations, on);
        for (const one of conversations) patch(one, (row) => ({ tags: toggled(row.tags, id, on) }));
      },
      pin: async (id: string, conversation: ConversationId, pinned: boolean) => {
        said('tags.pin', id, conversation, pinned);
        patch(conversation, (row) => ({ pinnedIn: toggled(row.pinnedIn, id, pinned) }));
      },
    },
  };
}
