import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { type Client, type ConversationFilter, type ConversationId, type Session, viewOf } from '../../core/index.js';
import { base, buttons, tokens } from '../../styles/shared/index.js';
import type { MenuAnchor } from '../menu/menu.js';
import { fullTime } from '../shared/format.js';
import { badge } from '../shared/format-later.js';
import { chevronLeftIcon } from '../shared/icons.js';
import { archiveIcon } from '../shared/icons-list.js';
import { ImElement } from '../shared/im-element.js';
import { Patience } from '../shared/patience.js';
import { RowWindow, rowWindowStyles } from '../shared/row-window.js';
import type { ImConversationItem } from './conversation-item.js';
import { styles } from './conversation-list.styles.js';
import { Deeds } from './deeds.js';
import { Paging } from './paging.js';
import { FOLDED, foldedKeys, foldedUnread, Source } from './source.js';
import { drawNothing, type Nothing } from './states.js';

/** Height of a row, pixels, before it is measured. */
const ROW = 68;
const OVER: ReadonlySet<Session['state']> = new Set(['offline', 'kicked', 'unauthorized', 'banned', 'closed']);

/**
 * The conversations of a client: pinned ones first, then by activity; those folded away stand in one row at the end. However many
 * there are, only the rows near the view stand in the document; further ones are loaded as it is scrolled.
 *
 * @slot header - Above the rows.
 * @slot empty - Instead of the words for an empty list.
 * @csspart list - The scrolling list.
 * @csspart item - A row.
 * @csspart folded - The row of those folded away.
 * @csspart field - Where one searches, with `tools`.
 * @csspart empty - The words for an empty list.
 * @fires im-select-request - A row was chosen; the default sets `selected`. Cancelable; detail: {conversationId}.
 * @fires im-select - `selected` has changed by choice. Detail: {conversationId}.
 * @fires im-filter-request - Other rows are to be shown; the default sets `filter`. Cancelable; detail: {filter}.
 * @fires im-filter - `filter` has changed by choice. Detail: {filter}.
 * @fires im-pin-request - Pinning or unpinning is asked for. Cancelable; detail: {conversationId, pinned, tag}; `tag`: within it.
 * @fires im-read-request - Everything in a conversation is to be read. Cancelable; detail: {conversationId}.
 * @fires im-read-all-request - Everything in the rows shown is to be read. Cancelable; detail: {kinds, tag}.
 * @fires im-unread-request - A conversation is to be marked as unread. Cancelable; detail: {conversationId}.
 * @fires im-notify-request - What alerts is chosen. Cancelable; detail: {conversationId, level}; null: as set for all.
 * @fires im-mark-request - A star, folding or hiding. Cancelable; detail: {conversationId, mark, on}.
 * @fires im-tags-request - The tags of a conversation (all tags without) are to be shown. Cancelable; detail: {conversationId}.
 * @fires im-tag-request - Tags are to change. Cancelable; detail: {what, id, name, ids, conversationId, on}.
 * @fires im-shield-request - Nothing of a conversation shall reach one, or again. Cancelable; detail: {conversationId, on}.
 * @fires im-clear-request - A history is to be cleared; the default asks first. Cancelable; detail: {conversationId}.
 * @fires im-remove-request - Removing a row is asked for. Cancelable; detail: {conversationId}.
 * @fires im-error - A command failed. Detail: {error}.
 */
export class ImConversationList extends ImElement {
  static readonly version = '0.1.0';
  static override properties: PropertyDeclarations = {
    selected: { reflect: true },
    filter: { attribute: false },
    tools: { type: Boolean, reflect: true },
    swipe: {},
    within: { state: true },
    failed: { state: true },
  };
  static override styles = [tokens, base, buttons, rowWindowStyles, styles];
  /** The chosen conversation's id. */
  declare selected: ConversationId | undefined;
  /** Only those that it lets through; all of its fields must hold. */
  declare filter: ConversationFilter | undefined;
  /** With a search field, filters and tags above the rows. */
  declare tools: boolean;
  /**
   * What drawing a row with a finger does, to the end of the line and to its beginning, two of `read`, `pin`, `star`, `fold`,
   * `hide`, `mute`, `none`; Shift with an arrow key does the same. `read pin` by default.
   */
  declare swipe: string;
  /** @internal What was shown before those folded away. */
  declare within: { readonly filter: ConversationFilter | undefined } | undefined;
  /** @internal */
  declare failed: boolean;

  #source = new Source();
  #state = this.read(
    () => this.#source.keysOf(this.filter),
    (store) => ({ rows: this.#source.rows(store, this.filter), session: store.get('session', 'self') }),
  );
  #foldedUnread = this.read(() => foldedKeys(this.im?.store), foldedUnread);
  #patience = new Patience(this);
  #client: Client | undefined;
  #view = '';
  #deeds = new Deeds({
    element: this,
    client: () => this.im,
    i18n: () => this.i18n,
    filter: () => this.filter,
    swipe: () => this.swipe,
    ask: (type, detail, act) => this.ask(type, detail, act),
    attempt: (act) => this.attempt(act),
  });
  #paging = new Paging(this, () => this.#more());
  #rows = new RowWindow(this, {
    keys: () => this.#keys,
    estimate: () => ROW,
    preferred: () => this.selected,
    menu: (key) => this.#itemOf(key)?.openMenu(),
  });

  constructor() {
    super();
    this.tools = this.failed = false;
    this.swipe = 'read pin';
  }

  get #keys(): readonly string[] {
    return this.#state.value?.rows ?? NONE;
  }

  protected override willUpdate(): void {
    const { session } = this.#state.value ?? {};
    const view = viewOf(this.filter);
    if (this.im !== this.#client || view !== this.#view) {
      if (this.#view && view !== this.#view) this.#rows.toStart();
      this.#client = this.im;
      this.#view = view;
      this.failed = false;
      this.#paging.reset();
    }
    const waits = this.#keys.length === 0 && this.#waits(session);
    this.#patience.wait(waits);
    if (waits && session?.state === 'connected') this.#prepare();
    if (this.im && session) this.#source.further(this.im, session.state === 'connected' && session.sync === 'finished');
    if (this.tools) this.attempt(() => import('./tools.define.js'));
  }

  /** The first formatter of times that a page makes takes as long as many rows: it is made while they are on their way. */
  #prepare(): void {
    const { lang } = this.i18n;
    setTimeout(() => fullTime(0, lang));
  }

  #more(): Promise<boolean> | undefined {
    const client = this.im;
    if (client?.store.get('session', 'self')?.state !== 'connected') return undefined;
    const view = this.#view;
    const asked = this.#source.more(client, this.filter);
    this.attempt(() => asked);
    asked.catch(() => {
      if (view === this.#view) this.failed = true;
    });
    return asked;
  }

  #again = (): void => {
    this.failed = false;
    this.#paging.again();
  };

  get #whole(): boolean {
    return viewOf(this.filter) === 'conversations';
  }

  /** Nothing is known yet, or it is known that nothing is there. */
  #waits(session: Session | undefined): boolean {
    if (!this.im || !session || (session.sync !== 'finished' && !OVER.has(session.state))) return true;
    return !this.#whole && session.state === 'connected' && !this.#paging.done && !this.failed;
  }

  override focus(): void {
    this.#rows.focus();
  }

  #itemOf(key: string): ImConversationItem | undefined {
    const all = this.renderRoot.querySelectorAll<ImConversationItem>('im-conversation-item');
    return [...all].find(({ conversation }) => conversation === key);
  }

  override render(): TemplateResult {
    const count = this.#keys.length;
    return html`<slot name="header"></slot>${this.#bar()}${
      this.tools && !this.within
        ? html`<im-list-tools exportparts="field" .client=${this.im} .translator=${this.i18n} .filter=${this.filter ?? ALL} .choose=${this.#choose}></im-list-tools>`
        : nothing
    }
      <div class="list scroller" part="list" role=${count ? 'list' : nothing} aria-label=${count ? this.t('list.label') : nothing}
        @keydown=${this.#key} @focusin=${this.#rows.focused} @im-item-select=${this.#select} @im-item-menu=${this.#open}>
        ${this.#rows.render((at) => this.#row(this.#keys[at]))}${count === 0 ? drawNothing(this.#nothing(), this.i18n, this.#again) : nothing}
        <div class="end" role="presentation"></div>
      </div>
      <im-menu .client=${this.im} .translator=${this.i18n}></im-menu>`;
  }

  #row(key: string | undefined): TemplateResult | typeof nothing {
    if (key === undefined) return nothing;
    if (key === FOLDED) return this.#folded();
    return html`<im-conversation-item data-stop part="item" exportparts="row, title, preview, time, badge, tag, menu-button" .client=${this.im} .translator=${this.i18n}
      .conversation=${key as ConversationId} .tag=${this.filter?.tag} .selected=${key === this.selected} .tabbable=${key === this.#rows.stop}></im-conversation-item>`;
  }

  #folded(): TemplateResult {
    const unread = this.#foldedUnread.value ?? 0;
    return html`<button type="button" class="folded" part="folded" data-stop tabindex=${this.#rows.stop === FOLDED ? 0 : -1} @click=${this.#unfold}>
      <span class="round">${archiveIcon()}</span><span class="name">${this.t('list.folded')}</span>${
        unread > 0
          ? html`<span class="badge" aria-hidden="true">${badge(unread, this.i18n.lang)}</span><span class="sr">${this.t('list.unread', { count: unread })}</span>`
          : nothing
      }</button>`;
  }

  #bar(): TemplateResult | typeof nothing {
    if (!this.within) return nothing;
    const back = this.t('list.back');
    return html`<div class="bar"><button type="button" class="icon-button" data-tool="back" aria-label=${back} title=${back} @click=${this.#back}>${chevronLeftIcon()}</button>
      <h3>${this.t('list.folded')}</h3></div>`;
  }

  #nothing(): Nothing {
    const session = this.#state.value?.session;
    if (this.failed) return 'failed';
    if (this.#waits(session)) return this.#patience.holds ? 'patient' : this.im ? 'loading' : 'no-client';
    if (this.#whole) return 'empty';
    if (session?.state !== 'connected') return 'offline';
    return this.filter?.words ? 'not-found' : 'filtered';
  }

  #choose = (filter: ConversationFilter): boolean =>
    this.ask('im-filter-request', { filter }, (detail) => {
      this.filter = detail.filter;
      this.tell('im-filter', detail);
    });

  #unfold = (): void => {
    const before = { filter: this.filter };
    if (!this.#choose({ mark: 'folded' })) return;
    this.within = before;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('[data-tool=back]')?.focus());
  };

  #back = (): void => {
    const { filter = ALL } = this.within ?? {};
    if (!this.#choose(filter)) return;
    this.within = undefined;
    void this.updateComplete.then(() => this.#rows.focus());
  };

  #select = (event: CustomEvent<{ conversationId: ConversationId }>): void => {
    event.stopPropagation();
    const { conversationId } = event.detail;
    this.ask('im-select-request', { conversationId }, () => {
      this.selected = conversationId;
      this.tell('im-select', { conversationId });
    });
  };

  #open = (event: CustomEvent<{ conversationId: ConversationId; anchor: MenuAnchor }>): void => {
    event.stopPropagation();
    const { conversationId, anchor } = event.detail;
    this.attempt(() => this.#deeds.openMenu(conversationId, anchor, event.target as HTMLElement));
  };

  #key = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && this.within) {
      event.preventDefault();
      event.stopPropagation();
      this.#back();
    } else if (!this.#deeds.key(event)) this.#rows.key(event);
  };
}

const NONE: readonly string[] = [];
const ALL: ConversationFilter = {};
