import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../components/chat-window/index.js';
import '../../components/search/index.js';
import { hasHighlights } from '../../components/search/highlights.js';
import type { ImSearch } from '../../components/search/index.js';
import { hitsIn, piecesOf, snippetOf } from '../../components/search/marks.js';
import { queryOf, wordFault, wordsIn } from '../../components/search/query.js';
import { type FoundPage, ImError, type SearchQuery } from '../../core/index.js';
import { faults, hit, injected, PSEUDO, registerPseudo, untranslated, XSS } from './helpers/check.js';
import { DIRECT, GROUP, messageAt, NOW, run } from './helpers/client.js';
import { clean, frames, place, until, wait } from './helpers/page.js';
import { WritingClient } from './helpers/writing.js';

/** Answers in the order that the test gives, and remembers what was asked. */
function world(answer: (query: SearchQuery) => FoundPage | Promise<FoundPage> = () => ({ items: [] })) {
  const test = new WritingClient();
  test.fill(
    DIRECT,
    run(DIRECT, 120, (seq) => ({ content: { kind: 'text', text: `Apple number ${seq}` } })),
    50,
  );
  const asked: SearchQuery[] = [];
  Object.assign(test.messages, {
    search: async (query: SearchQuery) => {
      asked.push(query);
      return answer(query);
    },
    byKind: async () => ({ items: [], hasOlder: false }),
  });
  return { test, asked };
}
const found = (...seqs: number[]) =>
  seqs.map((seq) => messageAt(DIRECT, seq, 120, { content: { kind: 'text', text: `Apple number ${seq}` } }));

async function make(test: WritingClient, properties: Partial<ImSearch> = {}, size?: Parameters<typeof place>[1]) {
  const box = place(html`<im-search style="flex: 1" .client=${test.client}></im-search>`, { width: 380, ...size });
  const element = box.querySelector('im-search') as ImSearch;
  Object.assign(element, properties);
  await element.updateComplete;
  const root = element.shadowRoot as ShadowRoot;
  const input = root.querySelector('input') as HTMLInputElement;
  const type = async (words: string): Promise<void> => {
    input.value = words;
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await element.updateComplete;
  };
  const results = (): HTMLElement[] => [...root.querySelectorAll<HTMLElement>('.result')];
  return { box, element, root, input, type, results };
}
const press = (target: Element | null, key: string, more: KeyboardEventInit = {}): KeyboardEvent => {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true, ...more });
  target?.dispatchEvent(event);
  return event;
};

describe('search', () => {
  afterEach(clean);

  it('asks once the writer pauses, and shows what was found with its words coloured', async () => {
    const { test, asked } = world(() => ({ items: found(9, 4) }));
    const { type, results, root } = await make(test, { conversation: DIRECT });
    for (const words of ['a', 'ap', 'app', 'apple  number']) await type(words);
    await until(() => results().length === 2, 'results');
    expect(asked).to.deep.equal([{ words: ['apple', 'number'], conversationId: DIRECT }]);
    expect(results()[0]?.textContent?.replace(/\s+/g, ' ')).to.contain('Apple number 9');
    if (hasHighlights()) expect(CSS.highlights.get('im-search-hit')?.size).to.equal(4);
    else expect(root.querySelectorAll('mark')).to.have.length(4);
  });

  it('drops answers to questions that were asked before', async () => {
    let late: (page: FoundPage) => void = () => {};
    const { test } = world((query) =>
      query.words[0] === 'old' ? new Promise((resolve) => (late = resolve)) : { items: found(2) },
    );
    const { type, results, element } = await make(test);
    await type('old');
    await wait(300);
    await type('new');
    await until(() => results().length === 1, 'the new answer');
    late({ items: found(7, 8, 9) });
    await wait(20);
    await element.updateComplete;
    expect(results()).to.have.length(1);
  });

  it('pages on, by itself and by its button, without doubles', async () => {
    const { test, asked } = world(({ cursor }) =>
      cursor ? { items: found(2, 1) } : { items: found(5, 4, 3, 2), next: 'c' },
    );
    const { type, results, root } = await make(test);
    await type('apple');
    await until(() => results().length === 5, 'both pages');
    expect(asked.map(({ cursor }) => cursor)).to.deep.equal([undefined, 'c']);
    expect(root.querySelector('.more')).to.equal(null);
  });

  it('counts by conversation, and narrows to the one that is chosen', async () => {
    const counts = [
      { conversationId: DIRECT, count: 12 },
      { conversationId: GROUP, count: 3 },
    ];
    const { test, asked } = world(({ conversationId }) => ({ items: found(3), ...(!conversationId && { counts }) }));
    test.fill(GROUP, run(GROUP, 3));
    const { type, root } = await make(test);
    await type('apple');
    const chips = await until(() => {
      const all = root.querySelectorAll<HTMLElement>('.chip');
      return all.length === 3 ? all : undefined;
    }, 'chips');
    expect([...chips].map((chip) => chip.textContent?.replace(/\s+/g, ' ').trim())).to.deep.equal([
      'All 15',
      'Ann Lee 12',
      'Team 3',
    ]);
    chips[2]?.click();
    await until(() => asked.at(-1)?.conversationId === GROUP, 'the narrower question');
    await until(() => root.querySelector('.chip[aria-pressed=true]')?.textContent?.includes('Team'), 'the chip');
    expect(root.querySelectorAll('.chip')).to.have.length(3);
  });

  it('asks with its filters', async () => {
    const { test, asked } = world();
    const { type, root } = await make(test, { conversation: DIRECT });
    root.querySelector<HTMLElement>('[aria-controls=filters]')?.click();
    await type('apple');
    await until(() => asked.length === 1, 'the question');
    const choose = async (at: number, value: string): Promise<void> => {
      const select = root.querySelectorAll('select')[at] as HTMLSelectElement;
      select.value = value;
      select.dispatchEvent(new Event('change'));
      const before = asked.length;
      await until(() => asked.length > before, `an answer for ${value}`);
    };
    await choose(1, 'ann');
    await choose(2, 'image');
    await choose(3, 'week');
    expect(asked.at(-1)).to.deep.equal({
      words: ['apple'],
      conversationId: DIRECT,
      senders: ['ann'],
      kinds: ['image'],
      since: NOW - 7 * 86_400_000,
    });
    await choose(0, 'everywhere');
    expect(asked.at(-1)).not.to.have.property('conversationId');
  });

  it('says what is wrong with the words instead of asking', async () => {
    const { test, asked } = world();
    const { type, root } = await make(test);
    await type('a b c d e f');
    expect(root.querySelector('.fault')?.textContent).to.equal('At most 5 words at once');
    await type('x'.repeat(65));
    expect(root.querySelector('.fault')?.textContent).to.equal('A word may have at most 64 characters');
    await wait(300);
    expect(asked).to.deep.equal([]);
  });

  it('has words for nothing, for what this device holds, and for a failure that may be tried again', async () => {
    let fails = true;
    const { test } = world(() => {
      if (fails) throw new ImError('timeout');
      return { items: [], local: true };
    });
    const { type, root } = await make(test);
    const status = (): string => root.querySelector('[part=status]')?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
    expect(status()).to.contain('Search by words');
    await type('apple');
    await until(() => root.querySelector('.waiting'), 'the wait');
    await until(() => status().includes('The search failed.'), 'the failure');
    fails = false;
    root.querySelector<HTMLElement>('.blank .text-button')?.click();
    await until(() => status().includes('Nothing found'), 'nothing');
    expect(root.querySelector('.local')?.textContent).to.contain('Only what this device holds');
  });

  it('leads by arrows from the field through the results and back', async () => {
    const { test } = world(() => ({ items: found(3, 2, 1) }));
    const { type, root, input, results } = await make(test);
    await type('apple');
    await until(() => results().length === 3, 'results');
    input.focus();
    press(input, 'ArrowDown');
    expect(root.activeElement).to.equal(results()[0]);
    press(root.activeElement, 'End');
    expect(root.activeElement).to.equal(results()[2]);
    press(root.activeElement, 'ArrowUp');
    press(root.activeElement, 'ArrowUp');
    press(root.activeElement, 'ArrowUp');
    expect(root.activeElement).to.equal(input);
  });

  it('asks the page before it opens a result', async () => {
    const { test } = world(() => ({ items: found(3) }));
    const jumped: unknown[] = [];
    const { type, results, element } = await make(test, { jump: (place) => jumped.push(place) });
    await type('apple');
    await until(() => results().length === 1, 'the result');
    let stop = true;
    element.addEventListener('im-open-message-request', (event) => stop && event.preventDefault());
    results()[0]?.click();
    expect(jumped).to.deep.equal([]);
    stop = false;
    results()[0]?.click();
    expect(jumped).to.deep.equal([{ conversationId: DIRECT, messageId: 'm3', serverId: 's3', words: ['apple'] }]);
  });

  it('takes back a result that is recalled while it is shown', async () => {
    const { test } = world(() => ({ items: found(3, 110) }));
    const { type, results } = await make(test);
    await type('apple');
    await until(() => results().length === 2, 'results');
    test.patch('m110', { content: { kind: 'recalled' }, recalled: { at: 1, by: 'ann' } });
    await until(() => results().length === 1, 'one less');
  });

  it('shows markup as text', async () => {
    const { test } = world(() => ({
      items: XSS.map((text, at) => messageAt(DIRECT, at + 1, 50, { content: { kind: 'text', text: `apple ${text}` } })),
    }));
    const { type, results, element } = await make(test);
    await type('apple');
    await until(() => results().length === XSS.length, 'results');
    await frames();
    expect(injected(element)).to.deep.equal([]);
    expect(hit()).to.equal(undefined);
  });

  it('has no faults, and every word in the language of the page', async () => {
    registerPseudo();
    for (const [lang, dir] of [
      ['en', 'ltr'],
      [PSEUDO, 'rtl'],
    ] as const) {
      const { test } = world(() => ({ items: found(3, 2), next: 'c', local: true }));
      const { type, element, results, root } = await make(test, { conversation: DIRECT }, { lang, dir });
      root.querySelector<HTMLElement>('[aria-controls=filters]')?.click();
      await type('apple');
      await until(() => results().length === 2, 'results');
      expect(await faults(element)).to.deep.equal([]);
      if (lang === PSEUDO) {
        await until(() => root.querySelector('[aria-label^="⟦"]'), 'the language');
        await element.updateComplete;
        expect(untranslated(element).filter((words) => !/Apple|Ann Lee/.test(words))).to.deep.equal([]);
      }
      clean();
    }
  });
});

describe('search in a window', () => {
  afterEach(clean);

  const window = async (width: number) => {
    const made = world(() => ({ items: found(10) }));
    const box = place(
      html`<im-chat-window style="flex: 1" .client=${made.test.client} conversation=${DIRECT}></im-chat-window>`,
      { width },
    );
    const chat = box.querySelector('im-chat-window') as HTMLElementTagNameMap['im-chat-window'];
    const tools = await until(() => chat.shadowRoot?.querySelector('im-window-tools')?.shadowRoot, 'the tools');
    await until(() => tools.querySelector('[data-tool=search]'), 'its button');
    await until(
      () => chat.shadowRoot?.querySelector('im-message-list')?.shadowRoot?.querySelector('im-message'),
      'rows',
    );
    return { ...made, box, chat, tools };
  };
  const search = (tools: ShadowRoot) =>
    until(
      () => tools.querySelector('im-search')?.shadowRoot?.querySelector('input') && tools.querySelector('im-search'),
      'the search',
    );
  const look = async (element: ImSearch) => {
    element.value = 'apple';
    return until(() => element.shadowRoot?.querySelector<HTMLElement>('.result'), 'a result');
  };

  it('opens by its button and by Ctrl+F, takes the focus, and gives it back on Escape', async () => {
    const { chat, tools } = await window(480);
    const button = tools.querySelector<HTMLElement>('[data-tool=search]') as HTMLElement;
    button.focus();
    button.click();
    const element = await search(tools);
    await until(() => element.shadowRoot?.activeElement?.localName === 'input', 'the caret');
    const list = chat.shadowRoot?.querySelector('im-message-list') as HTMLElement;
    expect(list.inert).to.equal(true);
    press(element.shadowRoot?.activeElement ?? null, 'Escape');
    await until(() => !tools.querySelector('im-search'), 'no search');
    expect(list.inert).to.equal(false);
    expect(tools.activeElement).to.equal(button);
    const event = press(list, 'f', { ctrlKey: true });
    expect(event.defaultPrevented).to.equal(true);
    await search(tools);
    expect(press(tools.querySelector('im-search'), 'f', { ctrlKey: true }).defaultPrevented).to.equal(false);
  });

  it('shows a result in the transcript, however far back, and colours its words there', async () => {
    for (const width of [480, 900]) {
      const { chat, tools, test } = await window(width);
      tools.querySelector<HTMLElement>('[data-tool=search]')?.click();
      (await look(await search(tools))).click();
      const list = chat.shadowRoot?.querySelector('im-message-list')?.shadowRoot as ShadowRoot;
      await until(() => [...list.querySelectorAll('im-message')].some((row) => row.messageId === 'm10'), 'the row');
      expect(test.called('around')).to.deep.equal([[DIRECT, { serverId: 's10' }]]);
      if (hasHighlights()) await until(() => CSS.highlights.get('im-search-found')?.size === 1, 'the colour');
      // Beside the transcript the results stay; over it they make room.
      await until(() => Boolean(tools.querySelector('im-search')) === width > 720, 'the panel');
      clean();
    }
  });

  it('finds its window by itself when it stands elsewhere on the page', async () => {
    const { chat, test, box } = await window(480);
    const alone = document.createElement('im-search');
    alone.client = test.client;
    box.append(alone);
    (await look(alone)).click();
    await until(() => test.called('around').length === 1, 'the jump');
    expect(chat.conversation).to.equal(DIRECT);
  });
});

describe('words found', () => {
  it('are found as search finds them, and marked where they stand', () => {
    expect(hitsIn('Straße und STRASSE', ['strasse'])).to.deep.equal([
      [0, 6],
      [11, 18],
    ]);
    expect(hitsIn('ＡＢＣ abc', ['abc'])).to.deep.equal([
      [0, 3],
      [4, 7],
    ]);
    expect(hitsIn('周四可以发货,请确认', ['发货', '货,'])).to.deep.equal([[4, 7]]);
    expect(hitsIn('👩‍👩‍👧 family', ['family'])).to.deep.equal([[9, 15]]);
    expect(hitsIn('nothing', ['', 'else'])).to.deep.equal([]);
    expect(hitsIn('aaaa', ['aa'])).to.deep.equal([[0, 4]]);
  });

  it('stand in a line that begins near them, and never cuts a character', () => {
    const long = `${'word '.repeat(40)}apple ${'more '.repeat(80)}`;
    const { text, hits } = snippetOf(long, ['apple']);
    expect(text.startsWith('…')).to.equal(true);
    expect(text.endsWith('…')).to.equal(true);
    expect(text.slice(...(hits[0] as [number, number]))).to.equal('apple');
    expect(text.length).to.be.lessThan(200);
    expect(snippetOf('short\n\napple', ['apple']).text).to.equal('short apple');
    const emoji = snippetOf(`${'🙂'.repeat(60)}apple`, ['apple']).text;
    expect(encodeURIComponent(emoji)).to.contain('apple'); // throws on half a character
    expect(piecesOf('an apple', [[3, 8]])).to.deep.equal([
      { text: 'an ', hit: false },
      { text: 'apple', hit: true },
    ]);
  });

  it('are asked for one by one, and as one in quotation marks', () => {
    expect(wordsIn('  red  "green apple" red “a b”')).to.deep.equal(['red', 'green apple', 'a b']);
    expect(wordFault(['a'], 5)).to.equal(undefined);
    const days = queryOf(['a'], { scope: 'here', time: 'dates', from: '2026-03-01', to: '2026-03-01' }, DIRECT, NOW);
    expect((days.until ?? 0) - (days.since ?? 0)).to.equal(86_400_000 - 1);
  });
});
