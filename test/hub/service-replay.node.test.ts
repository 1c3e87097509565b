import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import type { WireEvent, WireMessage } from '../../hub/protocol/index.js';
import { lastOf } from './support/mirror.js';
import { onEveryStorage, settle, type TestClient, type World } from './support/service.js';

const GROUP = 'group:g';
const NAMES = ['ann', 'bob', 'cid'] as const;
type Name = (typeof NAMES)[number];

/** Messages as a client knows them that has only ever applied the log. */
const apply = (known: Map<string, WireMessage>, events: readonly WireEvent[]): void => {
  const change = (id: string, patch: Partial<WireMessage>) => {
    const before = known.get(id);
    if (before) known.set(id, { ...before, ...patch });
  };
  for (const event of events) {
    if (event.t === 'message') known.set(event.message.id, event.message);
    else if (event.t === 'edited') change(event.id, { content: event.content });
    else if (event.t === 'expiring') {
      change(event.id, { expire: { seconds: known.get(event.id)?.expire?.seconds ?? 0, at: event.at } });
    } else if (event.t === 'tally') change(event.id, { tally: { read: event.read, unread: event.unread } });
    else if (event.t === 'deleted') for (const id of event.ids) known.delete(id);
    else if (event.t === 'recalled') recall(known, event);
  }
};

const recall = (known: Map<string, WireMessage>, event: Extract<WireEvent, { t: 'recalled' }>): void => {
  const before = known.get(event.id);
  if (!before) return;
  const { expire: _expire, receipt: _receipt, tally: _tally, ...rest } = before;
  const { at, by } = event;
  known.set(event.id, { ...rest, content: { kind: 'recalled' }, recalled: { at, by } });
};

interface Step {
  readonly do:
    | 'send'
    | 'burning'
    | 'receipt'
    | 'directed'
    | 'ring'
    | 'answer'
    | 'recall'
    | 'read'
    | 'time'
    | 'drop'
    | 'back';
  readonly who: Name;
  readonly n: number;
}

const steps = fc.array(
  fc.record<Step>({
    do: fc.constantFrom(
      ...(['send', 'burning', 'burning', 'receipt', 'directed', 'ring', 'answer', 'recall'] as const),
      ...(['read', 'read', 'read', 'time', 'drop', 'back'] as const),
    ),
    who: fc.constantFrom(...NAMES),
    n: fc.nat(12),
  }),
  { minLength: 5, maxLength: 40 },
);

/** Each has one device that is never cut, and one that comes and goes. */
class Device {
  readonly known = new Map<string, WireMessage>();
  client: TestClient | undefined;
  #cursor: number | undefined;

  async back(world: World, name: Name): Promise<void> {
    this.client ??= await world.enter(name, 'away', this.#cursor ?? 0);
  }

  drop(): void {
    if (!this.client) return;
    apply(this.known, this.client.events);
    this.#cursor = this.client.cursor;
    this.client.connection.closed();
    this.client.closed = true;
    this.client = undefined;
  }
}

const rings = (client: TestClient): string[] =>
  client.messages.filter(({ content }) => content.kind === 'signal').map(({ id }) => id);

const act = async (world: World, client: TestClient, { do: what, who, n }: Step): Promise<unknown> => {
  const others = NAMES.filter((name) => name !== who);
  const send = (options: object) =>
    client.call('messages.send', {
      ...{ clientId: crypto.randomUUID(), conversation: GROUP, content: { kind: 'text', text: `${n}` } },
      ...options,
    });
  if (what === 'send') return send({});
  if (what === 'burning') return send({ expire: 1 + n });
  if (what === 'receipt') return send({ receipt: true });
  if (what === 'directed') return send({ audience: [others[n % 2]], ...(n > 6 && { expire: 2 }), receipt: true });
  if (what === 'ring') {
    const args = { clientId: crypto.randomUUID(), conversation: GROUP, invitees: others, seconds: 1 + n };
    return client.call('signals.invite', args);
  }
  if (what === 'answer') {
    const id = rings(client).at(-1);
    return id && client.call('signals.answer', { conversation: GROUP, id, accept: n > 6 });
  }
  if (what === 'recall') {
    const own = client.messages.filter(({ sender, content }) => sender === who && content.kind === 'text');
    const id = own[n % Math.max(1, own.length)]?.id;
    return id && client.call('messages.recall', { conversation: GROUP, id });
  }
  if (what === 'read') return client.call('conversations.read', { conversation: GROUP, upTo: n * 2 });
  world.clock.advance(n * 500);
  return settle();
};

/** A recalled one keeps less than it had; a tally of what nobody asked about is none. */
const shape = ({ id, seq, content, expire, tally }: WireMessage) => ({ id, seq, content, expire, tally });

onEveryStorage('a replay', (make) => {
  it('leads where the living log leads, and both to what history says', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const world = await make();
        const live = new Map<Name, TestClient>();
        const away = new Map<Name, Device>();
        for (const name of NAMES) live.set(name, await world.enter(name, 'stays'));
        await live.get('ann')?.call('groups.create', { id: 'g', members: ['bob', 'cid'] });
        for (const name of NAMES) away.set(name, new Device());
        for (const step of all) {
          if (step.do === 'drop') away.get(step.who)?.drop();
          else if (step.do === 'back') await away.get(step.who)?.back(world, step.who);
          else await act(world, live.get(step.who) as TestClient, step).catch(expected);
        }
        await settle();
        for (const name of NAMES) {
          const [client, device] = [live.get(name) as TestClient, away.get(name) as Device];
          await device.back(world, name);
          device.drop();
          const lived = new Map<string, WireMessage>();
          apply(lived, client.events);
          const { items } = await client.call('messages.history', { conversation: GROUP, limit: 100 });
          const truth = items.map(shape);
          assert.deepEqual([...lived.values()].map(shape), truth, `${name}, live`);
          assert.deepEqual([...device.known.values()].map(shape), truth, `${name}, replayed`);
          const [row] = (await client.call('conversations.list', {})).items;
          assert.deepEqual(lastOf(client.of('conversation').at(-1)?.conversation ?? {}), lastOf(row ?? {}));
          assert.equal(client.of('conversation').at(-1)?.conversation.unread, row?.unread);
        }
        await world.hub.close();
      }),
      { numRuns: 30, seed: 11 },
    );
  });
});

const expected = (error: { readonly code?: string }): void => {
  if (!['conflict', 'forbidden'].includes(error.code ?? '')) throw error;
};
