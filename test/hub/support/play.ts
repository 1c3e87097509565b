import assert from 'node:assert/strict';
import { createTokens } from '../../../hub/host/node/tokens.js';
import type { OpName, ServerFrame } from '../../../hub/protocol/index.js';
import type { PushNote } from '../../../hub/service/hooks.js';
import { createHub, type Hub } from '../../../hub/service/index.js';
import type { Storage } from '../../../hub/storage/index.js';
import { markOf, type Said, Seeing } from './seeing.js';
import { Refused, settle, TestClient, TestClock } from './service.js';
import { ask, GROUP, keyOf, nameOf, PEOPLE, type Step } from './steps.js';

type Outcomes = { readonly outcomes?: readonly { readonly error?: unknown }[] };

const SECRET = new TextEncoder().encode('0123456789abcdef0123456789abcdef');
/** People who do whatever comes to their minds, and what each of them was told. */
export class Play {
  static outcomes = new Map<string, number>();
  readonly seeing = new Seeing();
  readonly notes: PushNote[] = [];
  readonly hub: Hub;
  readonly people: readonly string[];
  readonly #clients: ReadonlyMap<string, TestClient>;
  readonly #clock: TestClock;
  readonly #history: 'joined' | 'all';
  readonly #token: (user: string) => Promise<string>;
  #mark = 0;

  private constructor(parts: Pick<Play, 'hub' | 'people' | 'notes'>, clients: Map<string, TestClient>, more: object) {
    this.hub = parts.hub;
    this.notes = parts.notes;
    this.people = parts.people;
    this.#clients = clients;
    const { clock, history, token } = more as { clock: TestClock; history: 'joined' | 'all'; token: never };
    [this.#clock, this.#history, this.#token] = [clock, history, token];
  }

  static async begin(storage: Storage, history: 'joined' | 'all'): Promise<Play> {
    const clock = new TestClock();
    const tokens = createTokens(SECRET, clock.now);
    const notes: PushNote[] = [];
    const options = {
      desks: ['ann'],
      rates: { callsPerSecond: 10_000 },
      limits: { sendsPerSecond: 10_000 },
      hooks: { push: (note: PushNote) => void notes.push(structuredClone(note)) },
    };
    const hub = await createHub({ storage, tokens, clock, options });
    const clients = new Map<string, TestClient>();
    const token = (userId: string) => tokens.issue({ userId, kind: 'user' }, 1e9);
    for (const user of PEOPLE) {
      const client = new TestClient(hub);
      await client.hello(await token(user));
      clients.set(user, client);
    }
    const eve = new TestClient(hub);
    const made = await eve.call('visitor.create', {});
    await eve.hello(made.token);
    clients.set(made.user, eve);
    const more = { clock, history, token: async (user: string) => (user === made.user ? made.token : token(user)) };
    const play = new Play({ hub, people: [...clients.keys()], notes }, clients, more);
    await clients.get('ann')?.call('groups.create', { id: 'g', policy: 'open', history, members: ['bob', 'cid'] });
    for (const user of ['ann', 'bob', 'cid']) play.seeing.enter(GROUP, user, 0, false);
    return play;
  }

  settle = settle;

  /** What each was told since the last time. */
  told(): [string, readonly ServerFrame[]][] {
    return [...this.#clients].map(([user, client]) => [user, client.frames.splice(0)]);
  }

  async act(step: Step): Promise<{ readonly refused?: string }> {
    const user = this.#actor(step);
    try {
      await this.#deed(step, user, this.#clients.get(user) as TestClient);
      Play.outcomes.set('done', (Play.outcomes.get('done') ?? 0) + 1);
      return {};
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const name = `${step.do} ${error.code}`;
      Play.outcomes.set(name, (Play.outcomes.get(name) ?? 0) + 1);
      return { refused: error.code };
    }
  }

  /** Mostly somebody who may: else there were little but refusals. */
  #actor({ do: deed, who, which, n }: Step): string {
    const said = this.#pick(which);
    const may = {
      ...{ edit: said?.sender, grow: said?.sender, recall: said?.sender, cancel: said?.sender, modify: said?.sender },
      ...{ pin: 'ann', answer: 'bob' },
    }[deed as string];
    return n % 3 > 0 && may !== undefined ? may : (this.people[who % this.people.length] as string);
  }

  /** A device that was never here is told the whole log. */
  async replay(user: string): Promise<void> {
    const client = new TestClient(this.hub);
    await client.hello(await this.#token(user), 'late', 0);
    await settle();
    this.#clients.get(user)?.frames.push(...client.frames);
  }

  /** History and search say all that he may see, and nothing else. */
  async checkAnswers(): Promise<void> {
    for (const [user, client] of this.#clients) {
      await client.call('conversations.list', {});
      const visible = this.seeing.visible(user);
      for (const key of this.seeing.floors.keys()) {
        const conversation = nameOf(key, user);
        if (!this.seeing.members(key).includes(user)) continue;
        const { items } = await client.call('messages.history', { conversation, limit: 100 });
        const ids = items.filter(({ content }) => !['notice', 'recalled'].includes(content.kind)).map(({ id }) => id);
        const expected = visible.filter((one) => one.key === key && one.marks.length > 0).map(({ id }) => id);
        assert.deepEqual(ids.toSorted(), expected.toSorted(), `history of ${key} for ${user}`);
        // What these answer is looked at with all that he is told.
        await client.call('messages.pins', { conversation });
        const all = [...this.seeing.said.values()].filter((one) => one.key === key).map(({ id }) => id);
        await client.call('messages.get', { conversation, ids: all.slice(-100) });
      }
      for (const { kind, marks, id } of this.seeing.said.values()) {
        if (kind !== 'text' || marks[0] === undefined) continue;
        const { items, counts } = await client.call('search.messages', { words: [marks[0]] }).catch((error) => {
          if (error.code !== 'too-many') throw error;
          this.#clock.advance(10);
          return { items: undefined, counts: undefined };
        });
        if (!items) continue;
        const may = visible.some((one) => one.id === id);
        assert.deepEqual([items.map((one) => one.id), counts?.length], may ? [[id], 1] : [[], 0], `${id} for ${user}`);
      }
    }
  }

  #new(): string {
    return markOf(this.#mark++);
  }

  #pick(which: number): Said | undefined {
    return (
      [...this.seeing.said.values()].filter(({ gone }) => !gone).at(-1 - which) ?? [...this.seeing.said.values()].at(-1)
    );
  }

  #openDirect(key: string): void {
    if (key === GROUP || this.seeing.floors.has(key)) return;
    for (const one of key.slice('direct:'.length).split('|')) this.seeing.enter(key, one, 0, true);
  }

  #note(
    said: Pick<Said, 'id' | 'key' | 'seq' | 'sender' | 'kind' | 'marks'> & { audience?: readonly string[] | undefined },
  ): void {
    this.#openDirect(said.key);
    const { audience, ...rest } = said;
    this.seeing.said.set(said.id, {
      ...rest,
      ...(audience && { audience }),
      values: new Map(),
      hiders: new Set(),
      gone: false,
    });
  }

  async #say(
    user: string,
    client: TestClient,
    conversation: string,
    kind: 'text' | 'stream',
    more: object = {},
  ): Promise<void> {
    const mark = this.#new();
    const clientId = crypto.randomUUID();
    const content = { kind, text: mark };
    const { id, seq } = await client.call('messages.send', { clientId, conversation, content, receipt: true, ...more });
    const { audience } = more as { audience?: readonly string[] };
    this.#note({ id, key: keyOf(conversation, user), seq, sender: user, kind, marks: [mark], audience });
  }

  #options(n: number, user: string): object {
    const others = ['ann', 'bob', 'cid'].filter((one) => one !== user);
    if (n < 4) return { audience: [others[n % others.length]] };
    if (n === 4) return { unlisted: true };
    if (n === 5) return { mentions: { all: true } };
    return n === 6 ? { expire: 2 } : {};
  }

  async #deed(step: Step, user: string, client: TestClient): Promise<void> {
    const { n } = step;
    const known = ['ann', 'bob', 'cid', 'dan', ...this.people.slice(4)];
    const direct = `direct:${known[n % known.length]}`;
    switch (step.do) {
      case 'send':
        return this.#say(user, client, GROUP, 'text', this.#options(n, user));
      case 'direct':
        return this.#say(user, client, direct, 'text', n === 6 ? { expire: 2 } : {});
      case 'stream':
        return this.#say(user, client, n % 2 ? GROUP : direct, 'stream', n % 4 === 3 ? this.#options(n % 3, user) : {});
      case 'flash':
        return this.#flash(user, client, n);
      case 'command':
        return this.#command(user, client, n % 2 ? GROUP : direct, n);
      case 'ring':
        return this.#ring(user, client, n % 2 ? GROUP : direct, n);
      case 'join':
        return this.#enter(client.call('groups.join', { group: 'g' }), [user]);
      case 'invite':
        return this.#enter(client.call('groups.invite', { group: 'g', users: [known[n % known.length] as string] }), [
          known[n % known.length] as string,
        ]);
      case 'leave':
        await client.call('groups.leave', { group: 'g' });
        return this.seeing.leave(GROUP, user);
      case 'privacy':
        return void (await client.call('settings.set', { privacy: { receipts: n % 2 === 0 } }));
      case 'wait':
        this.#clock.advance(n * 700);
        await settle();
        return this.#dropBurnt();
      default:
        return this.#change(step, user, client);
    }
  }

  async #flash(user: string, client: TestClient, n: number): Promise<void> {
    const mark = this.#new();
    const audience = n < 4 ? ['bob'] : undefined;
    const users = new Set([user, ...(audience ?? this.seeing.members(GROUP))]);
    const args = { clientId: crypto.randomUUID(), content: { kind: 'text', text: mark }, transient: true };
    await client.call('messages.send', { ...args, conversation: GROUP, ...(audience && { audience }) });
    this.seeing.passing.set(mark, users);
  }

  async #command(user: string, client: TestClient, conversation: string, n: number): Promise<void> {
    const mark = this.#new();
    const args = { id: crypto.randomUUID(), name: 'x', data: mark, conversation, keep: n % 3 === 0 };
    await client.call('commands.send', args);
    const key = keyOf(conversation, user);
    const users = key === GROUP ? this.seeing.members(key) : key.slice('direct:'.length).split('|');
    this.seeing.passing.set(mark, new Set(users));
  }

  async #ring(user: string, client: TestClient, conversation: string, n: number): Promise<void> {
    const mark = this.#new();
    const invitees = conversation === GROUP ? ['bob', 'cid'].filter((one) => one !== user) : undefined;
    const args = { clientId: crypto.randomUUID(), conversation, data: mark, seconds: n + 1 };
    const { id, seq } = await client.call('signals.invite', { ...args, ...(invitees && { invitees }) });
    this.#note({ id, key: keyOf(conversation, user), seq, sender: user, kind: 'signal', marks: [mark] });
  }

  /** `call`: under way. */
  async #enter(call: Promise<unknown>, users: readonly string[]): Promise<void> {
    const inside = new Set(this.seeing.members(GROUP));
    const [before, answer] = await Promise.all([this.#seq(), call as Promise<Outcomes>]);
    if (answer.outcomes?.some(({ error }) => error)) return;
    for (const one of users) if (!inside.has(one)) this.seeing.enter(GROUP, one, before, this.#history === 'all');
  }

  /** The last number of the group: notices have one too. Asked of somebody who is in it. */
  async #seq(): Promise<number> {
    const [inside] = this.seeing.members(GROUP);
    if (inside === undefined) return this.#lastSeq;
    const client = this.#clients.get(inside) as TestClient;
    const { items } = await client.call('messages.history', { conversation: GROUP, limit: 1 });
    const newest = [...this.seeing.said.values()].filter(({ key }) => key === GROUP).map(({ seq }) => seq);
    this.#lastSeq = Math.max(this.#lastSeq, items.at(-1)?.seq ?? 0, ...newest);
    return this.#lastSeq;
  }
  #lastSeq = 0;

  /** Whether a message has burnt is not the question here: who wrote it is asked. */
  async #dropBurnt(): Promise<void> {
    for (const one of this.seeing.said.values()) {
      const asker = this.people.find((user) => this.seeing.sees(user, one));
      if (asker === undefined) continue;
      const client = this.#clients.get(asker) as TestClient;
      const args = { conversation: nameOf(one.key, asker), ids: [one.id] };
      if ((await client.call('messages.get', args)).items.length === 0) one.gone = true;
    }
  }

  async #change(step: Step, user: string, client: TestClient): Promise<void> {
    const { which, n } = step;
    const said = this.#pick(which);
    const key = said?.key ?? GROUP;
    const conversation =
      key === GROUP || key.includes(user) ? nameOf(key, user) : `direct:${user === 'bob' ? 'cid' : 'bob'}`;
    const at = { conversation, id: said?.id ?? 'none' };
    const call = (op: OpName, args: object) => client.call(op, { ...at, ...args } as never) as Promise<unknown>;
    const mark = this.#new();
    const now = (marks: readonly string[]): void => {
      if (said) said.marks = marks;
    };
    switch (step.do) {
      case 'reply':
        return this.#say(user, client, conversation, 'text', { replyTo: { id: at.id } });
      case 'edit':
        await call('messages.edit', { content: { kind: said?.kind ?? 'text', text: mark } });
        return now([mark, ...(said?.marks.slice(1) ?? [])]);
      case 'extend':
        return this.#extend(
          call,
          said,
          ['a', `@${user}/x`, '!s', '@bob', '__proto__', '@@bob'][n % 6] as string,
          n,
          mark,
        );
      case 'react':
        return void (await call('messages.react', { emoji: '👍', on: n > 3 }));
      case 'pin':
        return void (await call('messages.pin', { pinned: n > 3 }));
      case 'delete':
        await client.call('messages.delete', { conversation, ids: [at.id] });
        if (said && this.seeing.sees(user, said)) said.hiders.add(user);
        return;
      case 'clear':
        await client.call('messages.clear', { conversation, ...(said && { upTo: said.seq }) });
        return said && this.seeing.clear(keyOf(conversation, user), user, said.seq);
      case 'recall':
        await call('messages.recall', {});
        said?.values.clear();
        return now([]);
      case 'grow': {
        await call('messages.grow', { from: said?.marks[0]?.length ?? 0, text: mark, done: n > 8 });
        return now([...(said?.marks ?? []), mark]);
      }
      case 'answer':
        await call('signals.answer', { accept: n > 5 });
        return;
      case 'cancel':
        return void (await call('signals.cancel', {}));
      case 'modify':
        await call('signals.modify', { data: mark });
        return now([mark]);
      case 'read':
        await client.call('conversations.read', { conversation, upTo: said?.seq ?? n });
        return;
      case 'unreadFrom':
        return void (await client.call('conversations.unread-from', { conversation, from: n + 1 }));
      case 'remove':
        return void (await client.call('conversations.remove', { conversation }));
      case 'report':
        return void (await client.call('reports.send', { conversation, message: at.id, reason: 'spam' }));
      default:
        return void (await ask(client, at, n, mark));
    }
  }

  async #extend(
    call: (op: OpName, args: object) => Promise<unknown>,
    said: Said | undefined,
    key: string,
    n: number,
    mark: string,
  ): Promise<void> {
    if (n > 8) {
      await call('messages.extend', { remove: [key] });
      return void said?.values.delete(key);
    }
    await call('messages.extend', { set: Object.fromEntries([[key, mark]]) });
    said?.values.set(key, mark);
  }
}
