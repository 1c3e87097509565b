/** `floor-dom-chunk` drawn by Lit: keyed chunks of keyed rows, of which a row is drawn anew when its item is another one. */
import { html, LitElement, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import { type Conversation, type Message, register } from '../../page/contract.js';
import { type Chunk, Chunks } from './_chunks.js';
import { conversationRow, listShell, messageRow, STYLES, scrollerOf, shell } from './_lit-rows.js';
import { toEnd } from './_rows.js';

const SIZE = 25;
const NEAR_END = 40;

abstract class Windowed<T extends { readonly id: string }> extends LitElement {
  static override styles = STYLES;
  #stick = false;
  #shown: readonly Chunk<T>[] = [];

  constructor(
    readonly chunks: Chunks<T>,
    readonly sticks: boolean,
  ) {
    super();
  }

  get scroller(): HTMLElement {
    return scrollerOf(this.renderRoot);
  }

  set(items: readonly T[]): void {
    this.chunks.set(items, this.sticks);
    this.#stick = this.sticks;
    this.#drawNow();
    if (!this.sticks) this.scroller.scrollTop = 0;
  }

  add(item: T): void {
    this.chunks.append(item);
    this.requestUpdate();
  }

  addOlder(items: readonly T[]): void {
    const [first] = this.#elements();
    const top = first?.getBoundingClientRect().top ?? 0;
    const atTop = this.scroller.scrollTop <= 0;
    this.chunks.prepend(items);
    this.chunks.from = Math.max(0, this.chunks.from - 2);
    this.#drawNow();
    // The browser keeps no place at the very top.
    if (atTop && first) this.scroller.scrollTop += first.getBoundingClientRect().top - top;
  }

  /** Drawn anew with the next frame. */
  replace(chunk: Chunk<T>, at: number, item: T): void {
    chunk.items[at] = item;
    this.requestUpdate();
  }

  protected override async scheduleUpdate(): Promise<void> {
    await new Promise(requestAnimationFrame);
    super.scheduleUpdate();
  }

  protected override willUpdate(): void {
    if (this.#stick) this.chunks.follow();
    const wanted = this.#window();
    // All heights are read before anything is written.
    for (const [n, element] of this.#elements().entries()) {
      const chunk = this.#shown[n];
      if (chunk && !wanted.includes(chunk)) chunk.height = element.offsetHeight;
    }
    this.#shown = wanted;
  }

  protected override updated(): void {
    const [above, below] = this.renderRoot.querySelectorAll<HTMLElement>('.spacer');
    if (above) above.style.height = `${this.chunks.above}px`;
    if (below) below.style.height = `${this.chunks.below}px`;
    if (this.#stick) toEnd(this.scroller);
  }

  protected rows(draw: (item: T) => TemplateResult): TemplateResult {
    const rowOf = (item: T): unknown => guard([item], () => draw(item));
    const chunkOf = ({ items }: Chunk<T>): TemplateResult =>
      html`<div class="chunk">${repeat(items, ({ id }) => id, rowOf)}</div>`;
    return html`<div class="spacer"></div>${repeat(this.#shown, ({ key }) => key, chunkOf)}<div class="spacer"></div>`;
  }

  protected readonly moved = (): void => {
    const { scrollTop, clientHeight, scrollHeight } = this.scroller;
    this.#stick = this.sticks && scrollHeight - scrollTop - clientHeight < NEAR_END;
    if (this.chunks.move(scrollTop, clientHeight)) this.#drawNow();
  };

  #window(): Chunk<T>[] {
    return this.chunks.all.slice(this.chunks.from, this.chunks.to);
  }

  #elements(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('.chunk')];
  }

  #drawNow(): void {
    this.requestUpdate();
    this.performUpdate();
  }
}

class Messages extends Windowed<Message> {
  constructor() {
    super(new Chunks(SIZE, 92), true);
  }
  protected override render(): TemplateResult {
    return shell(this.rows(messageRow), this.moved);
  }
}
class Conversations extends Windowed<Conversation> {
  constructor() {
    super(new Chunks(SIZE, 64), false);
  }
  protected override render(): TemplateResult {
    return listShell(this.rows(conversationRow), this.moved);
  }
}
customElements.define('lit-messages', Messages);
customElements.define('lit-conversations', Conversations);

const chat = new Messages();
const list = new Conversations();
let rows: Conversation[] = [];

register<Message, Conversation>({
  note: 'Lit, a window of chunks of 25 rows, keyed and guarded, drawn once a frame',
  row: '.row',
  conversationRow: '.conversation',
  lacks: { revisit: 'keeps nothing' },
  mount(root, messages) {
    root.append(chat);
    chat.set(messages);
  },
  open: (messages) => chat.set(messages),
  append: (message) => chat.add(message),
  prepend: (older) => chat.addOlder(older),
  write: (message) => chat.add(message),
  read(number) {
    for (const chunk of chat.chunks.all) {
      const at = chunk.items.findIndex((item) => item.number === number);
      if (at >= 0) chat.replace(chunk, at, { ...(chunk.items[at] as Message), status: 'read' });
    }
  },
  scroller: () => chat.scroller,
  mountList(root, conversations) {
    rows = [...conversations];
    root.append(list);
    list.set(conversations);
  },
  bump(index, text) {
    const row = rows[index] as Conversation;
    const { all } = list.chunks;
    const source = all.find(({ items }) => items.includes(row));
    source?.items.splice(source.items.indexOf(row), 1);
    const moved = { ...row, last: { ...row.last, text } };
    rows[index] = moved;
    all[0]?.items.unshift(moved);
    list.requestUpdate();
  },
  listScroller: () => list.scroller,
});
