import { expect } from '@open-wc/testing';
import '../../components/composer/index.js';
import { catalogue } from '../../components/emoji-picker/catalogue.js';
import { drag, file, make, names, notes, paste, texts, transfer } from './helpers/composer.js';
import { click, hands, press, sized } from './helpers/hands.js';
import { clean, frames, until, wait } from './helpers/page.js';
import { WritingClient } from './helpers/writing.js';

describe('composer: files, limits, emoji', () => {
  afterEach(clean);

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
      await until(() => {
        drag(made.field, 'dragover', data);
        return made.element.matches(':state(dragging)');
      }, 'the files to be held');
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
      made.part('attach').click();
      const menu = await until(() => made.element.shadowRoot!.querySelector('im-menu'));
      await until(() => menu.open, 'the menu');
      expect([...menu.shadowRoot!.querySelectorAll<HTMLElement>('.item')].map((one) => one.dataset.id)).not.to.include(
        'file',
      );
      menu.hide();
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
      await until(() => made.field.hasAttribute('aria-autocomplete'), 'the part that knows names');
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
          await click(made.part('emoji'));
          const emojiBox = await until(() => made.element.shadowRoot!.querySelector<HTMLElement>('.emoji-box'));
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
});
