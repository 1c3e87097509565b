/** Only a window of chunks is in the document, spacers stand for the rest; the browser's own scroll anchoring keeps the place. */
import { type Conversation, type Message, register } from '../../page/contract.js';
import { type Chunk, Chunks } from './_chunks.js';
import { conversationRow, listShell, make, messageRow, shell, TICK, toEnd } from './_rows.js';

const SIZE = 25;
const NEAR_END = 40;

class ChunkList<T> {
  readonly chunks: Chunks<T>;
  readonly #drawn = new Map<Chunk<T>, HTMLElement>();
  readonly #above = make('div', '');
  readonly #body = make('div', '');
  readonly #below = make('div', '');
  #stick = false;
  #frame = 0;

  constructor(
    readonly scroller: HTMLElement,
    readonly draw: (item: T) => HTMLElement,
    estimate: number,
    readonly sticks: boolean,
  ) {
    this.chunks = new Chunks(SIZE, estimate);
    for (const spacer of [this.#above, this.#below]) spacer.style.overflowAnchor = 'none';
    scroller.append(this.#above, this.#body, this.#below);
    scroller.addEventListener('scroll', () => this.#moved(), { passive: true });
  }

  set(items: readonly T[]): void {
    this.chunks.set(items, this.sticks);
    this.#drawn.clear();
    this.#body.replaceChildren();
    this.#stick = this.sticks;
    this.sync();
    if (this.sticks) toEnd(this.scroller);
    else this.scroller.scrollTop = 0;
  }

  append(item: T): void {
    this.chunks.append(item);
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      if (this.#stick) this.chunks.follow();
      this.sync();
      if (this.#stick) toEnd(this.scroller);
    });
  }

  prepend(items: readonly T[]): void {
    const first = this.#body.firstElementChild as HTMLElement;
    const top = first.getBoundingClientRect().top;
    const atTop = this.scroller.scrollTop <= 0;
    this.chunks.prepend(items);
    this.chunks.from = Math.max(0, this.chunks.from - 2);
    this.sync();
    // The browser keeps no place at the very top.
    if (atTop) this.scroller.scrollTop += first.getBoundingClientRect().top - top;
  }

  elementOf(chunk: Chunk<T>): HTMLElement | undefined {
    return this.#drawn.get(chunk);
  }

  /** Brings the document in line with the window. */
  sync(): void {
    const { all, from, to } = this.chunks;
    const wanted = new Set(all.slice(from, to));
    const gone = [...this.#drawn].filter(([chunk]) => !wanted.has(chunk));
    // All heights are read before anything is written.
    for (const [chunk, element] of gone) chunk.height = element.offsetHeight;
    for (const [chunk, element] of gone) {
      element.remove();
      this.#drawn.delete(chunk);
    }
    let next = this.#body.firstElementChild;
    for (const chunk of wanted) {
      const element = this.#drawn.get(chunk);
      if (!element) {
        const made = make('div', '', ...chunk.items.map(this.draw));
        this.#drawn.set(chunk, made);
        this.#body.insertBefore(made, next);
        continue;
      }
      for (const item of chunk.items.slice(element.childElementCount)) element.append(this.draw(item));
      next = element.nextElementSibling;
    }
    this.#above.style.height = `${this.chunks.above}px`;
    this.#below.style.height = `${this.chunks.below}px`;
  }

  #moved(): void {
    const { scrollTop, clientHeight, scrollHeight } = this.scroller;
    this.#stick = this.sticks && scrollHeight - scrollTop - clientHeight < NEAR_END;
    if (this.chunks.move(scrollTop, clientHeight)) this.sync();
  }
}

let messages: ChunkList<Message>;
let conversations: ChunkList<Conversation>;
let rows: Conversation[] = [];

register<Message, Conversation>({
  note: 'plain DOM, a window of chunks of 25 rows, written once a frame',
  row: '.row',
  conversationRow: '.conversation',
  lacks: { revisit: 'keeps nothing' },
  mount(root, all) {
    messages = new ChunkList(shell(root), messageRow, 92, true);
    messages.set(all);
  },
  open: (all) => messages.set(all),
  append: (message) => messages.append(message),
  prepend: (older) => messages.prepend(older),
  write: (message) => messages.append(message),
  read(number) {
    const tick = messages.scroller.querySelector(`[data-id="m${number}"] .tick`);
    if (tick) tick.textContent = TICK.read;
  },
  scroller: () => messages.scroller,
  mountList(root, all) {
    rows = [...all];
    conversations = new ChunkList(listShell(root), conversationRow, 64, false);
    conversations.set(all);
  },
  bump(index, text) {
    const row = rows[index] as Conversation;
    const { chunks } = conversations;
    const source = chunks.all.find(({ items }) => items.includes(row)) as Chunk<Conversation>;
    const at = source.items.indexOf(row);
    source.items.splice(at, 1);
    conversations.elementOf(source)?.children[at]?.remove();
    const first = chunks.all[0] as Chunk<Conversation>;
    const moved = { ...row, last: { ...row.last, text } };
    rows[index] = moved;
    first.items.unshift(moved);
    conversations.elementOf(first)?.prepend(conversationRow(moved));
    conversations.sync();
  },
  listScroller: () => conversations.scroller,
});
