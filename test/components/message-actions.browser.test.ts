import { expect } from '@open-wc/testing';
import '../../components/message-list/index.js';
import '../../components/emoji-picker/index.js';
import type { ImDialog } from '../../components/dialog/index.js';
import type { ImMessage, MessageActions } from '../../components/message/index.js';
import { type ComposeAsk, onCompose } from '../../components/shared/compose.js';
import { ImError } from '../../core/index.js';
import { faults } from './helpers/check.js';
import { DIRECT, GROUP, run, SELF, TestClient } from './helpers/client.js';
import { hands, press } from './helpers/hands.js';
import { clean, frames, type Placed, placeList, until } from './helpers/page.js';

const menuOf = (row: ImMessage) => row.shadowRoot!.querySelector('im-menu')!;
const items = (row: ImMessage): HTMLButtonElement[] => [
  ...menuOf(row).shadowRoot!.querySelectorAll<HTMLButtonElement>('.item'),
];
const names = (row: ImMessage) => items(row).map((item) => item.dataset.id);
const choose = (row: ImMessage, id: string): void => {
  const item = items(row).find((one) => one.dataset.id === id);
  if (!item) throw new Error(`no ${id} among ${names(row)}`);
  item.click();
};
const dialogOf = (placed: Placed): ImDialog | null => placed.list.shadowRoot!.querySelector('im-dialog');
const part = <T extends HTMLElement = HTMLElement>(host: Element, selector: string): T =>
  host.shadowRoot!.querySelector(selector) as T;

describe('message actions', () => {
  const leave: (() => void)[] = [];
  afterEach(() => {
    for (const off of leave.splice(0)) off();
    clean();
  });
  /** A composer's ears. */
  const composer = (test: TestClient, id = DIRECT): ComposeAsk[] => {
    const heard: ComposeAsk[] = [];
    leave.push(onCompose(test.client, id, (ask) => heard.push(ask)));
    return heard;
  };
  const mine = () => ({ own: true, senderId: SELF });

  it('offers what the client says can be done, and nothing else', async () => {
    const test = new TestClient().fill(DIRECT, run(DIRECT, 3));
    const placed = await placeList(test, DIRECT);
    await placed.row('m2').openActions();
    expect(names(placed.row('m2')), 'no composer').to.deep.equal([
      'copy',
      'forward',
      'select',
      'pin',
      'mark-unread',
      'report',
      'recall',
      'delete',
    ]);
    menuOf(placed.row('m2')).hide();
    composer(test);
    await placed.row('m3').openActions();
    expect(names(placed.row('m3')), 'own').to.deep.equal([
      'reply',
      'edit',
      'copy',
      'forward',
      'select',
      'pin',
      'recall',
      'delete',
    ]);
    menuOf(placed.row('m3')).hide();
    test.changing('m3', [{ id: 'c1', name: 'recall', args: {} }]);
    await placed.row('m3').openActions();
    for (const name of ['edit', 'recall']) expect(names(placed.row('m3')), 'being recalled').to.not.include(name);
    test.changing('m3', []);
    menuOf(placed.row('m3')).hide();
    for (const action of ['reply', 'edit', 'react', 'forward', 'pin-message', 'recall', 'delete'])
      test.refused.add(action);
    await placed.row('m3').openActions();
    expect(names(placed.row('m3'))).to.deep.equal(['copy', 'select']);
    expect(part(menuOf(placed.row('m3')), '.strip')).to.equal(null);
    menuOf(placed.row('m3')).hide();
  });

  it('opens by the first right click on a row that nobody has touched before', async () => {
    const test = new TestClient().fill(DIRECT, run(DIRECT, 3));
    const placed = await placeList(test, DIRECT);
    const row = placed.row('m2');
    const at = row.shadowRoot!.querySelector('.bubble')!.getBoundingClientRect();
    const right = { bubbles: true, composed: true, cancelable: true, clientX: at.x + 5, clientY: at.y + 5 };
    const event = new MouseEvent('contextmenu', right);
    row.shadowRoot!.querySelector('.bubble')!.dispatchEvent(event);
    expect(event.defaultPrevented).to.equal(true);
    await until(() => row.shadowRoot!.querySelector('im-menu')?.open, 'the menu');
  });

  it('lets the page take away, add and reorder, and choose the emoji offered first', async () => {
    const test = new TestClient().fill(DIRECT, run(DIRECT, 2));
    const placed = await placeList(test, DIRECT);
    let ran = 0;
    placed.list.addEventListener('im-message-actions', (event) => {
      const { actions, quick } = (event as CustomEvent<MessageActions>).detail;
      actions.splice(0, actions.length, ...actions.filter(({ name }) => name === 'react' || name === 'copy').reverse());
      actions.unshift({ name: 'ticket', label: 'Make a ticket', run: () => ran++ });
      quick.splice(0, quick.length, '✅', '👀');
    });
    const row = placed.row('m2');
    await row.openActions();
    expect(names(row)).to.deep.equal(['ticket', 'copy']);
    const signs = [...menuOf(row).shadowRoot!.querySelectorAll<HTMLElement>('.sign')].map((one) => one.dataset.id);
    expect(signs).to.deep.equal(['✅', '👀', 'more']);
    choose(row, 'ticket');
    expect(ran).to.equal(1);
  });

  it('asks the page before each act', async () => {
    const test = new TestClient().fill(DIRECT, run(DIRECT, 3));
    const placed = await placeList(test, DIRECT);
    const heard = composer(test);
    const asked: string[] = [];
    let stop = true;
    for (const type of ['reply', 'begin-edit', 'pin', 'mark-unread', 'recall', 'react'])
      placed.list.addEventListener(`im-${type}-request`, (event) => {
        asked.push(`${type} ${JSON.stringify((event as CustomEvent).detail)}`);
        if (stop) event.preventDefault();
      });
    const all = async (): Promise<void> => {
      for (const [id, name] of [
        ['m3', 'reply'],
        ['m3', 'edit'],
        ['m2', 'pin'],
        ['m2', 'mark-unread'],
      ] as const) {
        await placed.row(id).openActions();
        choose(placed.row(id), name);
      }
      await placed.row('m2').openActions();
      part(menuOf(placed.row('m2')), '.sign').click();
    };
    await all();
    expect(asked).to.deep.equal([
      'reply {"messageId":"m3"}',
      'begin-edit {"messageId":"m3"}',
      'pin {"messageId":"m2","pinned":true}',
      'mark-unread {"conversationId":"direct:ann","messageId":"m2"}',
      'react {"messageId":"m2","emoji":"👍","on":true}',
    ]);
    expect(heard).to.deep.equal([]);
    expect(test.calls.filter(([name]) => ['pin', 'react', 'markUnread'].includes(name))).to.deep.equal([]);
    stop = false;
    await all();
    expect(heard.map(({ what }) => what)).to.deep.equal(['reply', 'edit']);
    expect(test.called('pin')).to.deep.equal([['m2', true]]);
    expect(test.called('markUnread')).to.deep.equal([[DIRECT, 'm2']]);
    expect(test.called('react')).to.deep.equal([['m2', '👍', true]]);
  });

  it('deletes for oneself only when that was confirmed, and says why it failed', async () => {
    const test = new TestClient().fill(DIRECT, run(DIRECT, 2));
    const placed = await placeList(test, DIRECT);
    const row = placed.row('m2');
    const open = async (): Promise<ImDialog> => {
      await row.openActions();
      choose(row, 'delete');
      return until(() => (dialogOf(placed)?.open ? dialogOf(placed) : undefined), 'the dialog');
    };
    let dialog = await open();
    expect(dialog.shadowRoot!.activeElement?.textContent, 'the harmless button').to.equal('Cancel');
    expect(await faults(dialog)).to.deep.equal([]);
    dialog.close();
    await until(() => !dialogOf(placed), 'its end');
    expect(test.called('delete')).to.deep.equal([]);
    dialog = await open();
    test.fails = new ImError('forbidden');
    part(dialog, '.danger').click();
    await until(() => part(dialog, '.trouble').textContent === 'You may not do this here.', 'the reason');
    test.fails = undefined;
    part(dialog, '.danger').click();
    await until(() => !dialogOf(placed), 'its end');
    await frames();
    expect(placed.list.shadowRoot!.activeElement, 'the reader goes on from there').to.equal(placed.row('m1'));
    expect(test.called('delete')).to.deep.equal([
      [DIRECT, ['m2']],
      [DIRECT, ['m2']],
    ]);
  });

  it('reports with a reason and words, says thank you, and keeps the words where it failed', async () => {
    const test = new TestClient().fill(DIRECT, run(DIRECT, 2));
    const placed = await placeList(test, DIRECT);
    const row = placed.row('m2');
    await row.openActions();
    choose(row, 'report');
    const dialog = await until(() => (dialogOf(placed)?.open ? dialogOf(placed) : undefined), 'the dialog');
    const send = part<HTMLButtonElement>(dialog, '.answer.primary');
    expect(send.disabled, 'a reason is wanted').to.equal(true);
    const radios = [...dialog.shadowRoot!.querySelectorAll<HTMLInputElement>('input[type=radio]')];
    radios[2]?.click();
    part<HTMLTextAreaElement>(dialog, 'textarea').value = '  wants money  ';
    await frames();
    expect(await faults(dialog)).to.deep.equal([]);
    test.fails = new ImError('not-connected');
    send.click();
    await until(() => part(dialog, '.trouble').textContent === 'You are offline.', 'the reason');
    expect(part<HTMLTextAreaElement>(dialog, 'textarea').value).to.contain('wants money');
    test.fails = undefined;
    send.click();
    await until(() => part(dialog, '#words').textContent === 'Thank you. Your report has arrived.', 'the thanks');
    part(dialog, '.answer').click();
    await until(() => !dialogOf(placed), 'its end');
    expect(test.called('report').at(-1)).to.deep.equal([{ messageId: 'm2' }, 'fraud', 'wants money']);
  });

  it('lets a recalled text be written anew', async () => {
    const test = new TestClient().fill(DIRECT, run(DIRECT, 3));
    const placed = await placeList(test, DIRECT);
    const heard = composer(test);
    await placed.row('m3').openActions();
    choose(placed.row('m3'), 'recall');
    const again = await until(() => part(placed.row('m3'), '.again'), 'the way back');
    again.click();
    expect(heard).to.deep.equal([{ what: 'insert', text: 'Message 3' }]);
  });

  it('does what a letter says on the focused row', async function () {
    await hands(this);
    const test = new TestClient().fill(DIRECT, run(DIRECT, 3, mine));
    const placed = await placeList(test, DIRECT);
    const heard = composer(test);
    const row = placed.row('m3');
    row.focus();
    await until(() => part(row, 'im-menu'), 'the tools');
    await press('r');
    await press('e');
    expect(heard.map(({ what }) => what)).to.deep.equal(['reply', 'edit']);
    await press('d');
    const dialog = await until(() => (dialogOf(placed)?.open ? dialogOf(placed) : undefined), 'the dialog');
    await press('Escape');
    await until(() => !dialog.isConnected, 'its end');
    expect(placed.list.shadowRoot!.activeElement, 'focus comes back').to.equal(row);
    await press('+');
    await until(() => menuOf(row).open, 'the emoji');
    expect(items(row)).to.deep.equal([]);
    await press('ArrowRight');
    await press('Enter');
    expect(test.called('react')).to.deep.equal([['m3', '❤️', true]]);
    const copied: unknown[] = [];
    row.addEventListener('im-copy-request', (event) => {
      event.preventDefault();
      copied.push((event as CustomEvent).detail.text);
    });
    await press('c');
    await press('Control', 'c');
    expect(copied).to.deep.equal(['Message 3', 'Message 3']);
    expect(items(row)).to.deep.equal([]);
  });

  it('says its keys in the menu, which arrows walk through', async function () {
    await hands(this);
    const test = new TestClient().fill(DIRECT, run(DIRECT, 2));
    const placed = await placeList(test, DIRECT);
    composer(test);
    const row = placed.row('m2');
    row.focus();
    await until(() => part(row, 'im-menu'), 'the tools');
    await press('Shift', 'F10');
    await until(() => menuOf(row).open, 'the menu');
    expect(items(row)[0]?.getAttribute('aria-keyshortcuts')).to.equal('R');
    const focused = () => (menuOf(row).shadowRoot!.activeElement as HTMLElement | null)?.dataset.id;
    expect(focused()).to.equal('reply');
    await frames(3);
    expect(await faults(row)).to.deep.equal([]);
    await press('ArrowUp');
    expect(focused()).to.equal('👍');
    await press('ArrowRight');
    expect(focused()).to.equal('❤️');
    await press('ArrowDown');
    expect(focused()).to.equal('reply');
    await press('End');
    await press('ArrowDown');
    expect(focused()).to.equal('👍');
    await press('Escape');
  });

  it('does what the first key on a row asks for, before its tools are there; one ring is drawn', async () => {
    const test = new TestClient().fill(DIRECT, run(DIRECT, 2));
    const placed = await placeList(test, DIRECT);
    const row = placed.row('m2');
    row.focus();
    row.dispatchEvent(new KeyboardEvent('keydown', { key: 'f', bubbles: true, composed: true, cancelable: true }));
    const opened = await until(() => placed.list.shadowRoot!.querySelector('im-forward'), 'what the key asked for');
    opened.remove();
    expect(getComputedStyle(row).outlineStyle).to.equal('none');
  });

  it('offers who has read only of what asked to be told', async () => {
    const rows = run(GROUP, 2, (seq) => ({ own: true, receiptRequested: seq === 2 }));
    const test = new TestClient().fill(GROUP, rows);
    const placed = await placeList(test, GROUP);
    for (const [id, offered] of [
      ['m1', false],
      ['m2', true],
    ] as const) {
      const row = placed.row(id);
      await row.openActions();
      expect(names(row).includes('readers'), id).to.equal(offered);
      menuOf(row).hide();
    }
  });

  it('picks any emoji, and gives the focus back', async () => {
    const test = new TestClient().fill(DIRECT, run(DIRECT, 2));
    const placed = await placeList(test, DIRECT);
    const row = placed.row('m2');
    await row.openActions(undefined, true);
    [...menuOf(row).shadowRoot!.querySelectorAll<HTMLElement>('.sign')].at(-1)?.click();
    const picker = await until(() => placed.list.shadowRoot!.querySelector('im-message-picker'), 'the picker');
    const inner = await until(() => picker.shadowRoot?.querySelector('im-emoji-picker'), 'its inside');
    await until(() => inner.shadowRoot?.activeElement?.localName === 'input', 'the focus in its search');
    inner.dispatchEvent(new CustomEvent('im-emoji', { detail: { emoji: '🥳', more: false } }));
    await until(() => !picker.isConnected, 'its end');
    expect(test.called('react')).to.deep.equal([['m2', '🥳', true]]);
    expect(placed.list.shadowRoot!.activeElement).to.equal(row);
  });
});
