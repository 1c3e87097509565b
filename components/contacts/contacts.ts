import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { type ContactRequest, type ConversationId, type Session, toImError, type UserId } from '../../core/index.js';
import { base, buttons, tokens } from '../../styles/shared/index.js';
import type { MenuAnchor } from '../menu/menu.js';
import { RowMenu } from '../menu/row-menu.js';
import { personName } from '../person/naming.js';
import { searchIcon, wifiOffIcon } from '../shared/icons-later.js';
import { ImElement } from '../shared/im-element.js';
import { Patience } from '../shared/patience.js';
import { RowWindow, rowWindowStyles } from '../shared/row-window.js';
import { searchKeys } from '../shared/search-keys.js';
import { skeletons } from '../shared/skeletons.js';
import { Book, type BookRow, REST } from './book.js';
import { styles } from './contacts.styles.js';
import { groupOffers, may, type OfferHost, offersFor } from './offers.js';
import { emptyNote, failedNote, headingRow, requestsRow, topBar } from './templates.js';

/**
 * One's own list of people: search, groups that fold, presence, requests in both directions, adding, removing, blocking.
 * However long it is, only the rows near the view stand in the document.
 *
 * @slot empty - Instead of the words for an empty list.
 * @csspart field - Where one searches.
 * @csspart list - The scrolling list.
 * @csspart row - A person's row.
 * @csspart heading - A group's row.
 * @csspart requests - The row that opens the requests.
 * @csspart empty - The words for an empty list.
 * @cssstate loading - The list is on its way.
 * @fires im-select-request - A conversation with somebody is to be opened; the default sets `selected`. Cancelable; detail: {userId, conversationId}.
 * @fires im-select - `selected` has changed by choice. Detail: {userId, conversationId}.
 * @fires im-profile-request - Somebody's profile is to be shown; the default opens it in a dialog. Cancelable; detail: {userId}.
 * @fires im-contact-add-request - Somebody is to be added. Cancelable; detail: {userId, words}.
 * @fires im-contact-update-request - A remark or the groups of a contact are to change. Cancelable; detail: {userId, remark, groups}.
 * @fires im-contact-remove-request - Somebody is to be removed. Cancelable; detail: {userId, oneWay}.
 * @fires im-contact-accept-request - A request is to be accepted. Cancelable; detail: {request, userId}.
 * @fires im-contact-refuse-request - A request is to be refused. Cancelable; detail: {request, reason}.
 * @fires im-contact-withdraw-request - One's own request is to be taken back. Cancelable; detail: {request, userId}.
 * @fires im-contact-group-request - A group of contacts is to be made, renamed or removed. Cancelable; detail: {what, name, to}.
 * @fires im-block-request - Somebody is to be blocked, or not any more. Cancelable; detail: {userId, blocked}.
 * @fires im-error - A command failed. Detail: {error}.
 */
export class ImContacts extends ImElement {
  static readonly version = '0.1.0';
  static override styles = [tokens, base, buttons, rowWindowStyles, styles];
  static override properties: PropertyDeclarations = {
    selected: { attribute: 'selected', reflect: true },
    view: { state: true },
    query: { state: true },
    folded: { state: true },
    failed: { state: true },
  };
  /** Id of the person whose conversation is open. */
  declare selected: UserId | undefined;
  /** @internal */
  declare view: 'list' | 'requests' | 'add';
  /** @internal */
  declare query: string;
  /** @internal Groups that are folded up. */
  declare folded: ReadonlySet<string>;
  /** @internal */
  declare failed: boolean;

  #internals = this.attachInternals();
  #book = new Book(this, () => this.im);
  #shown: readonly BookRow[] = [];
  #patience = new Patience(this);
  #menus = new RowMenu(this);
  #asked: unknown;
  #state = this.read(
    () => [
      'session/self',
      'list/contacts',
      'list/contact-requests',
      ...(this.im?.store.list('contact-requests') ?? []).map((id) => `contact-request/${id}` as const),
    ],
    (store) => ({
      session: store.get('session', 'self'),
      waiting: store
        .list('contact-requests')
        .map((id) => store.get('contact-request', id))
        .filter((one): one is ContactRequest => one?.state === 'pending' && one.to === this.im?.userId).length,
    }),
  );
  #rows = new RowWindow(this, {
    keys: () => this.#shown.map(({ key }) => key),
    estimate: (at) => (this.#shown[at]?.what === 'heading' ? 36 : 56),
    preferred: () => this.#shown.find((row) => row.what === 'person' && row.id === this.selected)?.key,
    menu: (key) => this.#menuOf(key),
  });

  constructor() {
    super();
    this.view = 'list';
    this.query = '';
    this.folded = new Set();
    this.failed = false;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#asked = undefined;
  }

  protected override willUpdate(): void {
    this.#book.read(this.i18n.lang);
    const words = this.query.trim().split(/\s+/).filter(Boolean);
    const people = words.length > 0 ? this.#book.found(words) : this.#book.rows(this.folded);
    const asks = words.length === 0 && this.im && may(this.im, 'request-contact') && this.#book.known;
    this.#shown = asks ? [{ key: '/requests/', what: 'requests' }, ...people] : people;
    this.#load();
    this.#patience.wait(!this.#book.known && !this.failed);
    this.#internals.states[this.#book.known || this.failed ? 'delete' : 'add']('loading');
  }

  /** Once for each client and connection. */
  #load(again = false): void {
    const { im } = this;
    const session = this.#state.value?.session;
    if (!im || session?.state !== 'connected' || !may(im, 'contacts')) return;
    if (this.#asked === im && !again) return;
    this.#asked = im;
    this.failed = false;
    const asked = [
      im.contacts.load(),
      may(im, 'request-contact') && im.contacts.moreRequests(),
      // A menu says whether one has blocked somebody.
      may(im, 'block') && im.blocklist.load(),
    ];
    Promise.all(asked).catch((error) => {
      this.failed = true;
      this.tell('im-error', { error: toImError(error) });
    });
  }

  override focus(): void {
    if (this.#shown.length > 0) this.#rows.focus();
    else this.renderRoot.querySelector('input')?.focus();
  }

  override render(): TemplateResult {
    const { view, im } = this;
    if (view === 'requests')
      return html`<im-contact-requests .client=${im} .translator=${this.i18n} @im-view-close=${this.#back}></im-contact-requests>`;
    if (view === 'add')
      return html`<im-add-contact .client=${im} .translator=${this.i18n} @im-view-close=${this.#back}></im-add-contact>`;
    const offline = im && this.#state.value?.session?.state !== 'connected' && this.#book.known;
    return html`${this.#top()}
      ${offline ? html`<p class="note" role="status">${wifiOffIcon()}${this.t('contacts.offline')}</p>` : nothing}
      <div class="scroller" part="list"
        @keydown=${this.#rows.key} @focusin=${this.#rows.focused} @im-person-select=${this.#chosen} @im-person-menu=${this.#asksMenu}>
        <div role=${this.#shown.length ? 'list' : nothing} aria-label=${this.#shown.length ? this.t('contacts.label') : nothing}>
          ${this.#rows.render((at) => this.#row(this.#shown[at]))}</div>${this.#nothing()}</div>
      <im-menu .client=${im} .translator=${this.i18n}></im-menu>`;
  }

  #top(): TemplateResult {
    const can = this.im && may(this.im, 'request-contact');
    const add = can ? () => this.#turn('add') : undefined;
    return topBar(this.i18n, { query: this.query, typed: this.#typed, keyed: this.#fieldKey, add });
  }

  #row(row: BookRow | undefined): unknown {
    if (!row) return nothing;
    const { i18n, im } = this;
    const stop = row.key === this.#rows.stop;
    if (row.what === 'person') return this.#person(row.id, stop);
    if (row.what === 'requests')
      return requestsRow(i18n, {
        waiting: this.#state.value?.waiting ?? 0,
        stop,
        open: () => this.#turn('requests'),
      });
    const { group, count } = row;
    const open = !this.folded.has(group);
    const menu = (name: string, anchor: HTMLElement): void =>
      this.#menus.show(groupOffers(group, this.#offers), name, anchor);
    const grouped = im && may(im, 'contact-groups');
    return headingRow(i18n, {
      group,
      count,
      open,
      stop,
      fold: () => this.#fold(group),
      menu: grouped ? menu : undefined,
    });
  }

  #person(id: UserId, stop: boolean): TemplateResult {
    return html`<im-person data-stop exportparts="row" .client=${this.im} .translator=${this.i18n} .userId=${id} .menu=${true}
      .words=${this.query.trim() ? this.query.trim().split(/\s+/) : NONE} .tabbable=${stop} ?selected=${id === this.selected}></im-person>`;
  }

  #nothing(): TemplateResult | typeof nothing {
    const { im } = this;
    const { t } = this.i18n;
    const silent = this.#patience.holds;
    const session: Session | undefined = this.#state.value?.session;
    if (!im) return silent ? nothing : emptyNote(t('window.no-client'));
    if (!may(im, 'contacts')) return emptyNote(t('contacts.unsupported'));
    if (!this.#book.known) {
      if (this.failed) return failedNote(this.i18n, () => this.#load(true));
      if (session?.state === 'offline') return emptyNote(t('contacts.offline-empty'), undefined, wifiOffIcon());
      return silent ? nothing : skeletons(t('contacts.loading'));
    }
    if (this.query.trim())
      return this.#shown.length === 0 ? emptyNote(t('contacts.none-found'), undefined, searchIcon()) : nothing;
    if (this.#book.size > 0 || this.#book.groups.length > 0) return nothing;
    return html`<slot name="empty">${emptyNote(t('contacts.empty'), t('contacts.empty-hint'))}</slot>`;
  }

  #typed = (event: Event): void => {
    this.query = (event.target as HTMLInputElement).value;
    this.#rows.toStart();
  };

  #fieldKey = (event: KeyboardEvent): void =>
    searchKeys(event, {
      query: this.query,
      clear: () => (this.query = ''),
      down: this.#shown.length > 0 ? () => this.#rows.focusAt(0) : undefined,
    });

  #fold(group: string): void {
    const folded = new Set(this.folded);
    if (!folded.delete(group)) folded.add(group);
    this.folded = folded;
  }

  #turn(view: 'requests' | 'add'): void {
    this.view = view;
    void this.updateComplete.then(() => (this.renderRoot.firstElementChild as HTMLElement | null)?.focus());
  }

  #back = (): void => {
    const from = this.view;
    this.view = 'list';
    void this.updateComplete.then(() => {
      if (from === 'requests') this.#rows.focusAt(0);
      else this.renderRoot.querySelector<HTMLElement>('[data-tool=add]')?.focus();
    });
  };

  #chosen = (event: CustomEvent<{ userId: UserId }>): void => {
    event.stopPropagation();
    this.#select(event.detail.userId);
  };

  #select(userId: UserId): void {
    const detail = { userId, conversationId: `direct:${userId}` as ConversationId };
    this.ask('im-select-request', detail, () => {
      this.selected = userId;
      this.tell('im-select', detail);
    });
  }

  get #offers(): OfferHost {
    return {
      client: this.im as NonNullable<typeof this.im>,
      translator: this.i18n,
      host: this,
      attempt: (act) => this.attempt(act),
      select: (id) => this.#select(id),
      profile: (userId) =>
        this.ask('im-profile-request', { userId }, async () => {
          const { openProfile } = await import('../profile/index.js');
          if (this.im && (await openProfile(this.im, userId, this))) this.#select(userId);
        }),
      turn: (items, label) => this.#menus.turn(items, label),
    };
  }

  #asksMenu = (event: CustomEvent<{ userId: UserId; anchor: MenuAnchor }>): void => {
    event.stopPropagation();
    const { im } = this;
    if (!im) return;
    const { userId, anchor } = event.detail;
    const label = this.t('person.menu', { name: personName(im.store, userId) });
    this.#menus.show(offersFor(userId, this.#offers), label, anchor, event.target as HTMLElement);
  };

  #menuOf(key: string): void {
    const row = this.#shown.find((one) => one.key === key);
    const at = this.renderRoot.querySelector<HTMLElement>(
      `.slot[data-index="${this.#shown.indexOf(row as BookRow)}"] [data-stop]`,
    );
    if (row?.what === 'person') (at as (HTMLElement & { openMenu?(): void }) | null)?.openMenu?.();
    if (row?.what === 'heading' && row.group !== REST && at && this.im && may(this.im, 'contact-groups'))
      this.#menus.show(groupOffers(row.group, this.#offers), row.group, at);
  }
}

const NONE: readonly string[] = [];
