import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../components/composer/index.js';
import type { ImComposer } from '../../components/composer/index.js';
import { catalogue } from '../../components/emoji-picker/catalogue.js';
import { faults, hit, injected, PSEUDO, registerPseudo, untranslated, XSS } from './helpers/check.js';
import { DIRECT, GROUP } from './helpers/client.js';
import { click, hands, press, sized, typeText } from './helpers/hands.js';
import { clean, frames, place, until, wait } from './helpers/page.js';
import { refused, WritingClient } from './helpers/writing.js';

interface Made {
  readonly test: WritingClient;
  readonly box: HTMLElement;
  readonly element: ImComposer;
  part<T extends HTMLElement = HTMLElement>(name: string): T;
  readonly field: HTMLTextAreaElement;
  /** As typing does: the value changes, then `input`. */
  write(text: string): Promise<void>;
}

async function make(test = new WritingClient(), size?: Parameters<typeof place>[1]): Promise<Made> {
  const box = place(
    html`<im-composer style="margin-block-start: auto" .client=${test.client} .conversation=${DIRECT}></im-composer>`,
    size,
  );
  const element = box.querySelector('im-composer') as ImComposer;
  await element.updateComplete;
  const part = <T extends HTMLElement>(name: string): T => element.shadowRoot!.querySelector<T>(`[part~=${name}]`) as T;
  return {
    test,
    box,
    element,
    part,
    get field() {
      return part<HTMLTextAreaElement>('input');
    },
    async write(text) {
      const field = part<HTMLTextAreaElement>('input');
      field.focus();
      field.value = text;
      field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      await element.updateComplete;
    },
  };
}
const key = (name: string, more: KeyboardEventInit = {}): KeyboardEvent =>
  new KeyboardEvent('keydown', { key: name, bubbles: true, composed: true, cancelable: true, ...more });
const file = (name: string, type = 'text/plain', bytes = 10): File => new File(['x'.repeat(bytes)], name, { type });
const texts = (test: WritingClient): string[] =>
  test.sent.map(({ content }) => (content.kind === 'text' ? content.text : content.kind));
const notes = ({ element }: Made): string =>
  element.shadowRoot!.querySelector('[part=notes]')!.textContent!.replace(/\s+/g, ' ').trim();
const names = ({ element }: Made): string[] =>
  [...element.shadowRoot!.querySelectorAll('.staged b')].map((one) => one.textContent ?? '');

function transfer(files: readonly File[], more: Record<string, string> = {}): DataTransfer {
  const data = new DataTransfer();
  for (const one of files) data.items.add(one);
  for (const [type, text] of Object.entries(more)) data.setData(type, text);
  return data;
}
const drag = (target: Element, type: string, data: DataTransfer): DragEvent => {
  const event = new DragEvent(type, { dataTransfer: data, bubbles: true, composed: true, cancelable: true });
  target.dispatchEvent(event);
  return event;
};
const paste = (target: Element, data: DataTransfer): ClipboardEvent => {
  const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, composed: true, cancelable: true });
  // Firefox gives an event that a script made a clipboard of its own, empty.
  if (event.clipboardData?.types.length !== data.types.length)
    Object.defineProperty(event, 'clipboardData', { value: data });
  target.dispatchEvent(event);
  return event;
};

describe('composer', () => {
  afterEach(clean);

  it('sends on Enter, breaks the line on Shift+Enter, and leaves the field empty', async () => {
    const made = await make();
    await made.write('hello');
    expect(made.part('send').hasAttribute('disabled')).to.equal(false);
    made.field.dispatchEvent(key('Enter', { shiftKey: true }));
    await wait(5);
    expect(texts(made.test)).to.deep.equal([]);
    const enter = key('Enter');
    made.field.dispatchEvent(enter);
    expect(enter.defaultPrevented).to.equal(true);
    await until(() => made.test.sent.length === 1);
    expect(texts(made.test)).to.deep.equal(['hello']);
    expect(made.test.sent[0]?.options.clearDraft).to.equal(true);
    expect(made.field.value).to.equal('');
    expect(made.part('send').hasAttribute('disabled')).to.equal(true);
  });

  it('breaks the line on Enter where `enter` says so, and sends by a chord', async () => {
    const made = await make();
    made.element.enter = 'newline';
    await made.write('hello');
    made.field.dispatchEvent(key('Enter'));
    await wait(5);
    expect(texts(made.test)).to.deep.equal([]);
    made.field.dispatchEvent(key('Enter', { ctrlKey: true }));
    await until(() => made.test.sent.length === 1);
  });

  it('does not send while an input method is at work, in the order of any browser', async () => {
    const made = await make();
    await made.write('にほん');
    made.field.dispatchEvent(key('Enter', { isComposing: true }));
    made.field.dispatchEvent(new CompositionEvent('compositionend', { data: '日本', bubbles: true }));
    // Safari's own Enter comes after the end, unflagged.
    made.field.dispatchEvent(key('Enter', { keyCode: 229 }));
    await wait(10);
    expect(texts(made.test)).to.deep.equal([]);
    made.field.dispatchEvent(key('Enter'));
    await until(() => made.test.sent.length === 1);
  });

  it('sends nothing but white space, and trims the rest', async () => {
    const made = await make();
    await made.write('  \n ');
    made.element.submit();
    await made.write(' a \n b ');
    made.element.submit();
    await until(() => made.test.sent.length === 1);
    expect(texts(made.test)).to.deep.equal(['a \n b']);
  });

  it('grows with its text, up to two fifths of the window, then scrolls', async () => {
    const made = await make();
    const one = made.field.offsetHeight;
    await made.write('a\nb\nc\nd');
    await frames();
    const four = made.field.offsetHeight;
    expect(four).to.be.greaterThan(one + 50);
    await made.write('a\n'.repeat(200));
    await frames();
    expect(made.field.offsetHeight).to.be.at.most(innerHeight * 0.4 + 1);
    expect(made.field.scrollHeight).to.be.greaterThan(made.field.offsetHeight);
    await made.write('');
    await frames();
    expect(made.field.offsetHeight).to.equal(one);
  });

  it('keeps what is typed from the hot keys of the page; Escape, Tab and chords pass', async () => {
    const made = await make();
    const heard: string[] = [];
    const hear = (event: Event): void => {
      const { key: name, ctrlKey } = event as KeyboardEvent;
      heard.push(`${event.type} ${ctrlKey ? 'Ctrl+' : ''}${name}`);
    };
    const types = ['keydown', 'keypress', 'keyup'] as const;
    for (const type of types) document.addEventListener(type, hear);
    try {
      for (const type of types)
        for (const name of ['s', '/', 'f', 'n', 'Backspace', 'ArrowUp', 'Enter'])
          made.field.dispatchEvent(new KeyboardEvent(type, { key: name, bubbles: true, composed: true }));
      expect(heard).to.deep.equal([]);
      // AltGr is Ctrl and Alt to some systems, and types.
      const altGr = key('@', { ctrlKey: true, altKey: true, modifierAltGraph: true });
      // WebKit makes no such event.
      if (altGr.getModifierState('AltGraph')) made.field.dispatchEvent(altGr);
      expect(heard).to.deep.equal([]);
      made.field.dispatchEvent(key('Escape'));
      made.field.dispatchEvent(key('Tab'));
      made.field.dispatchEvent(key('k', { ctrlKey: true }));
      expect(heard).to.deep.equal(['keydown Escape', 'keydown Tab', 'keydown Ctrl+k']);
    } finally {
      for (const type of types) document.removeEventListener(type, hear);
    }
  });

  it('takes real keys, and the page hears none of the letters', async function () {
    await hands(this);
    const made = await make();
    const heard: string[] = [];
    const hear = (event: KeyboardEvent): unknown => heard.push(event.key);
    document.addEventListener('keydown', hear);
    document.addEventListener('keyup', hear);
    try {
      await click(made.field);
      await typeText('see you / fine');
      await press('Enter');
      await until(() => made.test.sent.length === 1);
      expect(texts(made.test)).to.deep.equal(['see you / fine']);
      expect(heard).to.deep.equal([]);
    } finally {
      document.removeEventListener('keydown', hear);
      document.removeEventListener('keyup', hear);
    }
  });

  describe('drafts', () => {
    it('stand in the store for each conversation, and nothing is lost by switching in mid-typing', async () => {
      const made = await make();
      await made.write('to ann');
      made.element.conversation = GROUP;
      await made.element.updateComplete;
      expect(made.field.value).to.equal('');
      await made.write('to the team');
      made.element.conversation = DIRECT;
      await made.element.updateComplete;
      // At once, although the store hears of it a moment later.
      expect(made.field.value).to.equal('to ann');
      await wait(20);
      expect(made.test.store.get('draft', DIRECT)?.text).to.equal('to ann');
      expect(made.test.store.get('draft', GROUP)?.text).to.equal('to the team');
      expect(made.field.value).to.equal('to ann');
      clean();
      const next = await make(made.test);
      expect(next.field.value).to.equal('to ann');
    });

    it('written in another tab are taken over, but never over what is being written here', async () => {
      const made = await make();
      const elsewhere = (text: string | undefined): void =>
        made.test.store.commit('mirror', (writer) => {
          if (text === undefined) writer.remove('draft', DIRECT);
          else writer.put('draft', DIRECT, { conversationId: DIRECT, text, updatedAt: Date.now() + 50 });
        });
      elsewhere('from the other tab');
      await until(() => made.field.value === 'from the other tab');
      elsewhere(undefined);
      await until(() => made.field.value === '', 'the draft that the other tab has sent to go');
      await made.write('mine');
      elsewhere('theirs');
      await wait(20);
      expect(made.field.value).to.equal('mine');
    });

    it('keep files staged too', async () => {
      const made = await make();
      made.element.addFiles([file('one.txt')]);
      made.element.conversation = GROUP;
      await made.element.updateComplete;
      expect(names(made)).to.deep.equal([]);
      made.element.conversation = DIRECT;
      await made.element.updateComplete;
      expect(names(made)).to.deep.equal(['one.txt']);
    });

    it('end with the sending, and what was typed meanwhile stays one', async () => {
      const made = await make();
      let go = (): void => {};
      made.test.hold = new Promise((resolve) => (go = resolve));
      await made.write('first');
      made.element.submit();
      await made.write('second');
      made.element.conversation = GROUP;
      await made.element.updateComplete;
      go();
      await until(() => made.test.sent.length === 1);
      await until(() => made.test.store.get('draft', DIRECT)?.text === 'second', 'the second text to be a draft');
      made.element.conversation = DIRECT;
      await made.element.updateComplete;
      expect(made.field.value).to.equal('second');
      made.element.submit();
      await until(() => made.test.sent.length === 2);
      await wait(20);
      expect(made.test.store.get('draft', DIRECT)).to.equal(undefined);
      expect(texts(made.test)).to.deep.equal(['first', 'second']);
    });
  });

  describe('a send that does not get into the outbox', () => {
    it('puts the text back in front of what was typed since, and says why', async () => {
      const made = await make();
      const errors: unknown[] = [];
      made.element.addEventListener('im-error', (event) => errors.push((event as CustomEvent).detail.error));
      let go = (): void => {};
      made.test.hold = new Promise((resolve) => (go = resolve));
      made.test.fails = refused();
      await made.write('precious');
      made.element.submit();
      await made.write('and more');
      go();
      await until(() => made.field.value === 'precious\nand more');
      expect(errors).to.deep.equal([made.test.fails]);
      expect(notes(made)).to.contain('could not store');
      await wait(20);
      expect(made.test.store.get('draft', DIRECT)?.text).to.equal('precious\nand more');
    });

    it('puts text and files back into their own conversation when another one is shown', async () => {
      const made = await make();
      let go = (): void => {};
      made.test.hold = new Promise((resolve) => (go = resolve));
      made.test.fails = refused();
      made.element.addFiles([file('a.txt'), file('b.txt')]);
      await made.write('with files');
      made.element.submit();
      made.element.conversation = GROUP;
      await made.element.updateComplete;
      go();
      await until(() => made.test.store.get('draft', DIRECT)?.text === 'with files');
      expect(made.field.value).to.equal('');
      made.element.conversation = DIRECT;
      await made.element.updateComplete;
      expect(made.field.value).to.equal('with files');
      expect(names(made)).to.deep.equal(['a.txt', 'b.txt']);
      made.test.fails = undefined;
      made.element.submit();
      await until(() => made.test.sent.length === 3);
      expect(texts(made.test)).to.deep.equal(['file', 'file', 'with files']);
    });

    it('keeps all when the page says no', async () => {
      const made = await make();
      made.element.addEventListener('im-send-request', (event) => event.preventDefault());
      await made.write('not now');
      made.element.submit();
      await until(() => made.field.value === 'not now');
      expect(made.test.sent).to.deep.equal([]);
      expect(notes(made)).to.equal('');
    });
  });

  it('sends in the order pressed, files before their text, and lets the page replace the content', async () => {
    const made = await make();
    made.box.addEventListener('im-send-request', (event) => {
      const { detail } = event as CustomEvent;
      if (detail.content.kind === 'text') detail.content = { kind: 'text', text: detail.content.text.toUpperCase() };
    });
    made.element.addFiles([file('a.txt')]);
    await made.write('one');
    made.element.submit();
    await made.write('two');
    made.element.submit();
    await until(() => made.test.sent.length === 3);
    expect(texts(made.test)).to.deep.equal(['file', 'ONE', 'TWO']);
    expect(made.test.sent[0]?.options.blob).to.be.instanceOf(File);
  });

  describe('limits', () => {
    it('of a text are counted as people count, and said before they bite', async () => {
      const made = await make();
      await made.write('a'.repeat(60));
      expect(notes(made)).to.equal('');
      await made.write('👨‍👩‍👧‍👦'.repeat(190));
      expect(notes(made)).to.equal('10 characters left');
      await made.write('👨‍👩‍👧‍👦'.repeat(203));
      expect(notes(made)).to.equal('3 characters too long');
      expect(made.part('send').hasAttribute('disabled')).to.equal(true);
      made.element.submit();
      await wait(10);
      expect(made.test.sent).to.deep.equal([]);
      expect(made.field.value).to.have.length('👨‍👩‍👧‍👦'.length * 203);
    });

    it('of files are said when they are staged, by name', async () => {
      const made = await make();
      made.element.addFiles([
        file('fine.txt'),
        file('big.txt', 'text/plain', 1001),
        file('run.exe'),
        file('page.htm', 'text/html'),
        file('nothing.txt', 'text/plain', 0),
      ]);
      await made.element.updateComplete;
      expect(names(made)).to.deep.equal(['fine.txt']);
      for (const words of ['big.txt is larger than 1 kB', 'run.exe: this', 'page.htm: this', 'nothing.txt is empty'])
        expect(notes(made)).to.contain(words);
      made.element.addFiles(Array.from({ length: 25 }, (_, at) => file(`${at}.txt`)));
      await made.element.updateComplete;
      expect(names(made)).to.have.length(20);
      expect(notes(made)).to.contain('At most 20 files').and.to.contain('20 of 20 files');
      const first = made.element.shadowRoot!.querySelector<HTMLElement>('.remove')!;
      expect(first.getAttribute('aria-label')).to.equal('Remove fine.txt');
      first.click();
      await made.element.updateComplete;
      expect(names(made)).to.have.length(19);
    });
  });

  describe('files', () => {
    it('come by paste, unless words are meant', async () => {
      const made = await make();
      expect(paste(made.field, transfer([file('a.txt')])).defaultPrevented).to.equal(true);
      await made.element.updateComplete;
      expect(names(made)).to.deep.equal(['a.txt']);
      expect(paste(made.field, transfer([], { 'text/plain': 'words' })).defaultPrevented).to.equal(false);
      const office = transfer([file('table.png', 'image/png')], { 'text/plain': '1\t2', 'text/html': '<table>' });
      expect(paste(made.field, office).defaultPrevented).to.equal(false);
      expect(names(made)).to.deep.equal(['a.txt']);
    });

    it('come by drop; dragged words are left to the field', async () => {
      const made = await make();
      const data = transfer([file('a.txt')]);
      expect(drag(made.field, 'dragenter', data).defaultPrevented).to.equal(true);
      expect(made.element.matches(':state(dragging)')).to.equal(true);
      drag(made.field, 'drop', data);
      await made.element.updateComplete;
      expect(made.element.matches(':state(dragging)')).to.equal(false);
      expect(names(made)).to.deep.equal(['a.txt']);
      expect(drag(made.field, 'dragover', transfer([], { 'text/plain': 'x' })).defaultPrevented).to.equal(false);
    });

    it('of pictures carry their size and a thumbnail; what only says it is one goes as a file', async () => {
      const made = await make();
      const canvas = new OffscreenCanvas(40, 20);
      canvas.getContext('2d')!.fillRect(0, 0, 20, 20);
      const blob = await canvas.convertToBlob({ type: 'image/png' });
      made.element.addFiles([new File([blob], 'p.png', { type: 'image/png' }), file('fake.png', 'image/png')]);
      await made.element.updateComplete;
      expect(made.element.shadowRoot!.querySelectorAll('.staged img')).to.have.length(2);
      made.element.submit();
      await until(() => made.test.sent.length === 2);
      const [picture, fake] = made.test.sent.map(({ content }) => content);
      expect(picture).to.include({ kind: 'image', width: 40, height: 20 });
      expect((picture as { thumbnail?: string }).thumbnail).to.match(/^data:image\/jpeg/);
      expect(fake?.kind).to.equal('file');
    });

    it('cannot be attached where the back end takes none', async () => {
      const test = new WritingClient();
      test.denied.add('upload');
      const made = await make(test);
      expect(made.part('attach')).to.equal(null);
      const event = drag(made.field, 'drop', transfer([file('a.txt')]));
      expect(event.defaultPrevented, 'the page must not be replaced by the file').to.equal(true);
      expect(names(made)).to.deep.equal([]);
    });
  });

  describe('emoji', () => {
    it('short names become native when closed, and when sent', async () => {
      await catalogue('en');
      const made = await make();
      await made.write('warm up :smile:');
      await until(() => texts(made.test).length === 0);
      await wait(50);
      await made.write('fine :smile:');
      expect(made.field.value).to.equal('fine 😄');
      await made.write('at 10:30:45 or http://a:100:b, :no_such_name:');
      expect(made.field.value).to.equal('at 10:30:45 or http://a:100:b, :no_such_name:');
      made.element.value = 'pasted :heart: words';
      made.element.submit();
      await until(() => made.test.sent.length === 1);
      expect(texts(made.test)).to.deep.equal(['pasted ❤️ words']);
    });

    it('picked are put where the caret is, and the focus is back in the field', async () => {
      const made = await make();
      await made.write('ab');
      made.field.setSelectionRange(1, 1);
      made.part('emoji').click();
      const picker = await until(() => made.element.shadowRoot!.querySelector('im-emoji-picker'));
      const cell = await until(() => picker.shadowRoot?.querySelector<HTMLElement>('[data-emoji="😀"]'));
      cell.click();
      await made.element.updateComplete;
      expect(made.field.value).to.equal('a😀b');
      expect(made.element.shadowRoot!.activeElement).to.equal(made.field);
      expect(made.field.selectionStart).to.equal(3);
      expect(made.element.shadowRoot!.querySelector('.emoji-box')!.matches(':popover-open')).to.equal(false);
    });

    it('open beside the button inside the viewport, close by the same button and by Escape', async function () {
      await hands(this);
      for (const [width, dir] of [
        [800, 'ltr'],
        [360, 'ltr'],
        [360, 'rtl'],
      ] as const)
        await sized(width, 600, async () => {
          const made = await make(undefined, { dir, width: width - 40, height: 560 });
          const emojiBox = made.element.shadowRoot!.querySelector('.emoji-box') as HTMLElement;
          await click(made.part('emoji'));
          await until(() => emojiBox.matches(':popover-open') && emojiBox.querySelector('im-emoji-picker')?.shadowRoot);
          await frames(4);
          const { left, right, top, bottom } = emojiBox.getBoundingClientRect();
          expect(left, 'left').to.be.at.least(8);
          expect(right, 'right').to.be.at.most(width - 8);
          expect(top, 'top').to.be.at.least(8);
          expect(bottom, 'bottom').to.be.at.most(made.part('field').getBoundingClientRect().top);
          await click(made.part('emoji'));
          expect(emojiBox.matches(':popover-open'), 'closed by its button').to.equal(false);
          await click(made.part('emoji'));
          await until(() => emojiBox.matches(':popover-open'));
          await frames(2);
          const heard: string[] = [];
          const hear = (event: KeyboardEvent): unknown => heard.push(event.key);
          document.addEventListener('keydown', hear);
          await press('Escape');
          document.removeEventListener('keydown', hear);
          expect(emojiBox.matches(':popover-open'), 'closed by Escape').to.equal(false);
          expect(heard, 'one Escape closes one thing').to.deep.equal([]);
          expect(made.element.shadowRoot!.activeElement).to.equal(made.part('emoji'));
          clean();
        });
    });
  });

  describe('where nothing can be written', () => {
    for (const state of ['kicked', 'unauthorized', 'banned'] as const)
      it(`${state}: keeps the text, which can be read and copied but not sent`, async () => {
        const made = await make();
        await made.write('half a thought');
        made.test.state(state);
        await until(() => made.field.readOnly);
        expect(made.field.value).to.equal('half a thought');
        expect(notes(made)).to.contain('after signing in');
        made.field.dispatchEvent(key('Enter'));
        made.element.submit();
        await wait(10);
        expect(made.test.sent).to.deep.equal([]);
        made.test.state('connected');
        await until(() => !made.field.readOnly);
        expect(made.field.value).to.equal('half a thought');
      });

    it('says so in place of an empty field', async () => {
      const test = new WritingClient();
      test.denied.add('send');
      const made = await make(test);
      expect(made.element.shadowRoot!.textContent).to.contain('You cannot write in this conversation.');
      expect(made.field).to.equal(null);
    });

    it('offline is no such place', async () => {
      const made = await make();
      made.test.state('offline');
      await made.write('later');
      made.element.submit();
      await until(() => made.test.sent.length === 1);
    });
  });

  it('tells that somebody types, and when he has stopped', async () => {
    const made = await make();
    await made.write('a');
    await made.write('');
    await made.write('b');
    made.element.conversation = GROUP;
    await made.element.updateComplete;
    expect(made.test.called('typing')).to.deep.equal([
      [DIRECT, 'text'],
      [DIRECT, 'nothing'],
      [DIRECT, 'text'],
      [DIRECT, 'nothing'],
    ]);
  });

  it('shows markup in drafts, file names and names as text', async () => {
    for (const bad of XSS) {
      const test = new WritingClient();
      test.store.commit('local', (writer) => {
        writer.put('user', 'ann', { id: 'ann', name: bad });
        writer.put('draft', DIRECT, { conversationId: DIRECT, text: bad, updatedAt: 1 });
      });
      const made = await make(test);
      made.element.addFiles([file(`${bad.replaceAll('/', '∕')}.txt`)]);
      await made.element.updateComplete;
      expect(made.field.value).to.equal(bad);
      expect(made.field.getAttribute('aria-label')).to.contain(bad);
      expect(names(made)).to.have.length(1);
      expect(injected(made.box)).to.deep.equal([]);
      clean();
    }
    expect(hit()).to.equal(undefined);
  });

  for (const scheme of ['light', 'dark'])
    for (const dir of ['ltr', 'rtl'])
      it(`has no fault that axe finds: ${scheme}, ${dir}`, async () => {
        const made = await make(undefined, { dir });
        made.box.style.colorScheme = scheme;
        made.box.style.background = 'Canvas';
        expect(await faults(made.box), 'empty').to.deep.equal([]);
        made.element.addFiles([file('a.txt'), file('run.exe')]);
        await made.write('a'.repeat(190));
        await wait(200);
        expect(await faults(made.box), 'full').to.deep.equal([]);
        made.test.state('kicked');
        await wait(200);
        expect(await faults(made.box), 'ended').to.deep.equal([]);
      });

  it('says nothing that was not translated', async () => {
    registerPseudo();
    const test = new WritingClient();
    test.store.commit('local', (writer) => writer.put('user', 'ann', { id: 'ann', name: '7' }));
    const made = await make(test, { lang: PSEUDO });
    await until(() => made.field.placeholder.includes('⟦'));
    made.element.addFiles([file('1.1'), file('2.exe')]);
    await made.write('1'.repeat(190));
    // Units of size are the browser's own words.
    expect(untranslated(made.element).filter((words) => words !== '10 bytes')).to.deep.equal([]);
  });

  it('leaves nothing behind', async () => {
    const test = new WritingClient();
    const before = test.store.listening;
    const made = await make(test);
    const parent = made.element.parentElement!;
    for (let at = 0; at < 20; at++) {
      made.element.remove();
      parent.append(made.element);
      await made.element.updateComplete;
    }
    made.element.remove();
    await wait(5);
    expect(test.store.listening).to.equal(before);
  });
});
