import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../components/message-list/index.js';
import '../../components/client/index.js';
import type { ImMessageList } from '../../components/message-list/index.js';
import { ImError } from '../../core/index.js';
import { DIRECT, messageAt, NOW, run, TestClient } from './helpers/client.js';
import { clean, frames, place, placeList, until, wait } from './helpers/page.js';

const withFocus = async (has: boolean, act: () => Promise<void>): Promise<void> => {
  const own = document.hasFocus;
  document.hasFocus = () => has;
  try {
    await act();
  } finally {
    document.hasFocus = own;
  }
};
const key = (target: Element, name: string): KeyboardEvent => {
  const event = new KeyboardEvent('keydown', { key: name, bubbles: true, composed: true, cancelable: true });
  target.dispatchEvent(event);
  return event;
};

describe('message list', () => {
  afterEach(clean);

  it('tells only rows that were in view for half a second', () =>
    withFocus(true, async () => {
      const test = new TestClient().fill(
        DIRECT,
        run(DIRECT, 100, () => ({ own: false, senderId: 'ann' })),
        100,
      );
      const placed = await placeList(test, DIRECT);
      await until(() => test.called('seen').length > 0, 'rows seen');
      const ids = test.called('seen').flatMap((call) => call[1] as string[]);
      const view = placed.scroller.getBoundingClientRect();
      for (const id of ids) {
        const box = placed.row(id).getBoundingClientRect();
        const shown = Math.min(box.bottom, view.bottom) - Math.max(box.top, view.top);
        expect(shown / box.height, id).to.be.at.least(0.5);
      }
      expect(ids).to.include('m100');
      expect(ids).not.to.include('m50');
    }));

  it('tells nothing while the page has no focus', () =>
    withFocus(false, async () => {
      const test = new TestClient().fill(
        DIRECT,
        run(DIRECT, 20, () => ({ own: false, senderId: 'ann' })),
      );
      await placeList(test, DIRECT);
      await wait(800);
      expect(test.called('seen')).to.deep.equal([]);
    }));

  it('announces what comes in, at most once each 1.5 s and joined', async () => {
    const test = new TestClient().fill(DIRECT, run(DIRECT, 10));
    const placed = await placeList(test, DIRECT);
    const said = () => placed.list.shadowRoot?.querySelector('#announcer')?.textContent;
    expect(said()).to.equal('');
    const ann = { own: false, senderId: 'ann' };
    test.receive(messageAt(DIRECT, 11, 11, ann));
    await until(() => said() === 'Ann Lee says Message 11', 'the first words');
    for (const seq of [12, 13, 14]) {
      test.receive(messageAt(DIRECT, seq, 14, ann));
      await frames(2);
    }
    expect(said()).to.equal('Ann Lee says Message 11');
    await until(() => said() === '3 new messages', 'the joined words');
    expect(placed.list.shadowRoot?.querySelector('[role=log]')?.getAttribute('aria-live')).to.equal('off');
  });

  it('lets in with a motion only what comes live at the bottom', async () => {
    const test = new TestClient().fill(DIRECT, run(DIRECT, 100), 60);
    const placed = await placeList(test, DIRECT);
    const fresh = () =>
      placed
        .rows()
        .filter((row) => row.fresh)
        .map((row) => row.messageId);
    expect(fresh()).to.deep.equal([]);
    test.receive(messageAt(DIRECT, 101, 101));
    await frames(2);
    expect(fresh()).to.deep.equal(['m101']);
    test.store.commit('remote', (writer) => writer.patch('session', 'self', { sync: 'started' }));
    test.receive(messageAt(DIRECT, 102, 102));
    await frames(2);
    test.store.commit('remote', (writer) => writer.patch('session', 'self', { sync: 'finished' }));
    await placed.scrollTo(-800);
    test.receive(messageAt(DIRECT, 103, 103));
    await frames(2);
    expect(fresh()).to.deep.equal(['m101']);
  });

  it('is one stop of the tab key; arrows, Home, End and pages move, Enter opens the actions', async () => {
    const test = new TestClient().fill(DIRECT, run(DIRECT, 60), 60);
    const placed = await placeList(test, DIRECT);
    const stops = () =>
      placed
        .rows()
        .filter((row) => row.tabIndex === 0)
        .map((row) => row.messageId);
    const focused = () => (placed.list.shadowRoot?.activeElement as { messageId?: string } | null)?.messageId;
    expect(stops()).to.deep.equal(['m60']);
    placed.row('m60').focus();
    // How keys move comes with the first row that has the focus; a key that is faster waits for it, and scrolls nothing.
    expect(key(placed.row('m60'), 'ArrowUp').defaultPrevented).to.equal(true);
    await until(() => focused() === 'm59', 'the row above');
    expect(stops()).to.deep.equal(['m59']);
    key(placed.row('m59'), 'PageUp');
    const far = Number(focused()?.slice(1));
    expect(far).to.be.within(40, 55);
    await frames(2);
    expect(placed.top(`m${far}`)).to.be.within(0, placed.scroller.clientHeight);
    key(placed.row(`m${far}`), 'Home');
    expect(focused()).to.equal('m1');
    key(placed.row('m1'), 'ArrowDown');
    expect(focused()).to.equal('m2');
    key(placed.row('m2'), 'End');
    expect(focused()).to.equal('m60');
    const event = key(placed.row('m60'), 'Enter');
    expect(event.defaultPrevented).to.equal(true);
    const row = placed.row('m60');
    const menu = await until(() => row.shadowRoot?.querySelector('im-menu'), 'the menu');
    await until(() => menu.open, 'the menu to open');
    menu.hide();
    await frames(2);
    expect(focused()).to.equal('m60');
  });

  it('says what day it is, and keeps days apart', async () => {
    const times = [400, 30, 3, 1, 0].map((days) => NOW - days * 86_400_000);
    const test = new TestClient().fill(
      DIRECT,
      run(DIRECT, 5, (seq) => ({ sentAt: times[seq - 1] as number })),
    );
    const placed = await placeList(test, DIRECT);
    const days = [...placed.list.shadowRoot!.querySelectorAll('.day')].map((day) => day.textContent?.trim());
    expect(days.slice(-2)).to.deep.equal(['Yesterday', 'Today']);
    expect(days[2]).to.equal('Monday');
    expect(days[0]).to.contain('2025');
  });

  it('does not ask again and again where an answer brings nothing, but when one scrolls', async () => {
    const test = new TestClient().fill(DIRECT, run(DIRECT, 200), 4);
    let asked = 0;
    test.messages.older = async () => {
      asked += 1;
      return true;
    };
    const placed = await placeList(test, DIRECT);
    await until(() => asked > 0, 'the first question');
    for (let at = 0; at < 20; at++) await frames();
    expect(asked).to.equal(1);
    placed.scroller.dispatchEvent(new Event('scroll'));
    await until(() => asked === 2, 'the second one');
  });

  it('is empty, loading or in trouble in words', async () => {
    const empty = await placeList(new TestClient().fill(DIRECT, []), DIRECT);
    expect(empty.list.shadowRoot?.querySelector('.empty')?.textContent).to.contain('No messages yet');
    const loading = await placeList(new TestClient(), DIRECT);
    expect(loading.list.shadowRoot?.textContent).to.contain('Loading messages');
    expect(getComputedStyle(loading.list.shadowRoot!.querySelector('.skeleton')!).animationDelay).to.equal('0.3s');
    const test = new TestClient().fill(DIRECT, run(DIRECT, 200), 20);
    test.fails = new ImError('not-connected');
    const trouble = await placeList(test, DIRECT);
    const alert = await until(() => trouble.list.shadowRoot?.querySelector('.trouble'), 'the trouble');
    expect(alert.textContent).to.contain('Older messages could not be loaded.');
    const calls = test.called('older').length;
    await wait(100);
    expect(test.called('older').length, 'it does not hammer').to.equal(calls);
    test.fails = undefined;
    alert.querySelector('button')?.click();
    await until(() => trouble.rows().length > 20, 'older rows');
    await until(() => !trouble.list.shadowRoot?.querySelector('.trouble'), 'the trouble to go');
  });

  it('follows when another conversation or client is given', async () => {
    const test = new TestClient()
      .fill(DIRECT, run(DIRECT, 30))
      .fill('direct:bob', [messageAt('direct:bob', 1, 1, { id: 'b1' })]);
    const placed = await placeList(test, DIRECT);
    expect(test.openCount).to.equal(1);
    placed.list.conversation = 'direct:bob';
    await frames(3);
    expect(placed.rows().map((row) => row.messageId)).to.deep.equal(['b1']);
    expect(test.openCount).to.equal(1);
    placed.list.client = new TestClient().fill('direct:bob', []).client;
    await frames(3);
    expect(test.openCount).to.equal(0);
    expect(placed.rows()).to.deep.equal([]);
    placed.list.conversation = 'nonsense' as never;
    await frames(2);
    expect(placed.list.isConnected).to.equal(true);
  });

  it('leaves nothing behind, and comes back whole', async () => {
    const test = new TestClient().fill(DIRECT, run(DIRECT, 30));
    const before = test.store.listening;
    const placed = await placeList(test, DIRECT);
    const open = test.store.listening;
    expect(open).to.be.greaterThan(before);
    const { box, list } = placed;
    list.remove();
    await frames(3);
    expect(test.store.listening).to.equal(before);
    expect(test.openCount).to.equal(0);
    box.append(list);
    await frames(5);
    await wait(30);
    expect(test.store.listening).to.equal(open);
    expect(placed.rows().length).to.equal(30);
    expect(placed.gap()).to.be.within(0, 20);
    list.remove();
    await frames(3);
    expect(test.store.listening).to.equal(before);
  });

  it('finds its client in the nearest im-client, and draws a lone message there too', async () => {
    const test = new TestClient().fill(DIRECT, run(DIRECT, 3));
    const box = place(html`<im-client .client=${test.client}><im-message-list conversation=${DIRECT}></im-message-list
      ><im-message message-id="m2"></im-message></im-client>`);
    await frames(4);
    const list = box.querySelector('im-message-list') as ImMessageList;
    expect(list.shadowRoot?.querySelectorAll('im-message').length).to.equal(3);
    expect(box.querySelector('im-client > im-message')?.shadowRoot?.textContent).to.contain('Message 2');
  });

  it('says why a recall was refused after all, and only where it was asked', async () => {
    const test = new TestClient().fill(DIRECT, run(DIRECT, 3));
    const { list } = await placeList(test, DIRECT);
    const words = () => list.shadowRoot?.querySelector('[part=refusal]')?.textContent?.trim();
    const errors: string[] = [];
    list.addEventListener('im-error', (event) => errors.push((event as CustomEvent).detail.error.code));
    test.emit('recall-failed', { conversationId: 'group:other', messageId: 'm1', code: 'too-late' });
    await frames(2);
    expect(words()).to.equal(undefined);
    test.emit('recall-failed', { conversationId: DIRECT, messageId: 'm1', code: 'too-late' });
    await until(() => words() === 'It is too late for this.', 'the words');
    expect(errors).to.deep.equal(['too-late']);
    const box = () => list.shadowRoot!.querySelector('[part=refusal] span') as HTMLElement;
    expect(box().offsetHeight, 'the row in view says it').to.be.lessThan(2);
    test.emit('recall-failed', { conversationId: DIRECT, messageId: 'far', code: 'forbidden' });
    await until(() => words() === 'You may not do this here.', 'the other words');
    expect(box().offsetHeight).to.be.greaterThan(20);
  });

  it('parts the rows around one that is recalled at once', async () => {
    const test = new TestClient().fill(
      DIRECT,
      run(DIRECT, 9, () => ({ own: false, senderId: 'ann' })),
    );
    const placed = await placeList(test, DIRECT);
    const corners = (id: string) => [placed.row(id).first, placed.row(id).last];
    expect(corners('m4')).to.deep.equal([false, false]);
    test.patch('m5', { content: { kind: 'recalled' }, recalled: { at: NOW, by: 'ann' } });
    await frames(3);
    expect(corners('m4')).to.deep.equal([false, true]);
    expect(corners('m6')).to.deep.equal([true, false]);
    const classes = placed.row('m6').shadowRoot?.querySelector('.row')?.className;
    expect(classes).to.contain('first');
  });
});
