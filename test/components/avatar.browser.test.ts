import { expect } from '@open-wc/testing';
import { html, type TemplateResult } from 'lit';
import '../../components/avatar/index.js';
import { ImAvatar } from '../../components/avatar/index.js';
import { faults, hit, injected, renders, XSS } from './helpers/check.js';
import { GROUP, PIXEL, TestClient } from './helpers/client.js';
import { clean, frames, place, until, wait } from './helpers/page.js';

const make = async (template: TemplateResult): Promise<ImAvatar> => {
  const avatar = place(template).querySelector('im-avatar') as ImAvatar;
  await avatar.updateComplete;
  await frames();
  return avatar;
};
const initials = (avatar: ImAvatar): string => avatar.shadowRoot!.querySelector('.face')!.textContent!.trim();
const image = (avatar: ImAvatar): HTMLImageElement | null => avatar.shadowRoot!.querySelector('img');
const face = (avatar: ImAvatar): HTMLElement => avatar.shadowRoot!.querySelector('.face') as HTMLElement;

describe('avatar', () => {
  afterEach(clean);

  it('shows initials on a colour that is the same everywhere, and leaves its own attributes alone', async () => {
    const test = new TestClient();
    const one = await make(html`<im-avatar .client=${test.client} user-id="ann"></im-avatar>`);
    expect(initials(one)).to.equal('AL');
    const two = await make(html`<im-avatar .client=${test.client} conversation="direct:ann"></im-avatar>`);
    expect(getComputedStyle(face(two)).backgroundColor).to.equal(getComputedStyle(face(one)).backgroundColor);
    expect(one.getAttributeNames()).to.deep.equal(['user-id']);
    for (const [name, letters] of [
      ['李雷', '李'],
      ['José Ángel', 'JÁ'],
      ['e\u0301lan o\u0308l', 'E\u0301O\u0308'],
      ['निशा', 'नि'],
      ['👩‍🚀 Astro', '👩‍🚀A'],
      ['Ada (desk)', 'AD'],
      ['<b>Mallory</b>', 'BM'],
      ['O’Neill', 'ON'],
      ['(:', '?'],
      ['🇩🇪 Anna', '🇩🇪A'],
      ['   ', '?'],
    ])
      expect(initials(await make(html`<im-avatar name=${name}></im-avatar>`)), name).to.equal(letters);
  });

  it('shows the picture of a profile, and initials where it cannot be loaded', async () => {
    const test = new TestClient();
    const put = (avatar: string): void =>
      test.store.commit('remote', (writer) => writer.patch('user', 'ann', { avatar }));
    put(PIXEL);
    const avatar = await make(html`<im-avatar .client=${test.client} user-id="ann"></im-avatar>`);
    expect(image(avatar)?.getAttribute('src')).to.equal(PIXEL);
    put('data:image/png;base64,none');
    await until(() => image(avatar) === null && initials(avatar) === 'AL');
    put(PIXEL);
    await until(() => image(avatar));
  });

  it('asks for a kept picture once there is somebody to ask', async () => {
    const test = new TestClient();
    let asked = 0;
    test.media.url = async () => {
      asked += 1;
      return { url: PIXEL };
    };
    test.store.commit('remote', (writer) => {
      writer.patch('session', 'self', { state: 'connecting' });
      writer.patch('user', 'ann', { avatar: 'file-1' });
    });
    const avatar = await make(html`<im-avatar .client=${test.client} user-id="ann"></im-avatar>`);
    expect(asked).to.equal(0);
    test.store.commit('remote', (writer) => writer.patch('session', 'self', { state: 'connected' }));
    await until(() => image(avatar)?.getAttribute('src') === PIXEL);
    expect(asked).to.equal(1);
  });

  it('asks once for the address of a picture that the back end keeps', async () => {
    const test = new TestClient();
    let asked = 0;
    test.media.url = async () => {
      asked += 1;
      return { url: PIXEL };
    };
    test.store.commit('remote', (writer) => writer.patch('user', 'ann', { avatar: 'file-1' }));
    const avatar = await make(html`<im-avatar .client=${test.client} user-id="ann"></im-avatar>`);
    await until(() => image(avatar)?.getAttribute('src') === PIXEL);
    avatar.requestUpdate();
    await avatar.updateComplete;
    expect(asked).to.equal(1);
    test.media.url = async () => {
      asked += 1;
      throw new Error('no');
    };
    test.store.commit('remote', (writer) => writer.patch('user', 'ann', { avatar: 'file-2' }));
    await until(() => asked === 2);
    await wait(20);
    avatar.requestUpdate();
    await avatar.updateComplete;
    expect(asked, 'a refusal is not asked about again').to.equal(2);
    expect(initials(avatar)).to.equal('AL');
  });

  it('asks for a profile that is not known, and shows it when it comes', async () => {
    const test = new TestClient();
    const avatar = await make(html`<im-avatar .client=${test.client} user-id="zoe"></im-avatar>`);
    expect(test.called('want')).to.deep.include([['zoe']]);
    expect(initials(avatar)).to.equal('Z');
    test.store.commit('remote', (writer) => {
      writer.put('user', 'zoe', { id: 'zoe', name: 'Mo Zo' });
      writer.put('presence', 'zoe', { userId: 'zoe', state: 'online' });
    });
    await until(() => initials(avatar) === 'MZ');
    expect(avatar.shadowRoot!.querySelector('[part=presence].online')).to.not.equal(null);
    const other = (): void => test.store.commit('remote', (writer) => writer.patch('user', 'bob', { name: 'B' }));
    expect(await renders(ImAvatar, other)).to.deep.equal([]);
  });

  it('draws a person or a group where there is not even a name', async () => {
    expect((await make(html`<im-avatar></im-avatar>`)).shadowRoot!.querySelector('svg')).to.not.equal(null);
    const test = new TestClient();
    const group = await make(html`<im-avatar .client=${test.client} .conversation=${GROUP}></im-avatar>`);
    expect(initials(group)).to.equal('T');
  });

  it('shows markup as letters or not at all, has no fault that axe finds, and leaves nothing behind', async () => {
    const test = new TestClient();
    const before = test.store.listening;
    test.store.commit('remote', (writer) => {
      for (const [at, bad] of XSS.entries()) writer.put('user', `x${at}`, { id: `x${at}`, name: bad, avatar: bad });
    });
    const box = place(
      html`${XSS.map((_, at) => html`<im-avatar .client=${test.client} user-id=${`x${at}`}></im-avatar>`)}`,
    );
    await wait(50);
    expect(injected(box)).to.deep.equal([]);
    expect(hit()).to.equal(undefined);
    for (const scheme of ['light', 'dark']) {
      box.style.colorScheme = scheme;
      expect(await faults(box)).to.deep.equal([]);
    }
    clean();
    await wait(5);
    expect(test.store.listening).to.equal(before);
  });
});
