import { expect } from '@open-wc/testing';
import '../../components/message-list/index.js';
import type { ImMergedContent } from '../../components/content/kinds/merged.define.js';
import type { ImMergedPanel } from '../../components/content/kinds/merged-panel.js';
import { type Content, type ContentOf, ImError, loadKinds, type Message } from '../../core/index.js';
import { samples } from '../../demo/samples/index.js';
import { faults, hit, injected, PSEUDO, registerPseudo } from './helpers/check.js';
import { DIRECT, GROUP, messageAt, SELF, TestClient } from './helpers/client.js';
import { clean, frames, type Placed, placeList, until } from './helpers/page.js';

const said = (text: string): Content => ({ kind: 'text', text });
const inside = (senderId: string, content: Content, minutes = 0) => ({
  senderId,
  name: senderId === 'ann' ? 'Ann Lee' : 'Bob Okoro',
  sentAt: Date.UTC(2026, 2, 12, 9, minutes),
  content,
});
const bundle = (title: string, ...messages: ReturnType<typeof inside>[]): ContentOf<'merged'> => ({
  kind: 'merged',
  title,
  abstracts: ['Ann Lee: Hello'],
  count: messages.length,
  messages,
});

async function placeOne(content: Content, more: Partial<Message> = {}, test = new TestClient()): Promise<Placed> {
  test.fill(DIRECT, [messageAt(DIRECT, 1, 1, { content, own: false, ...more })]);
  const placed = await placeList(test, DIRECT);
  await until(() => within(placed, '*') && !within(placed, '.text.strange'), 'the drawing');
  return placed;
}
const within = <T extends Element = HTMLElement>(placed: Placed, selector: string): T | null =>
  placed.row('m1').shadowRoot?.querySelector<T>(`.bubble ${selector}, .line ${selector}`) ?? null;
const card = async (placed: Placed): Promise<ImMergedContent> =>
  until(() => within<ImMergedContent>(placed, 'im-merged-content'), 'the card');
const panelOf = (element: ImMergedContent): ImMergedPanel | null =>
  element.shadowRoot?.querySelector<ImMergedPanel>('im-merged-panel') ?? null;
const openCard = async (element: ImMergedContent): Promise<ImMergedPanel> => {
  element.shadowRoot?.querySelector<HTMLElement>('.card')?.click();
  return until(() => {
    const panel = panelOf(element);
    return panel?.shadowRoot?.querySelector('dialog')?.open ? panel : undefined;
  }, 'the panel');
};
const words = (element: Element): string => element.shadowRoot?.textContent?.replace(/\s+/g, ' ') ?? '';

before(loadKinds);
afterEach(clean);

describe('content of kind merged', () => {
  it('shows a title, lines and how many, and opens them all in a dialog that Escape closes', async () => {
    const content = bundle(
      'Ann and Bob',
      inside('ann', said('Hello')),
      inside('bob', said('see https://a.example/'), 1),
    );
    const element = await card(await placeOne(content));
    expect(words(element)).to.contain('Ann and Bob').and.contain('Ann Lee: Hello').and.contain('2 messages');
    const panel = await openCard(element);
    const rows = [...(panel.shadowRoot?.querySelectorAll('li') ?? [])];
    expect(rows.map((row) => row.querySelector('.bubble')?.textContent?.trim())).to.deep.equal([
      'Hello',
      'see https://a.example/',
    ]);
    expect(rows[0]?.querySelector('.name')?.textContent).to.equal('Ann Lee');
    expect(rows[1]?.querySelector('a')?.rel).to.contain('noopener');
    expect(panel.shadowRoot?.activeElement?.className).to.equal('body');
    panel.shadowRoot?.querySelector('dialog')?.close();
    await until(() => !panelOf(element), 'the closed panel');
    expect(element.shadowRoot?.activeElement?.className).to.equal('card');
  });

  it('keeps what happens inside from the row', async () => {
    const placed = await placeOne(bundle('x', inside('ann', said('Hello'))));
    const panel = await openCard(await card(placed));
    const event = new MouseEvent('contextmenu', { bubbles: true, composed: true, cancelable: true });
    panel.shadowRoot?.querySelector('li .bubble')?.dispatchEvent(event);
    await frames(2);
    expect(event.defaultPrevented).to.equal(false);
    expect(placed.row('m1').shadowRoot?.querySelector('im-menu')).to.equal(null);
  });

  it('opens a bundle in a bundle in the same dialog, and leads back to where one was', async () => {
    const inner = bundle('Inner', inside('bob', said('deep down')));
    const element = await card(await placeOne(bundle('Outer', inside('ann', said('Hello')), inside('bob', inner, 2))));
    const panel = await openCard(element);
    const nested = await until(
      () => panel.shadowRoot?.querySelector<ImMergedContent>('im-merged-content'),
      'the inner card',
    );
    await nested.updateComplete;
    nested.shadowRoot?.querySelector<HTMLElement>('.card')?.click();
    await until(() => words(panel).includes('deep down'), 'the inner messages');
    expect(panelOf(nested)).to.equal(null);
    panel.shadowRoot?.querySelector<HTMLElement>('header .icon-button')?.click();
    await until(() => words(panel).includes('Hello'), 'the outer messages');
    expect(panel.shadowRoot?.querySelectorAll('header .icon-button').length).to.equal(1);
  });

  it('goes a hundred layers deep and no further', async () => {
    const panel = await openCard(await card(await placeOne(bundle('0', inside('ann', said('x'))))));
    const deeper = (): void => {
      const context = (panel as unknown as { context: { message: Message } }).context;
      expect(context.message.id).to.equal('m1');
    };
    deeper();
    for (let layer = 1; layer <= 110; layer++) {
      const inner = bundle(String(layer), inside('ann', bundle('next', inside('ann', said('x')))));
      panel.layers = [...panel.layers, { content: inner, messages: inner.messages ?? [] }].slice(0, 101);
    }
    await panel.updateComplete;
    expect(words(panel)).to.contain('no deeper');
  });

  it('fetches a bundle that is a file, tells a failure, and tries again', async () => {
    const test = new TestClient();
    let fail = true;
    const asked: unknown[] = [];
    Object.assign(test.media, {
      download: async (file: { id?: string }) => {
        asked.push(file.id);
        if (fail) throw new ImError('timeout');
        return new Blob([JSON.stringify({ messages: [inside('ann', said('from the file'))] })]);
      },
    });
    const file = { id: 'b1', name: 'messages.json', bytes: 900_000, mime: 'application/json' };
    const content: Content = { kind: 'merged', title: 'Big', abstracts: [], count: 1, file };
    const panel = await openCard(await card(await placeOne(content, {}, test)));
    const again = await until(() => panel.shadowRoot?.querySelector<HTMLElement>('[role=alert] button'), 'the failure');
    fail = false;
    again.click();
    await until(() => words(panel).includes('from the file'), 'the messages');
    expect(asked).to.deep.equal(['b1', 'b1']);
  });

  it('lets the page open it in its own way', async () => {
    const placed = await placeOne(bundle('x', inside('ann', said('Hello'))));
    const element = await card(placed);
    const asked: unknown[] = [];
    placed.list.addEventListener('im-open-request', (event) => {
      asked.push((event as CustomEvent<{ what: string }>).detail.what);
      event.preventDefault();
    });
    element.shadowRoot?.querySelector<HTMLElement>('.card')?.click();
    await frames(3);
    expect(asked).to.deep.equal(['merged']);
    expect(panelOf(element)).to.equal(null);
  });
});

describe('content of kind multipart', () => {
  it('draws every part, and the time once', async () => {
    const parts: Content[] = [
      said('first https://a.example/'),
      { kind: 'file', file: { id: 'f', name: 'Plan.pdf', bytes: 10, mime: 'application/pdf' } },
      { kind: 'unknown', wireKind: 'hologram' },
      said('last'),
    ];
    const placed = await placeOne({ kind: 'multipart', parts });
    const element = await until(() => within(placed, 'im-multipart-content'), 'the parts');
    expect(element.shadowRoot?.querySelectorAll('.part').length).to.equal(4);
    expect(element.shadowRoot?.querySelector('a')?.href).to.equal('https://a.example/');
    const name = await until(
      () => element.shadowRoot?.querySelector('im-file-content')?.shadowRoot?.querySelector('.sr')?.textContent,
      'the file',
    );
    expect(name).to.contain('Plan.pdf');
    expect(placed.row('m1').shadowRoot?.querySelectorAll('time').length).to.equal(1);
  });

  it('stands when a part cannot be drawn', async () => {
    const errors: unknown[] = [];
    const listen = (event: Event): void => void errors.push(event);
    addEventListener('im-error', listen);
    const file = { id: 'f', name: 'Plan.pdf', bytes: 10, mime: 'application/pdf' };
    const placed = await placeOne({ kind: 'multipart', parts: [said('whole'), { kind: 'file', file }] });
    placed.list.renderers = {
      file: () => {
        throw new Error('broken');
      },
    };
    const element = await until(() => within(placed, 'im-multipart-content'), 'the parts');
    await until(() => words(element).includes('whole') && errors.length > 0, 'the sound part');
    removeEventListener('im-error', listen);
    expect(errors.length).to.be.greaterThan(0);
  });
});

describe('content of kind command', () => {
  it('is a quiet line with words, and takes no place and no focus without', async () => {
    const test = new TestClient().fill(DIRECT, [
      messageAt(DIRECT, 1, 3, { content: said('one') }),
      messageAt(DIRECT, 2, 3, { content: { kind: 'command', name: 'a', text: 'Order packed' } }),
      messageAt(DIRECT, 3, 3, { content: { kind: 'command', name: 'b' } }),
    ]);
    const placed = await placeList(test, DIRECT);
    await until(() => placed.row('m2').shadowRoot?.querySelector('.line')?.textContent === 'Order packed', 'the line');
    expect(placed.rows().map((row) => row.messageId)).to.deep.equal(['m1', 'm2']);
    expect(placed.rows().map((row) => row.tabIndex)).to.deep.equal([-1, 0]);
  });

  it('leaves once it is known to be for the page alone', async () => {
    const test = new TestClient().fill(DIRECT, [
      messageAt(DIRECT, 1, 2, { content: said('one') }),
      messageAt(DIRECT, 2, 2, {
        content: { kind: 'unknown', wireKind: 'command', raw: { kind: 'command', name: 'b' } },
      }),
    ]);
    const placed = await placeList(test, DIRECT);
    test.patch('m2', { content: { kind: 'command', name: 'b' } });
    await until(() => placed.rows().length === 1, 'one row');
  });
});

describe('samples of gathered kinds', () => {
  const kinds = ['merged', 'multipart', 'command', 'signal', 'stream', 'form'];
  for (const dir of ['ltr', 'rtl'] as const)
    for (const { kind, states } of samples.filter((one) => kinds.includes(one.kind)))
      it(`are accessible and inject nothing: ${kind}, ${dir}`, async () => {
        registerPseudo();
        const test = new TestClient();
        Object.assign(test, { userId: 'ada' });
        test.fill(
          GROUP,
          states.flatMap(({ content, message }, at) => [
            messageAt(GROUP, at * 2 + 1, 40, { content, own: false, ...message }),
            messageAt(GROUP, at * 2 + 2, 40, { content, own: true, senderId: SELF, ...message }),
          ]),
        );
        const placed = await placeList(test, GROUP, {
          width: 360,
          height: 900,
          dir,
          lang: dir === 'rtl' ? 'ar' : 'en',
        });
        await frames(6);
        expect(await faults(placed.list)).to.deep.equal([]);
        expect(injected(placed.list)).to.deep.equal([]);
        expect(hit()).to.equal(undefined);
        for (const row of placed.rows())
          expect(row.scrollWidth, row.messageId).to.be.at.most(placed.scroller.clientWidth);
      });
  it('knows no word that no locale has', () => expect(PSEUDO).to.equal('qps'));
});
