import { expect } from '@open-wc/testing';
import '../../components/message-list/index.js';
import { defineStickers } from '../../components/content/index.js';
import { readContent, type WireContent } from '../../core/index.js';
import { sample as contact } from '../../demo/samples/contact.js';
import { sample as face } from '../../demo/samples/face.js';
import { sample as gif } from '../../demo/samples/gif.js';
import { sample as link } from '../../demo/samples/link.js';
import { sample as location } from '../../demo/samples/location.js';
import { sample as video } from '../../demo/samples/video.js';
import { sample as voice } from '../../demo/samples/voice.js';
import { all, faults, hit, injected, PSEUDO, registerPseudo, untranslated, XSS } from './helpers/check.js';
import { PIXEL } from './helpers/client.js';
import { type Shown, show } from './helpers/kinds.js';
import { clean, frames, until, wait } from './helpers/page.js';

const SAMPLES = [voice, video, gif, location, link, face, contact];
const CONTENTS = SAMPLES.flatMap(({ states }) => states.map(({ content }) => content));

/** Every state of every kind, others' and own, drawn. */
async function shown(own: boolean, size: Parameters<typeof show>[2] = {}): Promise<Shown> {
  const placed = await show(CONTENTS, { own, senderId: own ? 'me' : 'ann' }, { height: 900, ...size });
  const waiting = (): boolean =>
    placed.rows().some((row) => !row.shadowRoot?.querySelector('.bubble > *:not(.strange)'));
  await until(() => !waiting() || undefined, 'all rows').catch(() => undefined);
  await wait(60);
  await frames(3);
  return placed;
}

describe('all states of voices, films, places, links, stickers and contacts', () => {
  before(() => {
    registerPseudo();
    defineStickers('lamps', () => ({ url: PIXEL, label: '1' }));
  });
  afterEach(() => {
    clean();
    document.documentElement.style.colorScheme = '';
    document.body.style.background = '';
  });

  for (const scheme of ['light', 'dark'] as const)
    it(`have no fault that axe finds, ${scheme}`, async function () {
      this.timeout(30_000);
      document.documentElement.style.colorScheme = scheme;
      document.body.style.background = scheme === 'dark' ? '#17181c' : '#fff';
      for (const own of [false, true]) {
        const { list } = await shown(own);
        expect(await faults(list)).to.deep.equal([]);
        clean();
      }
    });

  it('fit narrow places, in both directions', async () => {
    for (const dir of ['ltr', 'rtl']) {
      const { scroller } = await shown(false, { width: 280, dir });
      expect(scroller.scrollWidth, dir).to.equal(scroller.clientWidth);
      clean();
    }
  });

  it('have a name beside its face, whatever its language and the reader’s', async () => {
    for (const dir of ['ltr', 'rtl']) {
      const contents = ['Ann', 'ليلى'].map((name) => ({ kind: 'contact', userId: name, name, note: name }) as const);
      const placed = await show(contents, {}, { dir, height: 900 });
      for (const seq of [1, 2]) {
        const card = (await placed.view(seq, 'im-contact-content')).shadowRoot as ShadowRoot;
        const face = card.querySelector('im-avatar')?.getBoundingClientRect() as DOMRect;
        for (const words of card.querySelectorAll('.name, .quiet')) {
          const range = document.createRange();
          range.selectNodeContents(words);
          const text = range.getBoundingClientRect();
          const gap = dir === 'ltr' ? text.left - face.right : face.left - text.right;
          expect(gap, `${dir} ${seq} ${words.className}`).to.be.within(0, 20);
        }
      }
      clean();
    }
  });

  it('stay as high as they first were', async () => {
    const placed = await shown(false);
    const heights = placed.rows().map((row) => row.offsetHeight);
    await wait(400);
    expect(placed.rows().map((row) => row.offsetHeight)).to.deep.equal(heights);
  });

  it('take every word from the language', async () => {
    const placed = await show(
      [
        { kind: 'voice', file: { id: '1', name: '1.wav', bytes: 1, mime: 'audio/wav' }, seconds: 1 },
        { kind: 'voice', file: { id: '1', name: '1.amr', bytes: 1, mime: 'audio/amr' }, seconds: 1 },
        { kind: 'location', latitude: 1, longitude: 1 },
        { kind: 'face', set: '1', index: 1 },
        { kind: 'contact', userId: '1', name: '1' },
      ],
      { senderId: '7' },
      { lang: PSEUDO, height: 900 },
    );
    await placed.view(1, 'im-voice-content');
    await until(() => placed.list.shadowRoot?.textContent && untranslated(placed.list).length <= 1, 'the words');
    const bare = untranslated(placed.list).filter((words) => !/^(?:Team|me|7)$/.test(words));
    expect(bare).to.deep.equal([]);
  });

  it('show markup in every field as text', async () => {
    const kinds = (bad: string): WireContent[] => {
      const file = { id: bad, name: bad || 'x', bytes: 1, mime: bad, url: bad };
      return [
        { kind: 'voice', file, seconds: 1, waveform: [1], fallback: bad },
        { kind: 'video', file, poster: bad, width: 10, height: 10 },
        { kind: 'gif', file, thumbnail: bad },
        { kind: 'location', latitude: 1, longitude: 1, label: bad },
        { kind: 'link', url: 'https://a.example/', title: bad, description: bad, image: bad },
        { kind: 'link', url: bad, title: bad, fallback: bad },
        { kind: 'face', set: bad, index: 1, label: bad, url: bad },
        { kind: 'contact', userId: bad, name: bad, avatar: bad, note: bad },
      ];
    };
    // Read as anything off a wire is, and once more as a program on this page could put it into the store.
    for (const read of [readContent, (raw: WireContent) => raw as never]) {
      const placed = await show(XSS.flatMap(kinds).map(read), { senderId: 'ann' }, { height: 3000 });
      await wait(150);
      expect(hit()).to.equal(undefined);
      expect(injected(placed.list)).to.deep.equal([]);
      for (const element of all(placed.list.shadowRoot as ShadowRoot)) {
        const source = element.getAttribute('src');
        if (source) expect(source).to.match(/^(?:blob:|https?:|data:image\/)/);
      }
      clean();
    }
  });
});
