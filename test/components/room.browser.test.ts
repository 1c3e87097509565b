import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../components/room/index.js';
import type { ImDialog } from '../../components/dialog/index.js';
import type { ImMessage } from '../../components/message/index.js';
import type { ImRoom, ImRoomList } from '../../components/room/index.js';
import type { Client, RoomGoings } from '../../core/index.js';
import { all, faults, PSEUDO, registerPseudo, untranslated } from './helpers/check.js';
import { clean, frames, place, until } from './helpers/page.js';
import { type Places, places, say, speaker } from './helpers/places.js';

const ROOM = 'live';

async function make(client: Client, size: Parameters<typeof place>[1] = {}, create: string | undefined = undefined) {
  const box = place(
    html`<im-room style="flex: 1" .client=${client} room=${ROOM} .create=${create} shown-attributes="topic=Topic"></im-room>`,
    { width: 420, ...size },
  );
  const element = box.querySelector('im-room') as ImRoom;
  const root = element.shadowRoot as ShadowRoot;
  await element.updateComplete;
  const list = () => root.querySelector('im-room-message-list');
  const rows = (): ImMessage[] => [...(list()?.shadowRoot?.querySelectorAll('im-message') ?? [])];
  const words = (): string[] => rows().map((row) => row.shadowRoot?.querySelector('.text')?.textContent?.trim() ?? '');
  const scroller = (): HTMLElement => list()?.shadowRoot?.querySelector('.scroller') as HTMLElement;
  return { box, element, root, list, rows, words, scroller };
}

const joined = (element: ImRoom): Promise<unknown> => until(() => element.state?.state === 'joined', 'the room');

describe('a live room', () => {
  let here: Places;
  beforeEach(async () => {
    here = await places();
  });
  afterEach(async () => {
    clean();
    await here.stop();
  });

  it('is joined as it is shown, and left when it goes', async () => {
    const bob = await here.as('bob');
    await bob.rooms.join(ROOM, { create: { name: 'Evening' } });
    await bob.rooms.setAttributes(ROOM, { topic: 'Tea & cake' });
    await say(bob, `room:${ROOM}`, 'hello');
    const made = await make(here.client);
    await joined(made.element);
    await until(() => made.words().some((one) => one.startsWith('hello')), 'the message');
    expect(made.root.querySelector('h3')?.textContent).to.equal('Evening');
    await until(() => made.root.querySelector('.online')?.textContent === '2 here', 'both');
    expect(made.root.querySelector('.facts')?.textContent).to.contain('Tea & cake');
    const parent = made.element.parentElement as HTMLElement;
    const other = document.createElement('div');
    parent.append(other);
    other.append(made.element);
    await frames(4);
    expect(made.element.state?.state).to.equal('joined');
    made.element.remove();
    await until(() => bob.store.get('room', ROOM)?.online === 1, 'one to leave');
  });

  it('stands still while one reads what was said before, and goes on', async () => {
    const talk = await speaker(here.hub, 'bob', ROOM);
    const made = await make(here.client, { height: 420 });
    await joined(made.element);
    for (let at = 0; at < 40; at++) await talk(`line ${at}`);
    await until(() => made.words().some((one) => one.startsWith('line 39')), 'the last line');
    await frames(6);
    made.scroller().scrollTop = -300;
    await until(() => made.root.querySelector('.news'), 'the button');
    const before = made.words();
    for (let at = 0; at < 30; at++) await talk(`later ${at}`);
    await until(() => made.root.querySelector('.news')?.textContent?.includes('30 new'), '30 new');
    expect(made.words()).to.deep.equal(before);
    made.root.querySelector<HTMLElement>('.news')?.click();
    await until(() => made.words().at(-1)?.startsWith('later 29'), 'the newest');
    await until(() => !made.root.querySelector('.news'), 'no button');
  });

  it('goes on with what one says oneself', async () => {
    const made = await make(here.client, { height: 420 }, 'Mine');
    await joined(made.element);
    const talk = await speaker(here.hub, 'bob', ROOM);
    for (let at = 0; at < 30; at++) await talk(`line ${at}`);
    await until(() => made.words().at(-1)?.startsWith('line 29'), 'all lines');
    await frames(6);
    made.scroller().scrollTop = -300;
    await until(() => made.root.querySelector('.news'), 'the button');
    await say(here.client, `room:${ROOM}`, 'and one more');
    await until(() => made.words().at(-1)?.startsWith('and one more'), 'the last');
    await until(() => !made.root.querySelector('.news'), 'no button');
  });

  it('counts likes at once, and asks the page first', async () => {
    const made = await make(here.client, {}, '');
    await joined(made.element);
    const like = await until(() => made.root.querySelector('im-room-likes')?.shadowRoot?.querySelector('button'));
    like.click();
    await until(() => made.element.state?.likes === 1, 'a like');
    await until(() => like.textContent?.includes('1 like'), 'the count');
    made.element.addEventListener('im-like-request', (event) => event.preventDefault());
    like.click();
    await frames();
    expect(made.element.state?.likes).to.equal(1);
  });

  it('gives what the page offers', async () => {
    const made = await make(here.client, {}, '');
    made.element.gifts = [{ id: 'rose', label: 'Rose', sign: '🌹' }];
    await joined(made.element);
    (await until(() => made.root.querySelector<HTMLElement>('[data-tool=gift]'))).click();
    const menu = made.root.querySelector('im-menu')?.shadowRoot as ShadowRoot;
    (await until(() => menu.querySelector<HTMLElement>('[data-id=rose]'))).click();
    await until(
      () => made.rows().some((row) => row.shadowRoot?.textContent?.includes('🌹 Rose')),
      'the gift in the transcript',
    );
  });

  it('says in one line who came', async () => {
    const made = await make(here.client, {}, '');
    await joined(made.element);
    for (const person of ['bob', 'cleo']) await (await here.as(person)).rooms.join(ROOM);
    await until(() => made.root.querySelector('.coming')?.textContent?.includes('Bob Okoro'), 'a line with names');
    await until(() => made.root.querySelectorAll('.people im-avatar').length === 3, 'three faces');
  });

  it('says how many came with those whom it names, and to nobody that he came himself', async () => {
    const made = await make(here.client, {}, '');
    await joined(made.element);
    const crowd = Array.from({ length: 40 }, (_, n) => `guest${n}`);
    await Promise.all(crowd.map((one) => speaker(here.hub, one, ROOM)));
    const line = await until(() => {
      const said = made.root.querySelector('.coming')?.textContent ?? '';
      return /, and 38 others joined$/.test(said) && said;
    }, 'a line that counts forty');
    expect(line).to.match(/guest\d+.*guest\d+/);
    expect(here.client.store.get('room', ROOM)?.came?.count).to.equal(40);
    const bob = await here.as('bob');
    const his = await make(bob);
    await joined(his.element);
    const cleo = await here.as('cleo');
    await cleo.rooms.join(ROOM);
    await until(() => his.root.querySelector('.coming'), 'a line');
    expect(his.root.querySelector('.coming')?.textContent).to.match(/^\W*Cleo\W* joined$/);
  });

  it('says of who came what the room tells, and nothing where it tells nothing', async () => {
    const made = await make(here.client, {}, '');
    await joined(made.element);
    const tell = (patch: { came?: RoomGoings; went?: RoomGoings; online?: number; recent?: readonly string[] }) =>
      here.client.store.commit('cache', (writer) => writer.patch('room', ROOM, patch));
    const says = (words: RegExp) =>
      until(() => words.test(made.root.querySelector('.coming')?.textContent ?? ''), `${words}`);
    const shown: number[] = [];
    made.element.addEventListener('im-room-change', (event) => shown.push((event as CustomEvent).detail.room.online));
    tell({ online: 3, recent: ['ann', 'bob', 'cleo'] });
    await until(() => shown.includes(3), 'three');
    expect(made.root.querySelector('.coming')).to.equal(null);
    tell({ came: { count: 1, users: ['bob'] } });
    await says(/^\W*Bob Okoro\W* joined$/);
    tell({ came: { count: 31, users: ['cleo'] } });
    await says(/^\W*Cleo\W*, \W*Bob Okoro\W*, and 29 others joined$/);
    tell({ went: { count: 1, users: ['bob'] } });
    await says(/^\W*Bob Okoro\W* left$/);
    tell({ went: { count: 2, users: ['cleo', 'bob'] } });
    await says(/^\W*Cleo\W* and \W*Bob Okoro\W* left$/);
    tell({ came: { count: 32, users: ['bob', 'cleo'] } });
    await says(/^\W*Bob Okoro\W* joined$/);
    tell({ came: { count: 34, users: ['cleo', 'cleo', 'bob'] }, went: { count: 3, users: ['cleo', 'cleo', 'bob'] } });
    await says(/^\W*Cleo\W* joined$/);
    tell({ came: { count: 40, users: [] }, went: { count: 4, users: ['bob'] } });
    await says(/^6 others joined$/);
    const other = await make(here.client);
    await joined(other.element);
    await frames(4);
    expect(other.root.querySelector('.coming'), 'what was before one looked').to.equal(null);
  });

  it('offers owner and admins alone to mute, put out and ban, and says what became of it', async () => {
    const bob = await here.as('bob');
    const own = await make(here.client, {}, '');
    await joined(own.element);
    const his = await make(bob);
    await joined(his.element);
    await say(bob, `room:${ROOM}`, 'buy this');
    await until(() => own.rows().some((row) => row.shadowRoot?.textContent?.includes('buy this')), 'his words');
    const names = (rows: ImMessage[], of: ImRoom): string[] => {
      const found: string[] = [];
      const [row] = rows;
      const detail = { message: here.client.store.get('message', row?.messageId ?? ''), actions: found, quick: [] };
      of.dispatchEvent(new CustomEvent('im-message-actions', { detail }));
      return found;
    };
    const offered = names(own.rows(), own.element) as unknown as { name: string; run(): void }[];
    expect(offered.map(({ name }) => name)).to.deep.equal(['room-mute', 'room-kick', 'room-ban']);
    offered.find(({ name }) => name === 'room-ban')?.run();
    const dialog = await until(() =>
      [...all(own.box)].find((one): one is ImDialog => one.localName === 'im-dialog' && (one as ImDialog).open),
    );
    dialog.shadowRoot?.querySelector<HTMLElement>('input')?.click();
    await frames();
    dialog.shadowRoot?.querySelector<HTMLElement>('button[value=kick]')?.click();
    await until(() => his.element.state?.state === 'banned', 'the ban');
    await until(() => his.root.querySelector('.over')?.textContent?.includes('cannot come back'), 'the words');
    his.root.querySelector<HTMLElement>('.over button')?.click();
    await frames(4);
    expect(his.root.querySelector('.over')).to.not.equal(null);
  });

  it('says that it is over, that one was put out, and that it is not there', async () => {
    const bob = await here.as('bob');
    const none = await make(bob);
    await until(() => none.root.textContent?.includes('There is no such room'), 'nothing there');
    await here.client.rooms.join(ROOM, { create: { name: 'Short' } });
    none.root.querySelector<HTMLElement>('.over button')?.click();
    await joined(none.element);
    await here.client.rooms.kick(ROOM, ['bob']);
    await until(() => none.root.textContent?.includes('You were put out'), 'put out');
    none.root.querySelector<HTMLElement>('.over button')?.click();
    await joined(none.element);
    await here.client.rooms.destroy(ROOM);
    await until(() => none.root.textContent?.includes('This room is over'), 'the end');
    expect(none.root.querySelector('.over button')).to.equal(null);
  });

  it('keeps the document small however fast they come', async () => {
    const talk = await speaker(here.hub, 'bob', ROOM);
    const made = await make(here.client, { height: 600 });
    await joined(made.element);
    const all = Array.from({ length: 400 }, (_, at) => talk(`fast ${at}`));
    await Promise.all(all);
    await until(() => made.words().at(-1)?.startsWith('fast 399'), 'the last');
    expect(made.rows().length).to.be.below(160);
  });

  it('is in order for assistive technology, other languages and directions', async () => {
    registerPseudo();
    const made = await make(here.client, { lang: PSEUDO }, 'Seven');
    await joined(made.element);
    await until(() => made.root.querySelector('.online')?.textContent?.includes('⟦'), 'the language');
    const own = (): string[] => untranslated(made.element).filter((one) => !one.includes('Seven'));
    // The transcript is drawn with the next frame.
    await until(() => own().length === 0, 'the language of the transcript').catch(() => undefined);
    expect(own()).to.deep.equal([]);
    clean();
    const arabic = await make(here.client, { lang: 'ar', dir: 'rtl' }, 'Seven');
    await joined(arabic.element);
    await until(() => arabic.root.querySelector('.online')?.textContent === 'شخص واحد هنا', 'Arabic');
    expect(await faults(arabic.element)).to.deep.equal([]);
  });
});

describe('a list of rooms', () => {
  let here: Places;
  beforeEach(async () => {
    here = await places();
  });
  afterEach(async () => {
    clean();
    await here.stop();
  });

  it('shows and finds those that are open, and chooses one', async () => {
    const { client } = here;
    for (const [id, name] of [
      ['tea', 'Tea at five'],
      ['art', 'Art talk'],
    ] as const)
      await client.rooms.join(id, { create: { name }, more: true });
    const box = place(html`<im-room-list style="flex: 1" .client=${client}></im-room-list>`, { width: 340 });
    const element = box.querySelector('im-room-list') as ImRoomList;
    const root = element.shadowRoot as ShadowRoot;
    await until(() => root.querySelectorAll('.row').length === 2, 'two rooms');
    const field = root.querySelector('input') as HTMLInputElement;
    field.value = 'art';
    field.dispatchEvent(new InputEvent('input'));
    const row = await until(() =>
      root.querySelectorAll('.row').length === 1 ? root.querySelector<HTMLElement>('.row') : null,
    );
    expect(row.textContent).to.contain('Art talk');
    const chosen: unknown[] = [];
    element.addEventListener('im-select', (event) => chosen.push((event as CustomEvent).detail));
    row.click();
    expect(chosen).to.deep.equal([{ room: 'art', conversationId: 'room:art' }]);
    expect(await faults(element)).to.deep.equal([]);
  });
});
