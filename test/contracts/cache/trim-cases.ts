import type { Cache } from '../../../core/cache/types.js';
import type { ConversationId } from '../../../core/model/index.js';
import { equal } from '../storage/kit.js';
import { type Add, conversation, entry, idsOf, message, put, putMessages } from './kit.js';

const fill = async (cache: Cache, id: ConversationId, opened: number, count = 5): Promise<void> => {
  const all = Array.from({ length: count }, (_, i) => message(`${id}-${i}`, i, { conversationId: id }));
  const ids = all.map((one) => one.id);
  await cache.write([
    ...putMessages(...all),
    put(`conversation/${id}`, conversation(id, opened, { lastMessageId: ids.at(-1) })),
    ...(opened > 0 ? [put(`meta/opened/${id}`, { value: String(opened) })] : []),
    put(`timeline/${id}`, {
      conversationId: id,
      opened: true,
      pages: [
        { id: `${id}/1`, gapBefore: true },
        { id: `${id}/2`, gapBefore: false },
      ],
    }),
    put(`list/page/${id}/1`, ids.slice(0, 2)),
    put(`list/page/${id}/2`, ids.slice(2)),
    put(`list/page/${id}/9`, ids.slice(2)),
  ]);
};
const held = (cache: Cache, id: ConversationId) => idsOf(cache.messages(id, { limit: 99 }));

export const trimCases = (add: Add): void => {
  add('trim keeps the newest of the conversations opened last, and of the others the last message', async (cache) => {
    await fill(cache, 'group:new', 30);
    await fill(cache, 'group:mid', 20);
    await fill(cache, 'group:old', 10);
    await fill(cache, 'group:never', 0);
    await cache.trim({ messagesPerConversation: 3, conversations: 2 });
    equal(await held(cache, 'group:new'), ['group:new-4', 'group:new-3', 'group:new-2']);
    equal(await held(cache, 'group:mid'), ['group:mid-4', 'group:mid-3', 'group:mid-2']);
    equal(await held(cache, 'group:old'), ['group:old-4']);
    equal(await held(cache, 'group:never'), ['group:never-4']);
    equal([await cache.get('timeline/group:old'), await cache.get('meta/opened/group:old')], [undefined, undefined]);
    equal(await cache.get('list/page/group:new/1'), undefined);
    equal(await cache.get('list/page/group:new/2'), ['group:new-2', 'group:new-3', 'group:new-4']);
    equal(await cache.get('list/page/group:new/9'), undefined, 'a page no timeline names');
  });

  add('trim leaves what waits to be sent, drafts and conversations alone', async (cache) => {
    const id: ConversationId = 'group:g1';
    await fill(cache, id, 1);
    await cache.outbox.put(entry('p', 1), [...putMessages(message('p')), put(`list/pending/${id}`, ['p'])]);
    await cache.write([put(`draft/${id}`, { conversationId: id, text: 'half', updatedAt: 1 })]);
    await cache.blobs.put('b', new Blob(['x']));
    await cache.trim({ messagesPerConversation: 0, conversations: 0 });
    equal(await held(cache, id), [`${id}-4`]);
    equal(await cache.get('message/p'), message('p'));
    equal(await cache.get(`list/pending/${id}`), ['p']);
    equal(await idsOf(cache.outbox.all()), ['p']);
    equal(((await cache.get(`draft/${id}`)) as { text: string }).text, 'half');
    equal(((await cache.get(`conversation/${id}`)) as { id: string }).id, id);
    equal(await (await cache.blobs.get('b'))?.text(), 'x');
  });

  add('trim within the bounds changes nothing', async (cache) => {
    await fill(cache, 'group:g1', 1);
    await cache.trim({ messagesPerConversation: 5, conversations: 1 });
    equal((await held(cache, 'group:g1')).length, 5);
    equal(await cache.get('list/page/group:g1/1'), ['group:g1-0', 'group:g1-1']);
  });
};
