import { withChanges } from '../../core/acts/pending.js';
import { Book } from '../../core/client/book.js';
import { Changes } from '../../core/client/changes.js';
import type { Context } from '../../core/client/context.js';
import type { ChangeRecord, ConversationId, Message, Reaction } from '../../core/model/index.js';
import { Store } from '../../core/store/index.js';
import { insertPlaced, windowOf } from '../../core/timeline/index.js';
import { Figures } from './figures.js';

const ID: ConversationId = 'group:g';
const EMOJI = ['👍', '🎉', '❤️', '😀', '🙏'];

const messageOf = (n: number): Message => ({
  ...{ id: `s:m${n}`, serverId: `m${n}`, conversationId: ID, senderId: `p${n % 7}`, own: false },
  ...{ content: { kind: 'text', text: `row ${n}` }, order: { seq: n, tie: `m${n}` }, sentAt: n },
  ...{ delivery: { state: 'sent' }, counts: true },
});

const reactionsOf = (n: number): readonly Reaction[] =>
  EMOJI.map((emoji, at) => ({ emoji, count: n + at, mine: false, users: ['p1', 'p2'] }));

/** Five of them under way on one message. */
const record: ChangeRecord = {
  changes: [
    { id: 'a', name: 'react', args: { emoji: '👍', on: true } },
    { id: 'b', name: 'react', args: { emoji: '🚀', on: true } },
    { id: 'c', name: 'edit', args: { content: { kind: 'text', text: 'other words' }, base: 0 } },
    { id: 'd', name: 'pin', args: { pinned: true } },
    { id: 'e', name: 'extend', args: { set: { note: 'x' } } },
  ],
};

const rateOf = (times: readonly number[], many: number): number =>
  (many * 1000) / times.reduce((sum, ms) => sum + ms, 0);

/** A listener on each row, as a transcript has; reactions to one of them arrive. The commit, and all listeners after it. */
export async function transcript(rows: number): Promise<void> {
  const store = new Store();
  const messages = Array.from({ length: rows }, (_, n) => messageOf(n + 1));
  const page = { hasOlder: false, hasNewer: false };
  store.commit('remote', (writer) => insertPlaced(store, writer, ID, messages, { ordering: 'seq', page }));
  let drawn = 0;
  const draw = () => () => {
    drawn += 1;
  };
  for (const { id } of messages) store.subscribe([`message/${id}`, `change/${id}`], draw());
  store.subscribe(windowOf(store, ID, { rows }).keys, draw());
  const changes = new Changes({ store, userId: 'me' } as unknown as Context, new Book(store));
  const figures = new Figures(`A transcript of ${rows} rows`);

  const arrive = async (at: number, many: number): Promise<number> => {
    const began = performance.now();
    store.commit('remote', (writer) => {
      for (let n = 0; n < many; n++) {
        const { serverId = '' } = messages[(at * 7919 + n) % rows] as Message;
        changes.apply(writer, { what: 'reacted', conversationId: ID, serverId, reactions: reactionsOf(at) });
      }
    });
    await Promise.resolve();
    return performance.now() - began;
  };
  const many = async (name: string, size: number, times: number): Promise<void> => {
    const list: number[] = [];
    drawn = 0;
    for (let n = 1; n <= times; n++) list.push(await arrive(n, size));
    if (drawn !== size * times) throw new Error(`${drawn} rows drawn, ${size * times} touched`);
    figures.row(name, list, { rate: rateOf(list, size * times) });
  };
  await many('a reaction arrives', 1, 5000);
  await many('200 reactions in one package', 200, 200);

  const shown = messages.map(({ id }) => store.get('message', id) as Message);
  const list: number[] = [];
  let pinned = 0;
  for (let n = 0; n < 500; n++) {
    const began = performance.now();
    for (const message of shown) if (withChanges(message, record, 'me').pinned) pinned += 1;
    list.push(performance.now() - began);
  }
  if (pinned !== rows * 500) throw new Error('changes were left out');
  figures.row(`withChanges of all ${rows}, five changes each`, list, { rate: rateOf(list, rows * 500) });
}
