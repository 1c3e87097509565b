import { expect } from '@open-wc/testing';
import '../../components/conversation-list/index.js';
import { key, make, rowOf } from './helpers/conversation-list.js';
import { click, hands, press } from './helpers/hands.js';
import { clean, until, wait } from './helpers/page.js';
import { WritingClient } from './helpers/writing.js';

describe('conversation list: keys and menu', () => {
  afterEach(clean);

  describe('by keyboard', () => {
    it('is one stop of the Tab key; arrows, Home and End rove', async () => {
      const made = await make(new WritingClient().list('direct:a', 'direct:b', 'direct:c'));
      const stops = (): (string | undefined)[] =>
        made
          .rows()
          .filter((row) => rowOf(row).tabIndex === 0)
          .map((row) => row.conversation);
      expect(stops()).to.deep.equal(['direct:a']);
      made.list.focus();
      for (const [name, now] of [
        ['ArrowDown', 'direct:b'],
        ['End', 'direct:c'],
        ['ArrowDown', 'direct:c'],
        ['ArrowUp', 'direct:b'],
        ['Home', 'direct:a'],
        ['ArrowUp', 'direct:a'],
      ] as const) {
        expect(key(rowOf(made.row(made.focused()!)), name).defaultPrevented).to.equal(true);
        expect(made.focused(), name).to.equal(now);
        await made.list.updateComplete;
        expect(stops()).to.deep.equal([now]);
      }
      expect(key(rowOf(made.row('direct:a')), 'ArrowDown', { altKey: true }).defaultPrevented).to.equal(false);
    });

    it('with real keys: select, menu, back to the row', async function () {
      await hands(this);
      const made = await make(new WritingClient().list('direct:a', 'direct:b'));
      made.list.focus();
      await press('ArrowDown');
      await press('Enter');
      expect(made.list.selected).to.equal('direct:b');
      await press('Shift', 'F10');
      await until(() => made.menu.open);
      expect(made.menu.shadowRoot!.activeElement).to.equal(made.items()[0]);
      await press('Escape');
      expect(made.menu.open).to.equal(false);
      expect(made.focused()).to.equal('direct:b');
      // Firefox's driver does not know the menu key, which is the same to a page.
      await press(...(navigator.userAgent.includes('Firefox') ? ['Shift', 'F10'] : ['ContextMenu']));
      await until(() => made.menu.open);
      await press('Enter');
      expect(made.test.called('pin')).to.deep.equal([['direct:b', true]]);
      expect(made.focused()).to.equal('direct:b');
    });

    it('goes to the neighbour when its row is removed', async () => {
      const made = await make(new WritingClient().list('direct:a', 'direct:b', 'direct:c'));
      made.row('direct:b').focus();
      made.row('direct:b').openMenu();
      await until(() => made.menu.open);
      made
        .items()
        .find((item) => item.dataset.id === 'remove')!
        .click();
      await until(() => made.rows().length === 2);
      await until(() => made.focused() === 'direct:c');
    });
  });

  describe('the menu of a row', () => {
    it('opens at the pointer by its right key, and by the button that hovers', async function () {
      await hands(this);
      const made = await make(new WritingClient().list('direct:a', 'direct:b'));
      await click(made.row('direct:b'), 'right');
      await until(() => made.menu.open);
      const { left, top } = rowOf(made.row('direct:b')).getBoundingClientRect();
      const menu = made.menu.shadowRoot!.querySelector('.menu')!.getBoundingClientRect();
      expect(menu.left).to.be.closeTo(left + made.row('direct:b').offsetWidth / 2, 8);
      expect(menu.top).to.be.closeTo(top + 34 + 4, 8);
      await click(made.row('direct:a'));
      expect(made.menu.open, 'closed by a click elsewhere').to.equal(false);
      if (!matchMedia('(hover: hover)').matches) return console.log('no pointer hovers here: the button is not tried');
      await click(made.row('direct:a').shadowRoot!.querySelector('.menu-button')!);
      await until(() => made.menu.open);
      expect(made.menu.label).to.equal('Actions for Person a');
    });

    it('opens by a finger that rests, whose lifting chooses nothing', async () => {
      const made = await make(new WritingClient().list('direct:a'));
      const row = rowOf(made.row('direct:a'));
      const at = { pointerType: 'touch', clientX: 60, clientY: 30, bubbles: true, composed: true };
      row.dispatchEvent(new PointerEvent('pointerdown', at));
      await until(() => made.menu.open);
      row.dispatchEvent(new PointerEvent('pointerup', at));
      row.click();
      expect(made.list.selected).to.equal(undefined);
      expect(made.menu.open).to.equal(true);
      made.menu.hide();
      row.dispatchEvent(new PointerEvent('pointerdown', at));
      row.dispatchEvent(new PointerEvent('pointerup', at));
      row.click();
      expect(made.list.selected).to.equal('direct:a');
    });

    it('holds what can be done, asks first, and tells of failure', async () => {
      const test = new WritingClient().list('direct:a');
      const made = await make(test);
      const open = async (): Promise<string[]> => {
        made.row('direct:a').openMenu();
        await until(() => made.menu.open);
        return made.items().map((item) => item.textContent!.trim());
      };
      const ALL = 'Pin|Mark as unread|Notifications|Star|Tags|Fold|Hide|Shield|Clear history|Remove from the list';
      expect((await open()).join('|')).to.equal(ALL);
      made.items()[1]!.click();
      expect(test.called('markUnread')).to.deep.equal([['direct:a']]);
      test.store.commit('remote', (writer) => writer.patch('conversation', 'direct:a', { markedUnread: true }));
      expect((await open())[1]).to.equal('Mark as read');
      made.menu.hide();
      const no = (event: Event): void => event.preventDefault();
      made.box.addEventListener('im-pin-request', no);
      made.items()[0]!.click();
      expect(test.called('pin')).to.deep.equal([]);
      made.box.removeEventListener('im-pin-request', no);
      await open();
      made.items()[0]!.click();
      await until(() => test.store.get('conversation', 'direct:a')?.pinned);
      expect((await open())[0]).to.equal('Unpin');
      made.menu.hide();
      test.fails = new (await import('../../core/index.js')).ImError('timeout');
      const errors: unknown[] = [];
      made.box.addEventListener('im-error', (event) => errors.push((event as CustomEvent).detail.error));
      await open();
      made.items()[0]!.click();
      await until(() => errors.length === 1);
      expect(errors).to.deep.equal([test.fails]);
      test.fails = undefined;
      for (const what of 'pin remove mark-unread mute mark tag shield clear'.split(' ')) test.denied.add(what);
      test.store.commit('remote', (writer) => writer.patch('conversation', 'direct:a', { markedUnread: undefined }));
      made.row('direct:a').openMenu();
      await wait(20);
      expect(made.menu.open, 'nothing can be done').to.equal(false);
    });
  });
});
