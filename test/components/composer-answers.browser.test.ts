import { expect } from '@open-wc/testing';
import { compose, composes } from '../../components/shared/compose.js';
import { ImError } from '../../core/index.js';
import { faults, hit, injected, PSEUDO, registerPseudo, untranslated, XSS } from './helpers/check.js';
import { DIRECT, GROUP, messageAt, SELF } from './helpers/client.js';
import { file, key, type Made, make, names, notes, texts } from './helpers/composer.js';
import { clean, until, wait } from './helpers/page.js';
import { refused, WritingClient } from './helpers/writing.js';

const THUMB =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

function filled(): WritingClient {
  const test = new WritingClient();
  test.fill(DIRECT, [
    messageAt(DIRECT, 1, 4, { own: false, senderId: 'ann' }),
    messageAt(DIRECT, 2, 4, { own: true, senderId: SELF, content: { kind: 'text', text: 'First of mine' } }),
    messageAt(DIRECT, 3, 4, { own: true, senderId: SELF, content: { kind: 'text', text: 'Last of mine' } }),
    messageAt(DIRECT, 4, 4, {
      own: false,
      senderId: 'ann',
      content: {
        kind: 'image',
        file: { id: 'f', name: 'p.png', bytes: 9, mime: 'image/png' },
        width: 4,
        height: 4,
        thumbnail: THUMB,
      },
    }),
  ]);
  return test;
}

const bar = ({ element }: Made) => element.shadowRoot!.querySelector('im-compose-bar');
const barWords = (made: Made): string =>
  (bar(made)?.shadowRoot?.querySelector('.words')?.textContent ?? '').replace(/[\u2068\u2069]/g, '').trim();
const settled = async (made: Made): Promise<void> => {
  await made.element.updateComplete;
  await bar(made)?.updateComplete;
};
const reply = async (made: Made, messageId: string): Promise<void> => {
  compose(made.test.client, DIRECT, { what: 'reply', messageId });
  await until(() => bar(made)?.shadowRoot?.querySelector('.words'), 'the bar');
};
const edit = async (made: Made, messageId: string): Promise<void> => {
  compose(made.test.client, DIRECT, { what: 'edit', messageId });
  await until(() => bar(made)?.mode === 'edit' && bar(made)?.shadowRoot?.querySelector('.words'), 'the bar');
  await settled(made);
};

describe('composer: answers and edits', () => {
  afterEach(clean);

  it('hears what other elements want of its conversation, while it is on the page', async () => {
    const made = await make(filled());
    expect(composes(made.test.client, DIRECT)).to.equal(true);
    made.element.conversation = GROUP;
    await made.element.updateComplete;
    expect(composes(made.test.client, DIRECT)).to.equal(false);
    expect(composes(made.test.client, GROUP)).to.equal(true);
    made.element.remove();
    expect(composes(made.test.client, GROUP)).to.equal(false);
  });

  describe('an answer', () => {
    it('shows whom and what it answers, goes with the first message, and the focus is in the field', async () => {
      const made = await make(filled());
      await reply(made, 'm1');
      expect(barWords(made)).to.equal('Reply to Ann LeeMessage 1');
      await until(() => made.element.shadowRoot!.activeElement === made.field, 'the focus');
      await made.write('yes');
      made.element.addFiles([file('a.txt')]);
      await made.element.updateComplete;
      made.element.submit();
      await until(() => made.test.sent.length === 2);
      expect(texts(made.test)).to.deep.equal(['file', 'yes']);
      expect(made.test.sent.map(({ options }) => options.replyTo)).to.deep.equal(['m1', undefined]);
      await settled(made);
      expect(bar(made) === null).to.equal(true);
      await wait(20);
      expect(made.test.store.get('draft', DIRECT)).to.equal(undefined);
    });

    it('shows the picture it answers', async () => {
      const made = await make(filled());
      await reply(made, 'm4');
      expect(bar(made)!.shadowRoot!.querySelector('img')?.getAttribute('src')).to.equal(THUMB);
    });

    it('is given up by Escape and by its button; the text stays', async () => {
      const made = await make(filled());
      await made.write('words');
      await reply(made, 'm1');
      const press = key('Escape');
      made.field.dispatchEvent(press);
      await settled(made);
      expect(press.defaultPrevented).to.equal(true);
      expect(bar(made) === null).to.equal(true);
      await reply(made, 'm1');
      bar(made)!.shadowRoot!.querySelector('button')!.click();
      await settled(made);
      expect(bar(made) === null).to.equal(true);
      expect(made.field.value).to.equal('words');
    });

    it('stands in the draft: over a reload, over conversations, without a word', async () => {
      const made = await make(filled());
      await reply(made, 'm1');
      await until(() => made.test.store.get('draft', DIRECT)?.replyTo === 'm1', 'the draft');
      made.element.conversation = GROUP;
      await settled(made);
      expect(bar(made) === null).to.equal(true);
      made.element.conversation = DIRECT;
      await settled(made);
      expect(bar(made)?.messageId).to.equal('m1');
      clean();
      const next = await make(made.test);
      await until(() => bar(next)?.messageId === 'm1', 'the bar after a reload');
    });

    it('in another tab is taken over, but not under the hands of who writes here', async () => {
      const made = await make(filled());
      const elsewhere = (replyTo: string | undefined, text = ''): void =>
        made.test.store.commit('mirror', (writer) =>
          writer.put('draft', DIRECT, {
            conversationId: DIRECT,
            text,
            updatedAt: Date.now() + 50,
            ...(replyTo && { replyTo }),
          }),
        );
      elsewhere('m1', 'theirs');
      await until(() => bar(made)?.messageId === 'm1' && made.field.value === 'theirs');
      await made.write('mine');
      elsewhere('m4', 'theirs again');
      await wait(30);
      expect(made.field.value).to.equal('mine');
      expect(bar(made)?.messageId).to.equal('m1');
    });

    it('comes back with what was refused', async () => {
      const made = await make(filled());
      made.test.fails = refused();
      await reply(made, 'm1');
      await made.write('precious');
      made.element.submit();
      await until(() => made.field.value === 'precious');
      await settled(made);
      expect(bar(made)?.messageId).to.equal('m1');
      await until(() => made.test.store.get('draft', DIRECT)?.replyTo === 'm1');
    });

    it('to a message that is taken back ends, and says so', async () => {
      const made = await make(filled());
      await reply(made, 'm1');
      made.test.patch('m1', { content: { kind: 'recalled' }, recalled: { at: 1, by: 'ann' } });
      await until(() => bar(made) === null, 'the bar to go');
      expect(notes(made)).to.equal('The message you were replying to is gone.');
    });
  });

  describe('an edit', () => {
    it('puts the own draft aside, changes the message, and gives the draft back', async () => {
      const made = await make(filled());
      await made.write('half a thought');
      await edit(made, 'm2');
      expect(made.field.value).to.equal('First of mine');
      expect(barWords(made)).to.equal('Edit messageFirst of mine');
      await made.write('First of mine, better');
      await wait(20);
      expect(made.test.store.get('draft', DIRECT)?.text, 'what is edited is no draft').to.equal('half a thought');
      made.field.dispatchEvent(key('Enter'));
      await until(() => made.test.called('edit').length === 1);
      expect(made.test.called('edit')).to.deep.equal([
        ['m2', { kind: 'text', text: 'First of mine, better' }, { base: { at: 0 } }],
      ]);
      await until(() => made.field.value === 'half a thought', 'the draft');
      expect(bar(made) === null).to.equal(true);
      expect(made.test.sent).to.deep.equal([]);
    });

    it('goes on with the words that were refused', async () => {
      const made = await make(filled());
      compose(made.test.client, DIRECT, { what: 'edit', messageId: 'm2', text: 'Mine against theirs' });
      await until(() => made.field.value === 'Mine against theirs', 'the words');
      await until(() => bar(made)?.shadowRoot?.querySelector('.words'), 'the bar');
      expect(barWords(made)).to.equal('Edit messageFirst of mine');
      made.field.dispatchEvent(key('Enter'));
      await until(() => made.test.called('edit').length === 1);
      expect(made.test.called('edit')).to.deep.equal([
        ['m2', { kind: 'text', text: 'Mine against theirs' }, { base: { at: 0 } }],
      ]);
    });

    it('of the last own text begins with the arrow key in an empty field', async () => {
      const made = await make(filled());
      made.field.focus();
      made.field.dispatchEvent(key('ArrowUp'));
      await until(() => made.field.value === 'Last of mine');
      made.field.dispatchEvent(key('Escape'));
      await settled(made);
      expect(made.field.value).to.equal('');
      await made.write('words');
      made.field.dispatchEvent(key('ArrowUp'));
      await wait(30);
      expect(made.field.value).to.equal('words');
    });

    it('without a change is none, and without words is not sent', async () => {
      const made = await make(filled());
      await edit(made, 'm2');
      await made.write('  ');
      made.element.submit();
      await made.write('First of mine ');
      made.element.submit();
      await until(() => bar(made) === null);
      expect(made.test.called('edit')).to.deep.equal([]);
    });

    it('that is refused stays in the field, with the reason', async () => {
      const made = await make(filled());
      await edit(made, 'm2');
      made.test.fails = refused();
      await made.write('better');
      made.element.submit();
      await until(() => notes(made).includes('could not store'));
      expect(made.field.value).to.equal('better');
      expect(bar(made)?.mode).to.equal('edit');
    });

    it('says on which version it was begun; of a newer one it tells, keeps the words, and sends them knowingly', async () => {
      const made = await make(filled());
      made.test.changing('m2', [
        { id: 'c1', name: 'edit', args: { content: { kind: 'text', text: 'Under way' }, base: 0 } },
      ]);
      await edit(made, 'm2');
      expect(made.field.value).to.equal('Under way');
      await made.write('Mine');
      made.test.changing('m2', []);
      made.test.patch('m2', { content: { kind: 'text', text: 'Phone' }, edited: { at: 7, by: SELF } });
      await until(() => barWords(made) === 'Edit messagePhone', 'the newer words');
      made.test.fails = new ImError('conflict', { field: 'base' });
      made.element.submit();
      await until(() => notes(made).includes('changed elsewhere'), 'the note');
      expect(made.field.value).to.equal('Mine');
      made.test.fails = undefined;
      made.element.submit();
      await until(() => bar(made) === null, 'the end');
      const content = { kind: 'text', text: 'Mine' };
      expect(made.test.called('edit')).to.deep.equal([
        ['m2', content, { base: { at: 0, after: [{ kind: 'text', text: 'Under way' }] } }],
        ['m2', content, { base: { at: 7 } }],
      ]);
    });

    it('back to the words it began with counts, once others stand there', async () => {
      const made = await make(filled());
      await edit(made, 'm2');
      await made.write('Mine');
      made.test.patch('m2', { content: { kind: 'text', text: 'Phone' }, edited: { at: 7, by: SELF } });
      made.test.fails = new ImError('conflict', { field: 'base' });
      made.element.submit();
      await until(() => notes(made).includes('changed elsewhere'), 'the note');
      made.test.fails = undefined;
      await made.write('First of mine');
      made.element.submit();
      await until(() => bar(made) === null, 'the end');
      expect(made.test.called('edit').at(-1)).to.deep.equal([
        'm2',
        { kind: 'text', text: 'First of mine' },
        { base: { at: 7 } },
      ]);
    });

    it('can be changed or stopped by the page', async () => {
      const made = await make(filled());
      let stop = true;
      made.element.addEventListener('im-edit-request', (event) => {
        const custom = event as CustomEvent;
        if (stop) event.preventDefault();
        custom.detail.content = { kind: 'text', text: custom.detail.content.text.toUpperCase() };
      });
      await edit(made, 'm2');
      await made.write('better');
      made.element.submit();
      await wait(20);
      expect(made.field.value).to.equal('better');
      stop = false;
      made.element.submit();
      await until(() => made.test.called('edit').length === 1);
      expect(made.test.called('edit')[0]?.[1]).to.deep.equal({ kind: 'text', text: 'BETTER' });
    });

    it('waits in its conversation, with its files still staged', async () => {
      const made = await make(filled());
      made.element.addFiles([file('a.txt')]);
      await made.element.updateComplete;
      await edit(made, 'm2');
      expect(names(made)).to.deep.equal([]);
      await made.write('changed');
      made.element.conversation = GROUP;
      await settled(made);
      expect(made.field.value).to.equal('');
      made.element.conversation = DIRECT;
      await settled(made);
      expect(made.field.value).to.equal('changed');
      made.field.dispatchEvent(key('Escape'));
      await settled(made);
      expect(names(made)).to.deep.equal(['a.txt']);
    });

    it('is not begun where it is not allowed', async () => {
      const test = filled();
      test.denied.add('edit');
      const made = await make(test);
      made.field.dispatchEvent(key('ArrowUp'));
      compose(test.client, DIRECT, { what: 'edit', messageId: 'm2' });
      await wait(50);
      expect(made.field.value).to.equal('');
      expect(bar(made) === null).to.equal(true);
    });
  });

  it('says refusals in the language of the moment', async () => {
    registerPseudo();
    const made = await make(filled());
    made.element.addFiles([file('run.exe')]);
    await made.element.updateComplete;
    expect(notes(made)).to.equal('run.exe: this kind of file is not allowed');
    made.box.lang = PSEUDO;
    made.element.requestUpdate();
    await until(() => notes(made).includes('⟦'), 'the note in another language');
  });

  it('shows markup in names and texts as text', async () => {
    for (const bad of XSS) {
      const test = filled();
      test.patch('m1', { content: { kind: 'text', text: bad } });
      test.store.commit('local', (writer) => writer.put('user', 'ann', { id: 'ann', name: bad }));
      const made = await make(test);
      await reply(made, 'm1');
      expect(injected(made.box)).to.deep.equal([]);
      clean();
    }
    expect(hit()).to.equal(undefined);
  });

  for (const dir of ['ltr', 'rtl'])
    it(`has no fault that axe finds: ${dir}`, async () => {
      const made = await make(filled(), { dir });
      await reply(made, 'm1');
      expect(await faults(made.box), 'reply').to.deep.equal([]);
      await edit(made, 'm2');
      expect(await faults(made.box), 'edit').to.deep.equal([]);
    });

  it('says nothing that was not translated', async () => {
    registerPseudo();
    const test = filled();
    test.patch('m1', { content: { kind: 'text', text: '7' } });
    test.store.commit('local', (writer) => writer.put('user', 'ann', { id: 'ann', name: '7' }));
    const made = await make(test, { lang: PSEUDO });
    await until(() => made.field.placeholder.includes('⟦'));
    await reply(made, 'm1');
    await settled(made);
    expect(untranslated(made.element)).to.deep.equal([]);
  });
});
