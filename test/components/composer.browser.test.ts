import { expect } from '@open-wc/testing';
import '../../components/composer/index.js';
import { faults, hit, injected, PSEUDO, registerPseudo, untranslated, XSS } from './helpers/check.js';
import { DIRECT, GROUP } from './helpers/client.js';
import { file, key, make, names, notes, texts } from './helpers/composer.js';
import { click, hands, press, typeText } from './helpers/hands.js';
import { clean, frames, until, wait } from './helpers/page.js';
import { WritingClient } from './helpers/writing.js';

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

  it('sends on Enter also while what helps to write is on its way, and keeps the next message apart', async () => {
    const made = await make();
    const type = (text: string): void => {
      made.field.value = text;
      made.field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    };
    type('either/or');
    await made.element.updateComplete;
    made.field.dispatchEvent(key('Enter'));
    type('next');
    made.field.dispatchEvent(key('Enter'));
    await until(() => made.test.sent.length === 2, 'both');
    expect(texts(made.test)).to.deep.equal(['either/or', 'next']);
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
      const why = () => made.element.shadowRoot!.querySelector('im-composer-lock')?.shadowRoot?.textContent;
      await until(() => why()?.includes('You cannot write in this conversation.'));
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

  it('begins where the language does while it is empty, then where its text does', async () => {
    const made = await make(undefined, { dir: 'rtl' });
    const side = (): string => getComputedStyle(made.field).direction;
    expect(made.field.placeholder).to.not.equal('');
    expect(side()).to.equal('rtl');
    await made.write('hello');
    expect(side()).to.equal('ltr');
    await made.write('');
    expect(side()).to.equal('rtl');
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
