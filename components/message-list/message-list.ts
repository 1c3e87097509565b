import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import {
  type Client,
  type ConversationId,
  isConversationId,
  type Key,
  type MessageId,
  type TimelineWindow,
  windowOf,
} from '../../core/index.js';
import { base, buttons, tokens } from '../../styles/shared/index.js';
import type { Renderers } from '../content/registry.js';
import type { ImMessage } from '../message/message.js';
import { Announcer } from '../shared/announcer.js';
import { ImElement } from '../shared/im-element.js';
import { previewText } from '../shared/preview.js';
import { nameOf, titleKeys, titleOf } from '../shared/titles.js';
import { Arrivals } from './arrivals.js';
import { bringInto } from './bring-into.js';
import { type Day, daysOf, type Row } from './days.js';
import { styles } from './message-list.styles.js';
import { Paging } from './paging.js';
import { Roving } from './roving.js';
import { ScrollAnchor } from './scroll-anchor.js';
import { Seen } from './seen.js';
import { blank, dayChip, divider, jumpButton, spinner, trouble } from './templates.js';
import { findUnread } from './unread.js';

/** Fewest rows that a window holds: first the screen and some, later enough to scroll in peace. */
const ROWS_FIRST = 60;
const ROWS = 200;
/** Scrolled up by more than this, the way back is offered, pixels. */
const AWAY = 240;
/** Longest that a browser takes to scroll smoothly, milliseconds. */
const GLIDE = 800;

/**
 * The messages of a conversation: a window over its timeline that opens at the first unread message or at the newest,
 * keeps its place whatever comes, and tells the back end what was really seen.
 *
 * @slot header - Above the very first message.
 * @slot empty - Instead of the words shown while there are no messages.
 * @csspart scroller - What scrolls.
 * @csspart day - The date above the messages of a day.
 * @csspart divider - The line above the first unread message.
 * @csspart jump - The button that leads to the newest message.
 * @csspart empty - What is shown while there are no messages.
 * @csspart row - The whole row of a message.
 * @csspart sender - The name above the first row of somebody's run, in groups.
 * @csspart bubble - What holds the content of a message.
 * @csspart time - The clock time of a message.
 * @csspart notice - The quiet line of notices and recalled messages.
 * @csspart failure - The line below a message that was not sent.
 * @fires im-error - Something could not be loaded; detail: {error}.
 */
export class ImMessageList extends ImElement {
  static readonly version = '0.1.0';
  static override styles = [tokens, base, buttons, styles];
  static override properties: PropertyDeclarations = {
    conversation: {},
    renderers: { attribute: false },
    away: { state: true },
  };
  /** Whose messages. */
  declare conversation: ConversationId | undefined;
  /** How kinds are drawn in this list, by kind or `custom:<type>`, before what is defined for all. */
  declare renderers: Renderers | undefined;
  /** @internal */
  declare away: boolean;

  #view: TimelineWindow | undefined;
  #days: readonly Day[] = [];
  #of: { readonly client: Client; readonly id: ConversationId; readonly leave: () => void } | undefined;
  #phase: 'opening' | 'finding' | 'open' = 'opening';
  #rowCount = ROWS_FIRST;
  #divider: MessageId | undefined;
  #target: MessageId | undefined;
  #around: MessageId | undefined;
  #pinned = true;
  #placing = false;
  /** Until when a smooth scroll may be under way: writing to `scrollTop` would end it. */
  #glides = 0;
  #frame = 0;
  #sizes: ResizeObserver | undefined;

  #anchor = new ScrollAnchor(
    () => this.#scroller,
    () => this.#rows,
  );
  #roving = new Roving({
    rows: () => this.#rows,
    scroller: () => this.#scroller,
    beyond: (end) => (end === 'last' ? void this.jumpToNewest() : this.#paging.look()),
  });
  #paging = new Paging({
    client: () => this.im,
    conversation: () => this.#id,
    view: () => (this.#phase === 'open' ? this.#view : undefined),
    scroller: () => this.#scroller,
    shift: () => this.#shift(),
    changed: () => this.requestUpdate(),
    failed: (error) => this.tell('im-error', { error }),
  });
  #seen = new Seen(
    this,
    () => this.#scroller,
    (ids) => this.#report(ids),
  );
  #arrivals = new Arrivals();
  #announcer = new Announcer(this, (said) =>
    said.length === 1 ? said[0] : this.t('messages.new', { count: said.length }),
  );
  #head = this.read(
    () => [...(this.#id ? titleKeys(this.#id) : []), 'session/self' as const, ...(this.#view?.keys ?? [])] as Key[],
    (store) => {
      const id = this.#id;
      if (!id) return undefined;
      const unread = store.get('conversation', id)?.unread ?? 0;
      return { title: titleOf(store, id), unread, timeline: store.get('timeline', id) };
    },
  );

  constructor() {
    super();
    this.away = false;
  }

  get #id(): ConversationId | undefined {
    return isConversationId(this.conversation) ? this.conversation : undefined;
  }

  get #scroller(): HTMLElement | null {
    return this.renderRoot?.querySelector?.('.scroller') ?? null;
  }

  get #rows(): readonly ImMessage[] {
    return [...(this.renderRoot?.querySelectorAll('im-message') ?? [])];
  }

  /** Brings a message into view and marks it for a moment. Rejects `not-found` when it is not there (any more). */
  async jumpTo(target: MessageId | { readonly serverId: string }): Promise<void> {
    const { im, conversation } = this;
    if (!im || !isConversationId(conversation)) return;
    const id = await im.messages.around(conversation, target);
    if (this.conversation !== conversation) return;
    this.#phase = 'open';
    const row = await this.#place(id, (found) => this.#rowOf(found), 'middle');
    if (!row) return;
    this.#roving.current = id;
    row.removeAttribute('marked');
    requestAnimationFrame(() => row.setAttribute('marked', ''));
    this.requestUpdate();
  }

  /** Brings the newest message into view. */
  async jumpToNewest(): Promise<void> {
    const { atEnd } = this.#view ?? {};
    const scroller = this.#scroller;
    const near = atEnd && scroller && Math.abs(scroller.scrollTop) < 3 * scroller.clientHeight;
    if (!near || matchMedia('(prefers-reduced-motion: reduce)').matches) return this.#toNewest();
    this.#glides = performance.now() + GLIDE;
    scroller.scrollTo({ top: 0, behavior: 'smooth' });
  }

  async #toNewest(): Promise<void> {
    this.#pinned = true;
    this.#placing = true;
    this.requestUpdate();
    await this.updateComplete;
    this.#scroller?.scrollTo({ top: 0, behavior: 'instant' });
    this.#placing = false;
    this.#scrolled();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#sizes = new ResizeObserver((entries) => this.#resized(entries));
    if (this.hasUpdated) this.#observe();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sizes?.disconnect();
    this.#close();
  }

  protected override willUpdate(): void {
    const { im } = this;
    const id = this.#id;
    if (this.#of && (this.#of.client !== im || this.#of.id !== id || !this.isConnected)) this.#close();
    if (im && id && !this.#of && this.isConnected) this.#of = { client: im, id, leave: im.conversations.open(id) };
    if (!im || !id) return;
    this.#around = this.#target ?? (this.#pinned ? undefined : this.#anchor.first);
    const view = windowOf(im.store, id, { around: this.#around, rows: this.#rowCount });
    this.#arrived(im, view);
    this.#view = view;
    this.#days = daysOf(im.store, view);
  }

  #close(): void {
    this.#of?.leave();
    this.#of = undefined;
    this.#view = undefined;
    this.#days = [];
    this.#phase = 'opening';
    this.#rowCount = ROWS_FIRST;
    this.#divider = this.#target = this.#around = this.#roving.current = undefined;
    this.#pinned = true;
    this.away = false;
    this.#anchor.forget();
    this.#arrivals.reset();
    this.#paging.reset();
    this.#seen.reset();
    this.#announcer.clear();
  }

  #arrived(client: Client, view: TimelineWindow): void {
    const { store } = client;
    const caughtUp = store.get('session', 'self')?.sync !== 'started' && this.#phase === 'open';
    const added = this.#arrivals.take(store, view, { live: caughtUp, pinned: this.#pinned });
    for (const message of added) {
      if (message.own) {
        // What one has just written is wanted in view.
        if (!message.order && !this.#pinned) queueMicrotask(() => void this.#toNewest());
        continue;
      }
      const name = nameOf(store.get('user', message.senderId), message.senderId);
      this.#announcer.say(`${this.t('messages.from', { name })} ${previewText(message, store, this.i18n)}`);
    }
  }

  protected override firstUpdated(): void {
    this.#observe();
  }

  #observe(): void {
    const scroller = this.#scroller;
    if (!scroller) return;
    this.#sizes?.observe(scroller);
    this.#sizes?.observe(scroller.firstElementChild as Element);
  }

  protected override updated(): void {
    if (!this.#view || !this.im || !this.#id) return;
    this.#seen.watch(this.#rows);
    if (this.#phase === 'opening') this.#begin(this.im, this.#id);
    if (this.#placing) return;
    this.#keep(this.#pinned);
    this.#paging.soon();
    void this.#settle();
  }

  /** New rows have their height only when they have drawn, which is after this element has. */
  async #settle(): Promise<void> {
    await Promise.all(this.#rows.map((row) => row.updateComplete));
    if (this.#view && !this.#placing) this.#keep(this.#pinned);
  }

  /** Rows in view stay, unless the view is at the bottom or on its way there. */
  #keep(hold: boolean): void {
    if (hold || performance.now() < this.#glides) this.#anchor.hold();
    else this.#anchor.restore();
  }

  /** Where to open: at the first unread message when there is one, else at the newest. */
  #begin(client: Client, id: ConversationId): void {
    const timeline = client.store.get('timeline', id);
    if (!timeline?.opened) return;
    this.#phase = 'finding';
    const of = this.#of;
    void findUnread(client, id).then(async (found) => {
      if (this.#of !== of) return;
      this.#divider = found;
      if (found) await this.#place(found, () => this.renderRoot.querySelector('.divider'), 'top');
      if (this.#of !== of) return;
      this.#phase = 'open';
      this.requestUpdate();
    });
  }

  /** Scrolls to an element of the window around `id`; again while rows on the way take their real size. */
  async #place<T extends Element>(
    id: MessageId,
    find: (id: MessageId) => T | null | undefined,
    where: 'top' | 'middle',
  ): Promise<T | undefined> {
    this.#target = id;
    this.#placing = true;
    this.#pinned = false;
    this.requestUpdate();
    await this.updateComplete;
    await bringInto(
      () => this.#scroller,
      () => find(id),
      where,
    );
    this.#anchor.hold();
    this.#target = undefined;
    this.#placing = false;
    this.#scrolled();
    return find(id) ?? undefined;
  }

  #rowOf(id: MessageId): ImMessage | undefined {
    return this.#rows.find((row) => row.messageId === id);
  }

  #onScroll = {
    passive: true,
    handleEvent: (): void => {
      this.#frame ||= requestAnimationFrame(() => {
        this.#frame = 0;
        if (!this.#placing) this.#scrolled();
      });
    },
  };

  #scrolled(): void {
    const scroller = this.#scroller;
    if (!scroller || !this.#view) return;
    const up = -scroller.scrollTop;
    this.#pinned = up < 2 && this.#view.atEnd;
    if (this.#pinned) this.#glides = 0;
    this.away = up > AWAY || !this.#view.atEnd;
    if (this.#pinned || this.#placing || performance.now() < this.#glides) this.#anchor.hold();
    else this.#anchor.follow();
    this.#paging.look();
  }

  /** Late images and fonts: the reader's rows stay. A changed view (keyboard, window) is no such thing. */
  #resized(entries: readonly ResizeObserverEntry[]): void {
    if (this.#placing) return;
    const view = entries.some(({ target }) => target === this.#scroller);
    this.#keep(view || this.#pinned);
    this.#paging.soon();
  }

  #shift(): void {
    const around = this.#pinned ? undefined : this.#anchor.first;
    if (this.#rowCount === ROWS && around === this.#around) return;
    this.#rowCount = ROWS;
    this.requestUpdate();
  }

  #report(ids: readonly MessageId[]): void {
    const { client, id } = this.#of ?? {};
    const theirs = ids.filter((message) => client?.store.get('message', message)?.own === false);
    if (client && id && theirs.length > 0) client.receipts.seen(id, theirs);
  }

  override render(): TemplateResult {
    const head = this.#head.value;
    const label = head?.title ? this.t('messages.label', { name: head.title }) : this.t('messages.label-unnamed');
    const filled = this.#days.length > 0;
    const opened = head?.timeline?.opened === true;
    return html`<div class="scroller" part="scroller" @scroll=${this.#onScroll}
        @keydown=${(event: KeyboardEvent) => this.#roving.key(event)} @focusin=${(event: FocusEvent) => this.#roving.focused(event)}>
      <div class="log" role="log" aria-live="off" aria-label=${label} aria-busy=${this.#paging.older || (!opened && Boolean(this.im)) ? 'true' : 'false'}>
        ${this.#top(filled)}
        ${repeat(
          this.#days,
          (day) => day.key,
          (day) => this.#day(day),
        )}
      </div>
    </div>
    ${filled ? nothing : this.#blank(opened)}${this.away && filled ? jumpButton(head?.unread ?? 0, this.i18n, () => void this.jumpToNewest()) : nothing}${this.#announcer.region}`;
  }

  #top(filled: boolean): TemplateResult {
    const failed = this.#paging.error || (!filled && Boolean(this.#head.value?.timeline?.error));
    return html`${this.#view?.atStart ? html`<slot name="header"></slot>` : nothing}${
      failed ? trouble(this.i18n, () => this.#paging.retry()) : nothing
    }${this.#paging.older && filled ? spinner('waiting') : nothing}`;
  }

  #day(day: Day): TemplateResult {
    const now = this.im?.session.now() ?? day.at;
    return html`<div class="section">${dayChip(day.at, now, this.i18n)}${repeat(
      day.rows,
      (row) => row.id,
      (row) => this.#row(row),
    )}</div>`;
  }

  #row(row: Row): TemplateResult {
    const current = this.#roving.current ?? this.#view?.ids.at(-1);
    return html`${row.id === this.#divider ? divider(this.i18n) : nothing}<im-message
      exportparts="row, sender, bubble, time, notice, failure" tabindex=${row.id === current ? '0' : '-1'} .client=${this.im}
      .translator=${this.i18n} .messageId=${row.id} .first=${row.first} .last=${row.last} .fresh=${this.#arrivals.fresh.has(row.id)}
      .renderers=${this.renderers}></im-message>${row.gap ? spinner('gap', row.gap) : nothing}`;
  }

  #blank(opened: boolean): TemplateResult | typeof nothing {
    const failed = this.#paging.error || this.#head.value?.timeline?.error;
    return this.im && this.#id && !failed ? blank(opened, this.i18n) : nothing;
  }
}
