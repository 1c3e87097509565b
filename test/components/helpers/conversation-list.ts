import { html } from 'lit';
import '../../../components/conversation-list/index.js';
import type { ImConversationItem, ImConversationList } from '../../../components/conversation-list/index.js';
import type { ImMenu } from '../../../components/menu/index.js';
import { frames, place } from './page.js';
import type { WritingClient } from './writing.js';

export interface Made {
  readonly test: WritingClient;
  readonly box: HTMLElement;
  readonly list: ImConversationList;
  rows(): ImConversationItem[];
  row(id: string): ImConversationItem;
  text(id: string): string;
  readonly menu: ImMenu;
  items(): HTMLElement[];
  /** The conversation whose row has the focus. */
  focused(): string | undefined;
}

export async function make(
  test: WritingClient,
  size?: Parameters<typeof place>[1],
  more: Partial<Pick<ImConversationList, 'tools' | 'filter' | 'swipe'>> = {},
): Promise<Made> {
  const { tools = false, filter, swipe = 'read pin' } = more;
  const drawn = html`<im-conversation-list style="flex: 1" .client=${test.client} .tools=${tools} .filter=${filter} .swipe=${swipe}></im-conversation-list>`;
  const box = place(drawn, {
    width: 340,
    ...size,
  });
  const list = box.querySelector('im-conversation-list') as ImConversationList;
  await list.updateComplete;
  await frames(3);
  const root = list.shadowRoot!;
  const rows = (): ImConversationItem[] => [...root.querySelectorAll('im-conversation-item')];
  const row = (id: string): ImConversationItem => rows().find((one) => one.conversation === id) as ImConversationItem;
  const menu = root.querySelector('im-menu') as ImMenu;
  return {
    test,
    box,
    list,
    rows,
    row,
    menu,
    text: (id) => row(id).shadowRoot!.querySelector('[part=preview]')!.textContent!.replace(/\s+/g, ' ').trim(),
    items: () => [...menu.shadowRoot!.querySelectorAll<HTMLElement>('.item')],
    focused: () => (root.activeElement as ImConversationItem | null)?.conversation,
  };
}
export const rowOf = (item: ImConversationItem): HTMLElement => item.shadowRoot!.querySelector('.row') as HTMLElement;
export const key = (target: Element, name: string, more: KeyboardEventInit = {}): KeyboardEvent => {
  const event = new KeyboardEvent('keydown', { key: name, bubbles: true, composed: true, cancelable: true, ...more });
  target.dispatchEvent(event);
  return event;
};
export const patch = (test: WritingClient, id: string, more: object): void =>
  test.store.commit('remote', (writer) => writer.patch('conversation', id, more));
