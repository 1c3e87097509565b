import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../components/message-list/index.js';
import '../../components/typing/index.js';
import { registerLocale } from '../../components/shared/languages.js';
import type { Content, Message } from '../../core/index.js';
import { messages as english } from '../../locales/en.js';
import { parts } from '../../locales/parts/index.js';
import { pseudo } from '../../locales/pseudo.js';
import { faults } from './helpers/check.js';
import { DIRECT, GROUP, messageAt, run, SELF, TestClient } from './helpers/client.js';
import { clean, frames, type Placed, place, placeList, until, wait } from './helpers/page.js';

const file = { id: 'f', name: '1.pdf', bytes: 120_000, mime: 'application/pdf' };
const CONTENTS: readonly Content[] = [
  { kind: 'text', text: '12:00' },
  { kind: 'text', text: 'https://1.example/' },
  { kind: 'text', text: '1\n'.repeat(60) },
  { kind: 'text', text: '👍' },
  { kind: 'image', file: { ...file, mime: 'image/png' }, width: 400, height: 300 },
  { kind: 'file', file },
  { kind: 'file', file: { ...file, name: '1.exe' } },
  { kind: 'notice', event: 'joined', actors: ['7'] },
  { kind: 'recalled' },
  { kind: 'custom', type: '1', data: {} },
  { kind: 'unknown', wireKind: '1' },
];
/** One of each kind, own and others', failed, waiting and read; names and texts are figures, so that every word is ours. */
function everything(): TestClient {
  const test = new TestClient();
  test.store.commit('local', (writer) => {
    writer.put('user', '7', { id: '7', name: '7' });
    writer.put('typing', GROUP, { conversationId: GROUP, users: [{ userId: '7', what: 'text', until: 9e15 }] });
  });
  const more = (seq: number): Partial<Message> => {
    const own = seq > CONTENTS.length;
    return {
      content: CONTENTS[(seq - 1) % CONTENTS.length] as Content,
      own,
      senderId: own ? SELF : '7',
      recalled: { at: 0, by: own ? SELF : '7' },
    };
  };
  test.fill(GROUP, run(GROUP, CONTENTS.length * 2, more), 50, { unread: 3, read: 4 });
  test.store.commit('local', (writer) => writer.patch('conversation', GROUP, { title: '1' }));
  test.pend(
    messageAt(GROUP, 90, 90, {
      own: true,
      order: undefined,
      content: { kind: 'text', text: '3' },
      delivery: { state: 'failed', code: 'blocked', retryable: true },
    }),
  );
  test.pend(
    messageAt(GROUP, 91, 91, {
      own: true,
      order: undefined,
      content: { kind: 'text', text: '4' },
      delivery: { state: 'sending' },
    }),
  );
  return test;
}

/** Words that a reader sees or hears below a node. */
function* words(node: Node): Generator<string> {
  if (node instanceof Element) {
    for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
      if (node.getAttribute(name)) yield node.getAttribute(name) as string;
    if (node.localName === 'style' || node.localName === 'im-avatar') return;
    if (node.shadowRoot) yield* words(node.shadowRoot);
  }
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) yield child.data ?? '';
    else yield* words(child);
  }
}
declare global {
  interface ChildNode {
    readonly data?: string;
  }
}

describe('transcript: how it looks and reads', () => {
  afterEach(clean);

  for (const scheme of ['light', 'dark'])
    for (const dir of ['ltr', 'rtl'])
      it(`has no fault that axe finds: ${scheme}, ${dir}`, async () => {
        const placed = await placeList(everything(), GROUP, { height: 3000, dir });
        placed.box.style.colorScheme = scheme;
        await wait(600);
        expect(await faults(placed.box)).to.deep.equal([]);
      });

  it('has no fault with nothing in it, while loading, with its actions open and scrolled up', async () => {
    const empty = await placeList(new TestClient().fill(DIRECT, []), DIRECT);
    expect(await faults(empty.box)).to.deep.equal([]);
    const loading = await placeList(new TestClient(), DIRECT);
    expect(await faults(loading.box)).to.deep.equal([]);
    clean();
    const placed = await placeList(new TestClient().fill(DIRECT, run(DIRECT, 80), 80), DIRECT);
    await placed.scrollTo(-900);
    await placed.rows().at(-8)?.openActions();
    await wait(300);
    expect(await faults(placed.box)).to.deep.equal([]);
  });

  it('says nothing that was not translated', async () => {
    registerLocale('qps', async () => ({ messages: pseudo({ ...english, ...parts }) }));
    const test = everything();
    const placed = await placeList(test, GROUP, { height: 3000, lang: 'qps' });
    await until(() => placed.list.shadowRoot?.textContent?.includes('⟦'), 'the pseudo-locale');
    await placed.rows().at(-4)?.openActions();
    await wait(100);
    const plain = [...words(placed.list)].flatMap((text) => text.replace(/⟦[^⟧]*⟧/g, '').match(/[A-Za-z]{3,}/g) ?? []);
    // Dates, units and addresses are the browser's or the writer's own.
    const others =
      /^(?:https|example|pdf|exe|kilobytes?|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|day|.*day|January|February|March|April|May|June|July|August|September|October|November|December)$/;
    expect(plain.filter((word) => !others.test(word))).to.deep.equal([]);
    expect(placed.scroller.scrollWidth).to.equal(placed.scroller.clientWidth);
  });

  it('mirrors where the page runs right to left, and keeps each text in its own direction', async () => {
    const text = (seq: number): Partial<Message> => ({
      own: seq % 2 === 0,
      senderId: seq % 2 === 0 ? SELF : 'ann',
      content: { kind: 'text', text: seq < 3 ? 'مرحبا' : 'hello' },
    });
    const placed = await placeList(new TestClient().fill(DIRECT, run(DIRECT, 4, text)), DIRECT, { dir: 'rtl' });
    const box = (id: string) => placed.row(id).shadowRoot!.querySelector('.bubble')!.getBoundingClientRect();
    const view = placed.scroller.getBoundingClientRect();
    expect(view.right - box('m1').right).to.be.lessThan(box('m1').left - view.left);
    expect(box('m2').left - view.left).to.be.lessThan(view.right - box('m2').right);
    const direction = (id: string) => getComputedStyle(placed.row(id).shadowRoot!.querySelector('.text')!).direction;
    expect(['m1', 'm4'].map(direction)).to.deep.equal(['rtl', 'ltr']);
  });

  it('puts the time into the last line where it fits, below where not', async () => {
    const text = (seq: number): Partial<Message> => ({
      own: false,
      senderId: 'ann',
      content: { kind: 'text', text: seq === 1 ? 'short' : 'words '.repeat(12).trim() },
    });
    const placed: Placed = await placeList(new TestClient().fill(DIRECT, run(DIRECT, 2, text)), DIRECT, { width: 420 });
    const height = (id: string) => placed.row(id).shadowRoot!.querySelector('.text')!.getBoundingClientRect().height;
    expect(height('m1')).to.be.lessThan(30);
    const meta = placed.row('m1').shadowRoot!.querySelector('.meta')!.getBoundingClientRect();
    const bubble = placed.row('m1').shadowRoot!.querySelector('.bubble')!.getBoundingClientRect();
    expect(meta.bottom).to.be.at.most(bubble.bottom);
    expect(meta.right).to.be.at.most(bubble.right);
  });

  it('says who is typing, then nothing', async () => {
    const test = new TestClient();
    const box = place(html`<im-typing .client=${test.client} .conversation=${GROUP}></im-typing>`);
    const line = () =>
      box
        .querySelector('im-typing')
        ?.shadowRoot?.querySelector('.line')
        ?.textContent?.replace(/[\u2068\u2069]/g, '')
        .trim();
    const height = () => box.querySelector('im-typing')?.getBoundingClientRect().height;
    const type = async (...users: string[]) => {
      test.store.commit('remote', (writer) =>
        writer.put('typing', GROUP, {
          conversationId: GROUP,
          users: users.map((userId) => ({ userId, what: 'text', until: 9e15 })),
        }),
      );
      await frames(2);
    };
    await frames(2);
    expect(height()).to.equal(0);
    await type('ann', SELF);
    expect(line()).to.equal('Ann Lee is typing');
    expect(await faults(box)).to.deep.equal([]);
    await type('ann', 'bob');
    expect(line()).to.equal('Ann Lee and Bob Okoro are typing');
    await type('ann', 'bob', 'cem');
    expect(line()).to.equal('3 people are typing');
    await type();
    expect(line()).to.equal(undefined);
    expect(height()).to.equal(0);
    const before = test.store.listening;
    box.querySelector('im-typing')?.remove();
    expect(test.store.listening).to.be.lessThan(before);
    expect(test.store.listening).to.equal(0);
  });
});
