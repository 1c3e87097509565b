import { expect } from '@open-wc/testing';
import '../../components/message-list/index.js';
import type { Insert } from '../../components/content/kind-module.js';
import { insert } from '../../components/content/kinds/poll.js';
import { Languages } from '../../components/shared/languages.js';
import { type ContentOf, ImError, loadKinds, type Message } from '../../core/index.js';
import { sample } from '../../demo/samples/poll.js';
import { faults, hit, injected, PSEUDO, registerPseudo, untranslated, XSS } from './helpers/check.js';
import { GROUP, messageAt, SELF, TestClient } from './helpers/client.js';
import { clean, frames, placeList, until } from './helpers/page.js';

type Call = readonly [string, ...unknown[]];
const POLL: ContentOf<'poll'> = {
  kind: 'poll',
  question: 'Lunch?',
  options: ['One', 'Two', 'Three'].map((text, at) => ({ id: `${at + 1}`, text })),
};
const KEY = `@${SELF}/vote`;
const VOTES = { '@ann/vote': '["2"]', '@bob/vote': '["2"]' };

/** The double with what a poll asks of a client. */
class Voting extends TestClient {
  readonly asked: Call[] = [];
  refuse: ImError | undefined;
  constructor() {
    super();
    for (const name of ['extend', 'retryChange'])
      Object.assign(this.messages, {
        [name]: async (...args: unknown[]) => {
          this.asked.push([name, ...args]);
          await Promise.resolve();
          if (this.refuse) throw this.refuse;
        },
      });
  }

  change(set: Record<string, string>, failed?: string): void {
    const args = { set };
    this.store.commit('local', (writer) =>
      writer.put('change', 'm1', { changes: [{ id: 'c1', name: 'extend', args, ...(failed && { failed }) }] }),
    );
  }
}

async function drawn(content = POLL, more: Partial<Message> = {}) {
  const test = new Voting();
  test.fill(GROUP, [messageAt(GROUP, 1, 1, { content, own: false, senderId: 'ann', ...more })]);
  const placed = await placeList(test, GROUP);
  const element = await until(() => placed.row('m1').shadowRoot?.querySelector('im-poll-content'), 'the poll');
  await until(() => element.shadowRoot?.childElementCount, 'its drawing');
  const all = <T extends HTMLElement>(selector: string): T[] => [
    ...(element.shadowRoot?.querySelectorAll<T>(selector) ?? []),
  ];
  const counts = () => all('.count [aria-hidden]').map(({ textContent }) => textContent?.trim());
  const words = (): string => (element.shadowRoot?.textContent ?? '').replace(/\s+/g, ' ').trim();
  const press = async (label: string) => {
    const button = all('button').find((one) => one.textContent?.trim() === label);
    if (!button) throw new Error(`no button ${label} in ${words()}`);
    button.click();
    await frames(2);
  };
  const choose = async (at: number) => {
    all<HTMLInputElement>('input')[at]?.click();
    await frames(2);
  };
  return { test, placed, element, all, counts, words, press, choose };
}

before(loadKinds);
afterEach(clean);

describe('content of kind poll', () => {
  it('is voted in when the choice is made and said, and shows the vote before it is there', async () => {
    const { test, all, counts, words, press, choose } = await drawn(POLL, { extensions: VOTES });
    expect(all('[role=radiogroup]').length).to.equal(1);
    expect(counts()).to.deep.equal(['0 · 0%', '2 · 100%', '0 · 0%']);
    await press('Vote');
    await choose(0);
    expect(test.asked).to.deep.equal([]);
    await press('Vote');
    expect(test.asked).to.deep.equal([['extend', 'm1', { set: { [KEY]: '["1"]' } }]]);
    test.change({ [KEY]: '["1"]' });
    await until(() => words().includes('Your vote is on its way'), 'the vote');
    expect(counts()).to.deep.equal(['1 · 33%', '2 · 67%', '0 · 0%']);
    expect(all('[aria-live], [role=status]').length, 'nothing is shouted').to.equal(0);
  });

  it('changes and withdraws a vote', async () => {
    const { test, all, press, choose, words } = await drawn(
      { ...POLL, multiple: true },
      { extensions: { ...VOTES, [KEY]: '["3"]' } },
    );
    expect(all<HTMLInputElement>('input').map(({ type, checked }) => `${type} ${checked}`)).to.deep.equal([
      'checkbox false',
      'checkbox false',
      'checkbox true',
    ]);
    expect(words()).to.contain('3 people have voted');
    await choose(0);
    await press('Change vote');
    await press('Withdraw vote');
    expect(test.asked).to.deep.equal([
      ['extend', 'm1', { set: { [KEY]: '["1","3"]' } }],
      ['extend', 'm1', { remove: [KEY] }],
    ]);
  });

  it('says what was refused, and offers to try again', async () => {
    const { test, placed, counts, choose, press, words } = await drawn();
    test.change({ [KEY]: '["1"]' }, 'muted');
    const below = await until(() => placed.row('m1').shadowRoot?.querySelector('im-message-below'), 'the failure');
    const retry = await until(() => below.shadowRoot?.querySelector<HTMLElement>('.failure button'), 'trying again');
    expect(counts()[0]).to.equal('0 · 0%');
    retry.click();
    expect(test.asked).to.deep.equal([['retryChange', 'c1']]);
    test.refuse = new ImError('storage');
    await choose(1);
    await press('Vote');
    await until(() => words().includes('could not be kept'), 'the fault');
  });

  it('tells who voted when asked, and never where names are not shown', async () => {
    const open = await drawn(POLL, { extensions: { ...VOTES, [KEY]: '["2"]' } });
    expect(open.words()).not.to.contain('Ann Lee');
    await open.press('Who voted');
    expect(open.words()).to.contain('Ann Lee').and.contain('Bob Okoro').and.contain('You');
    const hidden = await drawn({ ...POLL, anonymous: true }, { extensions: VOTES });
    expect(hidden.words()).to.contain('No names shown').and.not.contain('Who voted');
  });

  it('is closed by its author after one question, and read from then on', async () => {
    const { test, all, counts, words, press } = await drawn(POLL, { own: true, senderId: SELF, extensions: VOTES });
    await press('Close poll');
    await until(() => all('.closing').length, 'the question');
    await press('Keep open');
    expect(test.asked).to.deep.equal([]);
    await press('Close poll');
    await press('Close poll');
    const value = '{"counts":[0,2,0],"voters":2,"by":[[],["ann","bob"],[]]}';
    const set = { '!closed': value };
    expect(test.asked).to.deep.equal([['extend', 'm1', { set, was: { '!closed': null } }]]);
    test.patch('m1', { extensions: { ...VOTES, ...set, '@cat/vote': '["1"]' } });
    await until(() => words().includes('Poll closed'), 'the end');
    expect(counts()).to.deep.equal(['0 · 0%', '2 · 100%', '0 · 0%']);
    expect(all('input, .vote').length).to.equal(0);
  });

  it('cannot be closed by readers, nor voted in where the back end keeps no votes', async () => {
    const { test, all, element } = await drawn(POLL, { extensions: VOTES });
    expect(all('[data-way="poll.close"]').length).to.equal(0);
    test.refused.add('extend');
    (element as unknown as { requestUpdate(): void }).requestUpdate();
    await until(() => all('input').length === 0, 'no boxes');
    expect(all('li').length).to.equal(3);
  });
});

const ask = (how: Insert, test = new TestClient()) => {
  const host = document.createElement('div');
  document.body.append(host);
  const answer = how.ask(host, { client: test.client, i18n: Languages.for(test).get('en'), conversation: GROUP });
  return { host, answer: answer.finally(() => host.remove()) };
};

describe('a new poll', () => {
  it('fits where votes can be kept', () => {
    const test = new TestClient();
    expect([insert.fits?.(GROUP, test.client), insert.fits?.('room:x', test.client)]).to.deep.equal([true, false]);
    test.refused.add('extend');
    expect(insert.fits?.(GROUP, test.client)).to.equal(false);
  });

  it('is written, put in order and made by keyboard; nothing half is sent', async () => {
    const { host, answer } = ask(insert);
    const root = await until(() => {
      const found = host.firstElementChild?.shadowRoot;
      return found?.querySelector('dialog[open]') ? found : undefined;
    }, 'the dialog');
    const inputs = () => [...root.querySelectorAll<HTMLInputElement>('.row input')];
    const texts = () => inputs().map(({ value }) => value);
    const write = (input: HTMLInputElement, words: string) => {
      input.value = words;
      input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    };
    const key = async (name: string, altKey = false) => {
      const from = root.activeElement ?? root.querySelector('[name=question]');
      from?.dispatchEvent(new KeyboardEvent('keydown', { key: name, altKey, bubbles: true, cancelable: true }));
      await frames(2);
    };
    const form = root.querySelector('form') as HTMLFormElement;
    write(root.querySelector('[name=question]') as HTMLInputElement, ' Lunch? ');
    inputs()[0]?.focus();
    write(inputs()[0] as HTMLInputElement, 'One');
    await key('Enter');
    expect(root.activeElement).to.equal(inputs()[1]);
    write(inputs()[1] as HTMLInputElement, 'One');
    await key('Enter');
    expect([inputs().length, root.activeElement === inputs()[2]]).to.deep.equal([3, true]);
    write(inputs()[2] as HTMLInputElement, 'Three');
    form.requestSubmit();
    expect([host.childElementCount, inputs()[1]?.validity.customError]).to.deep.equal([1, true]);
    write(inputs()[1] as HTMLInputElement, 'Two');
    inputs()[2]?.focus();
    await key('ArrowUp', true);
    expect(texts()).to.deep.equal(['One', 'Three', 'Two']);
    expect(root.activeElement).to.equal(inputs()[1]);
    expect(root.querySelector('[role=status]')?.textContent).to.equal('Now option 2');
    root.querySelectorAll<HTMLElement>('.down')[0]?.click();
    await frames(2);
    expect(texts()).to.deep.equal(['Three', 'One', 'Two']);
    root.querySelectorAll<HTMLElement>('.remove')[2]?.click();
    await frames(2);
    expect(texts()).to.deep.equal(['Three', 'One']);
    (root.querySelector('[name=multiple]') as HTMLInputElement).checked = true;
    expect(await faults(host)).to.deep.equal([]);
    form.requestSubmit();
    const options = ['Three', 'One'].map((text, at) => ({ id: `${at + 1}`, text }));
    expect(await answer).to.deep.equal({ content: { kind: 'poll', question: 'Lunch?', options, multiple: true } });
  });
});

describe('all states of polls', () => {
  for (const [dir, scheme] of [
    ['ltr', 'light'],
    ['rtl', 'dark'],
  ] as const)
    it(`are accessible, fit, and inject nothing: ${dir}, ${scheme}`, async function () {
      this.timeout(20_000);
      registerPseudo();
      document.documentElement.style.colorScheme = scheme;
      document.body.style.background = scheme === 'dark' ? '#17181c' : '#fff';
      const test = new TestClient();
      const bad = XSS.map((text) => ({
        ...({ kind: 'poll', question: text } as const),
        options: [
          { id: '1', text: text.slice(0, 120) },
          { id: '2', text: 'x' },
        ],
      }));
      const contents = [...sample.states, ...bad.map((content) => ({ content, message: {} }))];
      test.fill(
        GROUP,
        contents.flatMap(({ content, message }, at) => [
          messageAt(GROUP, at * 2 + 1, 40, { content, own: false, ...message }),
          messageAt(GROUP, at * 2 + 2, 40, { content, own: true, senderId: SELF, ...message }),
        ]),
      );
      const { list, rows, scroller } = await placeList(test, GROUP, {
        width: 300,
        height: 900,
        dir,
        lang: dir === 'rtl' ? 'ar' : PSEUDO,
      });
      await until(
        () =>
          rows().every((row) =>
            row.shadowRoot?.querySelector('im-poll-content')?.shadowRoot?.querySelector('.options'),
          ),
        'polls',
      );
      await frames(4);
      try {
        expect(await faults(list)).to.deep.equal([]);
        expect([injected(list), hit()]).to.deep.equal([[], undefined]);
        for (const row of rows()) expect(row.scrollWidth, row.messageId).to.be.at.most(scroller.clientWidth);
      } finally {
        document.documentElement.style.colorScheme = '';
        document.body.style.background = '';
      }
    });

  it('take every word from the language', async () => {
    registerPseudo();
    const poll: ContentOf<'poll'> = {
      kind: 'poll',
      question: '1?',
      options: ['1', '2'].map((text) => ({ id: text, text })),
    };
    const test = new TestClient().fill(GROUP, [
      messageAt(GROUP, 1, 1, { content: poll, own: true, senderId: SELF, extensions: { [KEY]: '["1"]' } }),
    ]);
    const { list, row } = await placeList(test, GROUP, { lang: PSEUDO });
    const view = await until(
      () =>
        row('m1').shadowRoot?.querySelector('im-poll-content')?.shadowRoot?.querySelector('.ways') &&
        row('m1').shadowRoot?.querySelector('im-poll-content'),
      'the poll',
    );
    await until(
      () => list.shadowRoot?.textContent && untranslated(view.shadowRoot as unknown as Node).length === 0,
      'the words',
    );
  });
});
