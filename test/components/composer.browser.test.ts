import { expect } from '@open-wc/testing';
import '../../components/composer/index.js';
import { faults, hit, injected, PSEUDO, registerPseudo, untranslated, XSS } from './helpers/check.js';
import { DIRECT, GROUP } from './helpers/client.js';
import { file, key, make, names, notes, texts } from './helpers/composer.js';
import { click, hands, press, typeText } from './helpers/hands.js';
import { clean, frames, until, wait } from './helpers/page.js';
import { refused, WritingClient } from './helpers/writing.js';

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
      // Nor when the store has heard of it, and the other tab's sending takes the draft away.
      await made.write('mine too');
      await until(() => made.test.store.get('draft', DIRECT)?.text === 'mine too');
      elsewhere(undefined);
      await wait(20);
      expect(made.field.value).to.equal('mine too');
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
      let refusals = 0;
      made.element.addEventListener('im-error', () => refusals++);
      made.element.addFiles([file('a.txt'), file('b.txt')]);
      await made.write('with files');
      made.element.submit();
      made.element.conversation = GROUP;
      await made.element.updateComplete;
      go();
      await until(() => refusals === 1);
      expect(made.test.store.get('draft', DIRECT)?.text).to.equal('with files');
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
