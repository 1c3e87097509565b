import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import '../../components/message-list/index.js';
import { type Content, loadKinds, type Message, previewOf, readContent, type WireContent } from '../../core/index.js';
import { samples } from '../../demo/samples/index.js';
import { hit, injected, XSS } from './helpers/check.js';
import { GROUP, messageAt, TestClient } from './helpers/client.js';
import { clean, frames, placeList, wait } from './helpers/page.js';

const SEED = 20_261_121;
const file = { id: 'f', name: 'a.png', bytes: 9, mime: 'image/png' };
const SEEDS: readonly Content[] = [
  { kind: 'text', text: 'Hello' },
  { kind: 'image', file, width: 3, height: 4 },
  { kind: 'file', file },
  { kind: 'notice', event: 'joined', actors: ['ann'], params: { name: 'x' } },
  { kind: 'custom', type: 'order', data: { id: 7 }, fallback: 'Order' },
  { kind: 'unknown', wireKind: 'hologram', fallback: 'x' },
  ...samples.flatMap(({ states }) => states.map(({ content }) => content)),
];

/** The same with every string made hostile, but those that decide what it is. */
const hostile = (value: unknown, text: string, key = ''): unknown => {
  if (typeof value === 'string') return key === 'kind' || key === 'state' ? value : text;
  if (Array.isArray(value)) return value.map((one) => hostile(one, text));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, hostile(one, text, name)]));
};
/** The same with hostile words in one place: checks that look at all places together let it through. */
const places = function* (value: unknown, text: string): Generator<unknown> {
  if (typeof value === 'string') yield text;
  else if (Array.isArray(value))
    for (const [at, one] of value.entries()) for (const next of places(one, text)) yield value.with(at, next);
  else if (typeof value === 'object' && value !== null)
    for (const [key, one] of Object.entries(value))
      if (key !== 'kind') for (const next of places(one, text)) yield { ...value, [key]: next };
};

/** Draws contents in one list, each as one's own and as another's; answers what was told by `im-error`. */
async function draw(contents: readonly Content[], more: Partial<Message> = {}): Promise<unknown[]> {
  const errors: unknown[] = [];
  const test = new TestClient().fill(
    GROUP,
    contents.flatMap((content, at) => [
      messageAt(GROUP, at * 2 + 1, contents.length * 2, { ...more, content, own: false, senderId: 'ann' }),
      messageAt(GROUP, at * 2 + 2, contents.length * 2, { ...more, content, own: true }),
    ]),
    contents.length * 2,
  );
  const listen = (event: Event): void => void errors.push((event as CustomEvent<{ error: unknown }>).detail.error);
  const threw = (event: ErrorEvent | PromiseRejectionEvent): void =>
    void errors.push('reason' in event ? event.reason : (event.error ?? event.message));
  document.addEventListener('im-error', listen);
  window.addEventListener('error', threw);
  window.addEventListener('unhandledrejection', threw);
  const placed = await placeList(test, GROUP, { width: 400, height: 600 });
  await wait(60);
  await frames(4);
  expect(placed.rows().length).to.be.greaterThan(0);
  expect(injected(placed.list).map((one) => one.outerHTML.slice(0, 200))).to.deep.equal([]);
  document.removeEventListener('im-error', listen);
  window.removeEventListener('error', threw);
  window.removeEventListener('unhandledrejection', threw);
  clean();
  return errors;
}
/** What elements tell of files that are not there is no fault of drawing. */
const faultsIn = (errors: readonly unknown[]): string[] =>
  errors
    .filter((one) => !(one instanceof Error && 'code' in one) && !String(one).includes('ResizeObserver'))
    .map(String);

describe('drawing of hostile content', () => {
  before(async () => {
    await loadKinds();
    // Renderers come with the first row of their kind.
    await draw(SEEDS);
    await wait(300);
  });
  afterEach(clean);

  it('draws samples of all kinds', async () => {
    expect(faultsIn(await draw(SEEDS))).to.deep.equal([]);
  });

  for (const text of XSS)
    it(`makes no markup of ${JSON.stringify(text)}`, async () => {
      const raw = SEEDS.flatMap((seed) => [hostile(seed, text), ...places(seed, text)]);
      const read = raw.map((one) => readContent(one as WireContent));
      // As a page's own parser might hand it over, unchecked.
      const unread = SEEDS.map((seed) => hostile(seed, text) as Content).filter(
        ({ kind }) => kind === 'text' || kind === 'notice',
      );
      const all = [...read.filter(({ kind }, at) => kind !== 'unknown' || at % 7 === 0), ...unread];
      for (let at = 0; at < all.length; at += 60)
        expect(
          faultsIn(
            await draw(all.slice(at, at + 60), {
              data: text,
              localData: text,
              sender: { name: text },
              extensions: { [text]: text },
            }),
          ),
        ).to.deep.equal([]);
      expect(hit()).to.equal(undefined);
    });

  it('draws whatever is read of generated content', async () => {
    const value = fc.oneof(
      fc.constantFrom<unknown>(...XSS, '', 0, -1, 1e15, null, [], {}),
      fc.jsonValue({ maxDepth: 2 }),
    );
    const made = fc.sample(
      fc
        .constantFrom(...SEEDS)
        .chain((seed) =>
          fc
            .dictionary(fc.constantFrom(...Object.keys(seed), 'parts', 'file', 'text'), value, { maxKeys: 2 })
            .map((changes) => ({ ...seed, ...changes, kind: seed.kind })),
        ),
      { seed: SEED, numRuns: 240 },
    );
    const read = made.map((one) => readContent(one as unknown as WireContent));
    for (const content of read) expect(typeof previewOf(content)[0]).to.equal('string');
    for (let at = 0; at < read.length; at += 80)
      expect(faultsIn(await draw(read.slice(at, at + 80)))).to.deep.equal([]);
    expect(hit()).to.equal(undefined);
  });
});
