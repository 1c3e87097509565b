import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../components/message-list/index.js';
import { defineRenderer } from '../../components/content/index.js';
import type { ImMessage, MessageActions } from '../../components/message/index.js';
import { ImMessage as MessageClass } from '../../components/message/message.js';
import { ImMessageList } from '../../components/message-list/message-list.js';
import { ImReceipt } from '../../components/receipt/receipt.js';
import { DIRECT, GROUP, messageAt, NOW, run, SELF, TestClient } from './helpers/client.js';
import { clean, frames, placeList, until } from './helpers/page.js';

/** Counts how often elements of a class render while `act` runs. */
async function renders<T extends { prototype: object }>(of: T, act: () => unknown): Promise<string[]> {
  const prototype = of.prototype as { render(): unknown };
  const own = prototype.render;
  const seen: string[] = [];
  prototype.render = function (this: { messageId?: string }) {
    seen.push(this.messageId ?? 'list');
    return own.call(this);
  };
  try {
    await act();
    await frames(3);
  } finally {
    prototype.render = own;
  }
  return seen;
}
const shadowText = (row: ImMessage, selector: string): string =>
  row.shadowRoot?.querySelector(selector)?.textContent?.replace(/\s+/g, ' ').trim() ?? '';

describe('message', () => {
  afterEach(clean);

  it('renders one row and not the list when one visible message changes; none when a hidden one does', async () => {
    const test = new TestClient().fill(DIRECT, run(DIRECT, 1000), 1000);
    await placeList(test, DIRECT);
    const change = (id: string) => () => test.patch(id, { content: { kind: 'text', text: 'changed' } });
    expect(await renders(MessageClass, change('m990'))).to.deep.equal(['m990']);
    expect(await renders(ImMessageList, change('m991'))).to.deep.equal([]);
    expect(await renders(MessageClass, change('m5'))).to.deep.equal([]);
    expect(await renders(ImMessageList, change('m6'))).to.deep.equal([]);
  });

  it('renders only the receipts that a cursor changes', async () => {
    const test = new TestClient().fill(
      DIRECT,
      run(DIRECT, 50, () => ({ own: true, senderId: SELF })),
    );
    const placed = await placeList(test, DIRECT);
    const cursor = (read: number) => () =>
      test.store.commit('remote', (writer) =>
        writer.put('cursor', `${DIRECT}/ann`, { conversationId: DIRECT, userId: 'ann', read, delivered: read }),
      );
    await renders(ImReceipt, cursor(48));
    expect(await renders(ImReceipt, cursor(49))).to.deep.equal(['m49']);
    expect(await renders(MessageClass, cursor(50))).to.deep.equal([]);
    const receipt = placed.row('m50').shadowRoot?.querySelector('im-receipt');
    expect(receipt?.shadowRoot?.textContent).to.contain('Read');
  });

  it('says how far a message has come, in words', async () => {
    const test = new TestClient().fill(
      DIRECT,
      run(DIRECT, 3, () => ({ own: true, senderId: SELF })),
    );
    const placed = await placeList(test, DIRECT);
    const words = () =>
      placed.row('m3').shadowRoot?.querySelector('im-receipt')?.shadowRoot?.querySelector('.sr')?.textContent;
    expect(words()).to.equal('Sent');
    for (const state of ['queued', 'uploading', 'sending'] as const) {
      test.patch('m3', { delivery: { state } });
      await frames();
      expect(words()?.length, state).to.be.greaterThan(0);
      expect(
        getComputedStyle(
          placed.row('m3').shadowRoot!.querySelector('im-receipt')!.shadowRoot!.querySelector('.waiting')!,
        ).animationDelay,
      ).to.equal('0.4s');
    }
    test.patch('m3', { delivery: { state: 'sent' } });
    test.store.commit('remote', (writer) =>
      writer.put('cursor', `${DIRECT}/ann`, { conversationId: DIRECT, userId: 'ann', read: 0, delivered: 3 }),
    );
    await frames();
    expect(words()).to.equal('Delivered');
  });

  it('counts the readers in a group', async () => {
    const test = new TestClient().fill(
      GROUP,
      run(GROUP, 2, () => ({ own: true, senderId: SELF })),
    );
    test.store.commit('remote', (writer) => {
      writer.list(`cursors/${GROUP}`, ['ann', 'bob', SELF]);
      for (const user of ['ann', 'bob', SELF])
        writer.put('cursor', `${GROUP}/${user}`, {
          conversationId: GROUP,
          userId: user,
          read: user === 'bob' ? 1 : 2,
          delivered: 2,
        });
    });
    const placed = await placeList(test, GROUP);
    const words = (id: string) => placed.row(id).shadowRoot?.querySelector('im-receipt')?.shadowRoot?.textContent;
    expect(words('m1')).to.contain('Read by 2 people');
    expect(words('m2')).to.contain('Read by 1 person');
    test.store.commit('remote', (writer) => {
      writer.list(`cursors/${GROUP}`, ['ann', 'bob', SELF, 'cat']);
      writer.put('cursor', `${GROUP}/cat`, { conversationId: GROUP, userId: 'cat', read: 2, delivered: 2 });
      writer.patch('cursor', `${GROUP}/bob`, { read: 2 });
    });
    await frames();
    expect(words('m1')).to.contain('Read by 3 people');
    expect(words('m2')).to.contain('Read by 3 people');
  });

  it('names senders in groups once a run, and shows the face at its end', async () => {
    const bob = { own: false, senderId: 'bob' };
    const test = new TestClient().fill(
      GROUP,
      run(GROUP, 3, () => bob),
    );
    const placed = await placeList(test, GROUP);
    const has = (id: string, selector: string) => placed.row(id).shadowRoot?.querySelector(selector) !== null;
    expect(['m1', 'm2', 'm3'].map((id) => has(id, '.sender'))).to.deep.equal([true, false, false]);
    expect(['m1', 'm2', 'm3'].map((id) => has(id, 'im-avatar'))).to.deep.equal([false, false, true]);
    expect(shadowText(placed.row('m1'), '.sender')).to.equal('Bob Okoro');
    test.store.commit('remote', (writer) => writer.patch('user', 'bob', { name: 'Robert' }));
    await frames();
    expect(shadowText(placed.row('m1'), '.sender')).to.equal('Robert');
  });

  it('shows a failed message with its reason, and asks before it retries or deletes', async () => {
    const test = new TestClient().fill(DIRECT, run(DIRECT, 3));
    const placed = await placeList(test, DIRECT);
    test.pend(
      messageAt(DIRECT, 4, 4, {
        own: true,
        order: undefined,
        delivery: { state: 'failed', code: 'too-large', retryable: true },
      }),
    );
    await frames(3);
    const row = placed.row('m4');
    await until(() => row.shadowRoot!.querySelector('.failure button'), 'the ways out');
    expect(shadowText(row, '.failure')).to.contain('Not sent. This is too large to send.');
    expect(row.shadowRoot!.querySelector('im-receipt')).to.equal(null);
    const [retry, discard] = [...row.shadowRoot!.querySelectorAll<HTMLButtonElement>('.failure button')];
    placed.list.addEventListener('im-retry-request', (event) => event.preventDefault(), { once: true });
    retry?.click();
    expect(test.called('retry')).to.deep.equal([]);
    retry?.click();
    expect(test.called('retry')).to.deep.equal([['m4']]);
    discard?.click();
    await frames(3);
    expect(test.called('discard')).to.deep.equal([['m4']]);
    expect(placed.rows().some((one) => one.messageId === 'm4')).to.equal(false);
  });

  it('offers recall only while it is allowed, and asks again over time', async () => {
    const test = new TestClient().fill(
      DIRECT,
      run(DIRECT, 3, () => ({ own: true, senderId: SELF })),
    );
    const placed = await placeList(test, DIRECT);
    test.refused.add('react');
    const row = placed.row('m3');
    const offered = () => [...row.shadowRoot!.querySelectorAll('.tool')].map((tool) => tool.getAttribute('aria-label'));
    row.dispatchEvent(new PointerEvent('pointerenter'));
    await until(() => offered().length > 0, 'the tools');
    expect(offered()).to.deep.equal(['Copy', 'Recall', 'Message actions']);
    test.recallable = false;
    await until(() => !offered().includes('Recall'), 'recall to go');
    row.dispatchEvent(new PointerEvent('pointerleave'));
  });

  it('recalls by the menu, and shows what is left', async () => {
    const test = new TestClient().fill(
      DIRECT,
      run(DIRECT, 3, () => ({ own: true, senderId: SELF })),
    );
    const placed = await placeList(test, DIRECT);
    const row = placed.row('m3');
    row.addEventListener('im-message-actions', (event) => {
      const { actions } = (event as CustomEvent<MessageActions>).detail;
      actions.push({ name: 'mine', label: 'Pin it', run: () => {} });
    });
    await row.openActions();
    const items = () => [
      ...row.shadowRoot!.querySelector('im-menu')!.shadowRoot!.querySelectorAll<HTMLButtonElement>('.item'),
    ];
    expect(items().map((item) => item.dataset.id)).to.deep.equal([
      'copy',
      'forward',
      'select',
      'pin',
      'recall',
      'delete',
      'mine',
    ]);
    items()[4]?.click();
    await frames(3);
    expect(test.called('recall')).to.deep.equal([['m3']]);
    expect(shadowText(row, '.line')).to.equal('You recalled a message');
    test.patch('m1', { content: { kind: 'recalled' }, recalled: { at: NOW, by: 'ann' } });
    await frames(2);
    expect(shadowText(placed.row('m1'), '.line').replace(/[\u2068\u2069]/g, '')).to.equal('Ann Lee recalled a message');
  });

  it('puts the row of an unknown kind where a renderer throws, and goes on', async () => {
    const content = { kind: 'custom' as const, type: 'broken', data: {}, fallback: 'An order' };
    const test = new TestClient().fill(
      DIRECT,
      run(DIRECT, 5, (seq) => (seq === 3 ? { content } : {})),
    );
    const placed = await placeList(test, DIRECT);
    expect(shadowText(placed.row('m3'), '.bubble')).to.contain('An order');
    let told: unknown;
    placed.list.addEventListener('im-error', (event) => (told = (event as CustomEvent).detail.error));
    placed.list.renderers = {
      'custom:broken': () => {
        throw new Error('no');
      },
    };
    await frames(3);
    expect(told).to.be.instanceOf(Error);
    expect(shadowText(placed.row('m3'), '.bubble')).to.contain('An order');
    expect(shadowText(placed.row('m4'), '.bubble')).to.contain('Message 4');
    placed.list.renderers = { 'custom:broken': (found) => html`<b>${(found as { type: string }).type} drawn</b>` };
    await frames(3);
    expect(shadowText(placed.row('m3'), 'b')).to.equal('broken drawn');
  });

  it('draws kinds that the page defines for all', async () => {
    defineRenderer('custom:order', { frame: 'line', render: ({ data }) => html`<i>Order ${String(data)}</i>` });
    const content = { kind: 'custom' as const, type: 'order', data: 7 };
    const test = new TestClient().fill(DIRECT, [messageAt(DIRECT, 1, 1, { content })]);
    const placed = await placeList(test, DIRECT);
    expect(shadowText(placed.row('m1'), '.line')).to.equal('Order 7');
  });

  it('stops an upload', async () => {
    const file = { name: 'a.pdf', bytes: 10, mime: 'application/pdf', localKey: 'k' };
    const test = new TestClient().fill(DIRECT, run(DIRECT, 1));
    const placed = await placeList(test, DIRECT);
    test.pend(
      messageAt(DIRECT, 2, 2, {
        own: true,
        order: undefined,
        content: { kind: 'file', file },
        delivery: { state: 'uploading' },
      }),
    );
    test.store.commit('local', (writer) => writer.put('transfer', 'm2', { messageId: 'm2', fraction: 0.5 }));
    await frames(3);
    const view = placed.row('m2').shadowRoot?.querySelector('im-file-content');
    const ring = await until(() => view?.shadowRoot?.querySelector('circle'), 'the ring');
    expect(ring?.getAttribute('stroke-dasharray')).to.equal('0.5 1');
    const counted = await renders(MessageClass, () =>
      test.store.commit('local', (writer) => writer.put('transfer', 'm2', { messageId: 'm2', fraction: 0.75 })),
    );
    expect(counted, 'progress renders no row').to.deep.equal([]);
    expect(ring?.getAttribute('stroke-dasharray')).to.equal('0.75 1');
    view?.shadowRoot?.querySelector<HTMLButtonElement>('.stop')?.click();
    expect(test.called('cancel')).to.deep.equal([['m2']]);
  });
});
