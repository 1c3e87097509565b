import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../components/connection/index.js';
import type { ImConnection } from '../../components/connection/index.js';
import type { Session } from '../../core/index.js';
import { faults, PSEUDO, registerPseudo, untranslated } from './helpers/check.js';
import { TestClient } from './helpers/client.js';
import { clean, place, until, wait } from './helpers/page.js';

const make = async (test = new TestClient(), lang = 'en') => {
  const box = place(html`<im-connection .client=${test.client}></im-connection>`, { lang });
  const element = box.querySelector('im-connection') as ImConnection;
  await element.updateComplete;
  const set = (patch: Partial<Session>): void =>
    test.store.commit('remote', (writer) => writer.patch('session', 'self', patch));
  const text = (): string => element.shadowRoot!.textContent!.replace(/\s+/g, ' ').trim();
  return { test, box, element, set, text };
};

describe('connection', () => {
  afterEach(clean);

  it('says nothing while all is well, and takes no height', async () => {
    const { element, text, set } = await make();
    expect(text()).to.equal('');
    expect(element.offsetHeight).to.equal(0);
    set({ state: 'idle' });
    await element.updateComplete;
    expect(text()).to.equal('');
  });

  it('is silent about short outages, and says what lasts', async () => {
    const { element, text, set } = await make();
    set({ state: 'reconnecting' });
    await wait(100);
    expect(text()).to.equal('');
    set({ state: 'connected' });
    await wait(20);
    set({ state: 'reconnecting' });
    await until(() => text() === 'Reconnecting');
    expect(element.matches(':state(shown)')).to.equal(true);
    expect(element.matches(':state(serious)')).to.equal(false);
    set({ state: 'connected' });
    await until(() => text() === '');
    await element.updateComplete;
    expect(element.matches(':state(shown)')).to.equal(false);
  });

  it('says at once that one is offline, and that much is still to come', async () => {
    const { text, set } = await make();
    set({ state: 'offline' });
    await until(() => text().startsWith('You are offline'));
    set({ state: 'connected', sync: 'started', left: 500 });
    await until(() => text() === 'Getting new messages');
    set({ sync: 'finished', left: 0 });
    await until(() => text() === '');
  });

  for (const state of ['kicked', 'unauthorized', 'closed'] as const)
    it(`offers a way back after ${state}, which the page may refuse`, async () => {
      const { test, box, element, set } = await make();
      set({ state });
      const button = await until(() => element.shadowRoot!.querySelector<HTMLElement>('[part=retry]'));
      expect(element.matches(':state(serious)')).to.equal(true);
      const no = (event: Event): void => event.preventDefault();
      box.addEventListener('im-connect-request', no);
      button.click();
      expect(test.called('start')).to.have.length(0);
      box.removeEventListener('im-connect-request', no);
      button.click();
      expect(test.called('start')).to.have.length(1);
    });

  it('offers none to who is banned', async () => {
    const { element, set, text } = await make();
    set({ state: 'banned' });
    await until(() => text().includes('blocked'));
    expect(element.shadowRoot!.querySelector('[part=retry]')).to.equal(null);
  });

  it('is a status that stands before its words do', async () => {
    const { element, set } = await make();
    const status = element.shadowRoot!.querySelector('[role=status]');
    set({ state: 'offline' });
    await until(() => status?.textContent?.includes('offline'));
  });

  it('has no fault that axe finds, and no word that was not translated', async () => {
    registerPseudo();
    const { box, element, set } = await make(new TestClient(), PSEUDO);
    for (const scheme of ['light', 'dark'])
      for (const state of ['offline', 'kicked', 'banned'] as const) {
        box.style.colorScheme = scheme;
        box.style.background = 'Canvas';
        set({ state });
        await until(() => element.shadowRoot!.textContent!.includes('⟦'));
        expect(await faults(box), `${scheme} ${state}`).to.deep.equal([]);
        expect(untranslated(element)).to.deep.equal([]);
      }
  });

  it('leaves nothing behind', async () => {
    const test = new TestClient();
    const before = test.store.listening;
    const { element, set } = await make(test);
    set({ state: 'reconnecting' });
    await wait(5);
    element.remove();
    expect(test.store.listening).to.equal(before);
  });
});
