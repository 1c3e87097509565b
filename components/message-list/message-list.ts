import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import {
  type Client,
  type ConversationId,
  ImError,
  type ImErrorCode,
  isConversationId,
  type MessageId,
  type TimelineWindow,
  windowOf,
} from '../../core/index.js';
import { base, buttons, tokens } from '../../styles/shared/index.js';
import type { Renderers } from '../content/registry.js';
import type { ImMessage } from '../message/message.js';
import { Announcer } from '../shared/announcer.js';
import { ImElement } from '../shared/im-element.js';
import { later } from '../shared/later.js';
import { titleKeys, titleOf } from '../shared/titles.js';
import { Arrivals, spoken } from './arrivals.js';
import { type Day, daysOf, isBlank, untilMidnight } from './days.js';
import { styles } from './message-list.styles.js';
import { Opening, type Visit } from './opening.js';
import { Paging } from './paging.js';
import { Position } from './position.js';
import { rowOf } from './row-of.js';
import { Seen } from './seen.js';
import { blank, isComing, spinner, trouble } from './templates.js';
import { transcript } from './transcript.js';

/** Fewest rows that a window holds: first the screen and some, later enough to scroll in peace. At most 98 more, 298. */
const ROWS_FIRST = 60;
const ROWS = 200;
/** Keys that are the rows' own, and must not scroll the page meanwhile. */
const MOVES = /^(?:Arrow(?:Up|Down)|Home|End|Page(?:Up|Down)|Enter|ContextMenu)$/;

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
 * @csspart mention-jump - The button that leads to a message that names the reader.
 * @csspart selection - The bar of what may be done to the messages chosen.
 * @csspart refusal - Says why a message could not be recalled.
 * @csspart empty - What is shown while there are no messages.
 * @csspart row - The whole row of a message.
 * @csspart sender - The name above the first row of somebody's run, in groups.
 * @csspart bubble - What holds the content of a message.
 * @csspart time - The clock time of a message.
 * @csspart notice - The quiet line of notices and recalled messages.
 * @csspart failure - The line below a message that was not sent, or of which a change was refused.
 * @csspart reactions - The reactions below the bubble.
 * @csspart reaction - Each of them.
 * @csspart note - Each quiet line below the bubble: for whom it is, what was changed on its way.
 * @csspart reading - The translation, or what was said in a voice message.
 * @fires im-selection-change - Messages were chosen, or choosing has ended. Detail: {conversationId, messageIds}.
 * @fires im-copy-request - What was chosen is to be copied. Cancelable; detail: {messageIds, text}.
 * @fires im-forward-request - What was chosen is to be forwarded. Cancelable; detail: {messageIds}.
 * @fires im-export-request - What was chosen is to be saved. Cancelable; detail: {conversationId, messageIds}.
 * @fires im-delete-request - What was chosen is to be deleted for the reader. Cancelable; detail: {conversationId, messageIds}.
 * @fires im-error - Something could not be loaded; detail: {error}.
 */
export class ImMessageList extends ImElement {
  static readonly version = '0.1.0';
  static override styles = [tokens, base, buttons, styles];
  static override properties: PropertyDeclarations = {
    conversation: {},
    renderers: { attribute: false },
    selecting: { attribute: false },
  };
  /** Whose messages. */
  declare conversation: ConversationId | undefined;
  /** How kinds are drawn in this list, by kind or `custom:<type>`, before what is defined for all. */
  declare renderers: Renderers | undefined;
  /** Messages chosen so far, while several are being chosen; undefined: none are. */
  declare selecting: ReadonlySet<MessageId> | undefined;

  #view: TimelineWindow | undefined;
  #days: readonly Day[] = [];
  #of: Visit | undefined;
  #rowCount = ROWS_FIRST;
  #around: MessageId | undefined;
  #midnight: ReturnType<typeof setTimeout> | undefined;

  #position = new Position({
    scroller: () => this.#scroller,
    rows: () => this.#rows,
    atEnd: () => this.#view?.atEnd,
    draw: () => this.#draw(),
    moved: (redraw) => {
      this.#paging.moved();
      if (redraw || this.#opening.waiting) this.requestUpdate();
    },
    soon: () => this.#paging.soon(),
  });
  #opening = new Opening(this.#position, {
    visit: () => this.#of,
    divider: () => this.renderRoot.querySelector('.divider'),
    opened: () => void this.#draw(),
  });
  /** Id of the row that Tab reaches; the newest where none was chosen. */
  #current: MessageId | undefined;
  /** How keys move the focus: comes with the first row that has it. */
  #roving = later(async () => {
    const { Roving } = await import('./roving.js');
    return new Roving({
      rows: () => this.#rows,
      scroller: () => this.#scroller,
      beyond: (end) => (end === 'last' ? void this.jumpToNewest() : this.#paging.look()),
    });
  });
  #paging = new Paging({
    client: () => this.im,
    conversation: () => this.#id,
    view: () => (this.#opening.done ? this.#view : undefined),
    scroller: () => this.#scroller,
    shift: () => this.#shift(),
    changed: () => this.requestUpdate(),
    drawn: () => this.updateComplete.then(() => this.#position.drawn()),
    failed: (error) => this.tell('im-error', { error }),
  });
  #seen = new Seen(
    this,
    () => this.#scroller,
    (ids) => this.#marked !== 'here' && this.#of?.client.receipts.seen(this.#of.id, ids),
  );
  #arrivals = new Arrivals();
  /** Marked as unread: on coming, or while here; after that looking on is not reading. */
  #marked: 'before' | 'here' | undefined;
  #announcer = new Announcer(this, (said) =>
    said.length === 1 ? said[0] : this.t('messages.new', { count: said.length }),
  );
  #head = this.read(
    () => [...(this.#id ? titleKeys(this.#id) : []), 'session/self' as const, ...(this.#view?.keys ?? [])],
    (store) => {
      const id = this.#id;
      if (!id) return undefined;
      const { opened = false, error } = store.get('timeline', id) ?? {};
      return {
        title: titleOf(store, id),
        opened,
        error,
        coming: isComing(store.get('session', 'self')?.state),
      };
    },
  );

  get #id(): ConversationId | undefined {
    return isConversationId(this.conversation) ? this.conversation : undefined;
  }

  get #scroller(): HTMLElement | null {
    return this.renderRoot?.querySelector?.('.scroller') ?? null;
  }

  get #rows(): readonly ImMessage[] {
    return [...(this.renderRoot?.querySelectorAll('im-message') ?? [])];
  }

  #draw(): Promise<boolean> {
    this.requestUpdate();
    return this.updateComplete;
  }

  /** Brings a message into view and marks it for a moment. Rejects `not-found` when it is not there (any more). */
  async jumpTo(target: MessageId | { readonly serverId: string }): Promise<void> {
    const { im, conversation } = this;
    if (!im || !isConversationId(conversation)) return;
    const id = await im.messages.around(conversation, target);
    if (this.conversation !== conversation || this.im !== im) return;
    this.#opening.skip();
    const row = await this.#position.place(id, () => this.#rows.find((one) => one.messageId === id), 'middle');
    if (!row) return;
    this.#current = id;
    row.removeAttribute('marked');
    requestAnimationFrame(() => row.setAttribute('marked', ''));
    this.requestUpdate();
  }

  /** Brings the newest message into view. */
  jumpToNewest(): Promise<void> {
    return this.#position.toNewest(true);
  }

  #lacking = false;
  /** Loads what few visits need; `im-error`, once, where it cannot be had; the next update asks again. */
  #extras = later(async () => {
    try {
      const { ListExtras } = await import('./extras.js');
      return new ListExtras({
        list: this,
        client: () => this.#of?.client,
        conversation: () => this.#of?.id,
        i18n: () => this.i18n,
        away: () => this.#position.away && this.#days.length > 0,
        rows: () => this.#rows,
        ask: (type, detail, act) => this.ask(type, detail, act),
        jump: (to) => this.attempt(() => this.jumpTo(to)),
      });
    } catch (error) {
      if (!this.#lacking) this.tell('im-error', { error });
      this.#lacking = true;
      throw error;
    }
  });

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#close();
  }

  protected override willUpdate(): void {
    const row = this.#id && this.im?.store.get('conversation', this.#id);
    if (!this.#extras.now && (this.selecting || row?.mentions.length || this.#position.away))
      void this.#extras.load().then((extras) => extras && this.requestUpdate());
    const { im } = this;
    const id = this.#id;
    if (this.#of && (this.#of.client !== im || this.#of.id !== id || !this.isConnected)) this.#close();
    if (im && id && !this.#of && this.isConnected) {
      this.#of = { client: im, id, leave: this.#enter(im, id) };
      if (row?.markedUnread) this.#marked = 'before';
    }
    if (!im || !id || !this.#of) return;
    this.#marked = row?.markedUnread ? (this.#marked ?? 'here') : undefined;
    this.#around = this.#position.around;
    const view = windowOf(im.store, id, { around: this.#around, rows: this.#rowCount });
    this.#arrived(this.#of, view);
    this.#view = view;
    this.#days = daysOf(im.store, view);
  }

  /** Opens the conversation and hears of recalls that were refused after all; answers the way out. */
  #enter(client: Client, id: ConversationId): () => void {
    const leave = client.conversations.open(id);
    const off = client.on('recall-failed', ({ conversationId, messageId, code }) => {
      if (conversationId !== id) return;
      this.tell('im-error', { error: new ImError(code as ImErrorCode, { message: `recall: refused with ${code}` }) });
      void this.#extras.load().then((extras) => extras?.refused(code, messageId));
    });
    return () => {
      off();
      leave();
    };
  }

  #close(): void {
    this.#of?.leave();
    this.#of = this.#view = this.#around = this.#current = undefined;
    this.#days = [];
    this.selecting = this.#marked = undefined;
    this.#opening.reset();
    this.#rowCount = ROWS_FIRST;
    clearTimeout(this.#midnight);
    this.#midnight = undefined;
    this.#position.reset();
    this.#arrivals.reset();
    this.#paging.reset();
    this.#seen.reset();
    this.#announcer.clear();
    this.#extras.now?.reset();
  }

  #arrived({ client: { store } }: Visit, view: TimelineWindow): void {
    const { pinned } = this.#position;
    const live = store.get('session', 'self')?.sync !== 'started' && this.#opening.done;
    for (const message of this.#arrivals.take(store, view, { live, pinned })) {
      if (isBlank(message)) continue;
      if (!message.own) this.#announcer.say(spoken(message, store, this.i18n));
      // What one has just written is wanted in view.
      else if (!message.order && !pinned) queueMicrotask(() => void this.#position.toNewest());
    }
  }

  protected override updated(): void {
    if (!this.#view || !this.#of) return;
    void this.#opening.begin();
    if (this.#opening.done) this.#seen.watch(this.#rows);
    this.#extras.now?.mark();
    this.#midnight ??= setTimeout(() => {
      this.#midnight = undefined;
      this.requestUpdate();
    }, untilMidnight(this.#of.client.session.now()));
    void this.#position.settle();
  }

  #shift(): void {
    if (this.#rowCount === ROWS && this.#position.around === this.#around) return;
    this.#rowCount = ROWS;
    this.requestUpdate();
  }

  #focused = (event: FocusEvent): void => {
    const row = rowOf(event);
    if (!row) return;
    this.#current = row.messageId;
    void this.#roving.load();
  };

  #key = (event: KeyboardEvent): void => {
    const row = rowOf(event);
    if (!row || event.defaultPrevented || event.composedPath()[0] !== row) return;
    const { now } = this.#roving;
    if (now) now.key(event, row);
    else {
      if (MOVES.test(event.key)) event.preventDefault();
      void this.#roving.load().then((roving) => roving?.key(event, row));
    }
  };

  /** @internal What stands where messages are missing; in view, they are fetched. */
  protected gap = (page: string): TemplateResult => spinner('gap', page);

  override render(): TemplateResult {
    const { title, opened = false, error, coming = false } = this.#head.value ?? {};
    const label = title ? this.t('messages.label', { name: title }) : this.t('messages.label-unnamed');
    const filled = this.#days.length > 0;
    const failed = this.#paging.error || (!filled && error !== undefined);
    const { older } = this.#paging;
    return html`<div class="scroller" part="scroller" @scroll=${this.#position.onScroll} @im-regroup=${() => this.requestUpdate()} @im-grown=${this.#position.onGrown}
        @keydown=${this.#key} @focusin=${this.#focused}>
      <div class="log" role="log" aria-live="off" aria-label=${label} aria-busy=${older || (!opened && Boolean(this.im)) ? 'true' : 'false'}>
        ${this.#view?.atStart ? html`<slot name="header"></slot>` : nothing}${
          failed ? trouble(this.i18n, filled, () => this.#paging.retry()) : nothing
        }${older && filled ? spinner('waiting') : nothing}${transcript({
          client: this.im,
          i18n: this.i18n,
          renderers: this.renderers,
          days: this.#days,
          divider: this.#opening.divider,
          current: this.#current ?? this.#days.at(-1)?.rows.at(-1)?.id,
          fresh: this.#arrivals.fresh,
          gap: this.gap,
        })}
      </div>
    </div>
    ${filled || failed || !this.#of ? nothing : blank(opened, coming, this.i18n)}${this.#extras.now?.render()}${this.#announcer.region}`;
  }
}
