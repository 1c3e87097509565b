import { expect } from '@open-wc/testing';
import '../../components/message-list/index.js';
import '../../components/message/extras.define.js';
import type { ImMessage } from '../../components/message/index.js';
import { onCompose } from '../../components/shared/compose.js';
import type { Message } from '../../core/index.js';
import { faults, hit, injected, PSEUDO, registerPseudo, untranslated, XSS } from './helpers/check.js';
import { DIRECT, GROUP, messageAt, NOW, run, SELF, TestClient } from './helpers/client.js';
import { clean, frames, type Placed, placeList, until, wait } from './helpers/page.js';

const below = (row: ImMessage): ShadowRoot => row.shadowRoot!.querySelector('im-message-below')!.shadowRoot!;
const marks = (row: ImMessage): ShadowRoot => row.shadowRoot!.querySelector('im-message-marks')!.shadowRoot!;
const chips = (row: ImMessage): HTMLButtonElement[] => [
  ...below(row).querySelectorAll<HTMLButtonElement>('.chip:not(.add)'),
];
const plain = (text: string | null | undefined): string =>
  (text ?? '')
    .replace(/[\u2068\u2069]/g, '')
    .replace(/\s+/g, ' ')
    .trim();

const one = async (more: Partial<Message>, id = GROUP, size?: Parameters<typeof placeList>[2]) => {
  const test = new TestClient().fill(id, [messageAt(id, 1, 1, { senderId: 'ann', own: false, ...more })]);
  const placed: Placed = await placeList(test, id, size);
  const row = placed.row('m1');
  await until(() => row.shadowRoot!.querySelector('im-message-below')?.shadowRoot, 'the rest of the row');
  await frames(2);
  return { test, placed, row };
};
const thumbs = { emoji: '👍', count: 5, mine: false, users: ['ann', 'bob'] };
const heart = { emoji: '❤️', count: 1, mine: true, users: [SELF] };

describe('what is said of few messages', () => {
  afterEach(clean);

  it('has nothing of it where there is nothing to say', async () => {
    const test = new TestClient().fill(DIRECT, run(DIRECT, 3));
    const placed = await placeList(test, DIRECT);
    for (const row of placed.rows())
      expect(row.shadowRoot!.querySelector('im-message-below, im-message-marks')).to.equal(null);
  });

  it('shows reactions, whose they are, and which are one’s own', async () => {
    const { row } = await one({ reactions: [thumbs, heart] });
    expect(chips(row).map((chip) => plain(chip.textContent))).to.deep.equal(['👍5', '❤️1']);
    expect(chips(row).map((chip) => chip.getAttribute('aria-pressed'))).to.deep.equal(['false', 'true']);
    expect(plain(chips(row)[0]?.getAttribute('aria-label'))).to.equal('👍 5: Ann Lee, Bob Okoro, and 3 others');
    expect(plain(chips(row)[1]?.getAttribute('aria-label'))).to.equal('❤️ 1: you');
    expect(await faults(row)).to.deep.equal([]);
  });

  it('shows who it was while the pointer rests on a reaction', async () => {
    const { row } = await one({ reactions: [thumbs] });
    const [chip] = chips(row);
    chip?.dispatchEvent(new PointerEvent('pointerenter', { pointerType: 'mouse' }));
    const box = below(row).querySelector('.who')!;
    await until(() => box.matches(':popover-open'), 'the names');
    expect(plain(box.textContent)).to.equal('👍 Ann Lee, Bob Okoro, and 3 others');
    chip?.dispatchEvent(new PointerEvent('pointerleave'));
    expect(box.matches(':popover-open')).to.equal(false);
  });

  it('toggles on click, at once, and asks the page first', async () => {
    const { test, placed, row } = await one({ reactions: [thumbs, heart] });
    placed.list.addEventListener('im-react-request', (event) => event.preventDefault(), { once: true });
    chips(row)[0]?.click();
    expect(test.called('react')).to.deep.equal([]);
    chips(row)[0]?.click();
    chips(row)[1]?.click();
    await until(() => chips(row).length === 1, 'the heart to go');
    expect(plain(chips(row)[0]?.textContent)).to.equal('👍6');
    expect(test.called('react')).to.deep.equal([
      ['m1', '👍', true],
      ['m1', '❤️', false],
    ]);
    expect(plain(marks(row).textContent), 'being saved').to.equal('Saving');
  });

  it('offers no reacting where it is refused', async () => {
    const test = new TestClient().fill(GROUP, [messageAt(GROUP, 1, 1, { reactions: [thumbs] })]);
    test.refused.add('react');
    const row = (await placeList(test, GROUP)).row('m1');
    await until(() => chips(row).length, 'the reactions');
    expect(below(row).querySelector('.add')).to.equal(null);
    chips(row)[0]?.click();
    expect(test.called('react')).to.deep.equal([]);
  });

  it('lists who has reacted page by page, by the right mouse key', async () => {
    const test = new TestClient().fill(GROUP, [messageAt(GROUP, 1, 1, { reactions: [{ ...thumbs, count: 70 }] })]);
    test.reacted = Array.from({ length: 70 }, (_, at) => ({ userId: `u${at}`, emoji: '👍' }));
    const placed = await placeList(test, GROUP);
    const row = placed.row('m1');
    await until(() => chips(row).length, 'the reactions');
    chips(row)[0]?.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, composed: true, cancelable: true }));
    const panel = await until(() => placed.list.shadowRoot!.querySelector('im-reactors'), 'the panel');
    const people = () => panel.shadowRoot!.querySelectorAll('bdi').length;
    await until(() => people() === 50, 'the first page');
    expect(await faults(panel)).to.deep.equal([]);
    panel.shadowRoot!.querySelector<HTMLButtonElement>('li .text-button')?.click();
    await until(() => people() === 70, 'the rest');
    panel.shadowRoot!.querySelector('im-dialog')?.close();
    await until(() => !panel.isConnected, 'its end');
    expect(row.shadowRoot!.querySelector('im-menu:popover-open')).to.equal(null);
  });

  it('keeps the reader’s place when reactions come', async () => {
    const test = new TestClient().fill(DIRECT, run(DIRECT, 60), 60);
    const placed = await placeList(test, DIRECT);
    await placed.scrollTo(-600);
    const held = placed.rows().find((row) => placed.top(row.messageId as string) > 40)!.messageId as string;
    const before = placed.top(held);
    for (const id of ['m3', 'm20', 'm58']) test.patch(id, { reactions: [thumbs] });
    await frames(6);
    await wait(30);
    expect(placed.top(held)).to.be.closeTo(before, 1);
  });

  it('draws an edit before the back end has agreed, and not once it was refused', async () => {
    const { test, row } = await one({ own: true, senderId: SELF, edited: { at: NOW } });
    const text = () => plain(row.shadowRoot!.querySelector('.text')?.textContent);
    const args = { content: { kind: 'text', text: 'Better words' }, base: 1 } as const;
    test.changing('m1', [{ id: 'c1', name: 'edit', args }]);
    await until(() => text().startsWith('Better words'), 'the new words');
    expect(plain(marks(row).textContent)).to.contain('Saving');
    test.changing('m1', [{ id: 'c1', name: 'edit', args, failed: 'forbidden' }]);
    await until(() => text().startsWith('Message 1'), 'the old words');
    expect(plain(below(row).querySelector('.failure')?.textContent)).to.equal(
      'Not edited. You may not do this here.Better wordsTry againDismiss',
    );
    const [retry, dismiss] = below(row).querySelectorAll<HTMLButtonElement>('.failure button');
    retry?.click();
    dismiss?.click();
    expect(test.called('retryChange')).to.deep.equal([['c1']]);
    expect(test.called('dismissChange')).to.deep.equal([['c1']]);
    expect(await faults(row)).to.deep.equal([]);
  });

  it('shows a recall that waits, the message standing, and why it was refused', async () => {
    const { test, row } = await one({ own: true, senderId: SELF, edited: { at: NOW } });
    const text = () => plain(row.shadowRoot!.querySelector('.text')?.textContent);
    const way = () =>
      [...below(row).querySelectorAll<HTMLButtonElement>('.failure button')].map((one) => one.textContent);
    const recall = { id: 'c1', name: 'recall', args: {} } as const;
    test.changing('m1', [recall]);
    const mark = await until(() => marks(row).querySelector<HTMLElement>('.recalling'), 'the mark');
    expect(plain(mark.querySelector('.sr')?.textContent)).to.equal('Recalling…');
    expect(mark.offsetWidth).to.be.greaterThan(30);
    expect(text().startsWith('Message 1')).to.equal(true);
    expect(below(row).querySelector('.failure')).to.equal(null);
    expect(await faults(row)).to.deep.equal([]);
    test.changing('m1', [{ ...recall, failed: 'forbidden' }]);
    await until(() => below(row).querySelector('.failure'), 'the failure');
    expect(plain(below(row).querySelector('.why')?.textContent)).to.equal('Not recalled. You may not do this here.');
    expect(way()).to.deep.equal(['Try again', 'Dismiss']);
    expect(marks(row).querySelector('.recalling')).to.equal(null);
    for (const button of below(row).querySelectorAll<HTMLButtonElement>('.failure button')) button.click();
    expect([test.called('retryChange'), test.called('dismissChange')]).to.deep.equal([[['c1']], [['c1']]]);
    test.changing('m1', [{ ...recall, failed: 'too-late' }]);
    await until(() => way().length === 1, 'one way out');
    expect(way()).to.deep.equal(['Dismiss']);
    expect(await faults(row)).to.deep.equal([]);
  });

  it('lets a person choose between his words and theirs', async () => {
    const { test, row } = await one({ own: true, senderId: SELF, silent: true });
    const heard: unknown[] = [];
    const off = onCompose(test.client, GROUP, (ask) => heard.push(ask));
    const args = { content: { kind: 'text', text: 'Mine' }, base: 1 } as const;
    test.changing('m1', [{ id: 'c1', name: 'edit', args, failed: 'conflict' }]);
    const ways = await until(() => {
      const found = [...below(row).querySelectorAll<HTMLButtonElement>('.failure button')];
      return found.length ? found : undefined;
    }, 'the ways out');
    expect(ways.map((way) => way.textContent)).to.deep.equal(['Keep theirs', 'Edit again']);
    ways[1]?.click();
    expect(heard).to.deep.equal([{ what: 'edit', messageId: 'm1', text: 'Mine' }]);
    ways[0]?.click();
    expect(test.called('dismissChange')).to.deep.equal([['c1']]);
    off();
  });

  it('says for whom it is, what was changed, and that it is edited, pinned, silent', async () => {
    const { row } = await one({
      audience: ['bob', SELF],
      altered: { reason: 'language' },
      transient: true,
      edited: { at: NOW },
      pinned: { at: NOW, by: 'bob' },
      silent: true,
    });
    expect([...below(row).querySelectorAll('.note')].map((note) => plain(note.textContent))).to.deep.equal([
      'Only for you and Bob Okoro',
      'Seen only by those who are online now; kept nowhere',
      'The words were changed on their way: language',
    ]);
    expect(plain(marks(row).textContent)).to.equal('Pinned by Bob OkoroSent without a notificationedited');
    expect(marks(row).querySelector('.edited')?.getAttribute('title')).to.contain('2026');
    expect(await faults(row)).to.deep.equal([]);
  });

  it('counts down to the end of a message that was read, and tells how long others will last', async () => {
    const { test, row } = await one({ expire: { seconds: 120 } });
    const mark = () => marks(row).querySelector('.expire');
    expect(plain(mark()?.textContent)).to.equal('2mVanishes 2 minutes after reading');
    let now = NOW;
    test.session.now = () => now;
    test.patch('m1', { expire: { seconds: 120, at: NOW + 119_950 } });
    await until(() => mark()?.textContent?.includes('2:00'), 'the clock');
    now += 1000;
    await until(() => mark()?.textContent?.includes('1:59'), 'a second to pass');
    expect(await faults(row)).to.deep.equal([]);
  });

  it('takes nothing of others for markup', async () => {
    for (const hostile of XSS.slice(0, 4)) {
      const { row } = await one({
        reactions: [{ emoji: hostile, count: 1, mine: false, users: [hostile] }],
        altered: { reason: hostile },
        audience: [hostile],
        pinned: { at: NOW, by: hostile },
      });
      expect(injected(row)).to.deep.equal([]);
      expect(hit()).to.equal(undefined);
      clean();
    }
  });

  it('has every word from the locale, and room for it from right to left', async () => {
    registerPseudo();
    for (const size of [{ lang: PSEUDO }, { lang: 'ar', dir: 'rtl', width: 320 }]) {
      const { test, row, placed } = await one(
        {
          content: { kind: 'text', text: '7' },
          reactions: Array.from('👍🎉😂😮😢🙏🔥👀', (emoji) => ({ ...thumbs, emoji })),
          audience: ['7'],
          altered: {},
          transient: true,
          edited: { at: NOW },
          pinned: { at: NOW, by: '7' },
          silent: true,
          expire: { seconds: 30 },
        },
        GROUP,
        size,
      );
      const [first] = test.calls;
      expect(first).to.not.equal(undefined);
      test.store.commit('local', (writer) => {
        for (const id of ['ann', 'bob']) writer.patch('user', id, { name: '7' });
      });
      const args = { pinned: true } as const;
      test.changing('m1', [{ id: 'c1', name: 'pin', args, failed: 'too-many' }]);
      await until(() => below(row).querySelector('.failure'), 'the failure');
      await wait(60);
      if (size.lang === PSEUDO) {
        await until(() => untranslated(below(row)).length === 0, `words: ${untranslated(below(row))}`);
        expect(untranslated(marks(row))).to.deep.equal([]);
      }
      expect(placed.scroller.scrollWidth, 'no scrolling sideways').to.equal(placed.scroller.clientWidth);
      clean();
    }
  });
});
