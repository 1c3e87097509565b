import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { type ImNotifier, localAlerts, onLocalAlerts, setLocalAlerts } from '../../components/notifier/index.js';
import { messageAt } from './helpers/client.js';
import { clean, frames, place, until } from './helpers/page.js';
import { WritingClient } from './helpers/writing.js';

const KEY = 'im-local-alerts';

/** What the browser was asked to show; stands in for the system, which no test page may use. */
class Shown {
  static all: Shown[] = [];
  static permission: NotificationPermission = 'granted';
  static asked = 0;
  static async requestPermission(): Promise<NotificationPermission> {
    Shown.asked += 1;
    return Shown.permission === 'default' ? 'granted' : Shown.permission;
  }
  open = true;
  onclick: (() => void) | undefined;
  onclose: (() => void) | undefined;
  constructor(
    readonly title: string,
    readonly options: NotificationOptions,
  ) {
    Shown.all.push(this);
  }
  close(): void {
    this.open = false;
    this.onclose?.();
  }
}

async function make(
  attributes: string,
  test = new WritingClient().list('direct:a', 'group:g'),
): Promise<[ImNotifier, WritingClient]> {
  const box = place(html`<im-notifier .client=${test.client}></im-notifier>`);
  const notifier = box.querySelector('im-notifier')!;
  for (const name of attributes.split(' ').filter(Boolean)) notifier.toggleAttribute(name, true);
  await notifier.updateComplete;
  return [notifier, test];
}
const unread = (test: WritingClient, count: number): void =>
  test.store.commit('remote', (writer) => writer.put('unread', 'total', { count, muted: 7 }));
const alert = (test: WritingClient, id: 'direct:a' | 'group:g', text: string, silent = false): void => {
  test.store.commit('remote', (writer) => writer.patch('conversation', id, { unread: 1 }));
  const message = messageAt(id, 2, 2, { own: false, senderId: 'ann', content: { kind: 'text', text } });
  test.emit('alert', { message, ...(silent && { silent }) });
};

describe('notifier', () => {
  const real = { Notification, hasFocus: document.hasFocus };
  let tones = 0;
  const start = OscillatorNode.prototype.start;
  beforeEach(() => {
    localStorage.removeItem(KEY);
    document.title = 'Shop';
    Shown.all = [];
    Shown.asked = 0;
    Shown.permission = 'granted';
    tones = 0;
    Object.assign(window, { Notification: Shown });
    document.hasFocus = () => false;
    OscillatorNode.prototype.start = function (...args: [number?]) {
      tones += 1;
      return start.apply(this, args);
    };
  });
  afterEach(() => {
    clean();
    Object.assign(window, { Notification: real.Notification });
    document.hasFocus = real.hasFocus;
    OscillatorNode.prototype.start = start;
    localStorage.removeItem(KEY);
  });

  it('counts before the title what is unread and not muted, over what the page writes there, and gives it back', async () => {
    const [notifier, test] = await make('title-badge');
    unread(test, 3);
    await until(() => document.title === '(3) Shop');
    document.title = 'Cart';
    await until(() => document.title === '(3) Cart');
    unread(test, 120);
    await until(() => document.title === '(99+) Cart');
    const [second, other] = await make('title-badge');
    unread(other, 1);
    unread(test, 2);
    await until(() => document.title === '(3) Cart');
    second.remove();
    await until(() => document.title === '(2) Cart');
    unread(test, 0);
    await until(() => document.title === 'Cart');
    unread(test, 5);
    await until(() => document.title === '(5) Cart');
    notifier.remove();
    expect(document.title).to.equal('Cart');
  });

  it('counts on the icon of the page where the browser can', async () => {
    const said: unknown[] = [];
    const real = { set: navigator.setAppBadge, clear: navigator.clearAppBadge };
    Object.assign(navigator, {
      setAppBadge: async (count: number) => said.push(count),
      clearAppBadge: async () => said.push('none'),
    });
    const [notifier, test] = await make('app-badge');
    unread(test, 4);
    await until(() => said.includes(4));
    notifier.remove();
    expect(said.at(-1)).to.equal('none');
    Object.assign(navigator, { setAppBadge: real.set, clearAppBadge: real.clear });
  });

  it('shows nothing and says nothing of its own accord', async () => {
    const [notifier, test] = await make('');
    unread(test, 3);
    alert(test, 'direct:a', 'hello');
    await frames(3);
    expect(document.title).to.equal('Shop');
    expect(Shown.all).to.deep.equal([]);
    expect(Shown.asked, 'never asks by itself').to.equal(0);
    expect(notifier.getClientRects().length).to.equal(0);
  });

  it('tells the system, one a conversation, and says which was chosen', async () => {
    setLocalAlerts({ desktop: true });
    const [notifier, test] = await make('desktop');
    alert(test, 'group:g', 'hello');
    await until(() => Shown.all.length === 1);
    const [shown] = Shown.all as [Shown];
    expect(shown.title).to.equal('Group g');
    expect(shown.options).to.include({ body: 'Ann Lee: hello', tag: 'im/me/group:g' });
    const chosen: unknown[] = [];
    notifier.addEventListener('im-notification-click', (event) => chosen.push((event as CustomEvent).detail));
    shown.onclick?.();
    expect(chosen).to.deep.equal([{ conversationId: 'group:g', messageId: 'm2' }]);
    expect(shown.open).to.equal(false);
    alert(test, 'direct:a', 'read soon');
    await until(() => Shown.all.length === 2);
    test.store.commit('remote', (writer) => writer.patch('conversation', 'direct:a', { unread: 0 }));
    unread(test, 0);
    await until(() => Shown.all[1]?.open === false, 'read elsewhere');
    alert(test, 'direct:a', 'x');
    await until(() => Shown.all.length === 3);
    notifier.remove();
    expect(Shown.all[2]?.open).to.equal(false);
  });

  it('keeps the words to itself where the account, the browser or the page want it', async () => {
    setLocalAlerts({ desktop: true });
    const [notifier, test] = await make('desktop');
    const body = async (): Promise<unknown> => {
      Shown.all = [];
      alert(test, 'direct:a', 'secret');
      await until(() => Shown.all.length === 1);
      return Shown.all[0]?.options.body;
    };
    expect(await body()).to.equal('secret');
    setLocalAlerts({ detail: false });
    expect(await body()).to.equal('New message');
    setLocalAlerts({ detail: true });
    notifier.toggleAttribute('bare', true);
    expect(await body()).to.equal('New message');
    notifier.toggleAttribute('bare', false);
    test.store.commit('remote', (writer) =>
      writer.put('settings', 'self', {
        privacy: { receipts: true, typing: true },
        push: { detail: false, whileOnline: true },
      }),
    );
    expect(await body()).to.equal('New message');
  });

  it('does not tell the system of what is in front, what it may not, or what the page keeps back', async () => {
    setLocalAlerts({ desktop: true });
    const [notifier, test] = await make('desktop sound');
    const no = (event: Event): void => event.preventDefault();
    notifier.addEventListener('im-notify-request', no);
    alert(test, 'direct:a', 'a');
    notifier.removeEventListener('im-notify-request', no);
    document.hasFocus = () => true;
    alert(test, 'direct:a', 'b');
    document.hasFocus = () => false;
    Shown.permission = 'denied';
    alert(test, 'direct:a', 'c');
    await frames(4);
    Shown.permission = 'granted';
    setLocalAlerts({ desktop: false });
    alert(test, 'direct:a', 'd');
    await frames(4);
    expect(Shown.all).to.deep.equal([]);
  });

  it('asks for leave only by its method, and remembers the answer', async () => {
    Shown.permission = 'default';
    const [notifier] = await make('desktop');
    expect(localAlerts().desktop).to.equal(false);
    expect(await notifier.askDesktop()).to.equal(true);
    expect(Shown.asked).to.equal(1);
    expect(localAlerts().desktop).to.equal(true);
    Shown.permission = 'denied';
    expect(await notifier.askDesktop()).to.equal(false);
    expect(localAlerts().desktop).to.equal(false);
    expect(Shown.asked, 'a refusal is not asked about again').to.equal(1);
  });

  it('sounds unless silent or turned off here', async () => {
    const activation = Object.getOwnPropertyDescriptor(Navigator.prototype, 'userActivation');
    Object.defineProperty(navigator, 'userActivation', { value: { hasBeenActive: true }, configurable: true });
    const resume = AudioContext.prototype.resume;
    AudioContext.prototype.resume = async () => {};
    const [, test] = await make('sound');
    alert(test, 'direct:a', 'a', true);
    setLocalAlerts({ sound: false });
    alert(test, 'direct:a', 'b');
    await frames(4);
    expect(tones).to.equal(0);
    setLocalAlerts({ sound: true });
    alert(test, 'direct:a', 'c');
    alert(test, 'group:g', 'd');
    await until(() => tones > 0);
    await frames(4);
    expect(tones, 'a burst sounds once: two notes').to.equal(2);
    AudioContext.prototype.resume = resume;
    Object.defineProperty(navigator, 'userActivation', activation ?? { value: undefined, configurable: true });
  });

  describe('the choice of this browser', () => {
    it('is told to who listens, here and in other tabs, and survives nonsense', () => {
      let heard = 0;
      const leave = onLocalAlerts(() => {
        heard += 1;
      });
      setLocalAlerts({ sound: false });
      expect(heard).to.equal(1);
      expect(localAlerts()).to.deep.equal({
        sound: false,
        desktop: false,
        titleBadge: true,
        appBadge: true,
        detail: true,
      });
      expect(localAlerts(), 'the same until it changes').to.equal(localAlerts());
      for (const bad of ['', '{', 'null', '[]', '{"sound":"yes"}', '7']) {
        localStorage.setItem(KEY, bad);
        expect(localAlerts().sound, bad).to.equal(true);
      }
      dispatchEvent(new StorageEvent('storage', { key: KEY }));
      expect(heard).to.equal(2);
      leave();
      dispatchEvent(new StorageEvent('storage', { key: KEY }));
      expect(heard).to.equal(2);
    });

    it('holds until the page goes where nothing can be kept', () => {
      const { setItem } = Storage.prototype;
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
      setLocalAlerts({ sound: false });
      expect(localAlerts().sound).to.equal(false);
      Storage.prototype.setItem = setItem;
      setLocalAlerts({ sound: true });
      expect(localAlerts().sound).to.equal(true);
    });
  });
});
