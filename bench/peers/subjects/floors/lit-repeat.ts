/** Every row in the document by Lit's keyed `repeat`, drawn once a frame. */
import { LitElement, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { type Conversation, type Message, register } from '../../page/contract.js';
import { conversationRow, listShell, messageRow, STYLES, scrollerOf, shell } from './_lit-rows.js';
import { toEnd } from './_rows.js';

abstract class Repeated<T extends { readonly id: string }> extends LitElement {
  static override styles = STYLES;
  items: readonly T[] = [];
  #follows = false;

  get scroller(): HTMLElement {
    return scrollerOf(this.renderRoot);
  }

  /** Drawn with the next frame, at its end if it follows. */
  show(items: readonly T[], follows: boolean): void {
    this.items = items;
    this.#follows ||= follows;
    this.requestUpdate();
  }

  /** Drawn at once. */
  showNow(items: readonly T[], follows: boolean): void {
    this.show(items, follows);
    this.performUpdate();
  }

  protected override async scheduleUpdate(): Promise<void> {
    await new Promise(requestAnimationFrame);
    super.scheduleUpdate();
  }

  protected override updated(): void {
    if (this.#follows) toEnd(this.scroller);
    this.#follows = false;
  }

  protected rows(draw: (item: T) => TemplateResult): unknown {
    return repeat(this.items, ({ id }) => id, draw);
  }
}

class Messages extends Repeated<Message> {
  protected override render(): TemplateResult {
    return shell(this.rows(messageRow));
  }
}
class Conversations extends Repeated<Conversation> {
  protected override render(): TemplateResult {
    return listShell(this.rows(conversationRow));
  }
}
customElements.define('lit-messages', Messages);
customElements.define('lit-conversations', Conversations);

const chat = new Messages();
const list = new Conversations();
let all: readonly Conversation[] = [];
const append = (message: Message): void => chat.show([...chat.items, message], true);

register<Message, Conversation>({
  note: 'Lit, every row in the document by its keyed repeat, drawn once a frame',
  row: '.row',
  conversationRow: '.conversation',
  lacks: { revisit: 'keeps nothing' },
  mount(root, messages) {
    root.append(chat);
    chat.showNow(messages, true);
  },
  open: (messages) => chat.showNow(messages, true),
  append,
  prepend: (messages) => chat.showNow([...messages, ...chat.items], false),
  write: append,
  read(number) {
    const items = chat.items.map((one) => (one.number === number ? { ...one, status: 'read' as const } : one));
    chat.show(items, false);
  },
  scroller: () => chat.scroller,
  mountList(root, conversations) {
    all = conversations;
    root.append(list);
    list.showNow(all, false);
  },
  bump(index, text) {
    const row = all[index] as Conversation;
    const moved = { ...row, last: { ...row.last, text } };
    list.show([moved, ...list.items.filter(({ id }) => id !== row.id)], false);
  },
  listScroller: () => list.scroller,
});
