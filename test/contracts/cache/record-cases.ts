import { equal } from '../storage/kit.js';
import { type Add, conversation, GROUP, idsOf, later, message, put, putMessages } from './kit.js';

export const recordCases = (add: Add): void => {
  add('keeps records by key, over a reload where it lasts', async (cache, factory) => {
    await cache.write([put('user/ann', { id: 'ann', name: 'Ann' }), put('list/conversations', [GROUP])]);
    const again = await later(cache, factory);
    equal(await again.get('user/ann'), { id: 'ann', name: 'Ann' });
    equal(await again.get('list/conversations'), [GROUP]);
    equal(await again.get('user/bob'), undefined);
    await again.write([put('user/ann', undefined), put('user/bob', undefined)]);
    equal(await again.get('user/ann'), undefined);
    await again.close();
  });

  add('keeps nothing that is true only now', async (cache) => {
    await cache.write([
      put('typing/x', { conversationId: GROUP, users: [] }),
      put('session/self', { state: 'connected' }),
      put('transfer/m', { messageId: 'm', fraction: 0.5 }),
      put('unread/total', { count: 1, muted: 0 }),
      put('user/ann', { id: 'ann' }),
    ]);
    for (const key of ['typing/x', 'session/self', 'transfer/m', 'unread/total'] as const)
      equal(await cache.get(key), undefined, key);
    equal(await cache.get('user/ann'), { id: 'ann' });
  });

  add('hands out placed messages of one conversation, newest first, before a place', async (cache) => {
    const all = [3, 1, 200, 20].map((seq) => message(`m${seq}`, seq));
    const elsewhere = [
      message('other', 7, { conversationId: 'group:g10' }),
      message('less', 7, { conversationId: 'group:g' }),
    ];
    await cache.write(putMessages(...all, ...elsewhere, message('unsent')));
    equal(await idsOf(cache.messages(GROUP, { limit: 10 })), ['m200', 'm20', 'm3', 'm1']);
    equal(await idsOf(cache.messages(GROUP, { limit: 2 })), ['m200', 'm20']);
    equal(await idsOf(cache.messages(GROUP, { limit: 2, before: { seq: 20, tie: 'm20' } })), ['m3', 'm1']);
    equal(await idsOf(cache.messages(GROUP, { limit: 1, before: { seq: 20, tie: 'z' } })), ['m20']);
    equal(await idsOf(cache.messages(GROUP, { limit: 0 })), []);
    equal(await idsOf(cache.messages('group:none', { limit: 5 })), []);
    equal(await cache.get('message/m3'), message('m3', 3));
    equal(await cache.get('message/unsent'), message('unsent'));
  });

  add('equal numbers are told apart by the tie', async (cache) => {
    const all = ['b', 'a', 'c'].map((tie) => message(tie, 5, { order: { seq: 5, tie } }));
    await cache.write(putMessages(...all));
    equal(await idsOf(cache.messages(GROUP, { limit: 5, before: { seq: 5, tie: 'c' } })), ['b', 'a']);
  });

  add('a message that gets its place is found there, and one that is removed nowhere', async (cache) => {
    await cache.write(putMessages(message('m1')));
    await cache.write(putMessages(message('m1', 9)));
    equal(await idsOf(cache.messages(GROUP, { limit: 5 })), ['m1']);
    await cache.write([put('message/m1', undefined)]);
    equal(await idsOf(cache.messages(GROUP, { limit: 5 })), []);
  });

  add('of two values in one write the later stays', async (cache) => {
    await cache.write([
      put('user/a', { id: 'a', name: '1' }),
      put('user/a', undefined),
      put('user/a', { id: 'a', name: '2' }),
    ]);
    equal(await cache.get('user/a'), { id: 'a', name: '2' });
    await cache.write([]);
  });

  add('keeps blobs, byte for byte', async (cache, factory) => {
    await cache.blobs.put('b1', new Blob(['hello'], { type: 'text/plain' }));
    const again = await later(cache, factory);
    const blob = await again.blobs.get('b1');
    equal([await blob?.text(), blob?.type], ['hello', 'text/plain']);
    await again.blobs.remove('b1');
    await again.blobs.remove('b1');
    equal(await again.blobs.get('b1'), undefined);
    await again.close();
  });

  add('clear leaves nothing, and it can be used again', async (cache) => {
    await cache.write([put('meta/cursor', { value: '1' }), ...putMessages(message('m1', 1))]);
    await cache.blobs.put('b1', new Blob(['x']));
    await cache.clear();
    equal(await cache.first({ conversations: 9 }), []);
    equal([await cache.get('meta/cursor'), await cache.get('message/m1')], [undefined, undefined]);
    equal(await cache.blobs.get('b1'), undefined);
    await cache.write([put('meta/cursor', { value: '2' })]);
    equal(await cache.get('meta/cursor'), { value: '2' });
  });

  add('the first paint has the newest conversations and all they need', async (cache) => {
    await cache.write([
      put('meta/cursor', { value: 'c1' }),
      put('draft/group:g3', { conversationId: 'group:g3', text: 'half', updatedAt: 1 }),
      put('conversation/group:g1', conversation(GROUP, 5, { lastMessageId: 'm1' })),
      put('conversation/direct:bob', conversation('direct:bob', 9, { kind: 'direct', lastMessageId: 'gone' })),
      put('conversation/group:g3', conversation('group:g3', 1)),
      put('conversation/group:g4', conversation('group:g4', 0, { pinned: true })),
      put('list/conversations', ['group:g4', 'direct:bob', GROUP, 'group:g3']),
      put('cursor/group:g1/ann', { conversationId: GROUP, userId: 'ann', read: 1, delivered: 1 }),
      put('cursor/group:g3/ann', { conversationId: 'group:g3', userId: 'ann', read: 1, delivered: 1 }),
      put('user/ann', { id: 'ann' }),
      put('user/bob', { id: 'bob' }),
      put('user/eve', { id: 'eve' }),
      put('group/g1', { id: 'g1', kind: 'group' }),
      put('member/g1/ann', { groupId: 'g1', userId: 'ann', role: 'owner' }),
      put('member/g1/eve', { groupId: 'g1', userId: 'eve', role: 'member' }),
      put('list/pending/group:g3', ['p1']),
      put('timeline/group:g1', { conversationId: GROUP, pages: [], opened: true }),
      ...putMessages(
        message('m0', 1),
        message('m1', 2),
        message('p1', undefined, { conversationId: 'group:g3', senderId: 'me' }),
      ),
    ]);
    const found = new Map(await cache.first({ conversations: 3 }));
    equal([...found.keys()].sort(), [
      ...['conversation/direct:bob', 'conversation/group:g1', 'conversation/group:g4', 'cursor/group:g1/ann'],
      ...[
        'draft/group:g3',
        'group/g1',
        'list/conversations',
        'list/cursors/group:g1',
        'list/pending/group:g3',
        'member/g1/ann',
      ],
      ...['message/m1', 'message/p1', 'meta/cursor', 'user/ann', 'user/bob'],
    ]);
    equal(found.get('list/conversations'), ['group:g4', 'direct:bob', 'group:g1']);
    equal(found.get('list/cursors/group:g1'), ['ann']);
    equal(found.get('message/m1'), message('m1', 2));
  });
};
