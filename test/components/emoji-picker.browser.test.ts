import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../components/emoji-picker/index.js';
import { catalogue, search } from '../../components/emoji-picker/catalogue.js';
import type { ImEmojiPicker } from '../../components/emoji-picker/index.js';
import { faults, PSEUDO, registerPseudo, untranslated } from './helpers/check.js';
import { clean, frames, place, until } from './helpers/page.js';

async function make(size?: Parameters<typeof place>[1]) {
  const box = place(html`<im-emoji-picker></im-emoji-picker>`, { width: 336, height: 372, ...size });
  const picker = box.querySelector('im-emoji-picker') as ImEmojiPicker;
  const root = picker.shadowRoot as ShadowRoot;
  await until(() => root.querySelector('[data-emoji]'), 'the emoji');
  await frames();
  const chosen: string[] = [];
  picker.addEventListener('im-emoji', (event) => chosen.push((event as CustomEvent).detail.emoji));
  const cells = (): HTMLElement[] => [...root.querySelectorAll<HTMLElement>('[data-emoji]')];
  const find = async (words: string): Promise<void> => {
    const input = root.querySelector('input') as HTMLInputElement;
    input.value = words;
    input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    await picker.updateComplete;
  };
  const press = (key: string): void => {
    root.activeElement?.dispatchEvent(
      new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }),
    );
  };
  return {
    box,
    picker,
    root,
    chosen,
    cells,
    find,
    press,
    at: () => cells().indexOf(root.activeElement as HTMLElement),
  };
}

describe('emoji picker', () => {
  const keys = ['im-emoji-recent', 'im-emoji-tone'];
  const forget = (): void => {
    for (const key of keys) localStorage.removeItem(key);
  };
  beforeEach(forget);
  afterEach(() => {
    clean();
    forget();
  });

  it('holds all emoji in groups, and stores nothing until one is chosen', async () => {
    const { cells, root, chosen } = await make();
    expect(cells().length).to.be.greaterThan(1800);
    expect(root.querySelectorAll('section')).to.have.length(9);
    expect(keys.map((key) => localStorage.getItem(key))).to.deep.equal([null, null]);
    cells()[5]!.click();
    expect(chosen).to.have.length(1);
    expect(localStorage.getItem('im-emoji-recent')).to.contain(chosen[0]!);
  });

  it('finds by words and short names, best first', async () => {
    const all = await catalogue('en');
    expect(search(all, 'thumbs up')[0]?.emoji).to.equal('👍');
    expect(search(all, ':tada:')[0]?.emoji).to.equal('🎉');
    expect(search(all, 'GRINNING')[0]?.name).to.match(/grinning/i);
    const { find, cells, root } = await make();
    await find('pizza');
    expect(cells()[0]?.dataset.emoji).to.equal('🍕');
    await find('zzzz');
    expect(cells()).to.deep.equal([]);
    expect(root.textContent).to.contain('No emoji found');
    await find('');
    expect(cells().length).to.be.greaterThan(1800);
  });

  it('finds in Chinese where the page is Chinese', async () => {
    const { find, cells, root } = await make({ lang: 'zh-CN' });
    await until(() => root.querySelector('[data-emoji="🍕"]')?.getAttribute('aria-label') === '披萨');
    await find('披萨');
    expect(cells().map((cell) => cell.dataset.emoji)).to.include('🍕');
  });

  it('remembers what was chosen, newest first', async () => {
    const first = await make();
    first.cells()[3]!.click();
    first.cells()[7]!.click();
    clean();
    const { root } = await make();
    const recent = [...root.querySelectorAll<HTMLElement>('section:first-of-type [data-emoji]')];
    expect(recent.map((cell) => cell.dataset.emoji)).to.deep.equal(first.chosen.reverse());
  });

  it('survives a memory that somebody else has written into', async () => {
    for (const bad of ['{', '5', '[1,null,{}]', JSON.stringify(['<img src=x onerror=1>'])]) {
      localStorage.setItem('im-emoji-recent', bad);
      localStorage.setItem('im-emoji-tone', bad);
      const { cells, root } = await make();
      expect(cells().length).to.be.greaterThan(1800);
      expect(root.querySelector('img')).to.equal(null);
      clean();
    }
  });

  it('goes through the skin tones, and keeps the last', async () => {
    const { root, find, cells, picker } = await make();
    const tone = root.querySelector<HTMLElement>('[part=tone]')!;
    for (let at = 0; at < 5; at++) tone.click();
    await picker.updateComplete;
    expect(tone.getAttribute('aria-label')).to.equal('Skin tone: Dark');
    await find('thumbs up');
    expect(cells()[0]?.dataset.emoji).to.equal('👍🏿');
    clean();
    const next = await make();
    await next.find('thumbs up');
    expect(next.cells()[0]?.dataset.emoji).to.equal('👍🏿');
  });

  for (const [dir, ahead, back] of [
    ['ltr', 'ArrowRight', 'ArrowLeft'],
    ['rtl', 'ArrowLeft', 'ArrowRight'],
  ] as const)
    it(`is walked by keys: ${dir}`, async () => {
      const { root, cells, press, at } = await make({ dir });
      root.querySelector('input')!.focus();
      press('ArrowDown');
      expect(at()).to.equal(0);
      press(ahead);
      press(ahead);
      expect(at()).to.equal(2);
      press(back);
      expect(at()).to.equal(1);
      press('ArrowDown');
      const below = cells()[at()]!;
      expect(below.offsetLeft).to.equal(cells()[1]!.offsetLeft);
      expect(below.offsetTop).to.be.greaterThan(cells()[1]!.offsetTop);
      press('ArrowUp');
      expect(at()).to.equal(1);
      press('End');
      expect(at()).to.equal(cells().length - 1);
      press('Home');
      press('ArrowUp');
      expect(root.activeElement).to.equal(root.querySelector('input'));
      const tabs = [...root.querySelectorAll<HTMLElement>('.tabs button')];
      tabs[0]!.focus();
      press(ahead);
      expect(root.activeElement).to.equal(tabs[1]);
    });

  it('takes the first hit by Enter, and no letter typed reaches the page', async () => {
    const { root, find, press, chosen } = await make();
    const heard: string[] = [];
    const hear = (event: KeyboardEvent): unknown => heard.push(event.key);
    document.addEventListener('keydown', hear);
    root.querySelector('input')!.focus();
    press('s');
    await find('pizza');
    press('Enter');
    press('ArrowDown');
    press('s');
    press('Escape');
    document.removeEventListener('keydown', hear);
    expect(chosen).to.deep.equal(['🍕']);
    expect(heard).to.deep.equal(['Escape']);
  });

  for (const scheme of ['light', 'dark'])
    it(`has no fault that axe finds: ${scheme}`, async function () {
      this.timeout(60_000);
      const { box, find } = await make();
      box.style.colorScheme = scheme;
      box.style.background = 'Canvas';
      await find('face');
      expect(await faults(box)).to.deep.equal([]);
      await find('zzzz');
      expect(await faults(box)).to.deep.equal([]);
    });

  it('says nothing that was not translated but the names of the emoji', async () => {
    registerPseudo();
    const { picker, find } = await make({ lang: PSEUDO });
    await until(() => picker.shadowRoot!.querySelector('h3')?.textContent?.includes('⟦'));
    await find('zzzz');
    expect(untranslated(picker)).to.deep.equal([]);
  });
});
