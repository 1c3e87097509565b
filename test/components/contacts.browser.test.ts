import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../components/contacts/index.js';
import type { ImContacts } from '../../components/contacts/index.js';
import type { ImDialog } from '../../components/dialog/index.js';
import type { ImMenu } from '../../components/menu/index.js';
import type { ImPerson } from '../../components/person/index.js';
import { all, faults, PSEUDO, registerPseudo, untranslated } from './helpers/check.js';
import { NOW, SELF } from './helpers/client.js';
import { clean, frames, place, until } from './helpers/page.js';
import { forbidden, PeopleClient, request } from './helpers/people.js';

const few = (): PeopleClient =>
  new PeopleClient()
    .know('zoe', 'Zoë Álvarez')
    .know('ann', 'Ann Lee', { remark: 'Boss', groups: ['Work'] })
    .know('carl', 'Carl Bo', { groups: ['Work', 'Chess'] });

async function make(test: PeopleClient, size?: Parameters<typeof place>[1]) {
  const box = place(html`<im-contacts style="flex: 1" .client=${test.client}></im-contacts>`, { width: 340, ...size });
  const element = box.querySelector('im-contacts') as ImContacts;
  const root = element.shadowRoot as ShadowRoot;
  await element.updateComplete;
  const rows = (): HTMLElement[] => [...root.querySelectorAll<HTMLElement>('.slot')];
  const inside = (one: ParentNode): ParentNode => one.querySelector<ImPerson>('im-person')?.shadowRoot ?? one;
  const words = (): string[] =>
    rows()
      .sort((a, b) => Number(a.dataset.index) - Number(b.dataset.index))
      .map((row) => (inside(row).querySelector('.name, bdi')?.textContent ?? '').trim());
  const person = (id: string): ImPerson =>
    [...root.querySelectorAll('im-person')].find((one) => one.userId === id) as ImPerson;
  const menu = async (id: string, item: string): Promise<void> => {
    person(id).openMenu();
    const of = root.querySelector('im-menu') as ImMenu;
    (await until(() => of.shadowRoot!.querySelector<HTMLElement>(`[data-id=${item}]`), item)).click();
  };
  /** The dialog that is open, wherever it stands. */
  const dialog = (): Promise<ImDialog> =>
    until(() => [...all(box)].find((one): one is ImDialog => one.localName === 'im-dialog' && (one as ImDialog).open));
  const press = async (button: string, choice?: string, written?: string): Promise<void> => {
    const parts = (await dialog()).shadowRoot as ShadowRoot;
    if (choice) parts.querySelector<HTMLElement>(`input[value=${choice}]`)!.click();
    await frames();
    if (written !== undefined) parts.querySelector('textarea')!.value = written;
    parts.querySelector<HTMLElement>(`button[value=${button}]`)!.click();
  };
  return { box, element, root, rows, words, person, menu, press, dialog };
}

describe('contacts', () => {
  afterEach(clean);

  it('stand by name, by the remark first, under their groups', async () => {
    const test = few();
    test.contactGroups = ['Chess', 'Work'];
    const made = await make(test);
    await until(() => made.words().length === 8);
    const order = ['Requests', 'Chess', 'Carl Bo', 'Work', 'Boss', 'Carl Bo', 'Other contacts', 'Zoë Álvarez'];
    expect(made.words()).to.deep.equal(order);
    made.root.querySelector<HTMLElement>('.slot[data-index="3"] .fold')!.click();
    await until(() => made.words().length === 6);
    expect(made.words()).to.not.include('Boss');
  });

  it('are found by remark, name and id, accents and case ignored', async () => {
    const made = await make(few());
    await until(() => made.words().length === 4);
    for (const [typed, found] of [
      ['zoe alv', ['Zoë Álvarez']],
      ['BOSS', ['Boss']],
      ['lee', ['Boss']],
      ['carl', ['Carl Bo']],
    ] as const) {
      const field = made.root.querySelector('input') as HTMLInputElement;
      field.value = typed;
      field.dispatchEvent(new InputEvent('input'));
      await until(() => made.words().join() === found.join(), typed);
    }
    made.element.query = 'nobody at all';
    await until(() => made.root.textContent!.includes('No contact found'));
  });

  it('keep the document small, and every row within reach of the keys', async () => {
    const test = new PeopleClient();
    for (let at = 0; at < 3000; at += 1) test.know(`p${at}`, `Person ${String(at).padStart(4, '0')}`);
    const made = await make(test);
    await until(() => made.words().includes('Person 0003'));
    expect(made.rows().length).to.be.below(40);
    made.element.focus();
    const key = (name: string): boolean =>
      made.root.activeElement!.dispatchEvent(
        new KeyboardEvent('keydown', { key: name, bubbles: true, composed: true, cancelable: true }),
      );
    await until(() => made.root.activeElement);
    key('End');
    await until(() => (made.root.activeElement as ImPerson | null)?.userId === 'p2999', 'the last row');
    expect(made.rows().length).to.be.below(40);
    key('ArrowUp');
    await until(() => (made.root.activeElement as ImPerson | null)?.userId === 'p2998');
    key('Home');
    await until(() => made.root.activeElement?.matches('.entry'));
    const [first] = made.rows();
    expect(first!.getAttribute('aria-setsize')).to.equal('3001');
  });

  it('open a conversation, unless the page will not have it', async () => {
    const made = await make(few());
    await until(() => made.person('zoe'));
    const asked: unknown[] = [];
    made.box.addEventListener('im-select-request', (event) => asked.push((event as CustomEvent).detail));
    made.person('zoe').shadowRoot!.querySelector<HTMLElement>('.row')!.click();
    expect(asked).to.deep.equal([{ userId: 'zoe', conversationId: 'direct:zoe' }]);
    expect(made.element.selected).to.equal('zoe');
    made.box.addEventListener('im-select-request', (event) => event.preventDefault());
    made.person('carl').shadowRoot!.querySelector<HTMLElement>('.row')!.click();
    expect(made.element.selected).to.equal('zoe');
  });

  it('watch the presence of those in view alone', async () => {
    const test = few();
    const made = await make(test);
    await until(() => test.watched.includes('zoe'));
    test.here('zoe', 'online', { words: 'At lunch' });
    await until(() => made.person('zoe').shadowRoot!.textContent!.includes('At lunch'));
    test.here('zoe', 'offline', { lastSeen: NOW - 120_000 });
    await until(() => made.person('zoe').shadowRoot!.textContent!.includes('Last seen 2 minutes ago'));
    made.element.remove();
    await until(() => test.watched.length === 0);
  });

  it('remove from one list or both, block, name, and say why not', async () => {
    const test = few();
    const made = await make(test);
    await until(() => made.person('zoe'));
    await made.menu('zoe', 'remove');
    await made.press('remove', 'own');
    await until(() => test.called('contacts.remove').length === 1);
    expect(test.called('contacts.remove')[0]).to.deep.equal([['zoe'], { oneWay: true }]);
    await until(() => !made.box.querySelector('im-dialog'));
    await made.menu('zoe', 'remark');
    await made.press('save', undefined, 'Zo');
    await until(() => made.words().includes('Zo'));
    test.refuses = forbidden();
    await made.menu('zoe', 'block');
    await made.press('block');
    const open = await made.dialog();
    await until(() => open.shadowRoot!.querySelector('.trouble')!.textContent!.includes('You may not do this'));
    expect(open.open).to.equal(true);
  });

  it('show requests in both directions, and answer them', async () => {
    const test = few();
    test.asking = [
      request('r1', 'bob', { words: 'Bob from the shop' }),
      request('r2', SELF, { to: 'carl', read: true }),
      request('r3', 'zoe', { state: 'refused', reason: 'Who are you?' }),
    ];
    const made = await make(test);
    await until(() => made.root.querySelector('.badge')?.textContent === '1');
    made.root.querySelector<HTMLElement>('[part=requests]')!.click();
    const view = await until(() => made.root.querySelector('im-contact-requests'));
    const root = view.shadowRoot as ShadowRoot;
    await until(() => root.querySelectorAll('im-person').length === 3);
    expect(test.called('readRequests').length).to.equal(1);
    const buttons = (): HTMLButtonElement[] => [...root.querySelectorAll<HTMLButtonElement>('.answers button')];
    expect(buttons().map((one) => one.textContent)).to.deep.equal(['Refuse', 'Accept', 'Withdraw']);
    expect(root.querySelector('.state[title]')!.textContent).to.equal('Refused: Who are you?');
    buttons()[1]!.click();
    await until(() => test.called('accept').length === 1 && view.busy.size === 0);
    buttons()[2]!.click();
    await until(() => test.called('withdraw').length === 1 && view.busy.size === 0);
    await view.updateComplete;
    buttons()[0]!.click();
    await made.press('refuse', undefined, 'Not now');
    await until(() => test.called('refuse').length === 1);
    expect(test.called('refuse')[0]).to.deep.equal(['r1', 'Not now']);
    expect(await faults(made.element)).to.deep.equal([]);
  });

  for (const searches of [true, false])
    it(`add somebody found ${searches ? 'in the directory' : 'by his whole id'}`, async () => {
      const test = few();
      test.directory = [{ id: 'dora', name: 'Dora Nim' }];
      if (!searches) test.denied.add('search-users');
      const made = await make(test);
      await until(() => made.root.querySelector('[data-tool=add]'));
      made.root.querySelector<HTMLElement>('[data-tool=add]')!.click();
      const view = await until(() => made.root.querySelector('im-add-contact'));
      const root = view.shadowRoot as ShadowRoot;
      const field = await until(() => root.querySelector('input'));
      field.value = 'dora';
      field.dispatchEvent(new InputEvent('input'));
      if (!searches) field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', cancelable: true }));
      (await until(() => root.querySelector<HTMLElement>('li .text-button'))).click();
      await made.press('add', undefined, 'Hello');
      await until(() => root.textContent!.includes('Waiting for an answer'));
      expect(test.called('contacts.add')[0]).to.deep.equal(['dora', { words: 'Hello' }]);
      expect(await faults(made.element)).to.deep.equal([]);
    });

  it('say what is the matter: loading, failed, empty, offline, not here', async () => {
    const waiting = new PeopleClient();
    waiting.store.commit('local', (writer) => writer.patch('session', 'self', { state: 'connecting' }));
    const first = await make(waiting);
    await until(() => first.root.querySelectorAll('.skeleton').length === 3);
    waiting.refuses = forbidden();
    waiting.store.commit('local', (writer) => writer.patch('session', 'self', { state: 'connected' }));
    const again = await until(() => first.root.querySelector<HTMLElement>('[role=alert] button'));
    waiting.refuses = undefined;
    again.click();
    await until(() => first.root.textContent!.includes('No contacts yet'));
    waiting.store.commit('local', (writer) => writer.patch('session', 'self', { state: 'offline' }));
    await until(() => first.root.textContent!.includes('You are offline'));
    const none = new PeopleClient();
    none.denied.add('contacts');
    const second = await make(none);
    await until(() => second.root.textContent!.includes('not available'));
    expect(none.called('contacts.load')).to.deep.equal([]);
  });

  it('is right in other languages and directions', async () => {
    registerPseudo();
    const test = few();
    test.contactGroups = ['Work'];
    const made = await make(test, { lang: PSEUDO });
    await until(() => made.words().length > 3 && made.root.textContent!.includes('⟦'));
    await until(() => untranslated(made.element).length === 0, untranslated(made.element).join());
    const arabic = await make(test, { lang: 'ar', dir: 'rtl' });
    await until(() => arabic.words().includes('الطلبات'));
    expect(await faults(arabic.element)).to.deep.equal([]);
  });
});
