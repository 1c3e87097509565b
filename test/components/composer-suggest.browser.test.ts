import { expect } from '@open-wc/testing';
import { moved, remark } from '../../components/composer/suggest/marks.js';
import { triggerAt } from '../../components/composer/suggest/trigger.js';
import { catalogue } from '../../components/emoji-picker/catalogue.js';
import { compose } from '../../components/shared/compose.js';
import { faults, PSEUDO, registerPseudo, untranslated } from './helpers/check.js';
import { DIRECT, GROUP, messageAt } from './helpers/client.js';
import { key, type Made, make, texts } from './helpers/composer.js';
import { click, hands, press, typeText } from './helpers/hands.js';
import { clean, until, wait } from './helpers/page.js';
import { WritingClient } from './helpers/writing.js';

const list = ({ element }: Made): HTMLElement => element.shadowRoot!.querySelector('#suggestions') as HTMLElement;
const labels = (made: Made): string[] => [...list(made).querySelectorAll('.label')].map((one) => one.textContent ?? '');
const active = (made: Made): string | null | undefined => {
  const id = made.field.getAttribute('aria-activedescendant');
  return id && made.element.shadowRoot!.getElementById(id)?.querySelector('.label')?.textContent;
};
const shown = (made: Made): boolean => Boolean(list(made)?.matches(':popover-open'));

async function group(size?: Parameters<typeof make>[1]): Promise<Made> {
  const test = new WritingClient();
  test.fill(GROUP, [messageAt(GROUP, 1, 1)]);
  test.members = [
    [
      { id: 'ann', name: 'Ann Lee' },
      { id: 'bob', name: 'Bob Okoro', card: 'Captain' },
      { id: 'me', name: 'Mira' },
    ],
    [
      { id: 'u77', name: '王伟' },
      { id: 'annika', name: 'Annika' },
    ],
  ];
  const made = await make(test, size);
  made.element.conversation = GROUP;
  await made.element.updateComplete;
  return made;
}

async function open(made: Made, text: string): Promise<void> {
  await made.write(text);
  await until(() => made.field.hasAttribute('aria-autocomplete'), 'the part that suggests');
  await until(() => shown(made), 'the list');
}

describe('composer: suggestions', () => {
  afterEach(clean);

  it('begins at @, : and /, not in addresses, times and paths', () => {
    const at = (text: string) => triggerAt(text, text.length);
    expect(at('hi @')).to.deep.equal({ sign: '@', at: 3, query: '' });
    expect(at('你好@王')).to.deep.equal({ sign: '@', at: 2, query: '王' });
    expect(at('@Ann L')).to.deep.equal({ sign: '@', at: 0, query: 'Ann L' });
    expect(at('@Ann Lee went')).to.equal(undefined);
    expect(at('mail ann@home')).to.equal(undefined);
    expect(at('so :smi')).to.deep.equal({ sign: ':', at: 3, query: 'smi' });
    for (const other of ['10:30', 'http://a', ':)', ':s', 'a/b', ' /go']) expect(at(other), other).to.equal(undefined);
    expect(at('/go')).to.deep.equal({ sign: '/', at: 0, query: 'go' });
    expect(triggerAt('@Ann and more', 4)?.query).to.equal('Ann');
  });

  it('marks move with the text around them, and go when they are edited', () => {
    const marks = [
      { at: 3, length: 4, user: 'ann' },
      { at: 8, length: 4, user: 'bob' },
    ];
    expect(moved(marks, 'hi @Ann @Bob', 'oh hi @Ann @Bob', 3).map(({ at }) => at)).to.deep.equal([6, 11]);
    expect(moved(marks, 'hi @Ann @Bob', 'hi @Ann @Bob!').map(({ user }) => user)).to.deep.equal(['ann', 'bob']);
    expect(moved(marks, 'hi @Ann @Bob', 'hi @An @Bob', 6)).to.deep.equal([{ at: 7, length: 4, user: 'bob' }]);
    // Two of one name: the caret tells which one was taken away.
    const twice = [
      { at: 0, length: 4, user: 'a1' },
      { at: 5, length: 4, user: 'a2' },
    ];
    expect(moved(twice, '@Ann @Ann', '@Ann', 0)).to.deep.equal([{ at: 0, length: 4, user: 'a2' }]);
    const people = [
      { user: 'ann', name: 'Ann' },
      { user: 'lee', name: 'Ann Lee' },
    ];
    expect(remark('@Ann Lee, @Ann, @Anna and @Nobody', people)).to.deep.equal([
      { at: 0, length: 8, user: 'lee' },
      { at: 10, length: 4, user: 'ann' },
    ]);
  });

  it('offers members over their pages, by name, card and id, and sends who is named and where', async () => {
    const made = await group();
    await open(made, 'hi @');
    await until(() => labels(made).length === 5, 'all members');
    expect(labels(made)).to.deep.equal(['Ann Lee', 'Annika', 'Bob Okoro', '王伟', 'all']);
    expect(made.test.called('moreMembers')).to.deep.equal([['team'], ['team']]);
    expect(made.field.getAttribute('aria-controls')).to.equal('suggestions');
    expect(active(made)).to.equal('Ann Lee');
    await made.write('hi @cap');
    await until(() => labels(made).join() === 'Bob Okoro');
    await made.write('hi @u7');
    await until(() => labels(made).join() === '王伟');
    await made.write('hi @an');
    await until(() => labels(made).join() === 'Ann Lee,Annika');
    made.field.dispatchEvent(key('ArrowDown'));
    await made.element.updateComplete;
    expect(active(made)).to.equal('Annika');
    made.field.dispatchEvent(key('ArrowDown'));
    await made.element.updateComplete;
    expect(active(made)).to.equal('Ann Lee');
    const tab = key('Tab');
    made.field.dispatchEvent(tab);
    expect(tab.defaultPrevented).to.equal(true);
    await made.element.updateComplete;
    expect(made.field.value).to.equal('hi @Ann Lee ');
    expect(shown(made)).to.equal(false);
    await made.write('  oh, hi @Ann Lee ');
    await made.write('  oh, hi @Ann Lee :smile: ');
    made.element.submit();
    await until(() => made.test.sent.length === 1);
    const [{ content, options } = { content: undefined, options: {} }] = made.test.sent;
    expect(options.mentions).to.deep.equal({ users: ['ann'] });
    expect(content).to.deep.equal({
      kind: 'text',
      text: 'oh, hi @Ann Lee 😄',
      marks: [{ at: 7, length: 8, user: 'ann' }],
    });
  });

  it('names everybody, and nobody whose name was edited', async () => {
    const made = await group();
    await open(made, '@al');
    expect(labels(made)).to.deep.equal(['all']);
    made.field.dispatchEvent(key('Enter'));
    await made.element.updateComplete;
    await open(made, '@all @bob');
    made.field.dispatchEvent(key('Enter'));
    await made.element.updateComplete;
    expect(made.field.value).to.equal('@all @Bob Okoro ');
    await made.write('@all @Bob Oko ');
    made.element.submit();
    await until(() => made.test.sent.length === 1);
    expect(made.test.sent[0]?.options.mentions).to.deep.equal({ all: true });
    expect(made.test.sent[0]?.content).to.deep.include({ marks: [{ at: 0, length: 4, user: '*' }] });
  });

  it('finds who was named in a draft again', async () => {
    const made = await group();
    await open(made, '@');
    await until(() => labels(made).length === 5);
    made.field.dispatchEvent(key('Escape'));
    made.element.conversation = DIRECT;
    await made.element.updateComplete;
    made.test.store.commit('mirror', (writer) =>
      writer.put('draft', GROUP, { conversationId: GROUP, text: 'ask @Annika', updatedAt: Date.now() + 1000 }),
    );
    made.element.conversation = GROUP;
    await until(() => made.field.value === 'ask @Annika');
    made.element.submit();
    await until(() => made.test.sent.length === 1);
    expect(made.test.sent[0]?.options.mentions).to.deep.equal({ users: ['annika'] });
  });

  it('keeps names when a send is refused', async () => {
    const made = await group();
    made.element.addEventListener('im-send-request', (event) => event.preventDefault(), { once: true });
    await open(made, '@ann l');
    made.field.dispatchEvent(key('Enter'));
    await made.element.updateComplete;
    made.element.submit();
    await until(() => made.field.value === '@Ann Lee');
    made.element.submit();
    await until(() => made.test.sent.length === 1);
    expect(made.test.sent[0]?.options.mentions).to.deep.equal({ users: ['ann'] });
  });

  it('is silent in direct conversations and where nobody can be named', async () => {
    const made = await make();
    await made.write('@an');
    await wait(60);
    expect(shown(made)).to.equal(false);
    made.field.dispatchEvent(key('Enter'));
    await until(() => made.test.sent.length === 1);
    expect(texts(made.test)).to.deep.equal(['@an']);
  });

  it('closes by Escape without losing text, and stays closed for this word', async () => {
    const made = await group();
    await open(made, 'hi @an');
    const shut = key('Escape');
    made.field.dispatchEvent(shut);
    await made.element.updateComplete;
    expect(shut.defaultPrevented).to.equal(true);
    expect(shown(made)).to.equal(false);
    expect(made.field.value).to.equal('hi @an');
    expect(made.field.hasAttribute('aria-activedescendant')).to.equal(false);
    await made.write('hi @ann');
    await wait(40);
    expect(shown(made)).to.equal(false);
    await open(made, 'hi @ann and @b');
  });

  it('leaves an input method alone', async () => {
    const made = await group();
    await open(made, '@an');
    const enter = key('Enter', { isComposing: true });
    made.field.dispatchEvent(enter);
    made.field.dispatchEvent(key('ArrowDown', { keyCode: 229 }));
    expect(enter.defaultPrevented).to.equal(false);
    expect(made.field.value).to.equal('@an');
    expect(active(made)).to.equal('Ann Lee');
    // What is composed is not looked at before it is done.
    made.field.value = '@王';
    made.field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, isComposing: true }));
    await wait(30);
    expect(labels(made)).to.deep.equal(['Ann Lee', 'Annika']);
    made.field.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true, data: '王' }));
    await until(() => labels(made).join() === '王伟');
  });

  it('takes real keys, a pointer, and gives the field back its focus', async function () {
    await hands(this);
    const made = await group();
    await click(made.field);
    await typeText('@bo');
    await until(() => shown(made) && labels(made).length === 1);
    await click(list(made).querySelector('.option') as HTMLElement);
    await until(() => made.field.value === '@Bob Okoro ');
    expect(made.element.shadowRoot!.activeElement).to.equal(made.field);
    await typeText('and @an');
    await until(() => shown(made));
    await press('ArrowDown');
    await press('Enter');
    await until(() => made.field.value === '@Bob Okoro and @Annika ');
    expect(made.test.sent).to.deep.equal([]);
    await press('Enter');
    await until(() => made.test.sent.length === 1);
    expect(made.test.sent[0]?.options.mentions).to.deep.equal({ users: ['bob', 'annika'] });
  });

  it('offers emoji by short name and by word', async () => {
    await catalogue('en');
    const made = await make();
    await open(made, 'so :smile');
    expect(active(made)).to.match(/smil/);
    made.field.dispatchEvent(key('Enter'));
    await made.element.updateComplete;
    expect(made.field.value).to.match(/^so \p{Extended_Pictographic}/u);
    expect(made.test.sent).to.deep.equal([]);
  });

  describe('commands', () => {
    it('of the page run with their arguments, or are told to it; what is none is text', async () => {
      const made = await make();
      const ran: unknown[] = [];
      made.element.commands = [
        { name: 'shrug', label: 'Shrug', hint: '[words]', run: (args) => ran.push(args) },
        { name: 'close', label: 'Close the case' },
      ];
      made.box.addEventListener('im-command-request', (event) => ran.push((event as CustomEvent).detail));
      await open(made, '/');
      expect(labels(made)).to.deep.equal(['/shrug [words]', '/close']);
      await made.write('/cl');
      await until(() => labels(made).length === 1);
      made.field.dispatchEvent(key('Enter'));
      await made.element.updateComplete;
      expect(made.field.value).to.equal('/close ');
      made.field.dispatchEvent(key('Enter'));
      await until(() => ran.length === 1);
      expect(made.field.value).to.equal('');
      await made.write('/shrug oh well');
      made.element.submit();
      await until(() => ran.length === 2);
      expect(ran).to.deep.equal([{ name: 'close', args: '' }, 'oh well']);
      await made.write('/etc/hosts is a file');
      made.element.submit();
      await until(() => made.test.sent.length === 1);
      expect(texts(made.test)).to.deep.equal(['/etc/hosts is a file']);
    });

    it('that fail come back into the field', async () => {
      const made = await make();
      made.element.commands = [{ name: 'no', label: 'No', run: () => Promise.reject(new Error('no')) }];
      await made.write('/no thanks');
      made.element.submit();
      await until(() => made.field.value === '/no thanks');
    });
  });

  it('lets others name somebody in the field', async () => {
    const made = await group();
    await made.write('hello');
    made.field.setSelectionRange(5, 5);
    expect(compose(made.test.client, GROUP, { what: 'mention', userId: 'ann' })).to.equal(true);
    await until(() => made.field.value === 'hello @Ann Lee ');
    compose(made.test.client, GROUP, { what: 'insert', text: 'x' });
    expect(made.field.value).to.equal('hello @Ann Lee x');
    made.element.submit();
    await until(() => made.test.sent.length === 1);
    expect(made.test.sent[0]?.options.mentions).to.deep.equal({ users: ['ann'] });
  });

  for (const dir of ['ltr', 'rtl'])
    it(`open, has no fault that axe finds, and stands inside the viewport: ${dir}`, async () => {
      const made = await group({ dir });
      await open(made, '@');
      await until(() => labels(made).length === 5);
      expect(await faults(made.box)).to.deep.equal([]);
      const { top, bottom, left, right } = list(made).getBoundingClientRect();
      expect(top).to.be.at.least(0);
      expect(left).to.be.at.least(0);
      expect(right).to.be.at.most(innerWidth);
      const field = made.part('field').getBoundingClientRect();
      expect(bottom <= field.top || top >= field.bottom, 'beside the field').to.equal(true);
      await until(() => /5 suggestions/.test(made.element.shadowRoot!.textContent ?? ''), 'the count to be said');
    });

  it('says nothing that was not translated', async () => {
    registerPseudo();
    const made = await group({ lang: PSEUDO });
    await until(() => made.field.placeholder.includes('⟦'));
    await open(made, '@');
    await until(() => labels(made).length === 5);
    expect(labels(made).at(-1)).to.contain('⟦');
    expect(untranslated(made.element)).to.deep.equal([]);
  });
});
