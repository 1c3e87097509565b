import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../components/pinned/index.js';
import type { ImPinned } from '../../components/pinned/pinned.js';
import { faults, injected, PSEUDO, registerPseudo, untranslated, XSS } from './helpers/check.js';
import { GROUP, run, SELF, TestClient } from './helpers/client.js';
import { clean, frames, place, until } from './helpers/page.js';

/** Messages 3 and 7 are pinned, 7 last. */
async function pinned(lang?: string): Promise<{ test: TestClient; bar: ImPinned; jumps: string[] }> {
  const test = new TestClient().fill(
    GROUP,
    run(GROUP, 10, (seq) => (seq === 3 || seq === 7 ? { pinned: { at: seq, by: SELF } } : {})),
  );
  const pins = {
    pins: async () => {
      test.store.commit('remote', (w) => w.list(`pins/${GROUP}`, ['m7', 'm3']));
      return ['m7', 'm3'];
    },
  };
  Object.assign(test.messages, pins);
  const jumps: string[] = [];
  const box = place(
    html`<im-pinned .client=${test.client} .conversation=${GROUP} .jump=${(id: string) => jumps.push(id)}></im-pinned>`,
    lang ? { lang } : {},
  );
  const bar = box.querySelector('im-pinned') as ImPinned;
  await until(() => bar.shadowRoot!.querySelector('.bar'), 'the bar');
  return { test, bar, jumps };
}

const texts = (bar: ImPinned): string[] =>
  [...bar.shadowRoot!.querySelectorAll('.words > span')].map((one) => one.textContent ?? '');

describe('pinned messages', () => {
  afterEach(clean);

  it('shows the last, all on demand, and leads to each', async () => {
    const { bar, jumps } = await pinned();
    expect(texts(bar)).to.deep.equal(['Message 7']);
    bar.shadowRoot!.querySelector<HTMLElement>('.more')!.click();
    await bar.updateComplete;
    expect(texts(bar)).to.deep.equal(['Message 7', 'Message 3']);
    bar.shadowRoot!.querySelector<HTMLElement>('li .jump')!.click();
    expect(jumps).to.deep.equal(['m3']);
    await bar.updateComplete;
    expect(bar.open).to.equal(false);
  });

  it('closes when one is left, which is not said twice', async () => {
    const { test, bar } = await pinned();
    bar.shadowRoot!.querySelector<HTMLElement>('.more')!.click();
    await bar.updateComplete;
    test.patch('m7', { pinned: undefined });
    await until(() => !bar.shadowRoot!.querySelector('.more'), 'the bar of one');
    expect(texts(bar)).to.deep.equal(['Message 3']);
    expect(bar.open).to.equal(false);
  });

  it('unpins where it is allowed, and is gone with the last', async () => {
    const { test, bar } = await pinned();
    bar.shadowRoot!.querySelector<HTMLElement>('.more')!.click();
    await bar.updateComplete;
    bar.shadowRoot!.querySelector<HTMLElement>('li .icon-button')!.click();
    expect(test.called('pin')).to.deep.equal([['m3', false]]);
    for (const id of ['m3', 'm7']) test.patch(id, { pinned: undefined });
    await frames(3);
    expect(bar.getBoundingClientRect().height).to.equal(0);
    test.patch('m3', { pinned: { at: 1, by: SELF } });
    await until(() => bar.shadowRoot!.querySelector('.bar'));
    expect(texts(bar)).to.deep.equal(['Message 3']);
  });

  it('shows markup as text, has no fault that axe finds, and no word that was not translated', async () => {
    registerPseudo();
    const { test, bar } = await pinned(PSEUDO);
    test.patch('m7', { content: { kind: 'text', text: XSS[1] as string } });
    test.store.commit('remote', (w) => w.put('user', 'ann', { id: 'ann', name: '1' }));
    bar.open = true;
    await until(() => bar.shadowRoot!.querySelector('.more')?.getAttribute('aria-label')?.includes('⟦'));
    expect(texts(bar)[0]).to.include(XSS[1]);
    expect(injected(bar)).to.deep.equal([]);
    expect(await faults(bar)).to.deep.equal([]);
    for (const id of ['m3', 'm7']) test.patch(id, { content: { kind: 'text', text: '1' } });
    await frames(3);
    const missing = untranslated(bar).filter((words) => !/^(Mira|You)$/.test(words));
    expect(missing).to.deep.equal([]);
  });
});
