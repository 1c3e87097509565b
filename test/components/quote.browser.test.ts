import { expect } from '@open-wc/testing';
import '../../components/message-list/index.js';
import type { ImQuote } from '../../components/content/quote.define.js';
import type { Content, Message } from '../../core/index.js';
import { faults, injected, XSS } from './helpers/check.js';
import { DIRECT, messageAt, run, SELF, TestClient } from './helpers/client.js';
import { clean, frames, type Placed, placeList, until } from './helpers/page.js';

const said = (text: string): Content => ({ kind: 'text', text });
const THUMBNAIL = 'data:image/png;base64,iVBORw0KGgo=';

async function quoteOf(placed: Placed, id: string): Promise<ImQuote> {
  const element = await until(() => placed.row(id).shadowRoot?.querySelector<ImQuote>('im-quote'), 'the quote');
  await until(() => element.shadowRoot?.querySelector('.quote'), 'its drawing');
  return element;
}
const line = (quote: ImQuote): string => quote.shadowRoot?.querySelector('.line')?.textContent ?? '';
const name = (quote: ImQuote): string => quote.shadowRoot?.querySelector('.name')?.textContent ?? '';

async function answering(replyTo: Message['replyTo'], quoted: Partial<Message> = {}) {
  const test = new TestClient().fill(DIRECT, [
    messageAt(DIRECT, 1, 2, { content: said('Did they arrive?'), own: false, senderId: 'ann', ...quoted }),
    messageAt(DIRECT, 2, 2, { content: said('Yes'), own: true, replyTo }),
  ]);
  const placed = await placeList(test, DIRECT);
  return { test, placed, quote: await quoteOf(placed, 'm2') };
}

afterEach(clean);

describe('a quote', () => {
  it('shows whose it is and its first line, and follows edits, names and a recall', async () => {
    const { test, quote } = await answering({ id: 'm1', serverId: 's1' });
    expect([name(quote), line(quote)]).to.deep.equal(['Ann Lee', 'Did they arrive?']);
    test.patch('m1', { content: said('Have they\n arrived?') });
    await until(() => line(quote) === 'Have they arrived?', 'the edit');
    test.store.commit('remote', (writer) => writer.patch('user', 'ann', { name: 'Ann L.' }));
    await until(() => name(quote) === 'Ann L.', 'the name');
    test.patch('m1', { content: { kind: 'recalled' }, recalled: { at: 1, by: 'ann' } });
    await until(() => line(quote) === 'This message was recalled', 'the recall');
    expect(quote.shadowRoot?.textContent).not.to.contain('arrived');
  });

  it('says what the back end says of one that is not held', async () => {
    const { quote } = await answering({
      id: 's:s9',
      serverId: 's9',
      senderId: 'bob',
      kind: 'text',
      preview: 'far\n away',
    });
    expect([name(quote), line(quote)]).to.deep.equal(['Bob Okoro', 'far away']);
  });

  it('says the kind where there are no words, and that one is gone', async () => {
    const only = await answering({ serverId: 's9', senderId: SELF, kind: 'image' });
    expect([name(only.quote), line(only.quote)]).to.deep.equal(['You', 'Photo']);
    const strange = await answering({ serverId: 's9', senderId: 'bob', kind: 'constructor' });
    expect(line(strange.quote)).to.equal('Message');
    const gone = await answering({ serverId: 's9', senderId: 'bob', gone: 'missing', preview: 'secret' });
    expect(line(gone.quote)).to.equal('This message is no longer there');
    expect(gone.quote.shadowRoot?.querySelector('button')).to.equal(null);
  });

  it('shows the picture of a picture that is held', async () => {
    const file = { id: 'f', name: 'a.png', bytes: 9, mime: 'image/png' };
    const held = await answering({ id: 'm1' }, { content: { kind: 'image', file, thumbnail: THUMBNAIL } });
    expect(held.quote.shadowRoot?.querySelector('img')?.src).to.equal(THUMBNAIL);
    const bad = await answering(
      { id: 'm1' },
      { content: { kind: 'image', file, thumbnail: 'https://spy.example/x.png' } },
    );
    expect(bad.quote.shadowRoot?.querySelector('img')).to.equal(null);
  });

  it('leads to the message and marks it, unless the page prevents it', async () => {
    const messages = run(DIRECT, 150);
    const last = messages.at(-1) as Message;
    messages[149] = { ...last, replyTo: { id: 's:s5', serverId: 's5', senderId: 'ann', kind: 'text', preview: 'x' } };
    const test = new TestClient().fill(DIRECT, messages);
    const placed = await placeList(test, DIRECT);
    const quote = await quoteOf(placed, last.id);
    const asked: unknown[] = [];
    const prevent = (event: Event): void => {
      asked.push((event as CustomEvent).detail);
      event.preventDefault();
    };
    document.addEventListener('im-jump-request', prevent);
    quote.shadowRoot?.querySelector('button')?.click();
    document.removeEventListener('im-jump-request', prevent);
    await frames(3);
    expect(asked).to.deep.equal([{ messageId: 's:s5', serverId: 's5' }]);
    expect(test.called('around')).to.deep.equal([]);
    quote.shadowRoot?.querySelector('button')?.click();
    const row = await until(
      () => placed.rows().find((one) => one.messageId === 'm5' && one.hasAttribute('marked')),
      'm5',
    );
    const { top, bottom } = placed.scroller.getBoundingClientRect();
    await until(
      () => row.getBoundingClientRect().top > top && row.getBoundingClientRect().bottom < bottom,
      'it in view',
    );
  });

  it('takes no markup from anybody, and is accessible', async () => {
    for (const text of XSS) {
      const { placed } = await answering(
        { serverId: text, senderId: text, kind: text, preview: text },
        { content: said(text) },
      );
      expect(injected(placed.list)).to.deep.equal([]);
      clean();
    }
    const { placed } = await answering({ id: 'm1' });
    expect(await faults(placed.list)).to.deep.equal([]);
  });
});
