import { type Content, loadKinds, type Message } from '../../../core/index.js';
import { GROUP, messageAt, TestClient } from './client.js';
import { type Placed, placeList, until } from './page.js';

export interface Shown extends Placed {
  readonly test: TestClient;
  /** The element that draws the content of row `seq`, once it is there. */
  view<T extends HTMLElement>(seq: number, tag: string): Promise<T>;
}

/** Messages of somebody else's (unless `more` says otherwise) in a group, one for each content. */
export async function show(
  contents: readonly Content[],
  more: Partial<Message> = {},
  size: Parameters<typeof placeList>[2] = { height: 1400 },
  test = new TestClient(),
): Promise<Shown> {
  await loadKinds();
  const peer = { own: false, senderId: 'ann', ...more };
  test.fill(
    GROUP,
    contents.map((content, at) => messageAt(GROUP, at + 1, contents.length, { ...peer, content })),
    200,
  );
  const placed = await placeList(test, GROUP, size);
  const view = <T extends HTMLElement>(seq: number, tag: string): Promise<T> =>
    until(() => {
      const found = placed.row(`m${seq}`).shadowRoot?.querySelector<T>(tag);
      return found?.shadowRoot?.childElementCount ? found : undefined;
    }, tag);
  return { ...placed, test, view };
}

export const inside = <T extends Element>(host: Element, selector: string): T => {
  const found = host.shadowRoot?.querySelector<T>(selector);
  if (!found) throw new Error(`no ${selector} in ${host.localName}`);
  return found;
};

/** What rows asked to open, in order; with `hold` nothing more happens. */
export function asked(list: EventTarget, hold = false): unknown[] {
  const found: unknown[] = [];
  list.addEventListener('im-open-request', (event) => {
    found.push((event as CustomEvent).detail);
    if (hold) event.preventDefault();
  });
  return found;
}
