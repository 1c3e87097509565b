import { expect } from '@open-wc/testing';
import '../../components/composer/index.js';
import { DIRECT, GROUP } from './helpers/client.js';
import { file, make, names, notes, texts } from './helpers/composer.js';
import { clean, until, wait } from './helpers/page.js';
import { refused } from './helpers/writing.js';

describe('what a composer holds', () => {
  afterEach(clean);

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
});
