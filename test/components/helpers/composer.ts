import { html } from 'lit';
import '../../../components/composer/index.js';
// Loaded when first used; here at once, so that no test waits for a busy machine.
import '../../../components/composer/more/more.js';
import '../../../components/composer/suggest/suggest.js';
import type { ImComposer } from '../../../components/composer/index.js';
import { DIRECT } from './client.js';
import { place } from './page.js';
import { WritingClient } from './writing.js';

export interface Made {
  readonly test: WritingClient;
  readonly box: HTMLElement;
  readonly element: ImComposer;
  part<T extends HTMLElement = HTMLElement>(name: string): T;
  readonly field: HTMLTextAreaElement;
  /** As typing does: the value changes, then `input`. */
  write(text: string): Promise<void>;
}

export async function make(test = new WritingClient(), size?: Parameters<typeof place>[1]): Promise<Made> {
  const box = place(
    html`<im-composer style="margin-block-start: auto" .client=${test.client} .conversation=${DIRECT}></im-composer>`,
    size,
  );
  const element = box.querySelector('im-composer') as ImComposer;
  await element.updateComplete;
  const part = <T extends HTMLElement>(name: string): T => element.shadowRoot!.querySelector<T>(`[part~=${name}]`) as T;
  return {
    test,
    box,
    element,
    part,
    get field() {
      return part<HTMLTextAreaElement>('input');
    },
    async write(text) {
      const field = part<HTMLTextAreaElement>('input');
      field.focus();
      field.value = text;
      field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      await element.updateComplete;
    },
  };
}
export const key = (name: string, more: KeyboardEventInit = {}): KeyboardEvent =>
  new KeyboardEvent('keydown', { key: name, bubbles: true, composed: true, cancelable: true, ...more });
export const file = (name: string, type = 'text/plain', bytes = 10): File =>
  new File(['x'.repeat(bytes)], name, { type });
export const texts = (test: WritingClient): string[] =>
  test.sent.map(({ content }) => (content.kind === 'text' ? content.text : content.kind));
export const notes = ({ element }: Made): string =>
  element.shadowRoot!.querySelector('[part=notes]')!.textContent!.replace(/\s+/g, ' ').trim();
export const names = ({ element }: Made): string[] =>
  [...element.shadowRoot!.querySelectorAll('.staged b')].map((one) => one.textContent ?? '');

export function transfer(files: readonly File[], more: Record<string, string> = {}): DataTransfer {
  const data = new DataTransfer();
  for (const one of files) data.items.add(one);
  for (const [type, text] of Object.entries(more)) data.setData(type, text);
  return data;
}
export const drag = (target: Element, type: string, data: DataTransfer): DragEvent => {
  const event = new DragEvent(type, { dataTransfer: data, bubbles: true, composed: true, cancelable: true });
  target.dispatchEvent(event);
  return event;
};
export const paste = (target: Element, data: DataTransfer): ClipboardEvent => {
  const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, composed: true, cancelable: true });
  // Firefox gives an event that a script made a clipboard of its own, empty.
  if (event.clipboardData?.types.length !== data.types.length)
    Object.defineProperty(event, 'clipboardData', { value: data });
  target.dispatchEvent(event);
  return event;
};
