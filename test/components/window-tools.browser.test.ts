import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../components/chat-window/index.js';
import type { ConversationId } from '../../core/index.js';
import { ImError } from '../../core/index.js';
import { faults } from './helpers/check.js';
import { DIRECT, GROUP, run } from './helpers/client.js';
import { clean, place, until } from './helpers/page.js';
import { WritingClient } from './helpers/writing.js';

async function make(id: ConversationId = GROUP, test = new WritingClient()) {
  test.fill(id, run(id, 3));
  const box = place(html`<im-chat-window style="flex: 1" .client=${test.client} conversation=${id}></im-chat-window>`);
  const chat = box.querySelector('im-chat-window') as HTMLElementTagNameMap['im-chat-window'];
  const tools = await until(() => chat.shadowRoot?.querySelector('im-window-tools')?.shadowRoot, 'the tools');
  const button = await until(() => tools.querySelector<HTMLElement>('[data-tool=menu]'), 'its button');
  const menu = await until(() => tools.querySelector('im-menu'), 'its menu');
  const items = (): HTMLElement[] => [...(menu.shadowRoot?.querySelectorAll<HTMLElement>('.item') ?? [])];
  const names = (): string[] => items().map((item) => item.dataset.id ?? '');
  const open = async (): Promise<void> => {
    button.focus();
    button.click();
    await until(() => menu.open && items().length > 0, 'the menu');
  };
  const item = (name: string): Promise<HTMLElement> =>
    until(() => (menu.open ? items().find(({ dataset }) => dataset.id === name) : undefined), name);
  const choose = async (name: string): Promise<void> => (await item(name)).click();
  const asked: [string, unknown][] = [];
  const hear = (type: string, refuse = false): void =>
    box.addEventListener(type, (event) => {
      asked.push([type, (event as CustomEvent).detail]);
      if (refuse) event.preventDefault();
    });
  return { test, box, chat, tools, button, menu, items, names, open, item, choose, asked, hear };
}
const patch = (test: WritingClient, id: ConversationId, what: object): void =>
  test.store.commit('remote', (writer) => writer.patch('conversation', id, what));

describe('what can be done to a conversation in its window', () => {
  afterEach(clean);

  it('is in one menu, as things stand when it is opened', async () => {
    const made = await make();
    await made.open();
    const usual = ['details', 'search', 'media', 'export', 'pin', 'notify', 'unread', 'clear'];
    expect(made.names()).to.deep.equal(usual);
    expect(await faults(made.box)).to.deep.equal([]);
    made.menu.hide();
    patch(made.test, GROUP, { pinned: true, unread: 2 });
    await made.open();
    expect(made.names(), 'what is unread already').to.deep.equal(usual.filter((name) => name !== 'unread'));
    expect((await made.item('pin')).textContent).to.contain('Unpin');
  });

  it('shows the group beside the transcript, by its menu or its title, unless the page does', async () => {
    const made = await make();
    Object.assign(made.test.groups, {
      get: async () => [],
      moreMembers: async () => false,
      moreApplications: async () => false,
    });
    Object.assign(made.test, { presence: { watch: () => () => {} } });
    made.hear('im-details-request', true);
    await made.open();
    await made.choose('details');
    expect(made.asked).to.deep.equal([['im-details-request', { conversationId: GROUP }]]);
    expect(made.tools.querySelector('im-group-panel')).to.equal(null);
    made.box.addEventListener('im-details-request', (event) => event.stopPropagation(), { capture: true });
    const title = made.chat.shadowRoot?.querySelector<HTMLElement>('header > .who');
    title?.click();
    const panel = await until(() => made.tools.querySelector('im-group-panel'), 'the panel');
    await until(() => panel.shadowRoot?.querySelector('[part=head]'), 'its head');
    expect(await faults(made.box)).to.deep.equal([]);
    panel.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }));
    await until(() => !made.tools.querySelector('im-group-panel'), 'that it has gone');
  });

  it('offers nothing that would be refused', async () => {
    const made = await make();
    for (const action of ['pin', 'mute', 'mark-unread', 'clear']) {
      made.test.denied.add(action);
      await made.open();
      expect(made.names(), action).to.not.include({ mute: 'notify', 'mark-unread': 'unread' }[action] ?? action);
      made.menu.hide();
    }
    await made.open();
    expect(made.names()).to.deep.equal(['details', 'search', 'media', 'export']);
  });

  it('leaves out what a lost connection would refuse; clearing waits in the outbox', async () => {
    const made = await make();
    made.test.state('offline');
    await made.open();
    expect(made.names()).to.deep.equal(['details', 'search', 'media', 'export', 'clear']);
  });

  it('pins and marks as unread, unless the page does it itself', async () => {
    const made = await make();
    made.hear('im-pin-request');
    made.hear('im-unread-request', true);
    await made.open();
    await made.choose('pin');
    await until(() => made.test.called('pin').length === 1, 'the pin');
    await made.open();
    await made.choose('unread');
    expect(made.asked).to.deep.equal([
      ['im-pin-request', { conversationId: GROUP, pinned: true }],
      ['im-unread-request', { conversationId: GROUP }],
    ]);
    expect(made.test.called('pin')).to.deep.equal([[GROUP, true]]);
    expect(made.test.called('markUnread')).to.deep.equal([]);
    expect(made.tools.activeElement).to.equal(made.button);
  });

  it('shows the levels of notifications with the one in force, and sets another', async () => {
    const made = await make();
    patch(made.test, GROUP, { notify: 'mentions' });
    made.hear('im-notify-request');
    await made.open();
    await made.choose('notify');
    const now = await made.item('notify-mentions');
    expect(made.names()).to.deep.equal(['notify-all', 'notify-mentions', 'notify-silent', 'notify-none']);
    expect(made.items().map((item) => [item.role, item.ariaChecked])).to.deep.equal(
      ['false', 'true', 'false', 'false'].map((on) => ['menuitemradio', on]),
    );
    await until(() => made.menu.shadowRoot?.activeElement === now, 'the focus on what is in force');
    await made.choose('notify-none');
    expect(made.asked).to.deep.equal([['im-notify-request', { conversationId: GROUP, level: 'none' }]]);
    expect(made.test.called('notify')).to.deep.equal([[GROUP, 'none']]);
  });

  it('shows the levels that the back end keeps', async () => {
    const made = await make();
    Object.assign(made.test, { limits: { ...made.test.limits, levels: { one: ['all', 'none'] } } });
    await made.open();
    await made.choose('notify');
    await made.item('notify-none');
    expect(made.names()).to.deep.equal(['notify-all', 'notify-none']);
  });

  it('speaks of no mentions where two talk, and leaves out no level that is in force', async () => {
    const made = await make(DIRECT);
    await made.open();
    await made.choose('notify');
    await made.item('notify-all');
    expect(made.names()).to.deep.equal(['notify-all', 'notify-silent', 'notify-none']);
    made.menu.hide();
    patch(made.test, DIRECT, { notify: 'me' });
    await made.open();
    await made.choose('notify');
    await made.item('notify-me');
    expect(made.names()).to.deep.equal(['notify-all', 'notify-me', 'notify-silent', 'notify-none']);
  });

  it('clears the history once it is said that it is for oneself alone, and says why where it cannot', async () => {
    const made = await make();
    made.hear('im-clear-request');
    const dialog = (): HTMLElementTagNameMap['im-dialog'] | null | undefined =>
      made.chat.shadowRoot?.querySelector('im-dialog');
    const shown = () => until(() => (dialog()?.open ? dialog()?.shadowRoot : undefined), 'the question');
    await made.open();
    await made.choose('clear');
    const first = await shown();
    expect(made.asked).to.deep.equal([['im-clear-request', { conversationId: GROUP }]]);
    expect(first.textContent).to.contain('The others keep theirs');
    expect(getComputedStyle(first.querySelector('form') as Element).overflowX, 'no bar beneath').to.equal('hidden');
    expect(await faults(made.box)).to.deep.equal([]);
    dialog()?.close();
    await until(() => !dialog(), 'its end');
    expect(made.test.called('clear'), 'nothing is cleared without a word').to.deep.equal([]);
    await made.open();
    await made.choose('clear');
    made.test.fails = new ImError('timeout');
    const again = await shown();
    again.querySelector<HTMLElement>('[value=clear]')?.click();
    await until(() => again.querySelector('.trouble')?.textContent, 'the reason');
    made.test.fails = undefined;
    again.querySelector<HTMLElement>('[value=clear]')?.click();
    await until(() => !dialog(), 'the end');
    expect(made.test.called('clear')).to.deep.equal([[GROUP], [GROUP]]);
  });

  it('asks for receipts in groups where the window says so, and not of what is kept nowhere', async () => {
    for (const [id, receipts] of [
      [GROUP, true],
      [GROUP, false],
      [DIRECT, true],
    ] as const) {
      const made = await make(id);
      made.chat.receipts = receipts;
      await made.chat.updateComplete;
      const composer = made.chat.shadowRoot?.querySelector('im-composer');
      if (!composer) throw new Error('no composer');
      await composer.updateComplete;
      composer.value = 'one';
      composer.submit();
      composer.value = 'two';
      composer.submit({ transient: true });
      await until(() => made.test.sent.length === 2, 'both');
      const wanted = receipts && id === GROUP ? true : undefined;
      expect(made.test.sent.map(({ options }) => options.receipt)).to.deep.equal([wanted, undefined]);
      if (!wanted) continue;
      made.test.denied.add('receipt');
      composer.value = 'three';
      composer.submit();
      await until(() => made.test.sent.length === 3, 'the third');
      expect(made.test.sent[2]?.options.receipt, 'a back end without receipts').to.equal(undefined);
    }
  });
});
