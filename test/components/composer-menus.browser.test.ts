import { expect } from '@open-wc/testing';
import { compressed } from '../../components/composer/more/compress.js';
import { contentOf } from '../../components/composer/more/file-message.js';
import { keepInView } from '../../components/composer/more/viewport.js';
import type { ImMenu } from '../../components/menu/index.js';
import { faults, PSEUDO, registerPseudo, untranslated } from './helpers/check.js';
import { file, key, type Made, make, names, texts } from './helpers/composer.js';
import { clean, until, wait } from './helpers/page.js';
import { WritingClient } from './helpers/writing.js';

const menu = ({ element }: Made): ImMenu => element.shadowRoot!.querySelector('im-menu') as ImMenu;
const items = (made: Made): string[] =>
  [...menu(made).shadowRoot!.querySelectorAll<HTMLElement>('.item')].map((one) => one.dataset.id ?? '');
const choose = (made: Made, id: string): void =>
  menu(made).shadowRoot!.querySelector<HTMLElement>(`[data-id="${id}"]`)!.click();
async function opened(made: Made, part: string, type = 'click'): Promise<void> {
  made.part(part).dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true, cancelable: true }));
  await until(() => menu(made)?.open, 'the menu');
}
async function picture(width: number, height: number, type = 'image/png'): Promise<File> {
  const canvas = new OffscreenCanvas(width, height);
  const pen = canvas.getContext('2d')!;
  // As grainy as a photograph, and opaque.
  const grain = pen.createImageData(width, height);
  const pixels = new Uint32Array(grain.data.buffer);
  let seed = 7;
  for (let at = 0; at < pixels.length; at++) {
    seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff;
    pixels[at] = 0xff808080 | ((seed >> 8) & 0x3f3f3f);
  }
  pen.putImageData(grain, 0, 0);
  const blob = await canvas.convertToBlob({ type, quality: 1 });
  return new File([blob], `p.${type.split('/')[1]}`, { type });
}

describe('composer: menus, voice, files', () => {
  afterEach(clean);

  describe('the plus button', () => {
    it('offers files, the kinds that fit and what the page adds', async () => {
      const made = await make();
      const ran: unknown[] = [];
      made.element.inserts = [{ name: 'order', label: 'Order', run: (composer) => ran.push(composer) }];
      await made.element.updateComplete;
      expect(made.part('attach').getAttribute('aria-haspopup')).to.equal('menu');
      await opened(made, 'attach');
      expect(items(made)).to.include.members(['file', 'location', 'contact', 'page:order']);
      expect(items(made).at(-1)).to.equal('page:order');
      choose(made, 'page:order');
      await until(() => ran.length === 1);
      expect(ran[0] === made.element).to.equal(true);
      expect(made.element.shadowRoot!.activeElement === made.part('attach'), 'the focus goes back').to.equal(true);
    });

    it('sends what a kind asked for, as an answer where one was begun', async () => {
      const made = await make();
      await opened(made, 'attach');
      choose(made, 'contact');
      const picker = await until(
        () => made.element.shadowRoot!.querySelector('im-contact-picker')?.shadowRoot?.querySelector('li button'),
        'the picker',
      );
      (picker as HTMLElement).click();
      await until(() => made.test.sent.length === 1);
      expect(made.test.sent[0]?.content.kind).to.equal('contact');
      expect(made.field.value).to.equal('');
    });

    it('puts what could not be sent into the tray', async () => {
      const made = await make();
      made.element.addEventListener('im-send-request', (event) => event.preventDefault(), { once: true });
      await opened(made, 'attach');
      choose(made, 'contact');
      const picker = await until(() =>
        made.element.shadowRoot!.querySelector('im-contact-picker')?.shadowRoot?.querySelector('li button'),
      );
      (picker as HTMLElement).click();
      await until(() => names(made).length === 1, 'the tray');
      made.element.submit();
      await until(() => made.test.sent.length === 1);
      expect(made.test.sent[0]?.content.kind).to.equal('contact');
    });
  });

  describe('the send button', () => {
    it('offers to send silently or for a while, by its context menu', async () => {
      const made = await make();
      await made.write('psst');
      await opened(made, 'send', 'contextmenu');
      expect(items(made)).to.deep.equal([
        'silent',
        'expire-30',
        'expire-300',
        'expire-3600',
        'expire-86400',
        'expire-604800',
      ]);
      expect(await faults(made.box)).to.deep.equal([]);
      choose(made, 'silent');
      await until(() => made.test.sent.length === 1);
      await made.write('burn');
      await opened(made, 'send', 'contextmenu');
      choose(made, 'expire-300');
      await until(() => made.test.sent.length === 2);
      expect(made.test.sent.map(({ options }) => [options.silent, options.expire])).to.deep.equal([
        [true, undefined],
        [undefined, 300],
      ]);
    });

    it('does so by a finger that rests on it, and sends nothing when that is lifted', async () => {
      const made = await make();
      await made.write('psst');
      const send = made.part('send');
      send.dispatchEvent(new PointerEvent('pointerdown', { pointerType: 'touch', bubbles: true, composed: true }));
      await until(() => menu(made)?.open, 'the menu');
      send.dispatchEvent(new PointerEvent('pointerup', { pointerType: 'touch', bubbles: true, composed: true }));
      send.click();
      await wait(20);
      expect(made.test.sent).to.deep.equal([]);
    });

    it('offers only what the back end does', async () => {
      const test = new WritingClient();
      test.denied.add('silent').add('expire');
      const made = await make(test);
      await made.write('x');
      made.part('send').dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true }));
      await wait(60);
      expect(Boolean(menu(made)?.open)).to.equal(false);
      made.element.submit();
      await until(() => made.test.sent.length === 1);
      expect(texts(made.test)).to.deep.equal(['x']);
    });
  });

  describe('the voice button', () => {
    it('stands in an empty field, and hands over what was recorded', async () => {
      const made = await make();
      expect(Boolean(made.part('voice'))).to.equal(true);
      await made.write('a');
      expect(Boolean(made.part('voice'))).to.equal(false);
      await made.write('');
      made.part('voice').click();
      const recorder = await until(() => made.element.shadowRoot!.querySelector('im-voice-recorder'), 'the recorder');
      expect(Boolean(made.field)).to.equal(false);
      const detail = { blob: new Blob(['abc'], { type: 'audio/webm;codecs=opus' }), seconds: 2, waveform: [1, 2] };
      recorder.dispatchEvent(new CustomEvent('im-voice-recorded', { detail, bubbles: true, composed: true }));
      await until(() => made.test.sent.length === 1);
      expect(made.test.sent[0]?.content).to.deep.equal({
        kind: 'voice',
        file: { name: 'voice.webm', bytes: 3, mime: 'audio/webm;codecs=opus' },
        seconds: 2,
        waveform: [1, 2],
      });
      expect(made.test.sent[0]?.options.blob?.size).to.equal(3);
      await until(() => made.element.shadowRoot!.activeElement === made.field, 'the focus');
    });

    it('goes on recording where one may not write any more; what was recorded waits above the field', async () => {
      const made = await make();
      made.part('voice').click();
      const recorder = await until(() => made.element.shadowRoot!.querySelector('im-voice-recorder'), 'the recorder');
      made.test.denied.add('send');
      made.element.requestUpdate();
      await made.element.updateComplete;
      expect(recorder.isConnected).to.equal(true);
      const detail = { blob: new Blob(['abc'], { type: 'audio/webm' }), seconds: 2, waveform: [1, 2] };
      recorder.dispatchEvent(new CustomEvent('im-voice-recorded', { detail, bubbles: true, composed: true }));
      await until(() => made.element.shadowRoot!.querySelector('[part=tray] li'), 'the recording');
      expect(made.test.sent.length).to.equal(0);
      made.test.denied.delete('send');
      made.element.requestUpdate();
      await made.element.updateComplete;
      made.element.submit();
      await until(() => made.test.sent.length === 1);
    });

    it('is not there without uploads', async () => {
      const test = new WritingClient();
      test.denied.add('upload');
      const made = await make(test);
      expect(Boolean(made.part('voice'))).to.equal(false);
    });
  });

  describe('files', () => {
    it('are put in order by the arrow keys, along with the reading direction', async () => {
      for (const dir of ['ltr', 'rtl']) {
        const made = await make(undefined, { dir });
        made.element.addFiles(['a.txt', 'b.txt', 'c.txt'].map((name) => file(name)));
        await made.element.updateComplete;
        const grip = made.element.shadowRoot!.querySelector<HTMLElement>('.grip')!;
        expect(grip.getAttribute('aria-label')).to.equal('Move a.txt, 1 of 3: arrow keys');
        grip.focus();
        grip.dispatchEvent(key(dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight'));
        await until(() => names(made).join() === 'b.txt,a.txt,c.txt');
        await until(
          () => made.element.shadowRoot!.activeElement?.getAttribute('aria-label')?.startsWith('Move a.txt, 2'),
          'the focus to go along',
        );
        expect(await faults(made.box)).to.deep.equal([]);
        clean();
      }
    });

    it('of pictures larger than screens are made smaller, where that is wanted and gains something', async () => {
      const large = await picture(3000, 1500);
      const small = await compressed(large);
      expect(small.type).to.match(/^image\/(webp|jpeg|png)$/);
      expect(small.name).to.match(/^p\.(webp|jpg|png)$/);
      expect(small.size).to.be.lessThan(large.size);
      expect(await contentOf(small)).to.include({ kind: 'image', width: 1920, height: 960 });
      const little = await picture(100, 50);
      expect((await compressed(little)) === little).to.equal(true);
      const broken = file('x.png', 'image/png');
      expect((await compressed(broken)) === broken).to.equal(true);
      const gif = file('x.gif', 'image/gif', 900_000);
      expect((await compressed(gif)) === gif, 'what may move').to.equal(true);
      const animated = new File(['RIFF0000WEBPVP8X    \u0002', 'x'.repeat(500_000)], 'x.webp', { type: 'image/webp' });
      expect((await compressed(animated)) === animated, 'an animated WebP').to.equal(true);
    });

    it('of pictures go as they are with `compress` never, and as the person says with ask', async () => {
      const test = new WritingClient();
      Object.assign(test.limits, { imageBytes: 50_000_000 });
      const made = await make(test);
      const large = await picture(2400, 1200);
      made.element.compress = 'never';
      made.element.addFiles([large]);
      await made.element.updateComplete;
      made.element.submit();
      await until(() => test.sent.length === 1);
      expect(test.sent[0]?.content).to.include({ width: 2400 });
      made.element.compress = 'ask';
      made.element.addFiles([large]);
      await made.element.updateComplete;
      const box = made.element.shadowRoot!.querySelector<HTMLInputElement>('.smaller input')!;
      expect(box.checked).to.equal(true);
      expect(await faults(made.box)).to.deep.equal([]);
      made.element.submit();
      await until(() => test.sent.length === 2);
      expect(test.sent[1]?.content).to.include({ width: 1920 });
      made.element.addFiles([large]);
      await made.element.updateComplete;
      made.element.shadowRoot!.querySelector<HTMLInputElement>('.smaller input')!.click();
      await made.element.updateComplete;
      made.element.submit();
      await until(() => test.sent.length === 3);
      expect(test.sent[2]?.content).to.include({ width: 2400 });
    });

    it('belong to the conversation they were given to, while the part for files is still loading', async () => {
      const made = await make();
      made.element.addFiles([file('a.txt')]);
      made.element.conversation = 'group:team';
      await made.element.updateComplete;
      expect(names(made)).to.deep.equal([]);
      made.element.conversation = 'direct:ann';
      await made.element.updateComplete;
      expect(names(made)).to.deep.equal(['a.txt']);
    });
  });

  it('keeps the end of its window above a keyboard, but not while the person has zoomed', async () => {
    const around = document.createElement('im-chat-window');
    around.style.cssText = 'display:block; position: fixed; inset: 0; block-size: 600px';
    const made = await make();
    around.append(made.element);
    document.body.append(around);
    const view = Object.assign(new EventTarget(), { offsetTop: 0, height: 600, scale: 1 });
    const end = keepInView(made.element, view);
    const covered = (): string => around.style.getPropertyValue('--_covered');
    try {
      await made.element.updateComplete;
      made.field.focus();
      view.height = 320;
      view.dispatchEvent(new Event('resize'));
      expect(covered()).to.equal('280px');
      view.scale = 2;
      view.dispatchEvent(new Event('scroll'));
      expect(covered()).to.equal('');
      Object.assign(view, { height: 600, scale: 1 });
      view.dispatchEvent(new Event('resize'));
      expect(covered()).to.equal('');
    } finally {
      end();
      around.remove();
    }
  });

  it('says nothing in its menus that was not translated', async () => {
    registerPseudo();
    const made = await make(undefined, { lang: PSEUDO });
    await until(() => made.field.placeholder.includes('⟦'));
    await opened(made, 'attach');
    expect(untranslated(menu(made))).to.deep.equal([]);
    menu(made).hide();
    await made.write('1');
    await opened(made, 'send', 'contextmenu');
    expect(untranslated(menu(made))).to.deep.equal([]);
  });
});
