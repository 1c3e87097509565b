import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../components/channel-list/index.js';
import '../../components/room/index.js';
import type { ImDialog } from '../../components/dialog/index.js';
import type { ImMenu } from '../../components/menu/index.js';
import type { MessageAction } from '../../components/message/index.js';
import type { ImPlacePeople } from '../../components/place-people/people.js';
import type { ImRoom } from '../../components/room/index.js';
import type { Client } from '../../core/index.js';
import { all, faults, PSEUDO, registerPseudo, untranslated } from './helpers/check.js';
import { clean, place, until } from './helpers/page.js';
import { type Places, places, say } from './helpers/places.js';

/** What can be asked of the panel of people that is open in `box`. */
async function panel(box: HTMLElement) {
  const element = await until(
    () => [...all(box)].find((one): one is ImPlacePeople => one.localName === 'im-place-people'),
    'the panel',
  );
  const root = element.shadowRoot as ShadowRoot;
  const rows = () => [...root.querySelectorAll('im-member')];
  const row = (id: string) => rows().find(({ member }) => member.userId === id);
  const role = (id: string): string => row(id)?.shadowRoot?.querySelector('.role')?.textContent ?? '';
  const list = () => root.querySelector('im-menu') as ImMenu;
  const offers = (): string[] =>
    [...(list().shadowRoot as ShadowRoot).querySelectorAll<HTMLElement>('[data-id]')].map(
      (one) => one.dataset.id ?? '',
    );
  const menu = async (id: string): Promise<string[]> => {
    (await until(() => row(id), id)).openMenu();
    await until(() => list().open, 'its menu');
    await list().updateComplete;
    return offers();
  };
  const choose = (id: string): void => list().shadowRoot?.querySelector<HTMLElement>(`[data-id=${id}]`)?.click();
  const act = (name: string) => root.querySelector<HTMLButtonElement>(`[data-act=${name}]`);
  /** Answers the question that is asked on top. */
  const answer = async (value: string): Promise<void> => {
    const button = await until(() => {
      const dialogs = [...all(box)].filter(
        (one): one is ImDialog => one.localName === 'im-dialog' && (one as ImDialog).open,
      );
      return dialogs.map((one) => one.shadowRoot?.querySelector<HTMLElement>(`button[value=${value}]`)).find(Boolean);
    }, `the answer ${value}`);
    button.click();
  };
  return { element, root, rows, row, role, menu, choose, act, answer };
}

async function ofSpace(client: Client, size: Parameters<typeof place>[1] = {}) {
  const box = place(html`<im-channel-list style="flex: 1" .client=${client}></im-channel-list>`, {
    width: 360,
    ...size,
  });
  const list = box.querySelector('im-channel-list') as HTMLElementTagNameMap['im-channel-list'];
  const root = list.shadowRoot as ShadowRoot;
  const word = size.lang === 'ar' ? 'المساحات' : size.lang === PSEUDO ? '⟦' : '';
  await until(() => root.textContent?.includes(word), 'the language');
  const button = await until(() => root.querySelector<HTMLElement>('.slot .menu-button'), 'the space');
  button.click();
  const menu = root.querySelector('im-menu') as ImMenu;
  await until(() => menu.open, 'the menu');
  (await until(() => menu.shadowRoot?.querySelector<HTMLElement>('[data-id=members]'), 'members')).click();
  return { box, list, ...(await panel(box)) };
}

async function inRoom(client: Client) {
  const box = place(html`<im-room style="flex: 1" .client=${client} room="live"></im-room>`, { width: 420 });
  const room = box.querySelector('im-room') as ImRoom;
  await until(() => room.state?.state === 'joined', 'the room');
  const people = async () => {
    const root = room.shadowRoot as ShadowRoot;
    (await until(() => root.querySelector<HTMLElement>('[data-tool=menu]'))).click();
    const menu = root.querySelector('im-menu') as ImMenu;
    await until(() => menu.open, 'the menu');
    (await until(() => menu.shadowRoot?.querySelector<HTMLElement>('[data-id=people]'), 'people')).click();
    return panel(box);
  };
  /** What the menu of a message of somebody offers. */
  const senderOffers = async (from: string): Promise<string[]> => {
    const id = await until(() => {
      const found = [...client.store.entries()].find(
        ([key, one]) => key.startsWith('message/') && (one as { senderId?: string }).senderId === from,
      );
      return found?.[0].slice('message/'.length);
    }, `a message of ${from}`);
    const actions: MessageAction[] = [];
    const detail = { message: client.store.get('message', id), actions, quick: [] };
    room.dispatchEvent(new CustomEvent('im-message-actions', { detail }));
    return actions.map(({ name }) => name);
  };
  return { box, room, people, senderOffers };
}

describe('people of a place', () => {
  let here: Places;
  beforeEach(async () => {
    here = await places();
  });
  afterEach(async () => {
    clean();
    await here.stop();
  });

  it('of a space: roles, one made an admin, and each row offers what the hub would do', async () => {
    await here.client.spaces.create({ id: 'shop', name: 'The shop', members: ['bob', 'cleo'] });
    const made = await ofSpace(here.client);
    await until(() => made.rows().length === 3, 'three rows');
    await until(() => made.role('ann') === 'Owner', 'the owner');
    const asked: unknown[] = [];
    made.list.addEventListener('im-space-role-request', (event) => asked.push((event as CustomEvent).detail));
    expect(await made.menu('bob')).to.deep.equal(['profile', 'set-admin', 'kick']);
    made.choose('set-admin');
    await until(() => made.role('bob') === 'Admin', 'his role');
    expect(asked).to.deep.equal([{ space: 'shop', users: ['bob'], role: 'admin' }]);
    expect(await made.menu('bob')).to.deep.equal(['profile', 'unset-admin', 'kick']);
    expect(await faults(made.box)).to.deep.equal([]);
    clean();
    const bob = await ofSpace(await here.as('bob'));
    await until(() => bob.rows().length === 3, 'his rows');
    expect(await bob.menu('cleo')).to.deep.equal(['profile', 'kick']);
    expect(await bob.menu('ann')).to.deep.equal(['profile']);
    clean();
    const cleo = await ofSpace(await here.as('cleo'));
    await until(() => cleo.rows().length === 3, 'her rows');
    expect(await cleo.menu('bob')).to.deep.equal(['profile']);
    expect(cleo.root.querySelector('[data-tool]')).to.equal(null);
    await here.client.spaces.update('shop', { policy: 'open' });
    await until(() => cleo.root.querySelector('[data-tool=invite]'), 'that members invite where all may join');
    cleo.choose('profile');
    await until(
      () =>
        cleo.box.querySelector('im-profile-dialog') ?? [...all(cleo.box)].find((one) => one.localName === 'im-profile'),
      'his profile',
    );
  });

  it('of a space: several are removed at once, with what became of each', async () => {
    const { client } = here;
    await client.spaces.create({ id: 'shop', name: 'The shop', members: ['bob', 'cleo'] });
    const made = await ofSpace(client);
    await until(() => made.rows().length === 3, 'three rows');
    (await until(() => made.root.querySelector<HTMLElement>('[data-tool=select]'))).click();
    const box = (id: string) =>
      made.row(id)?.shadowRoot?.querySelector('im-person')?.shadowRoot?.querySelector<HTMLElement>('[role=checkbox]');
    (await until(() => box('bob'))).click();
    (await until(() => box('cleo'))).click();
    await until(() => made.root.querySelector('.count')?.textContent === '2 selected', 'both');
    expect(box('ann')).to.equal(null);
    const kick = await until(() => made.act('kick'));
    expect(kick.disabled).to.equal(false);
    kick.click();
    // The page names one more, who is not in it.
    made.list.addEventListener('im-space-kick-request', (event) => {
      const { detail } = event as CustomEvent;
      detail.users = [...detail.users, 'nobody'];
    });
    await made.answer('remove');
    const results = await until(() => made.root.querySelector('.results'), 'the results');
    expect(results.textContent).to.contain('Done for 2 people').and.contain('nobody');
    await until(() => made.rows().length === 1, 'them to go');
    expect(await faults(made.box)).to.deep.equal([]);
  });

  it('of a space: follows who comes and goes, and is moved through by keys', async () => {
    const { client } = here;
    await client.spaces.create({ id: 'shop', name: 'The shop', members: ['bob'] });
    const made = await ofSpace(client);
    await until(() => made.rows().length === 2, 'two rows');
    await client.spaces.invite('shop', ['cleo']);
    await until(() => made.rows().length === 3, 'the third');
    made.element.focus();
    const at = () => (made.root.activeElement as HTMLElementTagNameMap['im-member'] | null)?.member?.userId;
    const first = await until(at, 'the focus');
    const key = (name: string, more: KeyboardEventInit = {}): unknown =>
      made.root.activeElement?.dispatchEvent(
        new KeyboardEvent('keydown', { key: name, bubbles: true, composed: true, cancelable: true, ...more }),
      );
    key('End');
    const last = await until(() => (at() !== first ? at() : undefined), 'the last');
    key('F10', { shiftKey: true });
    await until(() => made.root.querySelector('im-menu')?.open, `the menu of ${last}`);
  });

  it('reads page by page, says what failed, and tries again', async () => {
    const { client } = here;
    let fails = false;
    const asked: (string | undefined)[] = [];
    const box = place(html`<div></div>`, { width: 360 });
    await import('../../components/place-people/open.js');
    const element = document.createElement('im-place-people');
    Object.assign(element, {
      client,
      place: {
        ...{ talk: 'room:big', label: 'People', keys: [], acts: [] },
        page: async (cursor?: string) => {
          if (fails) throw new Error('out of reach');
          asked.push(cursor);
          const from = Number(cursor ?? 0);
          const items = Array.from({ length: 50 }, (_, n) => ({ userId: `p${from + n}` }));
          return { items, ...(from < 250 && { next: String(from + 50) }) };
        },
      },
    });
    box.append(element);
    const root = element.shadowRoot as ShadowRoot;
    await until(() => root.querySelectorAll('im-member').length > 5, 'rows');
    expect(asked).to.deep.equal([undefined]);
    fails = true;
    const scroller = root.querySelector('.scroller') as HTMLElement;
    scroller.scrollTop = scroller.scrollHeight;
    const again = await until(() => root.querySelector<HTMLElement>('[role=alert] .text-button'), 'that it failed');
    fails = false;
    again.click();
    await until(() => asked.length === 2, 'the second page');
    await until(() => root.querySelector('.slot')?.getAttribute('aria-setsize') === '100', 'its rows');
    scroller.scrollTop = scroller.scrollHeight;
    await until(() => asked.length === 3, 'the third');
    expect(asked).to.deep.equal([undefined, '50', '100']);
    expect(root.querySelectorAll('im-member').length).to.be.below(60);
  });

  it('of a room: the owner makes admins, who are offered nothing towards each other', async () => {
    const { client } = here;
    const [bob, cleo] = [await here.as('bob'), await here.as('cleo')];
    await client.rooms.join('live', { create: { name: 'Evening' } });
    const his = await inRoom(bob);
    await cleo.rooms.join('live');
    await say(cleo, 'room:live', 'hello');
    await say(client, 'room:live', 'good evening');
    const own = await inRoom(client);
    const people = await own.people();
    await until(() => people.rows().length === 3 && people.role('ann') === 'Owner', 'three rows');
    expect(await people.menu('bob')).to.deep.equal(['profile', 'set-admin', 'mute', 'kick', 'ban']);
    people.choose('set-admin');
    await until(() => people.role('bob') === 'Admin', 'his role');
    expect(await faults(people.element)).to.deep.equal([]);
    await until(() => bob.store.get('conversation', 'room:live')?.standing?.role === 'admin', 'that he is one');
    expect(await his.senderOffers('cleo')).to.deep.equal(['room-mute', 'room-kick', 'room-ban']);
    expect(await his.senderOffers('ann')).to.deep.equal([]);
    await client.rooms.setRole('live', ['cleo'], 'admin');
    await until(() => bob.store.get('group', 'live')?.admins?.includes('cleo'), 'that she is one too');
    expect(await his.senderOffers('cleo')).to.deep.equal([]);
    expect(await people.menu('cleo')).to.deep.equal(['profile', 'unset-admin', 'mute', 'kick', 'ban']);
    people.choose('kick');
    await people.answer('kick');
    await until(() => people.rows().length === 2, 'her to go');
  });

  it('is in order in other languages and directions', async () => {
    registerPseudo();
    await here.client.spaces.create({ id: 'shop', name: '7', members: ['bob'] });
    const made = await ofSpace(here.client, { lang: PSEUDO });
    await until(() => made.root.textContent?.includes('⟦') && made.role('ann') !== '', 'the language');
    expect(untranslated(made.element).filter((one) => !/Bob|Ann/.test(one))).to.deep.equal([]);
    clean();
    const arabic = await ofSpace(here.client, { lang: 'ar', dir: 'rtl' });
    await until(() => arabic.role('ann') === 'المالك', 'Arabic');
    expect(await faults(arabic.box)).to.deep.equal([]);
  });
});
