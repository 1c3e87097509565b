import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../components/media-wall/index.js';
import { openExport } from '../../components/export/index.js';
import { openForward } from '../../components/forward/index.js';
import type { ImMediaWall } from '../../components/media-wall/index.js';
import { openReaders } from '../../components/readers/index.js';
import { type ConversationId, ImError, type Message, type TranscriptOptions } from '../../core/index.js';
import { faults, PSEUDO, registerPseudo, untranslated } from './helpers/check.js';
import { DIRECT, messageAt, NOW, run } from './helpers/client.js';
import { clean, place, until, wait } from './helpers/page.js';
import { WritingClient } from './helpers/writing.js';

let closed: Promise<void> | undefined;
const stage = (size?: Parameters<typeof place>[1]): HTMLElement =>
  place(html`<button>open</button>`, size).querySelector('button') as HTMLElement;
const rootOf = <T extends keyof HTMLElementTagNameMap>(tag: T): Promise<ShadowRoot> =>
  until(() => {
    const root = document.querySelector(tag)?.shadowRoot;
    return root?.querySelector('im-dialog')?.shadowRoot?.querySelector('dialog')?.open ? root : undefined;
  }, tag);
const closeAll = async (): Promise<void> => {
  for (const one of document.querySelectorAll('im-forward, im-readers, im-export'))
    one.shadowRoot?.querySelector('im-dialog')?.close();
  await closed;
  clean();
};
const words = (root: ShadowRoot, selector: string): string =>
  root.querySelector(selector)?.textContent?.replace(/\s+/g, ' ').trim() ?? '';

describe('forwarding', () => {
  afterEach(closeAll);

  async function open(ids: readonly string[] = ['m1'], size?: Parameters<typeof place>[1]) {
    const test = new WritingClient();
    test.fill(DIRECT, run(DIRECT, 5));
    test.list(DIRECT, 'direct:bob', 'group:team', 'group:club');
    const sent: (readonly unknown[])[] = [];
    let refuse: string | undefined;
    Object.assign(test.messages, {
      forward: async (messages: readonly string[], to: readonly string[], options: unknown) => {
        await wait(1);
        if (to[0] === refuse) throw new ImError('muted');
        sent.push([messages, to[0], options]);
        return [];
      },
    });
    closed = openForward(test.client, ids, stage(size));
    const root = await rootOf('im-forward');
    const boxes = (): HTMLInputElement[] => [...root.querySelectorAll<HTMLInputElement>('.row input')];
    const send = (): HTMLButtonElement => root.querySelector('.send') as HTMLButtonElement;
    return { test, root, boxes, send, sent, refuse: (id: string | undefined) => (refuse = id) };
  }

  it('sends to those who are chosen, with words after, and says so', async () => {
    const { root, boxes, send, sent, test } = await open();
    expect(boxes()).to.have.length(4);
    expect(send().disabled).to.equal(true);
    boxes()[1]?.click();
    boxes()[2]?.click();
    (root.querySelector('textarea') as HTMLTextAreaElement).value = 'Have a look';
    await until(() => !send().disabled, 'the button');
    expect(send().textContent).to.contain('2');
    send().click();
    await until(() => words(root, '[role=status]').includes('Forwarded to 2'), 'the result');
    expect(sent).to.deep.equal([
      [['m1'], 'direct:bob', { merged: false }],
      [['m1'], 'group:team', { merged: false }],
    ]);
    expect(test.sent.map(({ id, content }) => [id, content])).to.deep.equal([
      ['direct:bob', { kind: 'text', text: 'Have a look' }],
      ['group:team', { kind: 'text', text: 'Have a look' }],
    ]);
  });

  it('finds conversations by name', async () => {
    const { root, boxes } = await open();
    const input = root.querySelector('input[type=search]') as HTMLInputElement;
    input.value = 'CLUB';
    input.dispatchEvent(new InputEvent('input'));
    await until(() => boxes().length === 1, 'one');
    expect(words(root, '.row')).to.contain('Group club');
  });

  it('sends several as one bundle under a title, or one by one', async () => {
    const { root, boxes, send, sent } = await open(['m1', 'm2']);
    boxes()[1]?.click();
    root.querySelectorAll<HTMLInputElement>('input[type=radio]')[1]?.click();
    const title = await until(() => root.querySelector<HTMLInputElement>('.title input'), 'the title');
    expect(title.value).to.equal('Chat: Ann Lee');
    title.value = 'Lamps';
    send().click();
    await until(() => sent.length === 1, 'it');
    expect(sent[0]).to.deep.equal([['m1', 'm2'], 'direct:bob', { merged: true, title: 'Lamps' }]);
  });

  it('says why it failed, and sends nothing a second time when it is tried again', async () => {
    const { root, boxes, send, sent, refuse } = await open();
    refuse('group:team');
    boxes()[1]?.click();
    boxes()[2]?.click();
    await until(() => !send().disabled, 'the button');
    send().click();
    await until(
      () => words(root, '.trouble:not([hidden])').includes('Not forwarded. You cannot write here'),
      'the reason',
    );
    refuse(undefined);
    send().click();
    await until(() => words(root, '[role=status]').includes('Forwarded to 2'), 'the rest');
    expect(sent.map(([, to]) => to)).to.deep.equal(['direct:bob', 'group:team']);
  });

  it('names what cannot go on', async () => {
    const test = new WritingClient();
    test.fill(DIRECT, [messageAt(DIRECT, 1, 1, { content: { kind: 'recalled' }, recalled: { at: 1, by: 'ann' } })]);
    closed = openForward(test.client, ['m1'], stage());
    const root = await rootOf('im-forward');
    expect(words(root, '.trouble')).to.contain('cannot be forwarded');
    expect(root.querySelector('.send')).to.equal(null);
  });

  it('has no faults, and every word in the language of the page', async () => {
    registerPseudo();
    const { root } = await open(['m1', 'm2'], { lang: PSEUDO, dir: 'rtl' });
    await until(() => root.querySelector('[aria-label^="⟦"]'), 'the language');
    await wait(30);
    const element = document.querySelector('im-forward') as HTMLElement;
    expect(await faults(element)).to.deep.equal([]);
    expect(untranslated(element).filter((one) => !/Message 1|Chat|Ann/.test(one))).to.deep.equal([]);
  });
});

describe('readers', () => {
  afterEach(closeAll);

  async function open(size?: Parameters<typeof place>[1]) {
    const test = new WritingClient();
    test.fill(DIRECT, run(DIRECT, 3));
    const all = { read: ['ann', 'bob'], unread: Array.from({ length: 45 }, (_, at) => `u${at}`) };
    const asked: string[] = [];
    const state = { fails: false };
    Object.assign(test.messages, {
      readers: async (_: string, which: 'read' | 'unread', cursor = '0') => {
        asked.push(`${which} ${cursor}`);
        await wait(1);
        if (state.fails) throw new ImError('timeout');
        const from = Number(cursor);
        const items = all[which].slice(from, from + 30);
        const next = from + 30 < all[which].length ? { next: String(from + 30) } : {};
        return { items, ...next, read: all.read.length, unread: all.unread.length };
      },
    });
    closed = openReaders(test.client, 'm3', stage(size));
    const root = await rootOf('im-readers');
    const names = (): string[] => [...root.querySelectorAll('li bdi')].map((one) => one.textContent ?? '');
    return { test, root, names, all, asked, state };
  }

  it('names who has read it and who has not, page by page', async () => {
    const { root, names } = await open();
    await until(() => names().length === 2, 'names');
    expect(names()).to.deep.equal(['Ann Lee', 'Bob Okoro']);
    expect([...root.querySelectorAll('[role=tab]')].map((tab) => tab.textContent)).to.deep.equal([
      'Read (2)',
      'Not read (45)',
    ]);
    root.querySelector<HTMLElement>('#unread')?.click();
    await until(() => names().length === 30, 'the others');
    root.querySelector<HTMLElement>('.more')?.click();
    await until(() => names().length === 45, 'all of them');
    expect(root.querySelector('.more')).to.equal(null);
  });

  it('stays true while it is open', async () => {
    const { test, root, names, all } = await open();
    await until(() => names().length === 2, 'names');
    const tally = (read: number) =>
      test.store.commit('remote', (writer) => writer.put('tally', 'm3', { messageId: 'm3', read, unread: 47 - read }));
    tally(2);
    await wait(20);
    all.read.push('u0');
    all.unread.shift();
    tally(3);
    await until(() => names().length === 3, 'one more');
    expect(words(root, '#unread')).to.equal('Not read (44)');
  });

  it('says that it failed, tries again, and has words for nobody', async () => {
    const { root, state, all, names, test } = await open();
    await until(() => names().length === 2, 'names');
    state.fails = true;
    root.querySelector<HTMLElement>('#unread')?.click();
    await until(() => root.querySelector('[role=alert]:not([hidden])'), 'the failure');
    state.fails = false;
    all.unread = [];
    root.querySelector<HTMLElement>('.words button')?.click();
    await until(() => words(root, '.words').includes('Everybody has read it'), 'nobody left');
    expect(test.called('want').length).to.be.lessThan(5);
  });

  it('has no faults, and every word in the language of the page', async () => {
    registerPseudo();
    const { names, root } = await open({ lang: PSEUDO });
    await until(() => names().length === 2 && words(root, '#read').includes('⟦'), 'names');
    const element = document.querySelector('im-readers') as HTMLElement;
    expect(await faults(element)).to.deep.equal([]);
    expect(untranslated(element)).to.deep.equal([]);
  });
});

describe('saving a conversation', () => {
  /** What the browser was given to save; Firefox ends the session over a real download. */
  const downloads: string[] = [];
  const click = HTMLAnchorElement.prototype.click;
  before(() => {
    HTMLAnchorElement.prototype.click = function () {
      downloads.push(this.download);
    };
  });
  after(() => {
    HTMLAnchorElement.prototype.click = click;
  });
  afterEach(closeAll);

  async function open(make: (options: TranscriptOptions) => Promise<Blob>) {
    const test = new WritingClient();
    test.fill(DIRECT, run(DIRECT, 3));
    Object.assign(test.messages, { transcript: (_: ConversationId, options: TranscriptOptions) => make(options) });
    closed = openExport(test.client, DIRECT, stage());
    const root = await rootOf('im-export');
    const press = (): void => root.querySelector<HTMLElement>('.answer')?.click();
    return { root, press };
  }

  it('tells how far it is and what the file is called', async () => {
    let go: (blob: Blob) => void = () => {};
    let asked: TranscriptOptions | undefined;
    const { root, press } = await open((options) => {
      asked = options;
      options.onProgress?.(120);
      return new Promise((resolve) => (go = resolve));
    });
    root.querySelectorAll<HTMLInputElement>('input')[2]?.click();
    await wait(10);
    press();
    await until(() => words(root, '.progress').includes('120 messages read'), 'progress');
    expect(asked?.format).to.equal('json');
    expect(asked?.word?.('preview.image')).to.equal('Photo');
    go(new Blob(['{}']));
    await until(
      () => words(root, '[role=status]') === `Saved as Ann Lee ${new Date(NOW).toISOString().slice(0, 10)}.json`,
      'the name',
    );
    expect(downloads).to.deep.equal([`Ann Lee ${new Date(NOW).toISOString().slice(0, 10)}.json`]);
  });

  it('stops when told to, and says why it failed', async () => {
    let fail = false;
    const { root, press } = await open(
      ({ signal }) =>
        new Promise((_, reject) => {
          if (fail) reject(new ImError('timeout'));
          signal?.addEventListener('abort', () => reject(signal.reason));
        }),
    );
    press();
    await until(() => root.querySelector('.progress'), 'progress');
    press();
    await until(() => !root.querySelector('.progress'), 'the end');
    expect(root.querySelector('.trouble:not([hidden])')).to.equal(null);
    fail = true;
    press();
    await until(() => words(root, '.trouble:not([hidden])').includes('The server took too long'), 'the reason');
    expect(await faults(document.querySelector('im-export') as HTMLElement)).to.deep.equal([]);
  });
});

describe('media wall', () => {
  afterEach(closeAll);
  const file = (seq: number, mime = 'image/png') => ({ id: `f${seq}`, name: `${seq}.png`, bytes: 1200, mime });
  const MONTH = 31 * 86_400_000;

  async function wall(size?: Parameters<typeof place>[1]) {
    const test = new WritingClient();
    const media = Array.from({ length: 50 }, (_, at) =>
      messageAt(DIRECT, at + 1, 50, {
        sentAt: NOW - Math.floor((49 - at) / 30) * MONTH,
        content: { kind: 'image', file: file(at) },
      }),
    );
    const page = (all: readonly Message[], before?: string) => {
      const end = before ? all.findIndex(({ id }) => id === before) : all.length;
      return { items: all.slice(Math.max(0, end - 30), end).reverse(), hasOlder: end > 30 };
    };
    Object.assign(test.messages, {
      byKind: async (_: string, [kind]: readonly string[], before?: string) => {
        await wait(1);
        if (test.fails) throw test.fails;
        return kind === 'image'
          ? page(media, before)
          : page([messageAt(DIRECT, 90, 90, { content: { kind: 'file', file: { ...file(9), name: 'plan.pdf' } } })]);
      },
      search: async () => ({
        items: [
          messageAt(DIRECT, 91, 91, {
            content: { kind: 'text', text: 'See https://example.com/a and http sometimes' },
          }),
        ],
      }),
    });
    const box = place(
      html`<im-media-wall style="flex: 1" .client=${test.client} conversation=${DIRECT}></im-media-wall>`,
      { height: 360, ...size },
    );
    const element = box.querySelector('im-media-wall') as ImMediaWall;
    const root = element.shadowRoot as ShadowRoot;
    const tiles = () => [...root.querySelectorAll('im-media-tile')];
    return { test, element, root, tiles };
  }

  it('hangs photos under their months, and goes on towards the past', async () => {
    const { root, tiles } = await wall();
    await until(() => tiles().length === 30, 'the first page');
    const panel = root.querySelector('.panel') as HTMLElement;
    panel.scrollTop = panel.scrollHeight;
    await until(() => tiles().length === 50, 'all');
    expect([...root.querySelectorAll('h3')].map((one) => one.textContent)).to.deep.equal([
      'March 2026',
      'February 2026',
    ]);
    expect(root.querySelector('.more')).to.equal(null);
  });

  it('opens a photo, unless the page has other plans', async () => {
    const { element, tiles } = await wall();
    await until(() => tiles().length >= 30, 'tiles');
    const asked: unknown[] = [];
    element.addEventListener('im-open-request', (event) => {
      event.preventDefault();
      asked.push((event as CustomEvent).detail.messageId);
    });
    tiles()[0]?.shadowRoot?.querySelector('button')?.click();
    expect(asked).to.deep.equal(['m50']);
  });

  it('leads by arrows through the tiles', async () => {
    const { root, tiles } = await wall();
    await until(() => tiles().length >= 30, 'tiles');
    await until(() => tiles()[0]?.shadowRoot?.querySelector('button'), 'a tile');
    tiles()[0]?.focus();
    const press = (key: string) =>
      root.activeElement?.shadowRoot?.activeElement?.dispatchEvent(
        new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }),
      );
    press('ArrowRight');
    expect(root.activeElement).to.equal(tiles()[1]);
    press('ArrowDown');
    const [first, now] = [tiles()[1] as HTMLElement, root.activeElement as HTMLElement];
    expect(now.getBoundingClientRect().left).to.equal(first.getBoundingClientRect().left);
    expect(now.getBoundingClientRect().top).to.be.greaterThan(first.getBoundingClientRect().top);
  });

  it('lists files and links', async () => {
    const { root, element } = await wall();
    element.shelf = 'files';
    await until(() => words(root, '.row').includes('plan.pdf'), 'the file');
    element.shelf = 'links';
    const link = await until(() => root.querySelector<HTMLAnchorElement>('a.row'), 'the link');
    expect(link.href).to.equal('https://example.com/a');
    expect(link.rel).to.contain('noopener');
    expect(root.querySelectorAll('a.row')).to.have.length(1);
  });

  it('says that it failed, and tries again', async () => {
    const test = new WritingClient();
    const state = { fails: true };
    Object.assign(test.messages, {
      byKind: async () => {
        if (state.fails) throw new ImError('timeout');
        return { items: [], hasOlder: false };
      },
    });
    const box = place(
      html`<im-media-wall style="flex: 1" .client=${test.client} conversation=${DIRECT}></im-media-wall>`,
    );
    const root = box.querySelector('im-media-wall')?.shadowRoot as ShadowRoot;
    await until(() => root.querySelector('[role=alert]'), 'the failure');
    state.fails = false;
    root.querySelector<HTMLElement>('.text-button')?.click();
    await until(() => words(root, '.blank').includes('No photos or videos yet'), 'nothing');
  });
  it('has no faults, and every word in the language of the page', async () => {
    registerPseudo();
    const { element, root, tiles } = await wall({ lang: PSEUDO, dir: 'rtl' });
    await until(() => tiles().length >= 30 && words(root, '#media').includes('⟦'), 'tiles');
    expect(await faults(element)).to.deep.equal([]);
    expect(untranslated(root.querySelector('.tabs') as HTMLElement)).to.deep.equal([]);
  });
});
