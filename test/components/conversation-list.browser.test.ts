import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../components/conversation-list/index.js';
import { ImConversationItem, ImConversationList } from '../../components/conversation-list/index.js';
import type { ConversationId } from '../../core/index.js';
import { faults, hit, injected, PSEUDO, registerPseudo, renders, untranslated, XSS } from './helpers/check.js';
import { NOW } from './helpers/client.js';
import { make, patch, rowOf } from './helpers/conversation-list.js';
import { clean, frames, place, until, wait } from './helpers/page.js';
import { WritingClient } from './helpers/writing.js';

/** Where some words stand, wherever in the element they are. */
function rectOf(root: Element, sought: string): DOMRect {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.textContent?.indexOf(sought) ?? -1;
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + sought.length);
    return range.getBoundingClientRect();
  }
  throw new Error(`${sought} is not there`);
}

describe('conversation list', () => {
  afterEach(clean);

  it('shows the rows in the order of the store, 68 px each', async () => {
    const made = await make(new WritingClient().list('group:pinned', 'direct:a', 'direct:b'));
    expect(made.rows().map((row) => row.conversation)).to.deep.equal(['group:pinned', 'direct:a', 'direct:b']);
    expect(made.rows().map((row) => row.offsetHeight)).to.deep.equal([68, 68, 68]);
    expect(made.text('direct:a')).to.equal('Words of a');
    expect(made.text('group:pinned')).to.equal('Ann Lee: Words of pinned');
  });

  it('renders one row when one conversation changes, and the list not at all', async () => {
    const test = new WritingClient().list(...Array.from({ length: 30 }, (_, at) => `direct:p${at}`));
    await make(test);
    expect(await renders(ImConversationItem, () => patch(test, 'direct:p3', { unread: 2 }))).to.deep.equal([
      'direct:p3',
    ]);
    expect(await renders(ImConversationList, () => patch(test, 'direct:p4', { unread: 2 }))).to.deep.equal([]);
    const name = (): void => test.store.commit('remote', (writer) => writer.patch('user', 'p5', { name: 'New' }));
    expect(await renders(ImConversationItem, name)).to.deep.equal(['direct:p5']);
    const stranger = (): void => test.store.commit('remote', (writer) => writer.put('user', 'x', { id: 'x' }));
    expect(await renders(ImConversationItem, stranger)).to.deep.equal([]);
  });

  it('shows unread, muted, pinned, mentions, drafts, typing and failure', async () => {
    const test = new WritingClient().list('direct:a', 'group:g');
    const made = await make(test);
    const shown = (id: string): string => made.row(id).shadowRoot!.textContent!.replace(/\s+/g, ' ');
    patch(test, 'direct:a', { unread: 120 });
    await until(() => shown('direct:a').includes('99+'));
    expect(shown('direct:a')).to.contain('120 unread messages');
    patch(test, 'direct:a', { unread: 0, pinned: true, notify: 'none' });
    await until(() => shown('direct:a').includes('Pinned') && shown('direct:a').includes('Muted'));
    patch(test, 'group:g', { mentions: [{ messageId: 'm', of: 'me' }] });
    await until(() => made.text('group:g').startsWith('[1 new mention]'));
    patch(test, 'group:g', { mentions: [] });
    const draft = (text?: string): void =>
      test.store.commit('local', (writer) => {
        if (text) writer.put('draft', 'group:g', { conversationId: 'group:g', text, updatedAt: 1 });
        else writer.remove('draft', 'group:g');
      });
    draft('half a');
    await until(() => made.text('group:g') === 'Draft: half a');
    test.type('group:g', 'bob');
    await until(() => made.text('group:g') === 'Bob Okoro is typing');
    test.type('group:g', 'bob', 'ann');
    await until(() => made.text('group:g') === '2 people are typing');
    test.type('direct:a', 'a');
    await until(() => made.text('direct:a') === 'typing');
    test.type('group:g');
    draft();
    test.store.commit('local', (writer) =>
      writer.patch('message', 'last-group:g', {
        own: true,
        delivery: { state: 'failed', code: 'blocked', retryable: true },
      }),
    );
    await until(() => made.text('group:g').startsWith('Not sent'));
  });

  it('cuts a preview at its end, never at its beginning, in either direction', async () => {
    const latin = 'It begins here and goes on for much longer than a row is wide, as people write when they have time';
    const arabic = 'يبدأ هنا ويستمر أطول بكثير مما يتسع له السطر كما يكتب الناس حين يكون لديهم وقت';
    for (const [lang, dir, you] of [
      ['en', 'ltr', 'You:'],
      ['ar', 'rtl', 'أنت:'],
    ] as const)
      for (const text of [latin, arabic]) {
        const test = new WritingClient().list('direct:a');
        const content = { kind: 'text', text } as const;
        test.store.commit('local', (writer) => writer.patch('message', 'last-direct:a', { own: true, content }));
        const made = await make(test, { dir, lang });
        await until(() => made.text('direct:a').startsWith(you), `${you} in ${lang}`);
        const preview = made.row('direct:a').shadowRoot!.querySelector('[part=preview]')!;
        const box = preview.getBoundingClientRect();
        for (const sought of [you, text.slice(0, 2)]) {
          const seen = rectOf(preview, sought);
          expect(seen.left, `${sought} in ${lang}`).to.be.at.least(box.left - 1);
          expect(seen.right, `${sought} in ${lang}`).to.be.at.most(box.right + 1);
        }
        clean();
      }
  });

  it('asks before it selects', async () => {
    const made = await make(new WritingClient().list('direct:a', 'direct:b'));
    const told: string[] = [];
    made.box.addEventListener('im-select', (event) => told.push((event as CustomEvent).detail.conversationId));
    rowOf(made.row('direct:b')).click();
    await made.list.updateComplete;
    expect(made.list.selected).to.equal('direct:b');
    expect(made.list.getAttribute('selected')).to.equal('direct:b');
    expect(rowOf(made.row('direct:b')).getAttribute('aria-current')).to.equal('true');
    expect(told).to.deep.equal(['direct:b']);
    made.box.addEventListener('im-select-request', (event) => event.preventDefault());
    rowOf(made.row('direct:a')).click();
    expect(made.list.selected).to.equal('direct:b');
    expect(told).to.deep.equal(['direct:b']);
  });

  describe('while there is nothing', () => {
    it('waits 300 ms, then shows skeletons, then that it is empty', async () => {
      const test = new WritingClient();
      test.store.commit('local', (writer) => writer.patch('session', 'self', { state: 'connecting', sync: 'started' }));
      const made = await make(test);
      const skeletons = (): number => made.list.shadowRoot!.querySelectorAll('.skeleton').length;
      expect(skeletons()).to.equal(0);
      expect(made.list.shadowRoot!.querySelector('.empty')).to.equal(null);
      await until(() => skeletons() === 3);
      test.store.commit('local', (writer) => writer.patch('session', 'self', { state: 'connected', sync: 'finished' }));
      await until(() => made.list.shadowRoot!.textContent!.includes('No conversations yet'));
      expect(skeletons()).to.equal(0);
    });

    it('lets the page say something else', async () => {
      const box = place(
        html`<im-conversation-list .client=${new WritingClient().client}><p slot="empty">Nobody</p></im-conversation-list>`,
      );
      await frames();
      const slot = box
        .querySelector('im-conversation-list')!
        .shadowRoot!.querySelector<HTMLSlotElement>('slot[name=empty]');
      expect(slot?.assignedElements()[0]?.textContent).to.equal('Nobody');
    });

    it('says that there is no account, but not at once', async () => {
      const box = place(html`<im-conversation-list></im-conversation-list>`);
      const text = (): string => box.querySelector('im-conversation-list')!.shadowRoot!.textContent!;
      // Two frames may take longer than it waits.
      await box.querySelector('im-conversation-list')!.updateComplete;
      expect(text()).to.not.contain('account');
      await until(() => text().includes('not connected to an account'));
    });
  });

  describe('further pages', () => {
    const ids = (from: number, count: number): ConversationId[] =>
      Array.from({ length: count }, (_, at): ConversationId => `direct:q${from + at}`);

    it('come while the end is near, also when a page is shorter than the screen', async () => {
      const test = new WritingClient().list(...ids(0, 2));
      test.pages = [ids(2, 1), ids(3, 1), ids(4, 1), ids(5, 60), ids(65, 1)];
      const made = await make(test, { height: 400 });
      const count = (): string | null | undefined => made.list.shadowRoot!.querySelector('.slot')?.ariaSetSize;
      await until(() => count() === '65');
      await wait(60);
      expect(count(), 'the rest stays where it is').to.equal('65');
      made.list.shadowRoot!.querySelector('.list')!.scrollTop = 1e6;
      await until(() => count() === '66');
      const asked = test.called('more').length;
      patch(test, 'direct:q1', { unread: 1 });
      await wait(50);
      expect(test.called('more').length, 'the end is the end').to.equal(asked);
    });

    it('are asked for when the connection comes after the end was seen', async () => {
      const test = new WritingClient().list(...ids(0, 2));
      test.pages = [ids(2, 1)];
      test.state('connecting');
      const made = await make(test);
      expect(test.called('more')).to.deep.equal([]);
      test.state('connected');
      await until(() => made.rows().length === 3);
    });

    it('that cannot be had are told of, without end to the telling', async () => {
      const test = new WritingClient().list(...ids(0, 2));
      test.pages = [ids(2, 1)];
      const { ImError } = await import('../../core/index.js');
      test.fails = new ImError('timeout');
      const errors: unknown[] = [];
      const hear = (event: Event): unknown => errors.push((event as CustomEvent).detail.error);
      document.addEventListener('im-error', hear);
      const made = await make(test);
      await until(() => errors.length > 0);
      await wait(60);
      document.removeEventListener('im-error', hear);
      expect(errors).to.have.length(1);
      expect(made.rows()).to.have.length(2);
    });
  });

  it('reads from right to left: times and marks at the left end, the menu inside', async () => {
    const test = new WritingClient().list('direct:a');
    const made = await make(test, { dir: 'rtl' });
    const box = (name: string): DOMRect =>
      made.row('direct:a').shadowRoot!.querySelector(name)!.getBoundingClientRect();
    expect(box('im-avatar').left).to.be.greaterThan(box('[part=title]').left);
    expect(box('[part=time]').right).to.be.at.most(box('[part=title]').left);
    made.row('direct:a').openMenu();
    await until(() => made.menu.open);
    const menu = made.menu.shadowRoot!.querySelector('.menu')!.getBoundingClientRect();
    expect(menu.right).to.be.closeTo(rowOf(made.row('direct:a')).getBoundingClientRect().right, 1);
  });

  it('shows markup in names, texts and drafts as text', async () => {
    const test = new WritingClient().list(
      ...XSS.map((_, at) => `direct:x${at}`),
      ...XSS.map((_, at) => `group:x${at}`),
    );
    test.store.commit('remote', (writer) => {
      for (const [at, bad] of XSS.entries()) {
        writer.patch('user', `x${at}`, { name: bad, avatar: bad });
        writer.patch('conversation', `group:x${at}`, { title: bad, avatar: bad });
        writer.patch('message', `last-direct:x${at}`, { content: { kind: 'text', text: bad } });
        writer.put('draft', `group:x${at}`, { conversationId: `group:x${at}`, text: bad, updatedAt: NOW });
      }
    });
    const made = await make(test, { height: 3000 });
    await frames(4);
    for (const [at, bad] of XSS.entries()) {
      expect(made.text(`direct:x${at}`)).to.equal(bad.replace(/\s+/g, ' ').trim());
      expect(rowOf(made.row(`group:x${at}`)).querySelector('[part=title]')?.textContent).to.equal(bad);
    }
    expect(injected(made.box)).to.deep.equal([]);
    expect(hit()).to.equal(undefined);
  });

  for (const scheme of ['light', 'dark'])
    for (const dir of ['ltr', 'rtl'])
      it(`has no fault that axe finds: ${scheme}, ${dir}`, async () => {
        const test = new WritingClient().list('direct:a', 'direct:b', 'direct:c', 'group:g', 'group:h');
        patch(test, 'direct:a', { unread: 3 });
        patch(test, 'direct:b', { unread: 3, notify: 'none' });
        patch(test, 'group:g', { pinned: true, mentions: [{ messageId: 'm', of: 'me' }] });
        test.type('direct:c', 'c');
        test.store.commit('local', (writer) => {
          writer.put('draft', 'group:h', { conversationId: 'group:h', text: 'x', updatedAt: 1 });
          writer.put('presence', 'a', { userId: 'a', state: 'online' });
        });
        const made = await make(test, { dir });
        made.box.style.colorScheme = scheme;
        made.list.selected = 'direct:a';
        await wait(250);
        expect(await faults(made.box), 'rows').to.deep.equal([]);
        made.row('direct:b').openMenu();
        await wait(250);
        expect(await faults(made.box), 'menu').to.deep.equal([]);
        made.menu.hide();
        test.list();
        await wait(50);
        expect(await faults(made.box), 'empty').to.deep.equal([]);
        test.store.commit('local', (writer) => writer.patch('session', 'self', { sync: 'started' }));
        await until(() => made.list.shadowRoot!.querySelector('.skeleton'));
        expect(await faults(made.box), 'loading').to.deep.equal([]);
      });

  it('says nothing that was not translated', async () => {
    registerPseudo();
    const test = new WritingClient().list('direct:a', 'group:g');
    patch(test, 'direct:a', { unread: 3, pinned: true, notify: 'none' });
    test.store.commit('local', (writer) => {
      writer.patch('user', 'a', { name: '7' });
      writer.patch('user', 'ann', { name: '8' });
      writer.patch('conversation', 'group:g', { title: '9', mentions: [{ messageId: 'm', of: 'me' }] });
      writer.patch('message', 'last-direct:a', { content: { kind: 'recalled' } });
      writer.patch('message', 'last-group:g', { content: { kind: 'text', text: '1' } });
    });
    const made = await make(test, { lang: PSEUDO });
    await until(() => made.list.shadowRoot!.querySelector('.list')?.getAttribute('aria-label')?.includes('⟦'));
    made.row('direct:a').openMenu();
    await until(() => made.menu.open);
    expect(untranslated(made.list)).to.deep.equal([]);
  });

  it('leaves nothing behind', async () => {
    const test = new WritingClient();
    const before = test.store.listening;
    test.list(...Array.from({ length: 20 }, (_, at) => `direct:p${at}`));
    const made = await make(test);
    for (let at = 0; at < 10; at++) {
      made.list.remove();
      made.box.append(made.list);
      await made.list.updateComplete;
    }
    made.row('direct:p3').openMenu();
    made.list.remove();
    await wait(20);
    expect(test.store.listening).to.equal(before);
  });
});
