import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../components/channel-list/index.js';
import type { ImChannelList } from '../../components/channel-list/index.js';
import type { ImDialog } from '../../components/dialog/index.js';
import type { ImMenu } from '../../components/menu/index.js';
import type { Client } from '../../core/index.js';
import { all, faults, PSEUDO, registerPseudo, untranslated } from './helpers/check.js';
import { clean, frames, place, until } from './helpers/page.js';
import { type Places, places, say } from './helpers/places.js';

async function make(client: Client, size: Parameters<typeof place>[1] = {}, space?: string) {
  const box = place(html`<im-channel-list style="flex: 1" .client=${client} .space=${space}></im-channel-list>`, {
    width: 300,
    ...size,
  });
  const element = box.querySelector('im-channel-list') as ImChannelList;
  const root = element.shadowRoot as ShadowRoot;
  await element.updateComplete;
  const words = (): string[] =>
    [...root.querySelectorAll<HTMLElement>('.slot')]
      .sort((a, b) => Number(a.dataset.index) - Number(b.dataset.index))
      .map((slot) => slot.querySelector('bdi')?.textContent ?? slot.textContent?.trim() ?? '');
  const row = (name: string): HTMLElement =>
    [...root.querySelectorAll<HTMLElement>('.slot')].find(
      (one) => one.querySelector('bdi')?.textContent === name,
    ) as HTMLElement;
  const menu = async (name: string, item: string): Promise<void> => {
    row(name).querySelector<HTMLElement>('.menu-button')?.click();
    const list = root.querySelector('im-menu') as ImMenu;
    const of = list.shadowRoot as ShadowRoot;
    await list.updateComplete;
    await until(() => list.open, 'the menu');
    (await until(() => of.querySelector<HTMLElement>(`[data-id=${item}]`), item)).click();
  };
  const dialog = (): Promise<ImDialog> =>
    until(
      () => [...all(box)].find((one): one is ImDialog => one.localName === 'im-dialog' && (one as ImDialog).open),
      'a dialog',
    );
  const form = async (): Promise<ShadowRoot> =>
    (await until(() => box.querySelector('im-channel-form'), 'a form')).shadowRoot as ShadowRoot;
  return { box, element, root, words, row, menu, dialog, form };
}

async function filled(here: Places): Promise<void> {
  const { client } = here;
  await client.spaces.create({ id: 'shop', name: 'The shop', members: ['bob'] });
  await client.spaces.createChannel('shop', { id: 'general', name: 'general', topic: 'Everything' });
  await client.spaces.createChannel('shop', { id: 'lamps', name: 'lamps', category: 'Work' });
  await client.spaces.createChannel('shop', { id: 'money', name: 'money', category: 'Work', private: true });
}

describe('the list of channels', () => {
  let here: Places;
  beforeEach(async () => {
    here = await places();
  });
  afterEach(async () => {
    clean();
    await here.stop();
  });

  it('stands by space and category, and folds', async () => {
    await filled(here);
    const made = await make(here.client);
    await until(() => made.words().length === 5, 'five rows');
    expect(made.words()).to.deep.equal(['The shop', 'general', 'Work', 'lamps', 'money']);
    made.row('Work').querySelector<HTMLElement>('.fold')?.click();
    await until(() => made.words().length === 3, 'folded');
    made.row('The shop').querySelector<HTMLElement>('.fold')?.click();
    await until(() => made.words().length === 1, 'the space folded');
    const bob = await make(await here.as('bob'), {}, 'shop');
    await until(() => bob.words().includes('lamps'), 'his list');
    expect(bob.words()).to.not.include('money');
  });

  it('counts what is unread, opens a channel, and asks the page first', async () => {
    await filled(here);
    const bob = await here.as('bob');
    await bob.spaces.load();
    const made = await make(here.client);
    await until(() => made.words().length === 5, 'five rows');
    await say(bob, 'channel:shop/lamps', 'brass?');
    await until(() => made.row('lamps').querySelector('.badge')?.textContent === '1', 'one unread');
    await until(() => made.row('The shop').querySelector('.badge')?.textContent === '1', 'one in the space');
    made.row('Work').querySelector<HTMLElement>('.fold')?.click();
    await until(() => !made.words().includes('money'), 'folded');
    expect(made.words()).to.include('lamps');
    await bob.messages.send('channel:shop/lamps', { kind: 'text', text: '@Ann' }, { mentions: { users: ['ann'] } });
    await until(() => made.row('lamps').querySelector('.at'), 'a mention');
    const chosen: unknown[] = [];
    made.element.addEventListener('im-select-request', (event) => chosen.push((event as CustomEvent).detail));
    made.row('lamps').querySelector<HTMLElement>('.main')?.click();
    expect(chosen).to.deep.equal([{ conversationId: 'channel:shop/lamps' }]);
    expect(made.element.selected).to.equal('channel:shop/lamps');
    await made.menu('The shop', 'read-all');
    await until(() => !made.root.querySelector('.badge'), 'all read');
  });

  it('makes, changes and removes channels where one may', async () => {
    await filled(here);
    const made = await make(here.client);
    await until(() => made.words().length === 5, 'five rows');
    await made.menu('The shop', 'new');
    let form = await made.form();
    const name = await until(() => form.querySelector<HTMLInputElement>('[name=name]'));
    await made.dialog();
    form.querySelector<HTMLElement>('[data-do=save]')?.click();
    await until(() => form.querySelector('.trouble:not([hidden])'), 'a name is wanted');
    name.value = 'orders';
    (form.querySelector('[name=category]') as HTMLInputElement).value = 'Work';
    form.querySelector<HTMLElement>('[data-do=save]')?.click();
    await until(() => made.words().includes('orders') && !made.box.querySelector('im-channel-form'), 'the channel');
    await made.menu('orders', 'edit');
    form = await made.form();
    (await until(() => form.querySelector<HTMLInputElement>('[name=name]'))).value = 'sold';
    await made.dialog();
    form.querySelector<HTMLElement>('[data-do=save]')?.click();
    await until(() => made.words().includes('sold') && !made.box.querySelector('im-channel-form'), 'its new name');
    await made.menu('sold', 'remove');
    const dialog = await made.dialog();
    dialog.shadowRoot?.querySelector<HTMLElement>('button[value=remove]')?.click();
    await until(() => !made.words().includes('sold'), 'it to go');
    const bob = await make(await here.as('bob'));
    await until(() => bob.words().includes('lamps'), 'his list');
    bob.row('lamps').querySelector<HTMLElement>('.menu-button')?.click();
    const menu = bob.root.querySelector('im-menu')?.shadowRoot as ShadowRoot;
    await until(() => menu.querySelector('[data-id=notify]'), 'his menu');
    expect(menu.querySelector('[data-id=edit], [data-id=remove]')).to.equal(null);
  });

  it('shows who is in a private channel, adds and removes, and says who was refused', async () => {
    await filled(here);
    const made = await make(here.client);
    await until(() => made.words().length === 5, 'five rows');
    await here.client.spaces.addToChannel('shop', 'money', ['bob']);
    await made.menu('money', 'members');
    const form = await made.form();
    await until(() => form.querySelectorAll('.members li').length >= 1, 'members');
    const remove = await until(() => form.querySelector<HTMLElement>('.members .icon-button'));
    remove.click();
    await until(() => ![...form.querySelectorAll('im-person')].some((one) => one.userId === 'bob'), 'bob to go');
    form.querySelector<HTMLElement>('[data-do=add]')?.click();
    const picker = await until(() => form.querySelector('im-people-picker'), 'the picker');
    picker.dispatchEvent(new CustomEvent('im-pick', { detail: { chosen: new Set(['bob', 'cleo']) } }));
    await frames();
    form.querySelector<HTMLElement>('[data-do=save]')?.click();
    const said = await until(() => form.querySelector('.results'), 'what became of it');
    expect(said.textContent).to.contain('Done for 1 person');
    expect(said.textContent).to.match(/cleo/i);
    expect(await faults(made.box)).to.deep.equal([]);
  });

  it('offers what the back end keeps alone', async () => {
    await filled(here);
    const { can, limits } = here.client;
    const without: typeof can = (action, ...rest) =>
      action === 'channel-members' ? 'unsupported' : can.call(here.client, action, ...rest);
    const kept = { ...limits, levels: { one: ['all', 'none'] } };
    Object.defineProperties(here.client, { can: { value: without }, limits: { value: kept } });
    const made = await make(here.client);
    await until(() => made.words().length === 5, 'five rows');
    await made.menu('The shop', 'notify');
    const items = (): HTMLElement[] => [
      ...(made.root.querySelector('im-menu')?.shadowRoot?.querySelectorAll<HTMLElement>('[data-id]') ?? []),
    ];
    const none = await until(() => items().find(({ dataset }) => dataset.id === 'notify-none'), 'the levels');
    expect(items().map(({ dataset }) => dataset.id)).to.deep.equal(['notify-usual', 'notify-all', 'notify-none']);
    none.click();
    await until(() => here.client.store.get('space', 'shop')?.notify === 'none', 'the level');
    await made.menu('The shop', 'new');
    const form = await made.form();
    await until(() => form.querySelector('[name=category]'), 'the form');
    expect(form.querySelector('[name=private]')).to.equal(null);
    (form.querySelector('[name=name]') as HTMLInputElement).value = 'open to all';
    form.querySelector<HTMLElement>('[data-do=save]')?.click();
    await until(() => made.words().includes('open to all'), 'the channel');
  });

  it('makes a channel first, then lets people of the space in, and says who was refused', async () => {
    await filled(here);
    const made = await make(here.client);
    await until(() => made.words().length === 5, 'five rows');
    await made.menu('The shop', 'new');
    const form = await made.form();
    await made.dialog();
    (await until(() => form.querySelector<HTMLInputElement>('[name=name]'))).value = 'secret';
    form.querySelector<HTMLElement>('[name=private]')?.click();
    const picker = await until(() => form.querySelector('im-people-picker'), 'the picker');
    const offered = (): string[] =>
      [...(picker.shadowRoot?.querySelectorAll('im-person') ?? [])].map(({ userId = '' }) => userId);
    await until(() => offered().length === 2, 'the people of the space');
    expect(offered().sort()).to.deep.equal(['ann', 'bob']);
    const field = picker.shadowRoot?.querySelector('input') as HTMLInputElement;
    field.value = 'oko';
    field.dispatchEvent(new InputEvent('input'));
    await until(() => offered().join() === 'bob', 'him who is looked for');
    picker.dispatchEvent(new CustomEvent('im-pick', { detail: { chosen: new Set(['bob', 'cleo']) } }));
    await frames();
    form.querySelector<HTMLElement>('[data-do=save]')?.click();
    const said = await until(() => form.querySelector('.results'), 'what became of it');
    expect(said.textContent).to.contain('Done for 1 person').and.to.match(/cleo/i);
    await until(() => made.words().includes('secret'), 'the channel');
    expect(made.words().filter((one) => one === 'secret').length).to.equal(1);
    await until(() => [...form.querySelectorAll('.members im-person')].length === 2, 'who is in it');
    expect(form.querySelector('[data-do=add]')).to.not.equal(null);
    expect(await faults(made.box)).to.deep.equal([]);
  });

  it('says who may join a space, and changes it', async () => {
    const made = await make(here.client);
    (await until(() => made.root.querySelector<HTMLElement>('[data-tool=new]'))).click();
    let form = await made.form();
    await made.dialog();
    (await until(() => form.querySelector<HTMLInputElement>('[name=name]'))).value = 'Open house';
    (form.querySelector('[name=policy]') as HTMLSelectElement).value = 'open';
    expect(await faults(made.box)).to.deep.equal([]);
    form.querySelector<HTMLElement>('[data-do=save]')?.click();
    await until(() => made.words().includes('Open house') && !made.box.querySelector('im-channel-form'), 'the space');
    const [id = ''] = here.client.store.list('spaces');
    await (await here.as('bob')).spaces.join(id);
    await made.menu('Open house', 'edit');
    form = await made.form();
    await made.dialog();
    const policy = await until(() => form.querySelector<HTMLSelectElement>('[name=policy]'));
    expect(policy.value).to.equal('open');
    policy.value = 'invite';
    form.querySelector<HTMLElement>('[data-do=save]')?.click();
    await until(() => here.client.store.get('space', id)?.policy === 'invite', 'the change');
  });

  it('sets levels, of a channel and of the space', async () => {
    await filled(here);
    const made = await make(here.client);
    await until(() => made.words().length === 5, 'five rows');
    for (const name of ['lamps', 'The shop']) {
      await made.menu(name, 'notify');
      const menu = made.root.querySelector('im-menu')?.shadowRoot as ShadowRoot;
      (await until(() => menu.querySelector<HTMLElement>('[data-id=notify-none]'))).click();
    }
    await until(() => here.client.store.get('conversation', 'channel:shop/lamps')?.notify === 'none', 'the level');
    await until(() => here.client.store.get('space', 'shop')?.notify === 'none', 'the level of the space');
  });

  it('keeps the document small, and every row within reach of the keys', async () => {
    const { client } = here;
    await client.spaces.create({ id: 'big', name: 'Big' });
    await client.spaces.load();
    // What the hub says of this space once more would take the made-up channels away.
    Object.assign(client.spaces, { load: async () => {} });
    client.store.commit('remote', (writer) => {
      const ids = Array.from({ length: 200 }, (_, at) => `c${at}`);
      for (const [at, id] of ids.entries())
        writer.put('channel', `big/${id}`, { spaceId: 'big', id, name: id, place: at });
      writer.list('channels/big', ids);
    });
    const made = await make(client, { height: 400 });
    await until(() => made.words().includes('c3'), 'rows');
    expect(made.root.querySelectorAll('.slot').length).to.be.below(40);
    made.element.focus();
    await until(() => made.root.activeElement, 'the focus');
    const key = (name: string): boolean | undefined =>
      made.root.activeElement?.dispatchEvent(
        new KeyboardEvent('keydown', { key: name, bubbles: true, composed: true, cancelable: true }),
      );
    key('End');
    await until(() => made.root.activeElement?.textContent?.includes('c199'), 'the last');
    key('Home');
    await until(() => made.root.activeElement?.textContent?.includes('Big'), 'the first');
    key('ArrowLeft');
    await until(() => made.words().length === 1, 'folded');
    key('ArrowRight');
    await until(() => made.words().length > 1, 'unfolded');
  });

  it('is in order for assistive technology, other languages and directions', async () => {
    registerPseudo();
    await filled(here);
    const made = await make(here.client, { lang: PSEUDO });
    await until(() => made.words().length === 5 && made.root.textContent?.includes('⟦'), 'the language');
    const names = ['The shop', 'general', 'Everything', 'Work', 'lamps', 'money'];
    expect(untranslated(made.element).filter((one) => !names.some((name) => one.includes(name)))).to.deep.equal([]);
    clean();
    const arabic = await make(here.client, { lang: 'ar', dir: 'rtl' });
    await until(() => arabic.root.textContent?.includes('المساحات'), 'Arabic');
    await until(() => arabic.words().length === 5, 'rows');
    expect(await faults(arabic.element)).to.deep.equal([]);
  });

  it('says that there is none, and that one is not in it', async () => {
    const made = await make(here.client);
    await until(() => made.root.textContent?.includes('No spaces yet'), 'no space');
    const none = await make(here.client, {}, 'nowhere');
    await until(() => none.root.textContent?.includes('You are not in this space'), 'absent');
  });
});
