import { html, render, type TemplateResult } from 'lit';
import type { ImMessage } from '../../../components/message/message.js';
import type { ImMessageList } from '../../../components/message-list/message-list.js';
import type { ConversationId } from '../../../core/index.js';
import type { TestClient } from './client.js';

export const frames = async (count = 2): Promise<void> => {
  for (let at = 0; at < count; at++) await new Promise(requestAnimationFrame);
};
export const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until `test` holds, at most eight seconds; answers what it gave. */
export async function until<T>(test: () => T, what = 'the condition'): Promise<NonNullable<T>> {
  const end = performance.now() + 8000;
  for (;;) {
    const result = test();
    if (result) return result as NonNullable<T>;
    if (performance.now() > end) throw new Error(`waited in vain for ${what}`);
    await wait(10);
  }
}

let boxes: HTMLElement[] = [];
/** Puts a template into a box of its own in the page. */
export function place(
  template: TemplateResult,
  size: { width?: number; height?: number; dir?: string; lang?: string } = {},
): HTMLElement {
  const box = document.createElement('div');
  box.style.inlineSize = `${size.width ?? 480}px`;
  box.style.blockSize = `${size.height ?? 500}px`;
  box.style.display = 'flex';
  box.style.flexDirection = 'column';
  if (size.dir) box.dir = size.dir;
  if (size.lang) box.lang = size.lang;
  document.body.append(box);
  render(template, box);
  boxes.push(box);
  return box;
}
export const clean = (): void => {
  for (const box of boxes) box.remove();
  boxes = [];
};

export interface Placed {
  readonly list: ImMessageList;
  readonly scroller: HTMLElement;
  readonly box: HTMLElement;
  rows(): ImMessage[];
  row(id: string): ImMessage;
  /** Distance of a row's top from the scroller's, pixels. */
  top(id: string): number;
  /** Distance between the last row's end and the scroller's. */
  gap(): number;
  scrollTo(top: number): Promise<void>;
}

/** A list of a conversation, opened and at rest. */
export async function placeList(
  test: TestClient,
  id: ConversationId,
  size?: Parameters<typeof place>[1],
): Promise<Placed> {
  const box = place(
    html`<im-message-list style="flex: 1" .client=${test.client} .conversation=${id}></im-message-list>`,
    size,
  );
  const list = box.querySelector('im-message-list') as ImMessageList;
  await list.updateComplete;
  await frames(4);
  await wait(30);
  await frames(4);
  const scroller = list.shadowRoot!.querySelector('.scroller') as HTMLElement;
  const rows = (): ImMessage[] => [...list.shadowRoot!.querySelectorAll('im-message')];
  const row = (message: string): ImMessage => {
    const found = rows().find((one) => one.messageId === message);
    if (!found) throw new Error(`no row ${message}`);
    return found;
  };
  return {
    list,
    scroller,
    box,
    rows,
    row,
    top: (message) => row(message).getBoundingClientRect().top - scroller.getBoundingClientRect().top,
    gap: () => scroller.getBoundingClientRect().bottom - rows().at(-1)!.getBoundingClientRect().bottom,
    scrollTo: async (top) => {
      scroller.scrollTop = top;
      await frames(4);
    },
  };
}

/** The first row that begins in view. */
export const firstInView = ({ rows, scroller }: Placed): string => {
  const top = scroller.getBoundingClientRect().top;
  return rows().find((row) => row.getBoundingClientRect().top >= top)!.messageId as string;
};
