import { expect } from '@open-wc/testing';
import '../../components/message-list/index.js';
import { DIRECT, messageAt, run, TestClient } from './helpers/client.js';
import { clean, firstInView, frames, placeList, until, wait } from './helpers/page.js';

describe('message list: place', () => {
  afterEach(clean);

  it('opens at the newest message when all is read', async () => {
    const placed = await placeList(new TestClient().fill(DIRECT, run(DIRECT, 80)), DIRECT);
    expect(placed.gap()).to.be.within(0, 20);
    expect(placed.rows().at(-1)?.messageId).to.equal('m80');
    expect(placed.list.shadowRoot?.querySelector('.divider')).to.equal(null);
  });

  it('opens at the first unread message, below a divider that stays', async () => {
    const test = new TestClient().fill(DIRECT, run(DIRECT, 200), 50, { unread: 20, read: 170 });
    const placed = await placeList(test, DIRECT);
    const divider = placed.list.shadowRoot?.querySelector('.divider') as HTMLElement;
    expect(divider.nextElementSibling).to.equal(placed.row('m172'));
    expect(placed.top('m172')).to.be.within(40, 130);
    test.store.commit('remote', (writer) => writer.patch('conversation', DIRECT, { unread: 0 }));
    await frames();
    expect(placed.list.shadowRoot?.querySelector('.divider')).to.equal(divider);
  });

  it('fetches back to a first unread message that is not held', async () => {
    const test = new TestClient().fill(DIRECT, run(DIRECT, 300), 50, { unread: 90, read: 190 });
    const placed = await placeList(test, DIRECT);
    await until(() => placed.list.shadowRoot?.querySelector('.divider'), 'the divider');
    await frames(4);
    expect(placed.top('m191')).to.be.within(40, 130);
  });

  it('stays at the bottom while rows come and grow', async () => {
    const test = new TestClient().fill(DIRECT, run(DIRECT, 60));
    const placed = await placeList(test, DIRECT);
    const before = placed.gap();
    test.receive(messageAt(DIRECT, 61, 61));
    await frames(3);
    expect(placed.rows().at(-1)?.messageId).to.equal('m61');
    await wait(200);
    expect(placed.gap()).to.be.closeTo(before, 1);
    test.patch('m61', { content: { kind: 'text', text: 'long\n'.repeat(12) } });
    await frames(3);
    expect(placed.gap()).to.be.closeTo(before, 1);
    test.patch('m58', { content: { kind: 'text', text: 'long\n'.repeat(8) } });
    await frames(3);
    expect(placed.gap()).to.be.closeTo(before, 1);
  });

  for (const anchoring of ['auto', 'none'])
    describe(`with overflow-anchor ${anchoring}`, () => {
      const open = async (count: number, held = 50) => {
        const test = new TestClient().fill(DIRECT, run(DIRECT, count), held);
        const placed = await placeList(test, DIRECT);
        placed.scroller.style.setProperty('overflow-anchor', anchoring);
        return { test, placed };
      };

      it('keeps the row that is read when older ones come in', async () => {
        const { test, placed } = await open(400);
        await placed.scrollTo(-(placed.scroller.scrollHeight - placed.scroller.clientHeight) + 300);
        const id = firstInView(placed);
        const calls = test.called('older').length;
        const top = placed.top(id);
        await until(() => test.called('older').length > calls || placed.rows().length > 60);
        for (let at = 0; at < 10; at++) {
          await frames(2);
          expect(placed.top(id), id).to.be.closeTo(top, 1);
        }
      });

      it('keeps the first row of all where it is at the very top, and fetches one page', async () => {
        const { test, placed } = await open(1000, 100);
        const { older } = test.messages;
        let arrive = (): void => {};
        const arrived = new Promise<void>((resolve) => {
          arrive = resolve;
        });
        test.messages.older = async (id) => {
          await arrived;
          return older(id);
        };
        // The spinner comes above what was the top.
        await placed.scrollTo(-placed.scroller.scrollHeight);
        await placed.scrollTo(-placed.scroller.scrollHeight);
        const drawn = placed.rows().length;
        const id = placed.rows()[0]?.messageId as string;
        const top = placed.top(id);
        expect(top, 'at the very top').to.be.within(0, 120);
        arrive();
        await until(() => placed.rows()[0]?.messageId !== id, 'older rows');
        for (let at = 0; at < 10; at++) {
          await frames(2);
          expect(placed.top(id), id).to.be.closeTo(top, 1);
        }
        expect(placed.rows().length).to.be.above(drawn);
        expect(test.called('older').length).to.equal(1);
      });

      it('keeps the row that is read when the one above it, cut by the edge, grows', async () => {
        const { test, placed } = await open(100, 100);
        await placed.scrollTo(-1500);
        const rows = placed.rows();
        const cut = rows.findIndex((row) => placed.top(row.messageId as string) > -20);
        await placed.scrollTo(-1500 + placed.top(rows[cut]?.messageId as string) + 10);
        const [above, id] = [rows[cut]?.messageId as string, rows[cut + 1]?.messageId as string];
        expect(placed.top(above), 'cut by the edge').to.be.closeTo(-10, 1);
        const top = placed.top(id);
        test.patch(above, { content: { kind: 'text', text: 'tall\n'.repeat(12) } });
        for (let at = 0; at < 5; at++) {
          await frames(2);
          expect(placed.top(id), id).to.be.closeTo(top, 1);
        }
      });

      it('keeps the row that is read when new ones come in', async () => {
        const { test, placed } = await open(120, 100);
        await placed.scrollTo(-900);
        const id = firstInView(placed);
        const top = placed.top(id);
        for (let seq = 121; seq < 127; seq++) {
          test.receive(
            messageAt(DIRECT, seq, 130, { content: { kind: 'text', text: 'some\nlines\n'.repeat(seq % 3) } }),
          );
          await frames(2);
          expect(placed.top(id), `after ${seq}`).to.be.closeTo(top, 1);
        }
      });

      it('keeps the row that is read when rows above and below grow', async () => {
        const { test, placed } = await open(100, 100);
        await placed.scrollTo(-1500);
        const id = firstInView(placed);
        const top = placed.top(id);
        test.patch('m98', { content: { kind: 'text', text: 'tall\n'.repeat(20) } });
        await frames(3);
        expect(placed.top(id)).to.be.closeTo(top, 1);
        const rows = placed.rows();
        const above = rows[rows.findIndex((row) => row.messageId === id) - 4]?.messageId as string;
        test.patch(above, { content: { kind: 'text', text: 'tall\n'.repeat(20) } });
        await frames(3);
        expect(placed.top(id)).to.be.closeTo(top, 1);
      });

      it('bounds the rows, and trims what is far without moving what is read', async () => {
        const { placed } = await open(2000, 100);
        let worst = 0;
        for (let step = 0; step < 25; step++) {
          await placed.scrollTo(-(placed.scroller.scrollHeight - placed.scroller.clientHeight) + 200);
          const id = firstInView(placed);
          const top = placed.top(id);
          await wait(15);
          await frames(3);
          worst = Math.max(worst, Math.abs(placed.top(id) - top));
          expect(placed.rows().length).to.be.at.most(300);
        }
        expect(worst).to.be.at.most(1);
        expect(placed.rows()[0]?.messageId).not.to.equal('m1900');
        expect(placed.rows().some((row) => row.messageId === 'm2000')).to.equal(false);
        await placed.list.jumpToNewest();
        await frames(4);
        expect(placed.rows().at(-1)?.messageId).to.equal('m2000');
        expect(placed.gap()).to.be.within(0, 20);
      }).timeout(60_000); // many frames, and slow ones where a page is drawn without a screen

      it('jumps to a message that is not held, and reads on across the gap', async () => {
        const { test, placed } = await open(1000);
        await placed.list.jumpTo({ serverId: 's300' });
        await frames(3);
        const middle = placed.scroller.clientHeight / 2;
        expect(placed.top('m300')).to.be.closeTo(middle, 60);
        const id = 'm300';
        const top = placed.top(id);
        await wait(50);
        await frames(3);
        expect(placed.top(id)).to.be.closeTo(top, 1);
        placed.scroller.scrollTop += 2000;
        await until(
          () => test.called('newer').length > 0 && placed.rows().some((row) => row.messageId === 'm340'),
          'rows after the gap',
        );
      });
    });

  it('opens 100,000 messages with as few rows as 1,000', async () => {
    const test = new TestClient().fill(DIRECT, run(DIRECT, 100_000), 100_000);
    const placed = await placeList(test, DIRECT);
    expect(placed.rows().length).to.be.at.most(200);
    expect(placed.gap()).to.be.within(0, 20);
    await placed.list.jumpTo('m50000');
    await frames(3);
    expect(placed.rows().length).to.be.at.most(300);
    expect(placed.top('m50000')).to.be.within(0, placed.scroller.clientHeight);
  });

  it('offers the way to the newest when scrolled up, with the count', async () => {
    const test = new TestClient().fill(DIRECT, run(DIRECT, 100), 100);
    const placed = await placeList(test, DIRECT);
    const jump = () => placed.list.shadowRoot?.querySelector<HTMLButtonElement>('.jump') ?? null;
    expect(jump()).to.equal(null);
    await placed.scrollTo(-900);
    expect((await until(jump, 'the button')).getAttribute('aria-label')).to.equal('Jump to the newest message');
    test.receive(messageAt(DIRECT, 101, 101, { own: false, senderId: 'ann' }));
    test.store.commit('remote', (writer) => writer.patch('conversation', DIRECT, { unread: 1 }));
    await until(() => jump()?.textContent?.trim() === '1', 'the count');
    jump()?.click();
    await until(() => Math.abs(placed.scroller.scrollTop) < 2, 'the bottom');
    await until(() => jump() === null, 'the button to go');
  });

  it('brings what one has just written into view', async () => {
    const test = new TestClient().fill(DIRECT, run(DIRECT, 100), 100);
    const placed = await placeList(test, DIRECT);
    await placed.scrollTo(-1200);
    test.pend(
      messageAt(DIRECT, 101, 101, { own: true, senderId: 'me', order: undefined, delivery: { state: 'queued' } }),
    );
    await until(() => Math.abs(placed.scroller.scrollTop) < 2, 'the bottom');
    const row = placed.row('m101');
    test.place('m101', 101);
    await frames(2);
    expect(placed.row('m101'), 'the row keeps its element').to.equal(row);
  });
});
