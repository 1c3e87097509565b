import { expect } from '@open-wc/testing';
import '../../components/message-list/index.js';
import { defineTextServices, type ImMessage } from '../../components/message/index.js';
import { ImError, type Message } from '../../core/index.js';
import { faults } from './helpers/check.js';
import { GROUP, messageAt, TestClient } from './helpers/client.js';
import { clean, type Placed, placeList, until } from './helpers/page.js';

const menuOf = (row: ImMessage) => row.shadowRoot!.querySelector('im-menu')!;
const items = (row: ImMessage) => [...menuOf(row).shadowRoot!.querySelectorAll<HTMLButtonElement>('.item')];
const names = (row: ImMessage) => items(row).map((item) => item.dataset.id);
const choose = async (row: ImMessage, id: string): Promise<void> => {
  await row.openActions();
  const item = await until(() => items(row).find((one) => one.dataset.id === id), `${id} in the menu`);
  item.click();
};
const reading = (row: ImMessage) =>
  row.shadowRoot!.querySelector('im-message-below')?.shadowRoot?.querySelector<HTMLElement>('.reading');
const words = (row: ImMessage) => reading(row)?.querySelector<HTMLElement>('.words');
const button = (row: ImMessage, label: string) =>
  [...(reading(row)?.querySelectorAll('button') ?? [])].find((one) => one.textContent === label);

const place = async (test: TestClient, lang = 'en'): Promise<Placed> => {
  document.documentElement.lang = lang;
  return placeList(test, GROUP);
};
const said = (more: Partial<Message> = {}, count = 1) =>
  new TestClient().fill(
    GROUP,
    Array.from({ length: count }, (_, at) => messageAt(GROUP, at + 1, count, { senderId: 'ann', own: false, ...more })),
  );
const able = (test: TestClient): TestClient => {
  for (const action of ['translate', 'transcribe']) test.refused.delete(action);
  return test;
};
const voice = { kind: 'voice', file: { id: 'v', name: 'v.m4a', mime: 'audio/mp4', bytes: 9 }, seconds: 2 } as const;

describe('messages in other words', () => {
  const device = globalThis as { Translator?: unknown; LanguageDetector?: unknown };
  const before = { ...device, Translator: device.Translator, LanguageDetector: device.LanguageDetector };
  beforeEach(() => {
    device.Translator = device.LanguageDetector = undefined;
  });
  afterEach(() => {
    device.Translator = before.Translator;
    device.LanguageDetector = before.LanguageDetector;
    defineTextServices({});
    document.documentElement.lang = 'en';
    clean();
  });

  it('offers nothing where nobody can', async () => {
    const placed = await place(said());
    await placed.row('m1').openActions();
    expect(names(placed.row('m1')))
      .to.include('copy')
      .and.not.include('translate');
  });

  it('translates below the original, in its language and direction, and shows the original again', async () => {
    const test = able(said());
    const placed = await place(test, 'ar');
    const row = placed.row('m1');
    await row.openActions();
    await until(() => items(row).some((one) => one.textContent?.includes('ترجمة')), 'the words of the language');
    await choose(row, 'translate');
    const shown = await until(() => words(row), 'the translation');
    expect([shown.textContent, shown.lang, shown.dir]).to.deep.equal(['ar(Message 1)', 'ar', 'rtl']);
    expect(row.shadowRoot!.querySelector('.bubble')!.textContent).to.contain('Message 1');
    expect(reading(row)!.querySelector('[role=status]')!.textContent).to.contain('ar(Message 1)');
    await row.openActions();
    expect(names(row)).to.include('original').and.not.include('translate');
    items(row)
      .find((one) => one.dataset.id === 'original')!
      .click();
    await until(() => !reading(row), 'the original alone');
    expect(test.store.get('message', 'm1')?.readings).to.equal(undefined);
  });

  it('keeps names and links in it, by the names of now', async () => {
    const content = {
      kind: 'text',
      text: 'Ask @Anny on https://example.org/a please 👍',
      marks: [{ at: 4, length: 5, user: 'ann' }],
    } as const;
    const placed = await place(able(said({ content })));
    const row = placed.row('m1');
    await choose(row, 'translate');
    const shown = await until(() => words(row), 'the translation');
    expect(shown.textContent).to.equal('en(Ask) @Ann Lee en(on) https://example.org/a en(please) 👍');
    expect(shown.querySelector('a')!.href).to.equal('https://example.org/a');
    let opened: unknown;
    placed.list.addEventListener('im-open-request', (event) => {
      event.preventDefault();
      opened = (event as CustomEvent).detail;
    });
    shown.querySelector('a')!.click();
    expect(opened).to.deep.equal({ what: 'link', messageId: 'm1', url: 'https://example.org/a' });
  });

  it('says that it is under way, why it failed, and tries again', async () => {
    const test = able(said());
    let reject: (error: unknown) => void = () => {};
    const promise = new Promise<string>((_, no) => {
      reject = no;
    });
    defineTextServices({ translate: () => promise });
    const placed = await place(test);
    const row = placed.row('m1');
    let told = 0;
    placed.list.addEventListener('im-error', () => told++);
    await choose(row, 'translate');
    await until(() => reading(row)?.ariaBusy === 'true', 'that it is under way');
    reject(new ImError('too-many'));
    await until(() => reading(row)?.textContent?.includes('This could not be translated.'), 'the failure');
    expect(reading(row)!.querySelector('[role=status]')!.textContent).to.match(/could not be translated\. \S/);
    expect(told).to.equal(1);
    expect(reading(row)!.ariaBusy).to.equal(null);
    defineTextServices({});
    button(row, 'Try again')!.click();
    await until(() => words(row)?.textContent === 'en(Message 1)', 'the translation');
    expect(await faults(placed.list)).to.deep.equal([]);
  });

  it('gives the focus to the row when its button goes', async () => {
    const placed = await place(able(said({ readings: { translation: { text: 'Nachricht', to: 'de', from: 'en' } } })));
    const row = placed.row('m1');
    const hide = await until(() => button(row, 'Show only the original'), 'its button');
    expect(reading(row)!.querySelector('.title')!.textContent).to.equal('Translated from English');
    expect(reading(row)!.querySelector('[role=status]'), 'nothing has just happened').to.equal(null);
    hide.focus();
    hide.click();
    await until(() => !reading(row), 'the original alone');
    expect(placed.list.shadowRoot!.activeElement).to.equal(row);
  });

  it('is gone with the words that it was made of', async () => {
    const test = able(said({ readings: { translation: { text: 'Nachricht', to: 'de' } } }));
    const placed = await place(test);
    const row = placed.row('m1');
    await until(() => words(row), 'the translation');
    test.patch('m1', { content: { kind: 'recalled' }, recalled: { at: 1, by: 'ann' }, readings: undefined });
    await until(() => row.shadowRoot!.querySelector('.line'), 'the line of a recalled message');
    expect(reading(row) ?? null).to.equal(null);
  });

  it('writes out a voice message', async () => {
    const placed = await place(able(said({ content: voice as never })));
    const row = placed.row('m1');
    await until(() => row.shadowRoot!.querySelector('im-voice, im-content-voice, .bubble'), 'the voice');
    await choose(row, 'transcribe');
    const shown = await until(() => words(row), 'the words');
    expect([shown.textContent, shown.dir]).to.deep.equal(['spoken words', 'auto']);
  });

  it('asks the page first, with the whole text, and stops it when the reader has enough', async () => {
    const tried: unknown[] = [];
    let stopped: AbortSignal | undefined;
    defineTextServices({
      translate: (text, { to, signal }) => {
        tried.push([text, to]);
        stopped = signal;
        return new Promise(() => {});
      },
    });
    const test = able(said({ content: { kind: 'text', text: 'Hallo @Ann' } }));
    const placed = await place(test);
    const row = placed.row('m1');
    await choose(row, 'translate');
    const hide = await until(() => button(row, 'Show only the original'), 'its button');
    hide.click();
    await until(() => !reading(row), 'the original alone');
    expect(stopped?.aborted).to.equal(true);
    expect(tried).to.deep.equal([['Hallo @Ann', 'en']]);
    expect(test.called('interpret')).to.deep.equal([]);
  });

  it('asks the device where the back end cannot, downloading only when told to', async () => {
    const made: unknown[] = [];
    device.LanguageDetector = {
      availability: async () => 'downloadable',
      create: async () => {
        made.push('detector');
        return { detect: async () => [{ detectedLanguage: 'fr', confidence: 0.9 }] };
      },
    };
    device.Translator = {
      availability: async () => 'downloadable',
      create: async (pair: object) => {
        made.push({ ...pair, signal: undefined });
        return { translate: async (text: string) => `here ${text}` };
      },
    };
    const placed = await place(said());
    const row = placed.row('m1');
    await row.openActions();
    await until(() => names(row).includes('translate'), 'the offer');
    expect(made).to.deep.equal([]);
    menuOf(row).hide();
    await choose(row, 'translate');
    await until(() => words(row)?.textContent === 'here Message 1', 'the translation');
    expect(made).to.deep.equal(['detector', { sourceLanguage: 'fr', targetLanguage: 'en', signal: undefined }]);
    expect(reading(row)!.querySelector('.title')!.textContent).to.equal('Translated from French');
  });
});
