import { expect } from '@open-wc/testing';
import '../../components/message-list/index.js';
import { allowPictures, defineMap, defineStickers } from '../../components/content/index.js';
import type { Insert } from '../../components/content/kind-module.js';
import { insert as contactInsert } from '../../components/content/kinds/contact.js';
import { insert as faceInsert } from '../../components/content/kinds/face.js';
import type { ImLinkContent } from '../../components/content/kinds/link.define.js';
import { insert as locationInsert } from '../../components/content/kinds/location.js';
import { Languages } from '../../components/shared/languages.js';
import type { Content } from '../../core/index.js';
import { PIXEL, TestClient } from './helpers/client.js';
import { asked, inside, show } from './helpers/kinds.js';
import { clean, until } from './helpers/page.js';

const place: Content = { kind: 'location', latitude: 52.51983, longitude: -13.41147, label: 'Workshop', zoom: 16 };
const card = (image?: string): Content => ({
  kind: 'link',
  url: 'https://www.shop.example/a?b=1',
  title: 'Lamps',
  description: 'All of them',
  ...(image && { image }),
});
const OUTSIDE = 'https://pictures.example/a.png';

const ask = (insert: Insert, test = new TestClient()): { host: HTMLElement; answer: ReturnType<Insert['ask']> } => {
  const host = document.createElement('div');
  document.body.append(host);
  const context = { client: test.client, i18n: Languages.for(test).get('en'), conversation: 'direct:ann' as const };
  return { host, answer: insert.ask(host, context).finally(() => host.remove()) };
};
const dialogOf = (host: HTMLElement): Promise<ShadowRoot> =>
  until(() => {
    const root = host.firstElementChild?.shadowRoot;
    return root?.querySelector('dialog[open]') ? root : undefined;
  }, 'the dialog');

afterEach(() => {
  clean();
  allowPictures(undefined);
  defineMap({});
});

describe('places', () => {
  it('are drawn without asking anybody, and ask the page to be opened', async () => {
    const shown = await show([place]);
    const requests = asked(shown.list, true);
    const view = await shown.view(1, 'im-location-content');
    expect(inside(view, '.name').textContent).to.equal('Workshop');
    expect(inside(view, '.quiet').textContent).to.equal('52.51983° N, 13.41147° W');
    expect(view.shadowRoot?.querySelector('img')).to.equal(null);
    inside<HTMLElement>(view, '.card').click();
    const { kind: _, ...rest } = place as Extract<Content, { kind: 'location' }>;
    expect(requests).to.deep.equal([{ what: 'location', messageId: 'm1', ...rest }]);
  });

  it('copy their coordinates, or follow the map that the page gives', async () => {
    const written: string[] = [];
    const opened: unknown[] = [];
    const own = window.open;
    const clipboard = Object.getOwnPropertyDescriptor(navigator, 'clipboard');
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: { writeText: async (text: string) => void written.push(text) },
    });
    window.open = (...args) => {
      opened.push(args);
      return null;
    };
    try {
      const view = await (await show([place])).view(1, 'im-location-content');
      inside<HTMLElement>(view, '.card').click();
      await until(() => inside(view, '[role=status]').textContent === 'Coordinates copied', 'the word');
      expect(written).to.deep.equal(['52.51983, -13.41147']);
      defineMap({
        address: ({ latitude }) => `https://maps.example/${latitude}`,
        picture: () => 'javascript:alert(1)',
      });
      clean();
      const again = await (await show([place])).view(1, 'im-location-content');
      inside<HTMLElement>(again, '.card').click();
      expect(opened).to.deep.equal([['https://maps.example/52.51983', '_blank', 'noopener,noreferrer']]);
      expect(again.shadowRoot?.querySelector('img')).to.equal(null);
    } finally {
      window.open = own;
      if (clipboard) Object.defineProperty(navigator, 'clipboard', clipboard);
      else Reflect.deleteProperty(navigator, 'clipboard');
    }
  });

  it('are typed where the position is not to be had; nothing wrong is taken', async () => {
    const { host, answer } = ask(locationInsert);
    const root = await dialogOf(host);
    const field = (name: string): HTMLInputElement => root.querySelector(`[name=${name}]`) as HTMLInputElement;
    const form = root.querySelector('form') as HTMLFormElement;
    field('latitude').value = '95';
    field('longitude').value = '7';
    form.requestSubmit();
    expect(host.childElementCount).to.equal(1);
    field('latitude').value = '47.37';
    field('label').value = ' Home ';
    form.requestSubmit();
    expect(await answer).to.deep.equal({
      content: { kind: 'location', latitude: 47.37, longitude: 7, label: 'Home' },
    });
  });

  it('are not sent when the person thinks better of it', async () => {
    const { host, answer } = ask(locationInsert);
    const root = await dialogOf(host);
    root.querySelector<HTMLElement>('.ends button')?.click();
    expect(await answer).to.equal(undefined);
    expect(host.childElementCount).to.equal(0);
  });
});

describe('link cards', () => {
  it('open as links in texts do, and show whom they lead to', async () => {
    const shown = await show([card()]);
    const requests = asked(shown.list, true);
    const link = inside<HTMLAnchorElement>(await shown.view(1, 'im-link-content'), 'a');
    expect([link.href, link.target, link.rel]).to.deep.equal([
      'https://www.shop.example/a?b=1',
      '_blank',
      'noopener noreferrer nofollow',
    ]);
    expect(link.querySelector('.host')?.textContent?.trim()).to.equal('shop.example');
    link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
    expect(requests).to.deep.equal([{ what: 'link', messageId: 'm1', url: 'https://www.shop.example/a?b=1' }]);
  });

  it('load no picture from elsewhere unless the page allows it', async () => {
    const view = await (await show([card(OUTSIDE)])).view(1, 'im-link-content');
    expect(view.shadowRoot?.querySelector('img')).to.equal(null);
    clean();
    allowPictures(({ host }) => host === 'pictures.example');
    const shown = await show([card(OUTSIDE), card('https://other.example/a.png')]);
    // Nobody answers at that address here: what was tried and given up counts.
    const tried = async (seq: number): Promise<unknown> => {
      const link = await shown.view<ImLinkContent>(seq, 'im-link-content');
      return link.shadowRoot?.querySelector('img')?.getAttribute('src') ?? link.broken;
    };
    expect([await tried(1), await tried(2)]).to.deep.equal([OUTSIDE, undefined]);
  });
});

describe('stickers', () => {
  it('look as the page says, else are their words', async () => {
    defineStickers('cats', ({ index }) => (index === 1 ? { url: PIXEL, label: 'A cat' } : undefined));
    const face = (set: string, index: number): Content => ({ kind: 'face', set, index, label: 'Words' });
    const shown = await show([face('cats', 1), face('cats', 2), face('dogs', 1)]);
    const first = await shown.view(1, 'im-face-content');
    const picture = await until(() => first.shadowRoot?.querySelector('img'), 'the picture');
    expect([picture.alt, picture.src]).to.deep.equal(['A cat', PIXEL]);
    expect((await shown.view(2, 'im-face-content')).shadowRoot?.textContent).to.contain('Words');
    expect(shown.row('m3').shadowRoot?.querySelector('.bubble .text')?.textContent).to.equal('Words');
  });

  it('are offered where a set is registered', async () => {
    const fits = (): boolean | undefined => faceInsert.fits?.('direct:ann', new TestClient().client);
    defineStickers('stars', { resolve: ({ data }) => ({ url: PIXEL, label: `Star ${data}` }) });
    expect(fits()).to.equal(false);
    defineStickers('stars', {
      label: 'Stars',
      resolve: ({ data }) => ({ url: PIXEL, label: `Star ${data}` }),
      stickers: [{ data: 'a' }, { data: 'b' }],
    });
    expect(fits()).to.equal(true);
    const { host, answer } = ask(faceInsert);
    const root = await dialogOf(host);
    const second = root.querySelectorAll<HTMLElement>('.grid button')[1] as HTMLElement;
    await until(() => second.querySelector('im-face-content')?.shadowRoot?.querySelector('img'), 'the picture');
    second.click();
    expect(await answer).to.deep.equal({ content: { kind: 'face', set: 'stars', data: 'b', label: 'Star b' } });
    defineStickers('stars', () => undefined);
  });
});

describe('contact cards', () => {
  it('show who is known as known here, others as the sender says, and ask to write', async () => {
    const avatar = 'https://pictures.example/face.png';
    const shown = await show([
      { kind: 'contact', userId: 'bob', name: 'Bobby' },
      { kind: 'contact', userId: 'new', name: 'Nora', note: 'From the shop', avatar },
      { kind: 'contact', userId: 'me' },
    ]);
    const requests = asked(shown.list, true);
    const name = async (seq: number): Promise<unknown> =>
      inside(await shown.view(seq, 'im-contact-content'), '.name').textContent;
    expect([await name(1), await name(2), await name(3)]).to.deep.equal(['Bob Okoro', 'Nora', 'Mira']);
    const second = await shown.view(2, 'im-contact-content');
    expect(second.shadowRoot?.querySelector('im-avatar')?.shadowRoot?.querySelector('img')).to.equal(null);
    inside<HTMLElement>(second, '.write').click();
    expect(requests).to.deep.equal([{ what: 'contact', messageId: 'm2', userId: 'new' }]);
    const self = await shown.view(3, 'im-contact-content');
    expect(self.shadowRoot?.querySelector('.write')).to.equal(null);
  });

  it('are chosen among known people, found by their names', async () => {
    const { host, answer } = ask(contactInsert);
    const root = await dialogOf(host);
    const names = (): unknown[] => [...root.querySelectorAll('li bdi')].map((one) => one.textContent);
    expect(names()).to.deep.equal(['Ann Lee', 'Bob Okoro']);
    const field = root.querySelector('input') as HTMLInputElement;
    field.value = 'nobody';
    field.dispatchEvent(new Event('input'));
    await until(() => names().length === 0, 'an empty list');
    expect(root.querySelector('[role=status]')?.textContent).to.equal('Nobody found');
    field.value = 'oko';
    field.dispatchEvent(new Event('input'));
    await until(() => names().length === 1, 'one');
    root.querySelector<HTMLElement>('li button')?.click();
    expect(await answer).to.deep.equal({ content: { kind: 'contact', userId: 'bob', name: 'Bob Okoro' } });
  });
});
