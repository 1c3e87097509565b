import { type Conversation, type Message, register } from '../../page/contract.js';
import { conversationRow, listShell, messageRow, shell, TICK, toEnd } from './_rows.js';

/** Every row in the document; what arrives is scrolled to once a frame. */
export function whole(note: string, extraCss = ''): void {
  let list: HTMLElement;
  let rows: HTMLElement[] = [];
  let conversations: HTMLElement;
  let waiting = false;
  const byId = new Map<string, HTMLElement>();
  const drawn = (messages: readonly Message[]): HTMLElement[] =>
    messages.map((message) => {
      const row = messageRow(message);
      byId.set(message.id, row);
      return row;
    });
  const follow = (): void => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      toEnd(list);
      // Rows that have just come into sight may be higher than was guessed.
      if (extraCss) requestAnimationFrame(() => toEnd(list));
    });
  };
  // Not as arguments of one call: 100,000 of them are too many.
  const put = (into: HTMLElement, all: readonly HTMLElement[]): void => {
    const fragment = document.createDocumentFragment();
    for (const one of all) fragment.append(one);
    into.prepend(fragment);
  };
  const append = (message: Message): void => {
    for (const row of drawn([message])) list.append(row);
    follow();
  };
  register<Message, Conversation>({
    note,
    row: '.row',
    conversationRow: '.conversation',
    lacks: { revisit: 'keeps nothing' },
    mount(root, messages) {
      list = shell(root, extraCss);
      put(list, drawn(messages));
      toEnd(list);
    },
    open(messages) {
      byId.clear();
      list.replaceChildren();
      put(list, drawn(messages));
      toEnd(list);
    },
    append,
    prepend: (messages) => put(list, drawn(messages)),
    write: append,
    read(number) {
      const tick = byId.get(`m${number}`)?.querySelector('.tick');
      if (tick) tick.textContent = TICK.read;
    },
    scroller: () => list,
    mountList(root, all) {
      conversations = listShell(root, extraCss);
      rows = all.map(conversationRow);
      put(conversations, rows);
    },
    bump(index, text) {
      const row = rows[index] as HTMLElement;
      (row.querySelector('.last') as HTMLElement).textContent = text;
      conversations.prepend(row);
    },
    listScroller: () => conversations,
  });
}
