import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { type Client, type ConversationId, type Space, toImError } from '../../core/index.js';
import { base, buttons, tokens } from '../../styles/shared/index.js';
import { panelStyles } from '../contacts/contacts.styles.js';
import type { MenuAnchor } from '../menu/menu.js';
import { RowMenu } from '../menu/row-menu.js';
import { plusIcon } from '../shared/icons.js';
import { wifiOffIcon } from '../shared/icons-later.js';
import { ImElement } from '../shared/im-element.js';
import { Patience } from '../shared/patience.js';
import { RowWindow, rowWindowStyles } from '../shared/row-window.js';
import { skeletons } from '../shared/skeletons.js';
import { askCreateChannel, askCreateSpace, spaceName } from './acts.js';
import { styles } from './channel-list.styles.js';
import { channelOffers, may, type OfferHost, spaceOffers } from './offers.js';
import { type PlaceRow, placeKeys, placeRows } from './rows.js';
import { categoryRow, channelRow, type Drawing, emptyNote, noneRow, spaceRow } from './templates.js';

/**
 * The spaces one is in and their channels, by category, with what is unread in each. However many there are, only the rows
 * near the view stand in the document.
 *
 * @slot empty - Instead of the words for no space.
 * @csspart list - The scrolling list.
 * @csspart space - A space's row.
 * @csspart category - A heading that folds.
 * @csspart channel - A channel's row.
 * @csspart badge - A count of unread messages or mentions.
 * @csspart empty - The words for no space.
 * @cssstate loading - The list is on its way.
 * @fires im-select-request - A channel was chosen; the default sets `selected`. Cancelable; detail: {conversationId}, such as `channel:space/general`.
 * @fires im-select - `selected` has changed by choice. Detail: {conversationId}.
 * @fires im-read-request - A channel is to be marked as read. Cancelable; detail: {conversationId}.
 * @fires im-notify-request - Another level of notifications was chosen for a channel. Cancelable; detail: {conversationId, level}.
 * @fires im-space-create-request - A space is to be made. Cancelable; detail: {name, introduction, policy}.
 * @fires im-space-update-request - A space is to be changed. Cancelable; detail: {space, name, introduction, policy}.
 * @fires im-space-read-request - All channels of a space are to be marked as read. Cancelable; detail: {space}.
 * @fires im-space-notify-request - Another level was chosen for a space; null: as all. Cancelable; detail: {space, level}.
 * @fires im-space-invite-request - People are to come into a space. Cancelable; detail: {space, users}.
 * @fires im-space-kick-request - People are to be removed from a space. Cancelable; detail: {space, users}.
 * @fires im-space-role-request - People are to be admins of a space, or no longer. Cancelable; detail: {space, users, role}.
 * @fires im-space-leave-request - A space is to be left. Cancelable; detail: {space}.
 * @fires im-space-remove-request - A space is to be removed for all. Cancelable; detail: {space}.
 * @fires im-profile-request - A member's profile is to be shown. Cancelable; detail: {userId}. From there a conversation is opened by `im-select-request` and `im-select` with {userId, conversationId}.
 * @fires im-channel-create-request - A channel is to be made. Cancelable; detail: {space, draft}.
 * @fires im-channel-update-request - A channel is to be changed. Cancelable; detail: {space, channel, patch}.
 * @fires im-channel-remove-request - A channel is to be removed for all. Cancelable; detail: {space, channel}.
 * @fires im-channel-members-request - People are to come into a private channel, or go. Cancelable; detail: {space, channel, what, users}; `what`: add or remove.
 * @fires im-error - A command failed. Detail: {error}.
 */
export class ImChannelList extends ImElement {
  static readonly version = '0.1.0';
  static override styles = [tokens, base, buttons, panelStyles, rowWindowStyles, styles];
  static override properties: PropertyDeclarations = {
    space: {},
    selected: { reflect: true },
    folded: { state: true },
    failed: { state: true },
  };
  /** Id of the one space that is shown; all when absent. */
  declare space: string | undefined;
  /** The conversation that is open, such as `channel:space/general`. */
  declare selected: ConversationId | undefined;
  /** @internal Keys of rows that are folded up. */
  declare folded: ReadonlySet<string>;
  /** @internal */
  declare failed: boolean;

  #internals = this.attachInternals();
  #asked: Client | undefined;
  #patience = new Patience(this);
  #menu = new RowMenu(this);
  #shown: readonly PlaceRow[] = [];
  #store = this.read(
    () => (this.im ? placeKeys(this.im.store, this.space) : []),
    (store) => ({ known: store.has('list/spaces'), session: store.get('session', 'self')?.state }),
  );
  #rows = new RowWindow(this, {
    keys: () => this.#shown.map(({ key }) => key),
    estimate: (at) => (this.#shown[at]?.what === 'space' ? 51 : this.#shown[at]?.what === 'category' ? 31 : 37),
    preferred: () => this.#shown.find((row) => row.what === 'channel' && row.talk === this.selected)?.key,
    menu: (key) => this.#menuOf(key),
  });

  constructor() {
    super();
    this.folded = new Set();
    this.failed = false;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#asked = undefined;
  }

  get #known(): boolean {
    return this.#store.value?.known ?? false;
  }

  protected override willUpdate(): void {
    const { im, space: only, folded, selected } = this;
    this.#shown = im && this.#known ? placeRows(im.store, { only, folded, selected }) : [];
    this.#load();
    this.#patience.wait(!this.#known && !this.failed);
    this.#internals.states[this.#known || this.failed ? 'delete' : 'add']('loading');
  }

  /** Once for each client and connection. */
  #load(again = false): void {
    const { im } = this;
    if (!im || this.#store.value?.session !== 'connected' || !may(im, 'spaces')) return;
    if (this.#asked === im && !again) return;
    this.#asked = im;
    this.failed = false;
    im.spaces.load().catch((error) => {
      this.failed = true;
      this.tell('im-error', { error: toImError(error) });
    });
  }

  override focus(): void {
    this.#rows.focus();
  }

  override render(): TemplateResult {
    const { t } = this.i18n;
    const { session } = this.#store.value ?? {};
    const some = this.#shown.length > 0;
    const makes = this.im && this.#known && this.space === undefined && may(this.im, 'create-space');
    return html`${
      makes
        ? html`<div class="top"><h3>${t('spaces.label')}</h3><button type="button" class="icon-button" data-tool="new" aria-label=${t('spaces.new')} title=${t('spaces.new')}
            @click=${() => this.attempt(() => askCreateSpace(this.#offers))}>${plusIcon()}</button></div>`
        : nothing
    }${session === 'offline' && this.#known ? html`<p class="note" role="status">${wifiOffIcon()}${t('spaces.offline')}</p>` : nothing}
      <div class="scroller" part="list" role=${some ? 'list' : nothing} aria-label=${some ? t('spaces.label') : nothing} @keydown=${this.#key}
        @focusin=${this.#rows.focused}>${this.#rows.render((at) => this.#row(this.#shown[at]))}${this.#nothing()}</div>
      <im-menu .client=${this.im} .translator=${this.i18n}></im-menu>`;
  }

  #row(row: PlaceRow | undefined): unknown {
    if (!row) return nothing;
    const { im, i18n, selected } = this;
    const drawing: Drawing = {
      ...{ client: im, i18n, selected, stop: row.key === this.#rows.stop },
      fold: (key) => this.#fold(key),
      select: (talk) => this.#select(talk),
      open: (key, anchor) => this.#open(key, anchor),
      context: (event, key) => this.#context(event, key),
    };
    if (row.what === 'channel') return channelRow(row, drawing);
    if (row.what === 'space') return spaceRow(row, drawing);
    if (row.what === 'category') return categoryRow(row, drawing);
    const makes = im && may(im, 'create-channel', row.space);
    const make = () => this.attempt(() => askCreateChannel(row.space, this.#offers));
    return noneRow(drawing, makes ? make : undefined);
  }

  #nothing(): TemplateResult | typeof nothing {
    const { im } = this;
    const { t } = this.i18n;
    if (!im) return this.#patience.holds ? nothing : emptyNote(t('window.no-client'));
    if (!may(im, 'spaces')) return emptyNote(t('spaces.unsupported'));
    if (this.failed && !this.#known)
      return html`<div class="empty" part="empty" role="alert"><span>${t('spaces.failed')}</span>
        <button type="button" class="text-button" @click=${() => this.#load(true)}>${t('messages.try-again')}</button></div>`;
    if (!this.#known) {
      if (this.#store.value?.session === 'offline') return emptyNote(t('spaces.offline-empty'));
      return this.#patience.holds ? nothing : skeletons(t('spaces.loading'));
    }
    if (this.#shown.length > 0) return nothing;
    if (this.space !== undefined) return emptyNote(t('spaces.absent'));
    return html`<slot name="empty">${emptyNote(t('spaces.empty'), t('spaces.empty-hint'))}</slot>`;
  }

  #select(conversationId: ConversationId): void {
    this.ask('im-select-request', { conversationId }, (detail) => {
      this.selected = detail.conversationId;
      this.tell('im-select', detail);
    });
  }

  #fold(key: string): void {
    const folded = new Set(this.folded);
    if (!folded.delete(key)) folded.add(key);
    this.folded = folded;
  }

  /** To the sides folds, as in a tree; the rest is the list's. */
  #key = (event: KeyboardEvent): void => {
    const at = Number(
      (
        event.composedPath().find((one) => one instanceof HTMLElement && one.matches('.slot')) as
          | HTMLElement
          | undefined
      )?.dataset.index,
    );
    const row = this.#shown[at];
    const side = event.key === 'ArrowRight' || event.key === 'ArrowLeft';
    if (!side || !row || event.altKey || event.ctrlKey || event.metaKey || !('open' in row)) {
      this.#rows.key(event);
      return;
    }
    const opens = (event.key === 'ArrowRight') !== (getComputedStyle(this).direction === 'rtl');
    event.preventDefault();
    if (row.open !== opens) this.#fold(row.key);
  };

  get #offers(): OfferHost {
    return {
      client: this.im as Client,
      translator: this.i18n,
      host: this,
      attempt: (act) => this.attempt(act),
      turn: (items, label) => this.#menu.turn(items, label),
    };
  }

  #stopOf(key: string): HTMLElement | null {
    const at = this.#shown.findIndex((row) => row.key === key);
    return this.renderRoot.querySelector<HTMLElement>(`.slot[data-index="${at}"] [data-stop]`);
  }

  #context(event: MouseEvent, key: string): void {
    event.preventDefault();
    this.#open(key, event.button === 2 ? { x: event.clientX, y: event.clientY } : (this.#stopOf(key) ?? this));
  }

  #menuOf(key: string): void {
    this.#open(key, this.#stopOf(key) ?? this);
  }

  #open(key: string, anchor: MenuAnchor): void {
    const row = this.#shown.find((one) => one.key === key);
    const stop = this.#stopOf(key) ?? undefined;
    if (row?.what === 'channel')
      this.#menu.show(
        channelOffers(row.channel, this.#offers),
        this.t('channels.menu', { name: row.channel.name }),
        anchor,
        stop,
      );
    if (row?.what === 'space')
      this.#menu.show(
        spaceOffers(row.space as Space, this.#offers),
        this.t('spaces.menu', { name: spaceName(row.space) }),
        anchor,
        stop,
      );
  }
}
