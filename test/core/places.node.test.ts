import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Book } from '../../core/client/book.js';
import type { Context } from '../../core/client/context.js';
import type { IncomingMessage, RoomChange } from '../../core/engine/index.js';
import { ImError } from '../../core/model/index.js';
import { placeEvent } from '../../core/places/events.js';
import { Likes } from '../../core/places/likes.js';
import { emptyRoom, roomEvent, roomTalk } from '../../core/places/room-events.js';
import { Store } from '../../core/store/index.js';
import { idsOf, pagesOf } from '../../core/timeline/index.js';
import { Clock } from './support/clock.js';

const TALK = roomTalk('live');

const said = (seq: number, senderId = 'bob'): IncomingMessage => ({
  ...{ serverId: `m${seq}`, conversationId: TALK, senderId, sentAt: seq, counts: false },
  ...{ content: { kind: 'text', text: `${seq}` }, order: { seq, tie: `m${seq}` } },
});

const world = () => {
  const store = new Store();
  const book = new Book(store);
  const parts = { store, userId: 'me', engine: { info: { ordering: { room: 'time' } } } } as unknown as Context;
  store.commit('cache', (writer) => {
    writer.put('room', 'live', { ...emptyRoom('live'), state: 'joined' });
    writer.put('group', 'live', { id: 'live', kind: 'room', ownerId: 'ann' });
    writer.list('rooms', ['live']);
  });
  const hear = (change: Omit<RoomChange, 'id'>) => roomEvent(parts, book, { id: 'live', ...change });
  const texts = () =>
    idsOf(store, TALK, 0, 1e9).map((id) => (store.get('message', id)?.content as { text?: string } | undefined)?.text);
  return { store, book, parts, hear, texts, room: () => store.get('room', 'live') };
};

describe('a live room in the store', () => {
  it('holds a bounded number of messages, the newest, in order', () => {
    const { store, hear, texts } = world();
    for (let at = 0; at < 2_000; at += 10) hear({ messages: Array.from({ length: 10 }, (_, n) => said(at + n)) });
    const held = texts();
    assert.ok(held.length >= 500 && held.length <= 600, `${held.length} held`);
    assert.deepEqual(
      held,
      Array.from({ length: held.length }, (_, n) => `${2_000 - held.length + n}`),
    );
    const records = [...store.entries()].filter(([key]) => key.startsWith('message/'));
    assert.equal(records.length, held.length, 'what is not held is gone');
    assert.equal(
      pagesOf(store, TALK)
        .slice(1)
        .some(({ gapBefore }) => gapBefore),
      false,
    );
  });

  it('an end for a reason that is not known is an end all the same', () => {
    const { store, hear, room } = world();
    hear({ ended: { why: 'moved' as 'left' } });
    assert.equal(room()?.state, 'left');
    assert.equal(store.get('conversation', TALK)?.standing?.locked, 'left');
    assert.deepEqual(store.list('rooms'), []);
  });

  it('shows of one moment the latest, one’s own and the owner’s, and counts the others', () => {
    const { hear, texts, room } = world();
    const crowd = Array.from({ length: 40 }, (_, n) => said(n, n === 3 ? 'me' : n === 4 ? 'ann' : 'bob'));
    hear({ messages: crowd, shed: 7 });
    assert.deepEqual(texts(), ['3', '4', ...Array.from({ length: 10 }, (_, n) => `${30 + n}`)]);
    assert.equal(room()?.shed, 28 + 7);
  });

  it('what comes twice is there once; what comes after the end changes nothing', () => {
    const { store, hear, texts, room } = world();
    hear({ messages: [said(1), said(2)], attributes: { a: { value: '1', by: 'bob' } }, online: 5 });
    hear({ messages: [said(2), said(3)], attributes: { a: null }, likes: 4 });
    assert.deepEqual(texts(), ['1', '2', '3']);
    assert.deepEqual([room()?.attributes, room()?.online, room()?.likes], [{}, 5, 4]);
    hear({ ended: { why: 'kicked' } });
    hear({ messages: [said(4)], online: 9 });
    assert.deepEqual([texts().length, room()?.state, room()?.online], [3, 'kicked', 5]);
    assert.equal(store.get('conversation', TALK)?.standing?.locked, 'removed');
    assert.deepEqual([...store.list('conversations')], [], 'in the list of conversations');
  });

  it('counts who came and went, and names the latest; not oneself, nor who came before', () => {
    const { hear, room } = world();
    const names = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => `p${from + n}`);
    hear({ joined: ['ann', 'me', 'bob', 'cem'], left: ['dan'], online: 4 });
    assert.deepEqual([room()?.came, room()?.went], [{ count: 2, users: ['cem', 'bob'] }, undefined]);
    hear({ joined: names(20, 40), joinedCount: 40 });
    assert.deepEqual(room()?.came, { count: 42, users: names(20, 40).reverse() });
    hear({ joined: ['eve'], left: ['bob', 'me'] });
    assert.deepEqual(room()?.came, { count: 43, users: ['eve', ...names(21, 40).reverse()] });
    assert.deepEqual(room()?.went, { count: 1, users: ['bob'] });
    hear({ left: [], leftCount: 30 });
    assert.deepEqual(room()?.went, { count: 31, users: [] }, 'nobody is named for others');
    hear({ online: 9 });
    hear({ joined: ['me'] });
    assert.deepEqual([room()?.came?.count, room()?.went?.count], [43, 31]);
  });

  it('of a room that tells nobody’s coming, nothing is counted', () => {
    const { hear, room } = world();
    hear({ online: 9, recent: ['bob', 'cem'] });
    assert.ok(room()?.online === 9 && !('came' in (room() ?? {})) && !('went' in (room() ?? {})));
  });

  it('gathers likes for five seconds, keeps them over a lost connection, and shows them at once', async () => {
    const { store, parts, hear, room } = world();
    const clock = new Clock();
    const sent: number[] = [];
    let [connected, fails] = [true, false];
    const run = async (_: string, times: number) => {
      if (fails) throw new ImError('not-connected');
      sent.push(times);
    };
    const env = { setTimeout: clock.setTimeout, clearTimeout: clock.clearTimeout } as Context['env'];
    const likes = new Likes({ ...parts, store, env, connected: () => connected, log: () => {} }, run);
    for (let n = 0; n < 5; n++) likes.add('live', 2);
    assert.equal(room()?.likes, 10);
    hear({ likes: 100 });
    assert.equal(room()?.likes, 110, 'those of others, and one’s own that are not sent');
    await clock.advance(4_900);
    assert.deepEqual(sent, []);
    await clock.advance(200);
    assert.deepEqual(sent, [10]);
    connected = false;
    likes.add('live', 3);
    await clock.advance(6_000);
    connected = true;
    fails = true;
    await clock.advance(6_000);
    fails = false;
    await clock.advance(6_000);
    assert.deepEqual(sent, [10, 3]);
    likes.add('elsewhere', 1);
    await clock.advance(6_000);
    assert.deepEqual(sent, [10, 3], 'of a room that one is not in');
  });
});

describe('spaces in the store', () => {
  it('channels stand in their order; what is gone takes its row and its talk with it', () => {
    const { store, book } = world();
    const hear = (event: Parameters<typeof placeEvent>[3]) =>
      store.commit('remote', (writer) => placeEvent(store, book, writer, event));
    store.commit('remote', (writer) => {
      writer.list('spaces', []);
      writer.list('channels/tea', []);
    });
    hear({ type: 'spaces', changed: [{ id: 'tea', name: 'Tea', policy: 'open' }] });
    assert.equal(store.get('space', 'tea')?.policy, 'open');
    const channel = (id: string, place: number) => ({ spaceId: 'tea', id, name: id, place });
    hear({ type: 'channels', changed: [channel('b', 2), channel('a', 1), channel('c', 0)] });
    hear({ type: 'channels', changed: [channel('a', 1)] });
    assert.deepEqual([...store.list('channels/tea')], ['c', 'a', 'b']);
    store.commit('remote', (writer) => {
      const id = 'channel:tea/a';
      book.put(writer, { id, kind: 'channel', activity: 1, unread: 3, mentions: [], notify: 'all' });
      writer.patch('space', 'tea', { unread: 3 });
    });
    assert.deepEqual([...store.list('conversations')], []);
    assert.equal(store.get('unread', 'total')?.count ?? 0, 0);
    hear({ type: 'spaces', changed: [{ id: 'tea', name: 'Green tea' }] });
    assert.deepEqual([store.get('space', 'tea')?.name, store.get('space', 'tea')?.unread], ['Green tea', 3]);
    hear({ type: 'channels', changed: [], removed: [{ spaceId: 'tea', id: 'a' }] });
    assert.ok(!store.has('conversation/channel:tea/a') && !store.has('channel/tea/a'));
    hear({ type: 'spaces', changed: [], removed: ['tea'] });
    assert.deepEqual([...store.list('spaces')], []);
    assert.equal(
      [...store.entries()].some(([key]) => key.includes('tea')),
      false,
      'anything left of it',
    );
  });
});
