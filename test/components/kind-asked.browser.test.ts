import { expect } from '@open-wc/testing';
import '../../components/message-list/index.js';
import { type Content, type ContentOf, ImError, loadKinds, type Message } from '../../core/index.js';
import { DIRECT, GROUP, messageAt, NOW, run, SELF, TestClient } from './helpers/client.js';
import { clean, frames, type Placed, placeList, until } from './helpers/page.js';

type Call = readonly [string, ...unknown[]];

/** The double with what forms and invitations ask of a client. */
class AskedClient extends TestClient {
  readonly asked: Call[] = [];
  refuse: ImError | undefined;
  constructor() {
    super();
    const tell =
      (name: string) =>
      async (...args: unknown[]) => {
        this.asked.push([name, ...args]);
        await Promise.resolve();
        if (this.refuse) throw this.refuse;
      };
    for (const name of ['extend', 'send', 'retryChange', 'dismissChange'])
      Object.assign(this.messages, { [name]: tell(name) });
    Object.assign(this, {
      signals: Object.fromEntries(['accept', 'reject', 'cancel'].map((name) => [name, tell(name)])),
    });
  }
}

async function drawn(tag: string, content: Content, more: Partial<Message> = {}, id = DIRECT) {
  const test = new AskedClient();
  test.fill(id, [messageAt(id, 1, 1, { content, own: false, senderId: 'ann', ...more })]);
  const placed = await placeList(test, id);
  const element = await until(() => placed.row('m1').shadowRoot?.querySelector<HTMLElement>(tag), tag);
  await until(() => element.shadowRoot?.childElementCount, 'its drawing');
  const all = <T extends HTMLElement>(selector: string): T[] => [
    ...(element.shadowRoot?.querySelectorAll<T>(selector) ?? []),
  ];
  const words = (): string => (element.shadowRoot?.textContent ?? '').replace(/\s+/g, ' ').trim();
  const press = (label: string): void => {
    const button = all('button').find((one) => one.textContent?.trim() === label);
    if (!button) throw new Error(`no button ${label} in ${words()}`);
    button.click();
  };
  return { test, placed, element, all, words, press };
}

before(loadKinds);
afterEach(clean);

const FORM: ContentOf<'form'> = {
  kind: 'form',
  title: 'How was it?',
  fields: [
    { id: 'stars', kind: 'rating', label: 'All in all', required: true },
    {
      id: 'when',
      kind: 'choice',
      label: 'When?',
      options: [
        { id: 'a', label: 'Early' },
        { id: 'b', label: 'Late' },
      ],
    },
    {
      id: 'what',
      kind: 'choices',
      label: 'What?',
      max: 2,
      options: ['x', 'y', 'z'].map((one) => ({ id: one, label: one })),
    },
    { id: 'words', kind: 'text', label: 'Words', max: 20 },
  ],
};
const QUICK: ContentOf<'form'> = {
  kind: 'form',
  fields: [
    {
      id: 'q',
      kind: 'quick',
      options: [
        { id: 'yes', label: 'Yes', send: 'Yes, please' },
        { id: 'no', label: 'No' },
      ],
    },
  ],
};
const KEY = `@${SELF}/answer`;

describe('content of kind form', () => {
  it('is answered once, with everything that was chosen', async () => {
    const { test, all, press, words } = await drawn('im-form-content', FORM);
    press('Send');
    await until(() => words().includes('Please answer this'), 'what is missing');
    expect(test.asked).to.deep.equal([]);
    all<HTMLInputElement>('.star input')[3]?.click();
    all<HTMLInputElement>('input[name=when]')[1]?.click();
    all<HTMLInputElement>('input[name=what]')[0]?.click();
    all<HTMLInputElement>('input[name=what]')[2]?.click();
    await frames(2);
    expect(all<HTMLInputElement>('input[name=what]').map((one) => one.disabled)).to.deep.equal([false, true, false]);
    const field = all<HTMLTextAreaElement>('textarea')[0] as HTMLTextAreaElement;
    expect(field.maxLength).to.equal(20);
    field.value = 'Fine';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    press('Send');
    press('Send');
    await frames(2);
    const answer = { stars: 4, when: 'b', what: ['x', 'z'], words: 'Fine' };
    expect(test.asked.length).to.equal(1);
    const [name, id, change] = test.asked[0] as [string, string, { set: Record<string, string>; was: unknown }];
    expect([name, id, change.was]).to.deep.equal(['extend', 'm1', { [KEY]: null }]);
    expect(JSON.parse(change.set[KEY] as string)).to.deep.equal(answer);
  });

  it('keeps five stars in one row, however narrow the bubble', async () => {
    const { all, placed } = await drawn('im-form-content', FORM);
    placed.box.style.inlineSize = '260px';
    await frames(3);
    const stars = all('.star').map((star) => star.getBoundingClientRect());
    expect(stars.length).to.equal(5);
    expect(new Set(stars.map(({ top }) => top)).size).to.equal(1);
    expect(Math.min(...stars.map(({ width }) => width))).to.be.at.least(24);
  });

  it('shows the answer while it is on its way, once it is there, and that it was refused', async () => {
    const { test, words, all, press } = await drawn('im-form-content', FORM);
    const args = { set: { [KEY]: '{"stars":2,"when":"a"}' }, was: { [KEY]: null } };
    const change = (failed?: string) =>
      test.store.commit('local', (writer) =>
        writer.put('change', 'm1', { changes: [{ id: 'c1', name: 'extend', args, ...(failed && { failed }) }] }),
      );
    change();
    await until(() => words().includes('Your answer is on its way'), 'the answer on its way');
    expect(words()).to.contain('2/5').and.contain('Early');
    expect(all('form').length).to.equal(0);
    change('forbidden');
    await until(() => words().includes('Your answer was not taken'), 'the refusal');
    press('Try again');
    press('Answer again');
    await frames(2);
    expect(test.asked).to.deep.equal([
      ['retryChange', 'c1'],
      ['dismissChange', 'c1'],
    ]);
    test.store.commit('local', (writer) => writer.remove('change', 'm1'));
    await until(() => all<HTMLInputElement>('input[name=when]')[0]?.checked, 'the draft of before');
    test.patch('m1', { extensions: { [KEY]: args.set[KEY] as string } });
    await until(() => words().includes('Your answer') && !words().includes('on its way'), 'the answer');
    expect(all('form').length).to.equal(0);
  });

  it('keeps what was chosen while its row is away', async () => {
    const first = await drawn('im-form-content', FORM);
    first.all<HTMLInputElement>('input[name=when]')[1]?.click();
    first.placed.box.remove();
    document.body.append(first.placed.box);
    const again = await until(() => first.placed.rows()[0]?.shadowRoot?.querySelector('im-form-content'), 'the form');
    await until(
      () => again.shadowRoot?.querySelectorAll<HTMLInputElement>('input[name=when]')[1]?.checked,
      'the choice',
    );
  });

  it('answers with one press, and says it in a direct conversation', async () => {
    const direct = await drawn('im-form-content', QUICK);
    direct.press('Yes');
    await until(() => direct.test.asked.length === 2, 'answer and words');
    expect(direct.test.asked).to.deep.equal([
      ['extend', 'm1', { set: { [KEY]: '{"q":"yes"}' }, was: { [KEY]: null } }],
      ['send', DIRECT, { kind: 'text', text: 'Yes, please' }],
    ]);
    const group = await drawn('im-form-content', QUICK, {}, GROUP);
    group.press('Yes');
    await frames(3);
    expect(group.test.asked.map(([name]) => name)).to.deep.equal(['extend']);
  });

  it('tells when the answer could not even be kept', async () => {
    const { test, press, words } = await drawn('im-form-content', QUICK);
    test.refuse = new ImError('storage');
    press('No');
    await until(() => words().includes('Your answer was not taken'), 'the failure');
    test.refuse = undefined;
    press('No');
    await frames(2);
    expect(test.asked.length).to.equal(2);
  });

  it('shows its author the answers, and nothing to answer', async () => {
    const extensions = { '@ann/answer': '{"q":"yes"}', '@bob/answer': '{"q":"bogus"}', '@x': '{', '@y/answer': '<b>' };
    const { words, all } = await drawn('im-form-content', QUICK, { own: true, senderId: SELF, extensions });
    await until(() => words().includes('Ann Lee'), 'the answer');
    expect(words()).to.contain('2 answers');
    expect(all('button').length).to.equal(0);
  });
});

const signal = (more: Partial<ContentOf<'signal'>> = {}): ContentOf<'signal'> => ({
  kind: 'signal',
  by: 'ann',
  state: 'ringing',
  invitees: { [SELF]: 'waiting' },
  until: NOW + 20_000,
  ...more,
});

describe('content of kind signal', () => {
  it('can be accepted and declined by who was invited, with the time that is left', async () => {
    const { test, words, press } = await drawn('im-signal-content', signal());
    expect(words()).to.contain('Ann Lee').and.contain('20 seconds left');
    press('Accept');
    await frames(2);
    press('Decline');
    await frames(2);
    expect(test.asked).to.deep.equal([
      ['accept', 'm1'],
      ['reject', 'm1'],
    ]);
    test.patch('m1', { content: signal({ state: 'accepted', invitees: { [SELF]: 'accepted' } }) });
    await until(() => words().includes('Accepted') && !words().includes('Decline'), 'the end');
  });

  it('can be cancelled by who invited', async () => {
    const content = signal({ by: SELF, invitees: { ann: 'waiting', bob: 'rejected' } });
    const { test, words, press, all } = await drawn('im-signal-content', content, { own: true, senderId: SELF }, GROUP);
    expect(words()).to.contain('Bob Okoro').and.contain('Declined');
    expect(all('button').length).to.equal(1);
    press('Cancel');
    await frames(2);
    expect(test.asked).to.deep.equal([['cancel', 'm1']]);
  });

  it('has nothing to press for others, after an answer, and once it has rung out', async () => {
    const buttons = async (content: ContentOf<'signal'>) =>
      (await drawn('im-signal-content', content, {}, GROUP)).all('button').length;
    expect(await buttons(signal({ invitees: { bob: 'waiting' } }))).to.equal(0);
    expect(await buttons(signal({ invitees: { [SELF]: 'accepted', bob: 'waiting' } }))).to.equal(0);
    const late = await drawn('im-signal-content', signal({ until: NOW - 1 }));
    expect(late.words()).to.contain('No answer');
    expect(late.all('button').length).to.equal(0);
  });

  it('says when an answer did not get through', async () => {
    const { test, press, words } = await drawn('im-signal-content', signal());
    test.refuse = new ImError('timeout');
    press('Accept');
    await until(() => words().includes('did not get through'), 'the failure');
  });
});

const sentence = 'The oak keeps its colour best under oil. ';

describe('content of kind stream', () => {
  const streaming = async (): Promise<{
    test: TestClient;
    placed: Placed;
    grow(text: string, done?: boolean): Promise<void>;
  }> => {
    const messages = run(DIRECT, 30);
    const test = new TestClient().fill(DIRECT, messages);
    const placed = await placeList(test, DIRECT, { width: 400, height: 400 });
    test.receive(messageAt(DIRECT, 31, 31, { content: { kind: 'stream', text: 'The' }, own: false, senderId: 'ann' }));
    await until(
      () => placed.rows().at(-1)?.shadowRoot?.querySelector('im-stream-end')?.shadowRoot?.querySelector('.caret'),
      'a caret',
    );
    const grow = async (text: string, done = false): Promise<void> => {
      test.patch('m31', { content: { kind: 'stream', text, ...(done && { done }) } });
      await frames(3);
    };
    return { test, placed, grow };
  };

  it('grows at the bottom while it fits, then stays with its top in view', async () => {
    const { placed, grow } = await streaming();
    for (let count = 1; count <= 4; count++) await grow(sentence.repeat(count));
    expect(placed.gap()).to.be.within(0, 14);
    for (let count = 5; count <= 60; count += 5) await grow(sentence.repeat(count));
    await grow(sentence.repeat(60), true);
    expect(placed.row('m31').offsetHeight).to.be.greaterThan(placed.scroller.clientHeight);
    expect(placed.top('m31')).to.be.within(0, 90);
  });

  it('lets the reader who wants the end stay there', async () => {
    const { placed, grow } = await streaming();
    for (let count = 5; count <= 40; count += 5) await grow(sentence.repeat(count));
    await placed.scrollTo(0);
    await grow(sentence.repeat(44));
    await grow(sentence.repeat(48));
    expect(placed.gap()).to.be.within(0, 14);
  });

  it('does not move a reader further up', async () => {
    const { placed, grow } = await streaming();
    await placed.scrollTo(-600);
    const row = placed.rows().find((one) => placed.top(one.messageId as string) > 20)?.messageId as string;
    const before = placed.top(row);
    for (let count = 5; count <= 30; count += 5) await grow(sentence.repeat(count));
    expect(Math.abs(placed.top(row) - before)).to.be.at.most(2);
  });

  it('is said whole, once, when it is done', async () => {
    const { placed, grow } = await streaming();
    const spoken = (): string => {
      const end = placed.row('m31').shadowRoot?.querySelector('im-stream-end');
      return end?.shadowRoot?.querySelector('[role=status]')?.textContent ?? '';
    };
    await grow('The oak');
    expect(spoken()).to.equal('');
    await grow('The oak keeps.', true);
    expect(spoken()).to.equal('The oak keeps.');
    expect(placed.row('m31').shadowRoot?.querySelector('im-stream-end')?.shadowRoot?.querySelector('.caret')).to.equal(
      null,
    );
  });

  it('folds a long one that was done before, not one that was seen growing', async () => {
    const text = Array.from({ length: 50 }, (_, at) => `line ${at}`).join('\n');
    const { placed, grow } = await streaming();
    await grow(text);
    await grow(text, true);
    expect(placed.row('m31').shadowRoot?.querySelector('.folded')).to.equal(null);
    clean();
    const test = new TestClient().fill(DIRECT, [
      messageAt(DIRECT, 1, 1, { content: { kind: 'stream', text, done: true } }),
    ]);
    const before = await placeList(test, DIRECT);
    await until(() => before.row('m1').shadowRoot?.querySelector('.folded'), 'the fold');
  });
});
