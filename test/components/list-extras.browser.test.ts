import { expect } from '@open-wc/testing';
import '../../components/message-list/index.js';
import type { ImMessage } from '../../components/message/message.js';
import { faults, PSEUDO, registerPseudo, untranslated } from './helpers/check.js';
import { GROUP, run, TestClient } from './helpers/client.js';
import { clean, frames, type Placed, placeList, until, wait } from './helpers/page.js';

const press = (at: Element, key: string, more: KeyboardEventInit = {}): boolean =>
  at.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true, ...more }));

const bar = ({ list }: Placed): HTMLElement | null => list.shadowRoot!.querySelector<HTMLElement>('.picked');
const tool = (placed: Placed, label: string): HTMLButtonElement =>
  [...bar(placed)!.querySelectorAll('button')].find((one) => one.ariaLabel === label)!;
const chosen = ({ list }: Placed): string[] => [...(list.selecting ?? [])].sort();

/** A list in which `m5` has been chosen. */
async function choosing(lang?: string): Promise<{ test: TestClient; placed: Placed }> {
  const test = new TestClient().fill(
    GROUP,
    run(GROUP, 12, (seq) => (seq === 9 ? { content: { kind: 'notice', event: 'joined', actors: ['ann'] } } : {})),
  );
  const placed = await placeList(test, GROUP, { height: 700, ...(lang && { lang }) });
  placed.list.selecting = new Set(['m5']);
  await until(() => bar(placed), 'the bar');
  await frames();
  return { test, placed };
}

describe('choosing several messages', () => {
  afterEach(clean);

  it('marks rows as boxes to tick, by click, keys and ranges; what is nobody’s words is none', async () => {
    const { placed } = await choosing();
    expect(placed.row('m5').getAttribute('aria-checked')).to.equal('true');
    expect(placed.row('m6').getAttribute('aria-checked')).to.equal('false');
    expect(placed.row('m9').hasAttribute('role')).to.equal(false);
    placed.row('m7').click();
    expect(chosen(placed)).to.deep.equal(['m5', 'm7']);
    placed.row('m7').click();
    placed.row('m8').dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, shiftKey: true }));
    expect(chosen(placed)).to.deep.equal(['m5', 'm7', 'm8']);
    placed.row('m9').click();
    const row = placed.row('m10');
    row.focus();
    press(row, ' ');
    expect(chosen(placed)).to.deep.equal(['m10', 'm5', 'm7', 'm8']);
    await frames();
    const said = bar(placed)!.querySelector('[role=status]')!;
    expect(said.textContent).to.equal('4 selected');
    const [words, around] = [said, bar(placed)!].map((one) => one.getBoundingClientRect()) as [DOMRect, DOMRect];
    expect(words.top >= around.top && words.bottom <= around.bottom, 'the count stands in its bar').to.equal(true);
    press(row, 'Escape');
    await frames();
    expect(placed.list.selecting).to.equal(undefined);
    expect(bar(placed)).to.equal(null);
    expect(placed.row('m5').hasAttribute('role')).to.equal(false);
  });

  it('deletes what was chosen for the reader, once he is sure', async () => {
    const { test, placed } = await choosing();
    placed.row('m6').click();
    await frames();
    tool(placed, 'Delete for me').click();
    const dialog = await until(() => document.querySelector('im-dialog'), 'the question');
    await until(() => dialog.open);
    expect(test.called('delete')).to.deep.equal([]);
    (
      await until(() => dialog.shadowRoot!.querySelector<HTMLButtonElement>('button[part~=button]:last-of-type'))
    ).click();
    await until(() => test.called('delete').length, 'the deletion');
    expect(test.called('delete')).to.deep.equal([[GROUP, ['m5', 'm6']]]);
    await until(() => placed.list.selecting === undefined);
  });

  it('copies in the order of the transcript, with names and times; the page may prevent it', async () => {
    const { placed } = await choosing();
    placed.row('m4').click();
    await frames();
    const asked: { text: string }[] = [];
    placed.list.addEventListener('im-copy-request', (event) => {
      event.preventDefault();
      asked.push((event as CustomEvent<{ text: string }>).detail);
    });
    tool(placed, 'Copy').click();
    expect(asked[0]?.text).to.match(/^Ann Lee, .*\nMessage 4\n\nAnn Lee, .*\nMessage 5$/);
    expect(chosen(placed)).to.deep.equal(['m4', 'm5']);
  });

  it('ends with the conversation, has no fault that axe finds, and says nothing that was not translated', async () => {
    registerPseudo();
    const { placed } = await choosing(PSEUDO);
    await until(() => bar(placed)!.ariaLabel?.includes('⟦'));
    expect(await faults(placed.box)).to.deep.equal([]);
    expect(untranslated(bar(placed)!)).to.deep.equal([]);
    placed.list.conversation = 'direct:ann';
    await wait(30);
    expect(placed.list.selecting).to.equal(undefined);
  });
});

describe('beyond the view', () => {
  afterEach(clean);

  it('a button leads to the first message that names the reader, however far it is', async () => {
    const test = new TestClient().fill(GROUP, run(GROUP, 300), 50);
    const placed = await placeList(test, GROUP, { height: 400 });
    test.store.commit('remote', (writer) =>
      writer.patch('conversation', GROUP, {
        mentions: [{ messageId: 's:s100', serverId: 's100', order: { seq: 100, tie: 's100' }, of: 'me' }],
      }),
    );
    const button = await until(() => placed.list.shadowRoot!.querySelector<HTMLElement>('.at-me'), 'the button');
    button.click();
    const row = await until(
      () => placed.rows().find((one: ImMessage) => one.messageId === 'm100' && one.hasAttribute('marked')),
      'the message',
    );
    expect(row.getBoundingClientRect().top).to.be.greaterThan(placed.scroller.getBoundingClientRect().top - 1);
    test.store.commit('remote', (writer) => writer.patch('conversation', GROUP, { mentions: [] }));
    await until(() => !placed.list.shadowRoot!.querySelector('.at-me'));
  });

  it('what the reader marks as unread while he looks at it stays so until he comes again', async () => {
    const test = new TestClient().fill(GROUP, run(GROUP, 30));
    const placed = await placeList(test, GROUP, { height: 400 });
    test.store.commit('remote', (writer) => writer.patch('conversation', GROUP, { markedUnread: true, unread: 3 }));
    await wait(50);
    const before = test.called('seen').length;
    await placed.scrollTo(-300);
    await wait(800);
    expect(test.called('seen').length).to.equal(before);
  });
});
