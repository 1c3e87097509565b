import { expect } from '@open-wc/testing';
import '../../components/chat-widget/index.js';
import { click, hands, press, sized } from './helpers/hands.js';
import { frames, until, wait } from './helpers/page.js';
import { field, focused, inside, make, panelOf, part, placed, ready, shown, withHub } from './helpers/widget.js';

describe('chat widget', () => {
  withHub();

  it('is a bubble, and asks for nothing and stores nothing before it is opened', async () => {
    const stored = async (): Promise<unknown> => [
      Object.keys(localStorage),
      Object.keys(sessionStorage),
      document.cookie,
      (await indexedDB.databases()).map(({ name }) => name),
    ];
    const asked = (): string[] => performance.getEntriesByType('resource').map(({ name }) => name);
    const [before, loaded] = [await stored(), asked()];
    const widget = make({ 'user-id': false, engine: false });
    await wait(300);
    const bubble = part(widget, 'launcher').getBoundingClientRect();
    expect([bubble.width, bubble.height]).to.deep.equal([56, 56]);
    expect([innerWidth - bubble.right, innerHeight - bubble.bottom]).to.deep.equal([20, 20]);
    expect(await stored()).to.deep.equal(before);
    expect(asked()).to.deep.equal(loaded);
    expect(panelOf(widget)).to.equal(null);
  });

  it('opens a labelled dialog in the top layer, closes by Escape, and the focus goes there and back', async function () {
    await hands(this);
    const widget = make();
    const told: string[] = [];
    for (const type of ['im-open-request', 'im-open', 'im-close-request', 'im-close'])
      document.body.addEventListener(type, (event) => event.target === widget && told.push(type));
    part(widget, 'launcher').focus();
    await press('Enter');
    expect(widget.open).to.equal(true);
    const panel = part(widget, 'panel');
    expect(shown(widget)).to.equal(true);
    expect([panel.getAttribute('role'), panel.getAttribute('aria-label')]).to.deep.equal(['dialog', 'Ask us']);
    expect(part(widget, 'launcher').getAttribute('aria-expanded')).to.equal('true');
    await ready(widget);
    await until(() => focused() === field(widget), 'the focus in the field');
    const { width, height, right } = panel.getBoundingClientRect();
    expect(Math.round(width)).to.equal(384);
    expect(Math.round(height)).to.equal(Math.min(680, innerHeight - 104));
    expect(Math.round(innerWidth - right)).to.equal(20);
    await press('Escape');
    expect(widget.open).to.equal(false);
    expect(focused()).to.equal(part(widget, 'launcher'));
    expect(told).to.deep.equal(['im-open-request', 'im-open', 'im-close-request', 'im-close']);
  });

  it('lets one Escape close one thing: the emoji first', async function () {
    await hands(this);
    const widget = make({ open: true });
    await ready(widget);
    const composer = inside(widget, 'im-chat-window')!.shadowRoot!.querySelector('im-composer')!;
    const shown = () => composer.shadowRoot!.querySelector('.emoji-box')?.matches(':popover-open') ?? false;
    await click(composer.shadowRoot!.querySelector('[part=emoji]')!);
    await until(shown);
    await press('Escape');
    expect(shown()).to.equal(false);
    expect(widget.open).to.equal(true);
    await press('Escape');
    expect(widget.open).to.equal(false);
  });

  it('does not close by the Escape of an input method', async () => {
    const widget = make({ open: true });
    const input = await ready(widget);
    for (const more of [{ isComposing: true }, { keyCode: 229 }])
      input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true, ...more }));
    expect(widget.open).to.equal(true);
  });

  it('closes by its button and by the bubble, unless the page says no', async () => {
    const widget = make();
    widget.addEventListener('im-open-request', (event) => event.preventDefault(), { once: true });
    part(widget, 'launcher').click();
    expect(widget.open).to.equal(false);
    part(widget, 'launcher').click();
    expect(widget.open).to.equal(true);
    const close = await until(() => inside(widget, '[part=close]'));
    widget.addEventListener('im-close-request', (event) => event.preventDefault(), { once: true });
    close.click();
    expect(widget.open).to.equal(true);
    close.click();
    expect(widget.open).to.equal(false);
    part(widget, 'launcher').click();
    part(widget, 'launcher').click();
    expect(widget.open).to.equal(false);
  });

  it('follows the attribute and the property, also those set before it was defined, and then takes no focus', async () => {
    const input = document.createElement('input');
    document.body.append(input);
    placed.push(input);
    input.focus();
    const widget = make({ open: true });
    await ready(widget);
    await frames(3);
    expect(focused()).to.equal(input);
    widget.open = false;
    expect(shown(widget)).to.equal(false);
    expect(focused()).to.equal(input);
    widget.setAttribute('open', '');
    expect(shown(widget)).to.equal(true);
    // Of a document without elements of ours, as before a script has come.
    const early = document.implementation.createHTMLDocument().createElement('im-chat-widget');
    Object.assign(early, { open: true });
    early.setAttribute('engine', 'page-hub');
    document.body.append(early);
    placed.push(early);
    expect(early.hasAttribute('open')).to.equal(true);
    expect(shown(early)).to.equal(true);
  });

  it('keeps its state while it is moved, and ends with its removal', async () => {
    const widget = make({ open: true });
    const input = await ready(widget);
    const client = (panelOf(widget) as unknown as { account: { client: import('../../core/index.js').Client } }).account
      .client;
    await until(() => client.store.get('session', 'self')?.state === 'connected', 'the connection');
    input.value = 'half a thought';
    input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    const told: string[] = [];
    for (const type of ['im-open', 'im-close']) widget.addEventListener(type, () => told.push(type));
    const other = document.createElement('div');
    document.body.append(other);
    placed.push(other);
    other.append(widget);
    await wait(30);
    expect(shown(widget)).to.equal(true);
    expect(field(widget)?.value).to.equal('half a thought');
    expect(client.store.get('session', 'self')?.state).to.equal('connected');
    expect(told).to.deep.equal([]);
    widget.remove();
    await until(() => client.store.get('session', 'self')?.state !== 'connected', 'the session to end');
    other.append(widget);
    await ready(widget);
    expect(shown(widget)).to.equal(true);
  });

  it('stands at the start or the end side, whichever way the page reads', async () => {
    const widget = make();
    const sides = (): [number, number] => {
      const { left, right } = part(widget, 'launcher').getBoundingClientRect();
      return [left, document.documentElement.clientWidth - right];
    };
    expect(sides()[1]).to.equal(20);
    widget.setAttribute('position', 'start');
    expect(sides()[0]).to.equal(20);
    document.documentElement.dir = 'rtl';
    expect(sides()[1]).to.equal(20);
    widget.removeAttribute('position');
    expect(sides()[0]).to.equal(20);
  });

  it('shows a launcher of the page in its bubble, and says its words', async () => {
    const widget = make();
    const own = document.createElement('span');
    own.slot = 'launcher';
    own.textContent = 'Questions?';
    widget.append(own);
    await frames();
    expect(part(widget, 'launcher').getAttribute('aria-label')).to.equal('Questions?');
    expect(part(widget, 'launcher').offsetWidth).to.be.greaterThan(56);
    expect(own.checkVisibility()).to.equal(true);
    widget.setAttribute('label', 'Ask the shop');
    expect(part(widget, 'launcher').getAttribute('aria-label')).to.equal('Ask the shop');
  });

  it('stands in its place with `inline`: a region without bubble and close button', async () => {
    const box = document.createElement('div');
    box.style.cssText = 'inline-size: 360px; block-size: 420px';
    document.body.append(box);
    placed.push(box);
    const widget = make({ inline: true }, box);
    widget.style.blockSize = '100%';
    await ready(widget);
    const panel = part(widget, 'panel');
    expect(panel.hasAttribute('popover')).to.equal(false);
    expect(panel.getAttribute('role')).to.equal('region');
    expect([panel.offsetWidth, panel.offsetHeight]).to.deep.equal([360, 420]);
    expect(part(widget, 'launcher').checkVisibility()).to.equal(false);
    expect(inside(widget, '[part=close]')).to.equal(null);
    field(widget)!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }));
    expect(panel.checkVisibility()).to.equal(true);
  });

  it('covers a phone as a sheet, and holds the page behind until it closes', async function () {
    await hands(this);
    await sized(390, 700, async () => {
      const widget = make({ open: true });
      await ready(widget);
      const panel = part(widget, 'panel');
      await until(() => {
        const { left, top, width, height } = panel.getBoundingClientRect();
        return left === 0 && top === 0 && width === 390 && height === 700;
      }, 'the sheet to cover the screen');
      expect(document.documentElement.style.overflow).to.equal('hidden');
      expect(part(widget, 'launcher').checkVisibility({ visibilityProperty: true })).to.equal(false);
      inside(widget, '[part=close]')!.click();
      expect(document.documentElement.style.overflow).to.equal('');
      widget.open = true;
      expect(document.documentElement.style.overflow).to.equal('hidden');
      widget.remove();
      await wait(5);
      expect(document.documentElement.style.overflow).to.equal('');
    });
  });

  it('has light, dark and the page’s own colours', async () => {
    const widget = make({ open: true });
    await ready(widget);
    const colour = (): string => getComputedStyle(part(widget, 'panel')).backgroundColor;
    const light = colour();
    widget.setAttribute('theme', 'dark');
    expect(colour()).to.not.equal(light);
    const inner = getComputedStyle(inside(widget, 'header')!).color;
    widget.setAttribute('theme', 'light');
    expect(colour()).to.equal(light);
    expect(getComputedStyle(inside(widget, 'header')!).color).to.not.equal(inner);
  });

  it('says what its attributes say, also when they change', async () => {
    const widget = make({ open: true, greeting: 'Good day' });
    await ready(widget);
    expect(inside(widget, 'h2')?.textContent).to.equal('Ask us');
    expect(inside(widget, '[part=greeting] p')?.textContent).to.equal('Good day');
    widget.setAttribute('heading', 'Help desk');
    widget.setAttribute('subheading', 'Back tomorrow');
    widget.setAttribute('popout', '/chat');
    await until(() => inside(widget, 'h2')?.textContent === 'Help desk');
    expect(inside(widget, 'header p')?.textContent).to.equal('Back tomorrow');
    expect(part(widget, 'panel').getAttribute('aria-label')).to.equal('Help desk');
    expect(inside(widget, '[part=popout]')).to.not.equal(null);
  });

  it('becomes another chat when it is for somebody else', async () => {
    const widget = make({ open: true });
    await ready(widget);
    const client = (): { userId: string } | undefined =>
      (panelOf(widget) as unknown as { account?: { client: { userId: string } } }).account?.client;
    expect(client()?.userId).to.equal('vera');
    widget.setAttribute('user-id', 'max');
    await until(() => client()?.userId === 'max');
    widget.setAttribute('agent', 'sales');
    await until(
      () => inside<HTMLElement & { conversation?: string }>(widget, 'im-chat-window')?.conversation === 'direct:sales',
    );
  });

  it('counts what came while it was closed, in its bubble', async () => {
    const widget = make({ open: true, 'user-id': 'max' });
    await ready(widget);
    widget.open = false;
    const desk = make({ inline: true, 'user-id': 'support', agent: 'max' });
    const input = await ready(desk);
    const counts: number[] = [];
    widget.addEventListener('im-unread', (event) => counts.push((event as CustomEvent).detail.count));
    input.value = 'Are you there?';
    input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
    await until(() => part(widget, 'badge').textContent === '1', 'the badge');
    expect(counts).to.deep.equal([1]);
    expect(widget.unread).to.equal(1);
    expect(part(widget, 'launcher').getAttribute('aria-label')).to.equal('Open chat (1)');
  });

  it('is two chats where there are two of it', async () => {
    const one = make({ open: true });
    const two = make({ open: true, 'user-id': 'max', position: 'start' });
    await ready(one);
    await ready(two);
    one.close();
    expect([shown(one), shown(two)]).to.deep.equal([false, true]);
  });
});
