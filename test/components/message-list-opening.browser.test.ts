import { expect } from '@open-wc/testing';
import '../../components/message-list/index.js';
import { ImError, type Session } from '../../core/index.js';
import { DIRECT, GROUP, messageAt, NOW, run, TestClient } from './helpers/client.js';
import { clean, frames, placeList, until, wait } from './helpers/page.js';

const session = (test: TestClient, patch: Partial<Session>): void =>
  test.store.commit('local', (writer) => writer.patch('session', 'self', patch));
const words = (list: Element, name: string): string | undefined =>
  list.shadowRoot?.querySelector(name)?.textContent?.trim();

describe('message list: opening', () => {
  afterEach(clean);

  it('opens another conversation at its own place, whatever the place in the one before', async () => {
    const test = new TestClient().fill(DIRECT, run(DIRECT, 100), 100).fill(
      GROUP,
      run(GROUP, 100, (seq) => ({ id: `g${seq}` })),
      100,
    );
    const placed = await placeList(test, DIRECT);
    await placed.scrollTo(-1500);
    placed.list.conversation = GROUP;
    await frames(5);
    expect(placed.rows().at(-1)?.messageId).to.equal('g100');
    expect(placed.gap()).to.be.within(0, 20);
    expect(placed.list.shadowRoot?.querySelector('.jump')).to.equal(null);
    expect(test.openCount).to.equal(1);
  });

  it('keeps following after it was moved within the page', async () => {
    const test = new TestClient().fill(DIRECT, run(DIRECT, 60));
    const placed = await placeList(test, DIRECT);
    placed.box.prepend(placed.list);
    await frames(5);
    test.receive(messageAt(DIRECT, 61, 61));
    await frames(3);
    test.patch('m61', { content: { kind: 'text', text: 'long\n'.repeat(12) } });
    await frames(3);
    expect(placed.gap()).to.be.within(0, 20);
    expect(test.openCount).to.equal(1);
    placed.list.remove();
    await frames(3);
    expect(test.openCount).to.equal(0);
    expect(test.store.listening, 'keys listened to').to.equal(0);
  });

  it('shows words, not a shape that moves for ever, while offline with nothing kept', async () => {
    const test = new TestClient();
    session(test, { state: 'connecting', sync: 'none' });
    const placed = await placeList(test, DIRECT);
    expect(placed.list.shadowRoot?.querySelector('.skeleton')).not.to.equal(null);
    session(test, { state: 'offline' });
    await frames(2);
    expect(placed.list.shadowRoot?.querySelector('.skeleton')).to.equal(null);
    expect(words(placed.list, '.empty strong')).to.equal('Messages could not be loaded');
    session(test, { state: 'connected', sync: 'finished' });
    test.fill(DIRECT, run(DIRECT, 20));
    await until(() => placed.rows().length === 20, 'the rows');
    expect(placed.list.shadowRoot?.querySelector('.empty')).to.equal(null);
  });

  it('offers to try again when the first page could not be loaded', async () => {
    const test = new TestClient();
    const fail = (error: string | undefined): void =>
      test.store.commit('local', (writer) =>
        writer.put('timeline', DIRECT, { conversationId: DIRECT, pages: [], opened: false, ...(error && { error }) }),
      );
    fail('timeout');
    test.fails = new ImError('timeout');
    const placed = await placeList(test, DIRECT);
    const again = (): HTMLButtonElement | null => placed.list.shadowRoot?.querySelector('.trouble button') ?? null;
    expect(words(placed.list, '.trouble span')).to.equal('Messages could not be loaded');
    expect(placed.list.shadowRoot?.querySelector('.skeleton')).to.equal(null);
    again()?.click();
    await until(() => test.called('older').length === 1, 'the call that fails');
    await wait(30);
    test.fails = undefined;
    again()?.click();
    await until(() => test.called('older').length === 2, 'the second call');
    test.fill(DIRECT, run(DIRECT, 10));
    await until(() => placed.rows().length === 10 && !again(), 'the rows');
  });

  it('finds the first unread message that comes after the kept ones, and tells nothing seen before', async () => {
    const own = document.hasFocus;
    document.hasFocus = () => true;
    try {
      const test = new TestClient().fill(
        DIRECT,
        run(DIRECT, 60, () => ({ own: false, senderId: 'ann' })),
        60,
        { read: 60 },
      );
      session(test, { state: 'connecting', sync: 'none' });
      const placed = await placeList(test, DIRECT);
      expect(placed.gap()).to.be.within(0, 20);
      await wait(700);
      expect(test.called('seen')).to.deep.equal([]);
      session(test, { state: 'connected', sync: 'started' });
      for (let seq = 61; seq <= 90; seq++) test.receive(messageAt(DIRECT, seq, 90, { own: false, senderId: 'ann' }));
      test.store.commit('remote', (writer) => writer.patch('conversation', DIRECT, { unread: 30 }));
      session(test, { sync: 'finished' });
      const divider = await until(() => placed.list.shadowRoot?.querySelector('.divider'), 'the divider');
      await frames(5);
      expect(divider.nextElementSibling).to.equal(placed.row('m61'));
      expect(placed.top('m61')).to.be.within(40, 130);
    } finally {
      document.hasFocus = own;
    }
  });

  it('opens at the first unread message however far back it is, without fetching all between', async () => {
    const test = new TestClient().fill(
      DIRECT,
      run(DIRECT, 5000, () => ({ own: false, senderId: 'ann' })),
      60,
      { read: 1200, unread: 1000 },
    );
    const placed = await placeList(test, DIRECT);
    const divider = await until(() => placed.list.shadowRoot?.querySelector('.divider'), 'the divider');
    await frames(5);
    expect(divider.nextElementSibling).to.equal(placed.row('m1201'));
    expect(placed.top('m1201')).to.be.within(0, 130);
    expect(test.called('older').length).to.be.at.most(4);
    await placed.list.jumpToNewest();
    await until(() => placed.rows().at(-1)?.messageId === 'm5000' && placed.gap() < 20, 'the newest');
  });

  it('opens in the kept rows where the back end is out of reach', async () => {
    const test = new TestClient().fill(
      DIRECT,
      run(DIRECT, 60, () => ({ own: false, senderId: 'ann' })),
      60,
      { read: 50, unread: 10 },
    );
    session(test, { state: 'offline', sync: 'none' });
    const placed = await placeList(test, DIRECT);
    expect(placed.list.shadowRoot?.querySelector('.divider')?.nextElementSibling).to.equal(placed.row('m51'));
  });

  it('calls the day by its new name after midnight', async () => {
    const test = new TestClient().fill(DIRECT, run(DIRECT, 3));
    const midnight = new Date(NOW).setHours(24, 0, 0, 0);
    const start = performance.now();
    test.session.now = () => midnight - 1500 + (performance.now() - start);
    const placed = await placeList(test, DIRECT);
    expect(words(placed.list, '.day')).to.equal('Today');
    await until(() => words(placed.list, '.day') === 'Yesterday', 'the new day');
  });

  it('leaves the later of two jumps in force', async () => {
    const test = new TestClient().fill(DIRECT, run(DIRECT, 400), 400);
    const placed = await placeList(test, DIRECT);
    await Promise.all([placed.list.jumpTo('m50'), placed.list.jumpTo('m250')]);
    await frames(5);
    expect(placed.top('m250')).to.be.within(0, placed.scroller.clientHeight);
    void placed.list.jumpTo('m50');
    await placed.list.jumpToNewest();
    await until(() => placed.rows().at(-1)?.messageId === 'm400' && placed.gap() < 20, 'the newest');
  });
});
