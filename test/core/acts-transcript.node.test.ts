import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { transcript } from '../../core/acts/transcript.js';
import type { TranscriptFile } from '../../core/acts/transcript-json.js';
import type { TranscriptOptions } from '../../core/acts/types.js';
import { MemoryCache } from '../../core/cache/index.js';
import type { Context } from '../../core/client/context.js';
import type { HistoryQuery, IncomingMessage } from '../../core/engine/index.js';
import type { ConversationId, Message } from '../../core/model/index.js';
import { Store } from '../../core/store/index.js';

const ROOM: ConversationId = 'group:room';
const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 5, 12);
const HOSTILE = '<img src=x onerror="alert(1)"></style><script>alert(\'1\')</script>';

const incoming = (seq: number, more: Partial<IncomingMessage> = {}): IncomingMessage => ({
  serverId: `r${seq}`,
  conversationId: ROOM,
  senderId: seq % 2 ? 'bob' : 'ann',
  content: { kind: 'text', text: `Words ${seq}` },
  order: { seq, tie: '' },
  sentAt: START + seq * 60_000,
  counts: true,
  ...more,
});

const world = async (all: readonly IncomingMessage[], on = true, held: readonly Message[] = []) => {
  const store = new Store();
  const cache = new MemoryCache();
  await cache.open();
  await cache.write(held.map((one) => ({ key: `message/${one.id}` as const, after: one })));
  store.commit('local', (writer) => {
    writer.put('conversation', ROOM, {
      id: ROOM,
      kind: 'group',
      title: `Room ${HOSTILE}`,
      activity: 1,
      unread: 0,
      mentions: [],
      notify: 'all',
    });
    writer.put('user', 'ann', { id: 'ann', name: 'Ann' });
  });
  const asked: string[] = [];
  const ctx = {
    store,
    cache,
    userId: 'ann',
    env: { now: () => START, setTimeout: (run: () => void) => setTimeout(run, 0) },
    engine: {
      info: { limits: { historyPage: 10, usersPerFetch: 10 } },
      messages: {
        history: async (_: string, { before, limit = 20 }: HistoryQuery) => {
          const older = all.filter(({ order }) => !before || order.seq < before.order.seq);
          return { items: older.slice(-limit), hasOlder: older.length > limit, hasNewer: before !== undefined };
        },
        get: async (_: string, ids: readonly string[]) => all.filter(({ serverId }) => ids.includes(serverId)),
      },
      users: {
        fetch: async (ids: readonly string[]) => {
          asked.push(...ids);
          return ids.map((id) => ({ id, name: id.toUpperCase() }));
        },
      },
    },
    now: () => START + 10 * DAY,
    connected: () => on,
  } as unknown as Context;
  return { ctx, asked };
};
const many = (count: number) => Array.from({ length: count }, (_, at) => incoming(at + 1));
const made = async (ctx: Context, options: TranscriptOptions) => (await transcript(ctx, ROOM, options)).text();

describe('a transcript', () => {
  it('holds the whole history in order, each message once, and tells how far it is', async () => {
    const { ctx, asked } = await world(many(37));
    const seen: number[] = [];
    const file = JSON.parse(
      await made(ctx, { format: 'json', onProgress: (count) => seen.push(count) }),
    ) as TranscriptFile;
    assert.equal(file.format, 'im-elements.transcript');
    assert.equal(file.complete, true);
    assert.equal(file.count, 37);
    assert.deepEqual(
      file.messages.map(({ text }) => text),
      many(37).map((_, at) => `Words ${at + 1}`),
    );
    assert.deepEqual(seen, [10, 20, 30, 37]);
    assert.deepEqual(asked, ['bob']);
    assert.deepEqual(file.messages[0]?.sender, { id: 'bob', name: 'BOB' });
    assert.equal(file.messages[0]?.at, new Date(START + 60_000).toISOString());
  });

  it('names recalled messages without their words, leaves out those that burn, names files', async () => {
    const file = { id: 'f', name: 'plan.pdf', bytes: 1_500_000, mime: 'application/pdf' };
    const { ctx } = await world([
      incoming(1, { recalled: { at: START, by: 'bob' }, content: { kind: 'text', text: 'secret' } }),
      incoming(2, { expire: { seconds: 5 }, content: { kind: 'text', text: 'burning' } }),
      incoming(3, { content: { kind: 'file', file } }),
      incoming(4, { edited: { at: START }, replyTo: { serverId: 'r3', preview: 'plan.pdf', senderId: 'bob' } }),
    ]);
    for (const format of ['html', 'json', 'text'] as const) {
      const text = await made(ctx, { format });
      assert.ok(!/secret|burning/.test(text), format);
      assert.ok(text.includes('plan.pdf'), format);
    }
    const { messages, count } = JSON.parse(await made(ctx, { format: 'json' })) as TranscriptFile;
    assert.equal(count, 3);
    assert.equal(messages[0]?.kind, 'recalled');
    assert.equal(messages[0]?.text, undefined);
    assert.deepEqual(messages[1]?.attachment, { name: 'plan.pdf', bytes: 1_500_000, mime: 'application/pdf' });
    assert.equal(messages[2]?.replyTo?.text, 'plan.pdf');
    const text = await made(ctx, { format: 'text' });
    assert.match(text, /Message recalled/);
    assert.match(text, /\[plan\.pdf, 1\.5 MB\]/);
    assert.match(text, /\(edited\)\n {2}> plan\.pdf\n {2}Words 4/);
  });

  it('is a page that runs nothing, whatever was written', async () => {
    const { ctx } = await world([
      incoming(1, { content: { kind: 'text', text: `${HOSTILE}\u0000` }, sender: { name: HOSTILE } }),
    ]);
    const html = await made(ctx, {
      format: 'html',
      language: 'ar-EG',
      word: (key) => (key === 'export.count' ? HOSTILE : key),
    });
    assert.equal(html.match(/<script|<img|onerror="/gi), null);
    assert.ok(!html.includes('\u0000'));
    assert.equal(html.match(/<\/style>/g)?.length, 1);
    assert.match(html, /<html lang="ar-EG" dir="rtl">/);
    assert.match(html, /default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;; img-src data:/);
    assert.ok(!/(src|href)=/.test(html.replaceAll('src=x', '')));
  });

  it('heads each day once, over the borders of pages', async () => {
    const all = Array.from({ length: 25 }, (_, at) => incoming(at + 1, { sentAt: START + Math.floor(at / 12) * DAY }));
    const html = await made((await world(all)).ctx, { format: 'html' });
    assert.equal(html.match(/<h2>/g)?.length, 3);
    assert.equal(html.match(/<article/g)?.length, 25);
    const text = await made((await world(all)).ctx, { format: 'text' });
    assert.equal(text.match(/^== /gm)?.length, 3);
  });

  it('holds only those that were chosen', async () => {
    const { ctx } = await world(many(30));
    const file = JSON.parse(
      await made(ctx, { format: 'json', messages: ['s:r7', 's:r3', 'nobody'] }),
    ) as TranscriptFile;
    assert.deepEqual(
      file.messages.map(({ text }) => text),
      ['Words 3', 'Words 7'],
    );
  });

  it('says that it is not whole without a connection', async () => {
    const held: Message = {
      ...incoming(2),
      id: 's:r2',
      own: true,
      content: { kind: 'text', text: 'Held' },
      delivery: { state: 'sent' },
      replyTo: undefined,
    };
    const { ctx } = await world(many(5), false, [held]);
    const file = JSON.parse(await made(ctx, { format: 'json' })) as TranscriptFile;
    assert.equal(file.complete, false);
    assert.deepEqual(
      file.messages.map(({ text }) => text),
      ['Held'],
    );
    assert.match(await made(ctx, { format: 'text' }), /Only what this device held/);
  });

  it('stops when told to, and refuses what it cannot write', async () => {
    const { ctx } = await world(many(50));
    const stop = new AbortController();
    await assert.rejects(
      transcript(ctx, ROOM, { format: 'text', signal: stop.signal, onProgress: () => stop.abort() }),
      { name: 'AbortError' },
    );
    const wrong = (options: unknown, field: string) =>
      assert.rejects(transcript(ctx, ROOM, options as TranscriptOptions), { code: 'invalid', field });
    await wrong({ format: 'pdf' }, 'format');
    await wrong({ format: 'html', language: 'no such!' }, 'language');
    await wrong({ format: 'html', messages: 'm1' }, 'messages');
  });

  it('of nothing is an empty file', async () => {
    const { ctx } = await world([]);
    assert.deepEqual((JSON.parse(await made(ctx, { format: 'json' })) as TranscriptFile).messages, []);
    assert.match(await made(ctx, { format: 'html' }), /<\/html>\n$/);
  });
});
