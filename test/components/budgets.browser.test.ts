import { expect } from '@open-wc/testing';
import '../../components/message-list/index.js';
import type { ReactiveElement } from 'lit';
import budgets from '../../bench/budgets.json';
import type { ConversationId } from '../../core/index.js';
import { DIRECT, messageAt, run, TestClient } from './helpers/client.js';
import { make, patch } from './helpers/conversation-list.js';
import { clean, firstInView, frames, placeList, until } from './helpers/page.js';
import { WritingClient } from './helpers/writing.js';

/** Elements of a tree, those in shadow roots too. */
const elementsIn = (root: ParentNode): number =>
  [...root.querySelectorAll('*')].reduce((sum, one) => sum + 1 + (one.shadowRoot ? elementsIn(one.shadowRoot) : 0), 0);

/** Which elements of a name were rendered while `work` went on. */
async function rendered(name: string, work: () => unknown): Promise<Set<ReactiveElement>> {
  const type = customElements.get(name) as unknown as { readonly prototype: { performUpdate(): void } };
  const own = Object.getOwnPropertyDescriptor(type.prototype, 'performUpdate');
  const original = type.prototype.performUpdate;
  const seen = new Set<ReactiveElement>();
  type.prototype.performUpdate = function (this: ReactiveElement) {
    seen.add(this);
    original.call(this);
  };
  try {
    await work();
    await frames(6);
  } finally {
    if (own) Object.defineProperty(type.prototype, 'performUpdate', own);
    else Reflect.deleteProperty(type.prototype, 'performUpdate');
  }
  return seen;
}

describe('budgets of a transcript', () => {
  afterEach(clean);
  const budget = budgets.transcript;

  it('one row is rendered for one change of a message, whatever is held', async () => {
    const test = new TestClient().fill(DIRECT, run(DIRECT, 200), 100);
    const placed = await placeList(test, DIRECT);
    const row = placed.row('m198');
    const changed = await rendered('im-message', () =>
      test.patch('m198', { content: { kind: 'text', text: 'other words' } }),
    );
    expect([...changed]).to.include(row);
    expect(changed.size).to.be.at.most(budget.rowsPerChange);
  });

  it('an arrival renders itself and at most its neighbour', async () => {
    const test = new TestClient().fill(DIRECT, run(DIRECT, 200), 100);
    const placed = await placeList(test, DIRECT);
    const changed = await rendered('im-message', () => test.receive(messageAt(DIRECT, 201, 201)));
    expect(placed.rows().at(-1)?.messageId).to.equal('m201');
    expect(changed.size).to.be.within(1, budget.rowsPerArrival);
  });

  it('ten thousand messages stand in few rows and few elements, and what is read does not drift', async () => {
    const test = new TestClient().fill(DIRECT, run(DIRECT, 10_000), 100);
    const placed = await placeList(test, DIRECT);
    for (let step = 0; step < 8; step++) {
      await placed.scrollTo(-(placed.scroller.scrollHeight - placed.scroller.clientHeight) + 200);
      const id = firstInView(placed);
      const top = placed.top(id);
      const calls = test.called('older').length;
      await until(() => step === 0 || test.called('older').length >= calls);
      await frames(4);
      expect(placed.top(id), id).to.be.closeTo(top, budget.driftPixels);
      expect(placed.rows().length).to.be.at.most(budget.rows);
      expect(elementsIn(placed.box)).to.be.at.most(budget.elements);
    }
    expect(test.called('older').length).to.be.above(3);
  });
});

describe('budgets of a conversation list', () => {
  afterEach(clean);
  const budget = budgets.conversations;
  const ids = Array.from({ length: 10_000 }, (_, at): ConversationId => `group:p${at}`);

  it('ten thousand conversations stand in few rows and few elements', async () => {
    const made = await make(new WritingClient().list(...ids), { height: 600 });
    expect(made.rows().length).to.be.within(5, budget.rows);
    expect(elementsIn(made.box)).to.be.at.most(budget.elements);
  });

  it('one row is rendered for one change, few when one moves to the top', async () => {
    const test = new WritingClient().list(...ids);
    const made = await make(test, { height: 600 });
    const row = made.row('group:p3');
    const changed = await rendered('im-conversation-item', () => patch(test, 'group:p3', { unread: 7 }));
    expect([...changed]).to.include(row);
    expect(changed.size).to.be.at.most(budget.rowsPerChange);
    const moved = await rendered('im-conversation-item', () =>
      test.store.commit('remote', (writer) => {
        writer.patch('conversation', 'group:p9000', { unread: 1, activity: Date.now() });
        writer.list('conversations', ['group:p9000', ...ids.filter((id) => id !== 'group:p9000')]);
      }),
    );
    expect(made.rows()[0]?.conversation ?? '').to.equal('group:p9000');
    expect(moved.size).to.be.within(1, budget.rowsPerArrival);
  });
});
