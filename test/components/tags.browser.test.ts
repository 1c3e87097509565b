import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { type ImTags, openTags } from '../../components/tags/index.js';
import { ImError } from '../../core/index.js';
import { faults, hit, injected, PSEUDO, registerPseudo, untranslated, XSS } from './helpers/check.js';
import { key } from './helpers/conversation-list.js';
import { clean, place, until, wait } from './helpers/page.js';
import { WritingClient } from './helpers/writing.js';

const DIRECT = 'direct:a';

interface Opened {
  readonly test: WritingClient;
  readonly tags: ImTags;
  readonly closed: Promise<void>;
  names(): string[];
  button(name: string, act: string): HTMLButtonElement;
  readonly field: HTMLInputElement;
  trouble(): string;
}

async function open(names: readonly string[], conversation = true, lang?: string): Promise<Opened> {
  const test = new WritingClient().list(DIRECT);
  for (const name of names) await test.tags.create(name);
  const box = place(html`<div></div>`, lang ? { lang } : {});
  const host = box.firstElementChild as HTMLElement;
  const closed = openTags(test.client, host, conversation ? { conversation: DIRECT } : {});
  const tags = (await until(() => box.querySelector('im-tags'))) as ImTags;
  const root = tags.shadowRoot!;
  await until(() => root.querySelector('im-dialog')?.open && root.querySelector('.new input'));
  const rows = (): HTMLElement[] => [...root.querySelectorAll('li')];
  const named = (row: HTMLElement): string => row.querySelector('bdi')?.textContent ?? '';
  return {
    test,
    tags,
    closed,
    names: () => rows().map(named),
    button: (name, act) =>
      rows()
        .find((row) => named(row) === name)!
        .querySelector(`[data-act=${act}]`)!,
    field: root.querySelector<HTMLInputElement>('.new input')!,
    trouble: () => root.querySelector('.trouble')!.textContent!,
  };
}

const type = (field: HTMLInputElement, words: string): void => {
  field.value = words;
  field.dispatchEvent(new Event('input'));
};

describe('tags', () => {
  afterEach(clean);

  it('are made by Enter, for the conversation, and chosen and dropped there', async () => {
    const made = await open(['Work']);
    type(made.field, '  Home ');
    key(made.field, 'Enter');
    await until(() => made.names().join() === 'Work,Home');
    expect(made.test.called('tags.create').at(-1)).to.deep.equal(['Home', [DIRECT]]);
    await until(() => made.field.value === '');
    const boxes = (): HTMLInputElement[] => [
      ...made.tags.shadowRoot!.querySelectorAll<HTMLInputElement>('[type=checkbox]'),
    ];
    await until(
      () =>
        boxes()
          .map((box) => box.checked)
          .join() === 'false,true',
    );
    boxes()[0]!.click();
    await until(() => made.test.store.get('conversation', DIRECT)?.tags?.length === 2);
    await until(() => !boxes()[1]!.disabled);
    boxes()[1]!.click();
    await until(() => made.test.store.get('conversation', DIRECT)?.tags?.join() === 't1');
    made.tags.shadowRoot!.querySelector('im-dialog')!.close();
    await made.closed;
    expect(made.tags.isConnected).to.equal(false);
  });

  it('are renamed where they stand; Escape leaves the name and the dialog', async () => {
    const made = await open(['Work', 'Home'], false);
    const edit = async (words: string, end: string): Promise<void> => {
      made.button('Work', 'rename').click();
      const field = await until(() => made.tags.shadowRoot!.querySelector<HTMLInputElement>('li input.words'));
      field.focus();
      field.value = words;
      key(field, end);
      await until(() => !made.tags.shadowRoot!.querySelector('li input.words'));
    };
    await edit('Other', 'Escape');
    expect(made.test.called('tags.rename')).to.deep.equal([]);
    expect(made.tags.shadowRoot!.querySelector('im-dialog')!.open).to.equal(true);
    await edit('Office', 'Enter');
    expect(made.test.called('tags.rename')).to.deep.equal([['t1', 'Office']]);
    await until(() => made.names().join() === 'Office,Home');
  });

  it('change places with the focus on what moved', async () => {
    const made = await open(['One', 'Two', 'Three'], false);
    made.button('Three', 'up').click();
    await until(() => made.names().join() === 'One,Three,Two');
    await until(() => made.tags.shadowRoot!.activeElement === made.button('Three', 'up'));
    expect(made.test.called('tags.sort')).to.deep.equal([[['t1', 't3', 't2']]]);
    expect(made.button('One', 'up').disabled).to.equal(true);
    expect(made.button('Two', 'down').disabled).to.equal(true);
  });

  it('are removed after a question', async () => {
    const made = await open(['Work']);
    made.button('Work', 'remove').click();
    const box = made.tags.parentElement!;
    const question = await until(() => box.querySelector(':scope > im-dialog'));
    const answer = await until(() => question.shadowRoot!.querySelector<HTMLElement>('button.danger'));
    expect(question.shadowRoot!.textContent).to.include('Its conversations stay');
    answer.click();
    await until(() => made.names().length === 0);
    expect(made.test.called('tags.remove')).to.deep.equal([['t1']]);
  });

  it('say what was refused, and ask the page first', async () => {
    const made = await open(['Work']);
    made.test.fails = new ImError('timeout');
    type(made.field, 'Home');
    key(made.field, 'Enter');
    await until(() => made.trouble().length > 0);
    expect(made.field.value, 'what was written stays').to.equal('Home');
    made.test.fails = new ImError('conflict');
    key(made.field, 'Enter');
    await until(() => made.trouble() === 'There is a tag of this name already.');
    made.test.fails = undefined;
    const asked: unknown[] = [];
    made.tags.addEventListener('im-tag-request', (event) => {
      event.preventDefault();
      asked.push((event as CustomEvent).detail);
    });
    key(made.field, 'Enter');
    await until(() => asked.length === 1);
    expect(asked).to.deep.equal([{ what: 'create', name: 'Home', conversationId: DIRECT }]);
    await until(() => made.trouble() === '');
    expect(made.names()).to.deep.equal(['Work']);
  });

  it('show markup as text, have no fault that axe finds, and are translated', async () => {
    registerPseudo();
    const made = await open(XSS.map((bad) => bad.slice(0, 60)));
    await wait(200);
    expect(injected(made.tags)).to.deep.equal([]);
    expect(hit()).to.equal(undefined);
    expect(await faults(made.tags.parentElement!)).to.deep.equal([]);
    clean();
    const other = await open(['7'], false, PSEUDO);
    await until(() => other.tags.shadowRoot!.querySelector('im-dialog')!.label.includes('⟦'));
    expect(untranslated(other.tags)).to.deep.equal([]);
  });
});
