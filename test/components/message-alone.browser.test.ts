import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../components/message/index.js';
import '../../components/client/index.js';
import '../../components/message-list/index.js';
import { DIRECT, run, TestClient } from './helpers/client.js';
import { clean, frames, place, placeList, until } from './helpers/page.js';

const colour = (row: Element): string => {
  const bubble = row.shadowRoot?.querySelector('.bubble') as HTMLElement;
  return getComputedStyle(bubble).backgroundColor;
};
const CLEAR = 'rgba(0, 0, 0, 0)';

describe('a message alone on a page', () => {
  afterEach(clean);

  it('has its colours, with a client by property', async () => {
    const test = new TestClient().fill(DIRECT, run(DIRECT, 3));
    const box = place(
      html`<im-message .client=${test.client} message-id="m1"></im-message><im-message .client=${test.client} message-id="m3"></im-message>`,
    );
    await frames(3);
    const [peer, own] = [...box.querySelectorAll('im-message')].map(colour);
    expect(peer).not.to.equal(CLEAR);
    expect(own).not.to.be.oneOf([CLEAR, peer]);
  });

  it('finds the client around it, and that of the page', async () => {
    const test = new TestClient().fill(DIRECT, run(DIRECT, 3));
    const box = place(
      html`<im-client .client=${test.client}><im-message message-id="m1"></im-message></im-client><im-message message-id="m3"></im-message>`,
    );
    await until(() => [...box.querySelectorAll('im-message')].every((row) => row.shadowRoot?.querySelector('.bubble')));
    for (const row of box.querySelectorAll('im-message')) expect(colour(row)).not.to.equal(CLEAR);
  });

  it('costs rows of a list no style sheet of their own', async () => {
    const test = new TestClient().fill(DIRECT, run(DIRECT, 3));
    const box = place(html`<im-message .client=${test.client} message-id="m1"></im-message>`);
    const placed = await placeList(test, DIRECT);
    const sheets = (row: Element | null): number => row?.shadowRoot?.adoptedStyleSheets.length ?? 0;
    expect(sheets(placed.row('m1'))).to.equal(sheets(box.querySelector('im-message')) - 1);
    expect(colour(placed.row('m1'))).to.equal(colour(box.querySelector('im-message') as Element));
  });
});
