import { expect } from '@open-wc/testing';
import { type Conversation, type ConversationId, ImError } from '../../core/index.js';
import { faults, PSEUDO, registerPseudo, untranslated } from './helpers/check.js';
import { key, type Made, make, patch, rowOf } from './helpers/conversation-list.js';
import { clean, frames, until, wait } from './helpers/page.js';
import { WritingClient } from './helpers/writing.js';

const scroller = ({ list }: Made): HTMLElement => list.shadowRoot!.querySelector<HTMLElement>('.scroller')!;
const words = (root: ParentNode & { shadowRoot?: ShadowRoot | null }): string =>
  (root.shadowRoot ?? root).textContent!.replace(/\s+/g, ' ').trim();
const toolsOf = async ({ list }: Made): Promise<HTMLElement> =>
  (await until(() => {
    const found = list.shadowRoot!.querySelector('im-list-tools');
    return found?.shadowRoot?.querySelector('.chip') ? found : undefined;
  })) as HTMLElement;
const chip = (tools: HTMLElement, id: string): HTMLElement =>
  tools.shadowRoot!.querySelector<HTMLElement>(`[data-chip="${id}"]`)!;
const shown = (made: Made): string[] => made.rows().map((row) => row.conversation as string);
async function choose(made: Made, id: string, ...items: readonly string[]): Promise<void> {
  made.row(id).openMenu();
  for (const item of items)
    (await until(() => made.items().find((one) => made.menu.open && one.dataset.id === item), item)).click();
}

describe('rows of a conversation list', () => {
  afterEach(clean);

  describe('ten thousand of them', () => {
    const ids = Array.from({ length: 10_000 }, (_, at): ConversationId => `group:p${at}`);

    it('stand in the document only near the view, wherever one scrolls', async () => {
      const made = await make(new WritingClient().list(...ids), { height: 600 });
      const few = (): unknown => expect(made.rows().length).to.be.within(9, 40);
      few();
      const end = scroller(made).scrollHeight;
      expect(end).to.be.closeTo(10_000 * 68, 200);
      for (const part of [0.25, 0.5, 1]) {
        scroller(made).scrollTop = end * part;
        const middle = Math.min(9_999, Math.round((end * part) / 68) + 2);
        await until(() => made.row(part === 1 ? 'group:p9999' : `group:p${middle}`), `row ${middle}`);
        few();
      }
      const last = made.row('group:p9999').getBoundingClientRect();
      expect(last.bottom).to.be.at.most(scroller(made).getBoundingClientRect().bottom);
    });

    it('keep the focus while they are scrolled and reordered; keys reach all of them', async () => {
      const test = new WritingClient().list(...ids);
      const made = await make(test, { height: 600 });
      made.list.focus();
      expect(made.focused()).to.equal('group:p0');
      key(made.row('group:p0'), 'End');
      await until(() => made.focused() === 'group:p9999');
      key(made.row('group:p9999'), 'Home');
      await until(() => made.focused() === 'group:p0');
      key(made.row('group:p0'), 'ArrowDown');
      expect(made.focused()).to.equal('group:p1');
      scroller(made).scrollTop = 300_000;
      await until(() => made.rows().some(({ conversation }) => conversation === 'group:p4413'));
      expect(made.focused(), 'far from the view').to.equal('group:p1');
      test.store.commit('remote', (writer) =>
        writer.list('conversations', [...ids.filter((id) => id !== 'group:p1').reverse(), 'group:p1']),
      );
      await until(() => made.row('group:p1').closest<HTMLElement>('.slot')?.dataset.index === '9999');
      expect(made.focused(), 'at its new place').to.equal('group:p1');
      expect(made.rows().length).to.be.below(40);
    });

    it('change places one by one, with what was drawn kept', async () => {
      const test = new WritingClient().list(...ids);
      const made = await make(test, { height: 600 });
      const row = made.row('group:p3');
      const moved = ids.filter((id) => id !== 'group:p3');
      test.store.commit('remote', (writer) => writer.list('conversations', ['group:p3', ...moved]));
      await until(() => row.closest<HTMLElement>('.slot')?.dataset.index === '0');
      expect(made.row('group:p3')).to.equal(row);
      await until(() => row.getBoundingClientRect().top - scroller(made).getBoundingClientRect().top < 20);
    });
  });

  describe('filtered', () => {
    it('are those of the filter, in place of all, and loaded as one scrolls', async () => {
      const test = new WritingClient().list('direct:a', 'group:g', 'group:h');
      patch(test, 'group:h', { unread: 2 });
      const filter = { kinds: ['group'], unread: true } as const;
      const made = await make(test, {}, { filter });
      await until(() => shown(made).join() === 'group:h');
      expect(test.called('view')).to.deep.include([filter]);
      expect(test.called('more'), 'the whole list is not asked for').to.deep.equal([]);
      made.list.filter = undefined;
      await until(() => shown(made).length === 3);
    });

    it('say when there are none, when they cannot be had, and when there is no connection', async () => {
      const test = new WritingClient().list('direct:a');
      const made = await make(test, {}, { filter: { unread: true } });
      await until(() => words(made.list).includes('Nothing here'));
      test.fails = new ImError('timeout');
      made.list.filter = { kinds: ['group'] };
      await until(() => words(made.list).includes('could not be loaded'));
      test.fails = undefined;
      patch(test, 'direct:a', {});
      test.list('group:g', 'direct:a');
      made.list.shadowRoot!.querySelector<HTMLElement>('.empty button')!.click();
      await until(() => shown(made).join() === 'group:g');
      test.state('offline');
      made.list.filter = { kinds: ['room'] };
      await until(() => words(made.list).includes('There is no connection'));
    });

    it('by chips, words and tags, each told of, one stop of the Tab key a strip', async () => {
      const test = new WritingClient().list('direct:a', 'direct:b', 'group:g');
      patch(test, 'direct:b', { unread: 3, title: 'Bea', tags: ['t1'] });
      test.store.commit('remote', (writer) => {
        writer.put('tag', 't1', { id: 't1', name: 'Work', place: 1 });
        writer.put('tag', 't2', { id: 't2', name: 'Home', place: 2 });
        writer.list('tags', ['t1', 't2']);
        writer.put('unread', 'total', { count: 3, muted: 0, kinds: { direct: 3 }, tags: { t1: 3 } });
      });
      const made = await make(test, {}, { tools: true });
      const tools = await toolsOf(made);
      const told: unknown[] = [];
      made.list.addEventListener('im-filter', (event) => told.push((event as CustomEvent).detail.filter));
      expect(words(chip(tools, 'direct'))).to.equal('Direct33 unread messages');
      chip(tools, 'unread').click();
      await until(() => shown(made).join() === 'direct:b');
      await until(() => chip(tools, 'unread').getAttribute('aria-pressed') === 'true');
      chip(tools, 'tag-t1').click();
      await until(() => made.list.filter?.tag === 't1');
      chip(tools, 'all').click();
      await until(() => chip(tools, 'all').getAttribute('aria-pressed') === 'true');
      chip(tools, 'tag-t1').click();
      await until(() => !made.list.filter?.tag);
      const field = tools.shadowRoot!.querySelector('input')!;
      field.value = 'bea';
      field.dispatchEvent(new Event('input'));
      await until(() => made.list.filter?.words === 'bea');
      await until(() => shown(made).join() === 'direct:b');
      expect(told).to.deep.include({ unread: true });
      expect(told).to.deep.include({ unread: true, tag: 't1' });
      key(field, 'Escape');
      await until(() => shown(made).length === 3);
      const stops = [...tools.shadowRoot!.querySelectorAll<HTMLElement>('.strip')].map(
        (strip) => strip.querySelectorAll('[tabindex="0"]').length,
      );
      expect(stops).to.deep.equal([1, 1]);
      chip(tools, 'all').focus();
      key(chip(tools, 'all'), 'ArrowRight');
      expect((tools.shadowRoot!.activeElement as HTMLElement).dataset.chip).to.equal('unread');
      tools.shadowRoot!.querySelector<HTMLElement>('[data-tool=read-all]')!.click();
      expect(test.called('readAll')).to.deep.equal([[{}]]);
      made.list.addEventListener('im-filter-request', (event) => event.preventDefault());
      chip(tools, 'group').click();
      await frames();
      expect(shown(made), 'the page does not want it').to.have.length(3);
    });
  });

  it('that are folded stand behind one row at the end, which opens them', async () => {
    const test = new WritingClient().list('direct:a', 'group:g', 'group:h');
    patch(test, 'group:g', { marks: ['folded'], unread: 4 });
    const made = await make(test);
    await until(() => shown(made).join() === 'direct:a,group:h');
    const folded = await until(() => made.list.shadowRoot!.querySelector<HTMLElement>('.folded'));
    await until(() => words(folded).includes('4 unread messages'));
    folded.click();
    await until(() => shown(made).join() === 'group:g');
    const back = await until(() => made.list.shadowRoot!.querySelector<HTMLElement>('[data-tool=back]'));
    await until(() => made.list.shadowRoot!.activeElement === back);
    made.row('group:g').focus();
    key(made.row('group:g'), 'Escape');
    await until(() => shown(made).join() === 'direct:a,group:h');
    made.list.shadowRoot!.querySelector<HTMLElement>('.folded')!.click();
    await until(() => shown(made).join() === 'group:g');
    await choose(made, 'group:g', 'fold');
    expect(test.called('mark')).to.deep.equal([[['group:g'], 'folded', false]]);
    made.list.shadowRoot!.querySelector<HTMLElement>('[data-tool=back]')!.click();
    await until(() => shown(made).join() === 'direct:a,group:g,group:h');
  });

  it('show stars, shields, marks, tags, ticks and that one has left', async () => {
    const test = new WritingClient().list('direct:a', 'group:g');
    const made = await make(test);
    const text = (id: string): string => words(made.row(id));
    test.store.commit('remote', (writer) => {
      writer.put('tag', 't1', { id: 't1', name: 'Work', place: 1 });
      writer.list('tags', ['t1']);
    });
    patch(test, 'direct:a', { marks: ['star'], shielded: true, tags: ['t1'], markedUnread: true });
    await until(() =>
      ['Starred', 'Shielded', 'Tags: Work', 'Marked as unread'].every((one) => text('direct:a').includes(one)),
    );
    const dot = made.row('direct:a').shadowRoot!.querySelector<HTMLElement>('.tag')!;
    expect(getComputedStyle(dot).backgroundColor).to.match(/oklch|rgb/);
    patch(test, 'group:g', { standing: { locked: 'removed' } } satisfies Partial<Conversation>);
    await until(() => text('group:g').includes('You were removed'));
    expect(rowOf(made.row('group:g')).classList.contains('gone')).to.equal(true);
    test.store.commit('local', (writer) => writer.patch('message', 'last-direct:a', { own: true }));
    await until(() => made.row('direct:a').shadowRoot!.querySelector('im-receipt')?.shadowRoot?.querySelector('svg'));
    patch(test, 'direct:a', { pinnedIn: ['t1'] });
    expect(text('direct:a')).to.not.include('Pinned');
    made.list.filter = { tag: 't1' };
    await until(() => made.row('direct:a') && text('direct:a').includes('Pinned'));
  });

  it('watch presence in direct ones that are seen alone', async () => {
    const test = new WritingClient().list(...Array.from({ length: 200 }, (_, at) => `direct:w${at}`), 'group:g');
    const watched = new Set<string>();
    Object.assign(test, {
      presence: {
        watch: ([id]: readonly string[]) => {
          watched.add(id as string);
          return () => watched.delete(id as string);
        },
      },
    });
    const made = await make(test, { height: 340 });
    await until(() => watched.has('w4'));
    expect(watched.size).to.be.at.most(6);
    scroller(made).scrollTop = 68 * 100;
    await until(() => watched.has('w102') && !watched.has('w0'));
    expect(watched.size).to.be.at.most(8);
    made.list.remove();
    await until(() => watched.size === 0);
  });

  describe('what may be done to them', () => {
    it('goes by their state: levels, star, hide, shield, pins within a tag, clearing after a question', async () => {
      const test = new WritingClient().list('direct:a', 'group:g');
      const made = await make(test);
      await choose(made, 'group:g', 'notify', 'notify-silent');
      expect(test.called('notify')).to.deep.equal([['group:g', 'silent']]);
      await choose(made, 'group:g', 'notify', 'notify-usual');
      expect(test.called('notify').at(-1)).to.deep.equal(['group:g', null]);
      await choose(made, 'direct:a', 'star');
      await until(() => words(made.row('direct:a')).includes('Starred'));
      await choose(made, 'direct:a', 'shield');
      expect(test.called('shield')).to.deep.equal([['direct:a', true]]);
      patch(test, 'direct:a', { tags: ['t1'] });
      made.list.filter = { tag: 't1' };
      await until(() => shown(made).join() === 'direct:a');
      await choose(made, 'direct:a', 'pin');
      expect(test.called('tags.pin')).to.deep.equal([['t1', 'direct:a', true]]);
      made.list.filter = {};
      await until(() => shown(made).length === 2);
      await choose(made, 'direct:a', 'clear');
      const dialog = await until(() => made.list.parentElement?.querySelector('im-dialog'));
      await until(() => dialog.open);
      expect(words(dialog)).to.include('Clear the history');
      dialog.close();
      await until(() => !made.list.parentElement?.querySelector('im-dialog'));
    });
  });

  describe('drawn by a finger', () => {
    const finger = (row: HTMLElement, type: string, x: number, y = 30): void => {
      const more = { pointerType: 'touch', pointerId: 7, bubbles: true, composed: true };
      row.dispatchEvent(new PointerEvent(type, { ...more, clientX: x, clientY: y }));
    };
    const loaded = (): Promise<unknown> => import('../../components/conversation-list/offers.js');
    async function draw(made: Made, id: string, by: number, up = 'pointerup'): Promise<void> {
      await loaded();
      const row = rowOf(made.row(id));
      finger(row, 'pointerdown', 200);
      await frames();
      for (const part of [0.2, 0.6, 1]) finger(row, 'pointermove', 200 + by * part);
      await made.row(id).updateComplete;
      if (up) finger(row, up, 200 + by);
    }

    for (const [dir, side] of [
      ['ltr', 1],
      ['rtl', -1],
    ] as const)
      it(`do what is beneath, one thing a side, mirrored with the text: ${dir}`, async () => {
        const test = new WritingClient().list('direct:a');
        const made = await make(test, { dir });
        await draw(made, 'direct:a', side * 100);
        expect(test.called('markUnread')).to.deep.equal([['direct:a']]);
        await draw(made, 'direct:a', side * -100);
        expect(test.called('pin')).to.deep.equal([['direct:a', true]]);
        rowOf(made.row('direct:a')).click();
        expect(made.list.selected, 'its lifting chooses nothing').to.equal(undefined);
      });

    it('show what lifting would do, and do nothing when drawn too little, up or down, or taken away', async () => {
      const test = new WritingClient().list('direct:a');
      const made = await make(test);
      await draw(made, 'direct:a', 90, '');
      const beneath = made.row('direct:a').shadowRoot!.querySelector('.beneath')!;
      expect(words(beneath)).to.equal('Mark as unread');
      expect(beneath.classList.contains('armed')).to.equal(true);
      finger(rowOf(made.row('direct:a')), 'pointercancel', 290);
      await made.row('direct:a').updateComplete;
      expect(made.row('direct:a').shadowRoot!.querySelector('.beneath')).to.equal(null);
      expect(rowOf(made.row('direct:a')).style.translate).to.equal('');
      await draw(made, 'direct:a', 40);
      const row = rowOf(made.row('direct:a'));
      finger(row, 'pointerdown', 200);
      finger(row, 'pointermove', 202, 90);
      finger(row, 'pointermove', 320, 90);
      finger(row, 'pointerup', 320, 90);
      expect(test.calls.filter(([name]) => name === 'markUnread' || name === 'pin')).to.deep.equal([]);
    });

    it('obey what the page wants instead, and what may not be done is not there', async () => {
      const test = new WritingClient().list('direct:a');
      const made = await make(test, {}, { swipe: 'star none' });
      test.denied.add('pin');
      await draw(made, 'direct:a', -100);
      await draw(made, 'direct:a', 100);
      expect(test.called('mark')).to.deep.equal([[['direct:a'], 'star', true]]);
      test.denied.add('mark');
      await draw(made, 'direct:a', 100);
      expect(test.called('mark')).to.have.length(1);
    });

    it('have keys that do the same', async () => {
      const test = new WritingClient().list('direct:a');
      const made = await make(test, { dir: 'rtl' });
      made.list.focus();
      key(made.row('direct:a'), 'ArrowLeft', { shiftKey: true });
      await until(() => test.called('markUnread').length === 1);
      key(made.row('direct:a'), 'ArrowRight', { shiftKey: true });
      await until(() => test.called('pin').length === 1);
    });
  });

  for (const scheme of ['light', 'dark'])
    it(`have no fault that axe finds, with tools: ${scheme}`, async () => {
      const test = new WritingClient().list('direct:a', 'group:g', 'group:h');
      test.store.commit('remote', (writer) => {
        writer.put('tag', 't1', { id: 't1', name: 'Work', place: 1 });
        writer.list('tags', ['t1']);
        writer.put('unread', 'total', { count: 3, muted: 0 });
      });
      patch(test, 'direct:a', { marks: ['star'], shielded: true, tags: ['t1'], unread: 3 });
      patch(test, 'group:g', { standing: { locked: 'left' }, markedUnread: true });
      patch(test, 'group:h', { marks: ['folded'], unread: 1 });
      const made = await make(test, {}, { tools: true, filter: { kinds: ['direct', 'group'] } });
      made.box.style.colorScheme = scheme;
      await toolsOf(made);
      made.list.filter = {};
      await until(() => made.list.shadowRoot!.querySelector('.folded'));
      await wait(250);
      expect(await faults(made.box)).to.deep.equal([]);
      made.list.filter = { unread: true, kinds: ['channel'] };
      await until(() => made.list.shadowRoot!.querySelector('.empty'));
      expect(await faults(made.box)).to.deep.equal([]);
    });

  it('say nothing that was not translated, with tools', async () => {
    registerPseudo();
    const test = new WritingClient().list('direct:a', 'group:g');
    patch(test, 'direct:a', { marks: ['star'], shielded: true, unread: 3 });
    patch(test, 'group:g', { marks: ['folded'], title: '9' });
    test.store.commit('local', (writer) => {
      writer.patch('user', 'a', { name: '7' });
      writer.patch('message', 'last-direct:a', { content: { kind: 'recalled' } });
    });
    const made = await make(test, { lang: PSEUDO }, { tools: true });
    const tools = await toolsOf(made);
    await until(() => made.list.shadowRoot!.querySelector('.folded'));
    await until(() => words(chip(tools, 'all')).includes('⟦'));
    made.row('direct:a').openMenu();
    await until(() => made.menu.open);
    expect(untranslated(made.list)).to.deep.equal([]);
  });
});
