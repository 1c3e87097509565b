import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import type { WireConversation, WireCursor, WireEvent } from '../../hub/protocol/index.js';
import { onEveryStorage, settle, type TestClient, type World } from './support/service.js';

/** What a client knows that has only ever applied the log. */
class View {
  readonly messages = new Map<number, string>();
  row: WireConversation | undefined;
  readonly order: number[] = [];

  apply(events: readonly WireEvent[]): void {
    for (const event of events) {
      if (event.t === 'message') {
        this.order.push(event.message.seq);
        this.messages.set(event.message.seq, String(event.message.content.text ?? event.message.content.kind));
      } else if (event.t === 'recalled') this.messages.set(event.seq, 'recalled');
      else if (event.t === 'conversation') this.row = event.conversation;
      else if (event.t === 'cursor') this.#move(event.cursor);
    }
  }

  #move(cursor: WireCursor): void {
    if (!this.row) return;
    const cursors = this.row.cursors.map((one) => (one.user === cursor.user ? cursor : one));
    this.row = { ...this.row, cursors };
  }
}

type Step =
  | { readonly do: 'send' | 'recall' | 'read' | 'drop' | 'back'; readonly who: 0 | 1; readonly n: number }
  | { readonly do: 'settle'; readonly who: 0 | 1; readonly n: number };

const step: fc.Arbitrary<Step> = fc.record({
  do: fc.constantFrom('send', 'send', 'send', 'recall', 'read', 'drop', 'back', 'settle'),
  who: fc.constantFrom(0, 1),
  n: fc.nat(20),
});

const NAMES = ['ann', 'bob'] as const;

/** Two people, each with one device that comes and goes, and what each device has been told. */
class Play {
  readonly views = [new View(), new View()] as const;
  readonly sent: string[] = [];
  readonly #world: World;
  readonly #clients: (TestClient | undefined)[] = [undefined, undefined];
  readonly #cursors: (number | undefined)[] = [undefined, undefined];
  readonly #calls: Promise<unknown>[] = [];

  constructor(world: World) {
    this.#world = world;
  }

  async run({ do: what, who, n }: Step): Promise<void> {
    const client = this.#clients[who];
    const conversation = `direct:${NAMES[1 - who]}`;
    if (what === 'settle') return settle();
    if (what === 'back') return this.back(who);
    if (!client) return;
    if (what === 'drop') return this.drop(who);
    if (what === 'send') {
      const text = `${NAMES[who]} ${this.sent.length}`;
      this.sent.push(text);
      this.#calls.push(client.send(conversation, text));
    } else if (what === 'read') {
      this.#calls.push(client.call('conversations.read', { conversation, upTo: n }).catch(notYet));
    } else {
      const own = client.messages.filter(({ sender }) => sender === NAMES[who]);
      const id = own[n % Math.max(1, own.length)]?.id;
      if (id !== undefined) this.#calls.push(client.call('messages.recall', { conversation, id }));
    }
  }

  /** The device forgets the frames, never the cursor of the last one it took. */
  drop(who: 0 | 1): void {
    const client = this.#clients[who];
    if (!client) return;
    client.connection.closed();
    client.closed = true;
    this.views[who].apply(client.events);
    this.#cursors[who] = client.cursor;
    this.#clients[who] = undefined;
  }

  async back(who: 0 | 1): Promise<void> {
    if (this.#clients[who]) return;
    const client = await this.#world.enter(NAMES[who], 'd1', this.#cursors[who] ?? 0);
    this.#clients[who] = client;
  }

  async finish(): Promise<TestClient[]> {
    for (const who of [0, 1] as const) await this.back(who);
    // Calls of connections that were cut are never answered; their work was done all the same.
    await settle();
    const clients = this.#clients as TestClient[];
    for (const who of [0, 1] as const) this.views[who].apply((clients[who] as TestClient).events);
    return clients;
  }
}

const notYet = (error: { readonly code?: string }): void => {
  if (error.code !== 'not-found') throw error;
};

onEveryStorage('the log', (make) => {
  it('tells each device everything once and in order, whatever is cut and when', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
        const world = await make();
        const play = new Play(world);
        for (const who of [0, 1] as const) await play.back(who);
        for (const one of steps) await play.run(one);
        const clients = await play.finish();
        for (const who of [0, 1] as const) {
          const { items } = await (clients[who] as TestClient).call('messages.history', {
            conversation: `direct:${NAMES[1 - who]}`,
            limit: 100,
          });
          const view = play.views[who];
          const truth = items.map(({ seq, content }) => [seq, String(content.text ?? content.kind)]);
          assert.deepEqual([...view.messages], truth, 'the log says what history says');
          assert.deepEqual(
            view.order,
            items.map(({ seq }) => seq),
            'nothing twice, nothing out of order',
          );
          const [now] = (await (clients[who] as TestClient).call('conversations.list', {})).items;
          assert.deepEqual(view.row, now, 'the row is the one of the list');
        }
        assert.deepEqual([...play.views[0].messages], [...play.views[1].messages]);
        assert.equal(play.views[0].messages.size, play.sent.length, 'nothing lost');
        await world.hub.close();
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  it('replays in packages that count down, and goes on live without a gap', async () => {
    const { enter } = await make();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    const cursor = bob.cursor ?? 0;
    bob.connection.closed();
    for (let n = 0; n < 450; n++) void ann.send('direct:bob', `${n}`);
    await settle();
    const entering = enter('bob', 'd1', cursor);
    for (let n = 450; n < 500; n++) void ann.send('direct:bob', `${n}`);
    const back = await entering;
    await settle();
    assert.deepEqual(
      back.messages.map(({ content }) => content.text),
      Array.from({ length: 500 }, (_, n) => `${n}`),
    );
    const left = back.pushes.map((push) => push.left).filter((one) => one !== undefined);
    assert.ok(left.length >= 3, `${left}`);
    assert.equal(left.at(-1), 0);
    assert.deepEqual(
      [...left].sort((a, b) => b - a),
      left,
    );
    assert.equal(back.of('conversation').at(-1)?.conversation.unread, 500);
  });

  it('packages of long messages are cut by their size', async () => {
    const { enter } = await make();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    const cursor = bob.cursor ?? 0;
    bob.connection.closed();
    const data = 'x'.repeat(60_000);
    for (let n = 0; n < 30; n++) {
      const content = { kind: 'x.long', n, data };
      await ann.call('messages.send', { clientId: `${n}`, conversation: 'direct:bob', content });
    }
    const back = await enter('bob', 'd1', cursor);
    await settle();
    assert.deepEqual(
      back.messages.map(({ content }) => content.n),
      Array.from({ length: 30 }, (_, n) => n),
    );
    assert.ok(back.pushes.length >= 3);
    for (const push of back.pushes) assert.ok(JSON.stringify(push).length < 800_000);
    assert.equal(back.pushes.at(-1)?.left, 0);
  });

  it('an empty replay still says that it is over', async () => {
    const { enter } = await make();
    const ann = await enter('ann');
    const back = await enter('ann', 'd1', ann.cursor);
    assert.deepEqual(
      back.pushes.map(({ push, left }) => [push.length, left]),
      [[0, 0]],
    );
  });

  it('starts anew when the cursor is unknown, too old or too far behind', async () => {
    const { enter, hub, token, clock } = await make({ retention: { days: 1, replay: 10 } });
    const { TestClient: Client } = await import('./support/service.js');
    const sync = async (cursor?: number) => {
      const client = new Client(hub);
      const welcome = await client.hello(await token('bob', { ttlMs: 1e9 }), 'd9', cursor);
      client.connection.closed();
      return welcome.sync;
    };
    const ann = await enter('ann');
    await enter('bob');
    assert.deepEqual([await sync(), await sync(0), await sync(9_999)], ['full', 'replay', 'full']);
    for (let n = 0; n < 11; n++) await ann.send('direct:bob', `${n}`);
    assert.equal(await sync(0), 'full');
    const head = ann.cursor ?? 0;
    assert.equal(await sync(head), 'replay');
    clock.advance(2 * 86_400_000);
    await settle();
    const fresh = await enter('ann');
    await fresh.send('direct:bob', 'new');
    assert.equal(await sync(head - 2), 'full');
    assert.equal(await sync(head), 'replay');
  });

  it('what a member missed by leaving and joining again stays missed', async () => {
    const { enter } = await make();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    await ann.call('groups.create', { id: 'g', policy: 'open', members: ['bob'] });
    await ann.send('group:g', 'one');
    await settle();
    const cursor = bob.cursor;
    bob.connection.closed();
    const other = await enter('bob', 'd2');
    await other.call('groups.leave', { group: 'g' });
    await ann.send('group:g', 'while away');
    await other.call('groups.join', { group: 'g' });
    await ann.send('group:g', 'two');
    const back = await enter('bob', 'd1', cursor);
    const texts = (client: TestClient) => client.messages.map(({ content }) => content.text ?? content.event);
    assert.deepEqual(texts(back), ['joined', 'two']);
    assert.deepEqual(texts(other).slice(-2), ['joined', 'two']);
    assert.deepEqual(await back.texts('group:g'), ['notice', 'two']);
    assert.equal(back.of('conversation-removed').length, 0, 'it is his again: the older word is worth nothing');
  });
});
