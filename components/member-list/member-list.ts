import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { ImError, type Outcomes, type UserId } from '../../core/index.js';
import { base, buttons, tokens } from '../../styles/shared/index.js';
import { may } from '../contacts/offers.js';
import type { MenuAnchor } from '../menu/menu.js';
import { RowMenu } from '../menu/row-menu.js';
import { personName } from '../person/naming.js';
import { wifiOffIcon } from '../shared/icons-later.js';
import { ImElement } from '../shared/im-element.js';
import { Patience } from '../shared/patience.js';
import { RowWindow } from '../shared/row-window.js';
import { searchKeys } from '../shared/search-keys.js';
import { skeletons } from '../shared/skeletons.js';
import { askKick } from './acts.js';
import { chooseRow } from './choosing.js';
import { styles } from './member-list.styles.js';
import { mayTo, muteItems, type OfferHost, offersFor } from './offers.js';
import { whyNot } from './outcomes.js';
import { Source, type Wanted } from './source.js';
import { chosenBar, emptyNote, FILTERS, resultsNote, topBar } from './templates.js';

/** Rows before the end at which the next page is asked for. */
const AHEAD = 15;

/**
 * Who is in a group: pages as one scrolls, search, roles, who is muted and who is there, and for each row exactly what
 * the group allows; several at once can be removed or muted. However many there are, only the rows near the view stand
 * in the document.
 *
 * @slot empty - Instead of the words where nobody was found.
 * @csspart field - Where one searches.
 * @csspart list - The scrolling list.
 * @csspart row - A member's row.
 * @csspart results - What became of what was done to several.
 * @csspart empty - The words where nobody was found.
 * @cssstate loading - The first page is on its way.
 * @fires im-select-request - A conversation with somebody is to be opened; the default turns the nearest chat window of the client to it. Cancelable; detail: {userId, conversationId}.
 * @fires im-select - A conversation with somebody was chosen. Detail: {userId, conversationId}.
 * @fires im-profile-request - Somebody's profile is to be shown. Cancelable; detail: {userId}.
 * @fires im-group-role-request - Somebody is to be an admin, or no longer. Cancelable; detail: {group, users, role}.
 * @fires im-group-transfer-request - Somebody is to be the owner. Cancelable; detail: {group, userId}.
 * @fires im-group-mute-request - People are to be muted until a time in milliseconds; 0: not any more. Cancelable; detail: {group, users, until}.
 * @fires im-group-exempt-request - Somebody may write while all are muted, or not any more. Cancelable; detail: {group, users, exempt}.
 * @fires im-group-card-request - What somebody is called here is to change. Cancelable; detail: {group, userId, card}.
 * @fires im-group-kick-request - People are to be removed. Cancelable; detail: {group, users, ban}.
 * @fires im-error - A command failed. Detail: {error}.
 */
export class ImMemberList extends ImElement {
  static readonly version = '0.1.0';
  static override styles = [tokens, base, buttons, styles];
  static override properties: PropertyDeclarations = {
    group: {},
    filter: { reflect: true },
    query: { state: true },
    chosen: { state: true },
    results: { state: true },
  };
  /** Id of the group. */
  declare group: string | undefined;
  /** Who is shown: `all`, `admins` (the owner too) or `muted`. */
  declare filter: Wanted['filter'];
  /** @internal */
  declare query: string;
  /** @internal Several are being chosen: these. */
  declare chosen: ReadonlySet<UserId> | undefined;
  /** @internal What became of the last that was done to several. */
  declare results: Outcomes<string> | undefined;

  #internals = this.attachInternals();
  #patience = new Patience(this);
  #menu = new RowMenu(this);
  #shown: readonly string[] = [];
  #source = new Source(this, (error) => this.tell('im-error', { error }));
  #state = this.read(
    () => [
      'session/self',
      `list/members/${this.group}`,
      `group/${this.group}`,
      `conversation/group:${this.group}`,
      // Whom the words searched for named may be another one by now.
      ...(this.query || this.filter !== 'all' ? this.#shown.map((id) => `member/${this.group}/${id}` as const) : []),
    ],
    (store) => store.get('session', 'self')?.state,
  );
  #rows = new RowWindow(this, {
    keys: () => this.#shown,
    estimate: () => 56,
    menu: (id) => this.#rowOf(id)?.openMenu(),
  });

  constructor() {
    super();
    this.filter = 'all';
    this.query = '';
  }

  get #usable(): boolean {
    const { im, group } = this;
    return Boolean(im && group) && may(im as NonNullable<typeof im>, 'members', `group:${group}`);
  }

  get #searchable(): boolean {
    return Boolean(this.im) && may(this.im as NonNullable<typeof this.im>, 'search-members', `group:${this.group}`);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!FILTERS.includes(this.filter)) this.filter = 'all';
    // Not when it is first told.
    if (changed.get('group') !== undefined) {
      this.chosen = this.results = undefined;
      this.query = '';
    }
    const { im: client, group, filter } = this;
    const words = this.query.trim();
    const online = this.#state.value === 'connected';
    if (online && this.#usable && this.#source.want({ client, group, words, filter })) this.#rows.toStart();
    const ids =
      online || this.#source.state !== 'idle' ? this.#source.ids : (client?.store.list(`members/${group}`) ?? []);
    this.#shown = ids;
    const waits = this.#usable && ids.length === 0 && this.#source.state === 'loading';
    this.#patience.wait(waits);
    this.#internals.states[waits ? 'add' : 'delete']('loading');
  }

  protected override updated(): void {
    const near = this.#rows.last >= this.#shown.length - AHEAD;
    if (this.#state.value === 'connected' && this.#usable && near && this.#source.state === 'idle') this.#source.more();
  }

  override focus(): void {
    const field = this.renderRoot.querySelector('input');
    if (field) field.focus();
    else this.#rows.focus();
  }

  override render(): TemplateResult {
    const { im } = this;
    if (!im || !this.group) return emptyNote(this.t(im ? 'members.unsupported' : 'window.no-client'));
    if (!this.#usable) return emptyNote(this.t('members.unsupported'));
    const offline = this.#state.value !== 'connected' && this.#shown.length > 0;
    return html`${this.#top()}
      ${offline ? html`<p class="note" role="status">${wifiOffIcon()}${this.t('members.offline')}</p>` : nothing}
      ${this.#results()}
      <div class="scroller" part="list" role=${this.#shown.length ? 'list' : nothing} aria-label=${this.#shown.length ? this.t('members.label') : nothing}
        @keydown=${this.#rows.key} @focusin=${this.#rows.focused} @im-person-select=${this.#select} @im-person-menu=${this.#asksMenu}>
        ${this.#rows.render((at) => this.#row(this.#shown[at] as string))}${this.#nothing()}</div>
      ${this.#bottom()}<im-menu .client=${im} .translator=${this.i18n}></im-menu>`;
  }

  #top(): TemplateResult {
    const choose = this.#several && !this.chosen ? () => (this.chosen = new Set()) : undefined;
    const { query, filter } = this;
    const [keyed, filtered] = [this.#fieldKey, this.#filtered];
    return topBar(this.i18n, {
      ...{ query, filter, keyed, filtered, choose },
      typed: this.#searchable ? this.#typed : undefined,
    });
  }

  /** May anything be done to several? */
  get #several(): boolean {
    const { im, group } = this;
    if (!im || this.#state.value !== 'connected') return false;
    const member = { groupId: group as string, userId: '', role: 'member' } as const;
    return mayTo(im, 'kick', member) || mayTo(im, 'mute-member', member);
  }

  #row(id: string): TemplateResult {
    const member = this.#source.member(id);
    const { im, chosen } = this;
    const own = id === im?.userId;
    const can = im && !own && (mayTo(im, 'kick', member) || mayTo(im, 'mute-member', member));
    const outcome = this.results?.get(id);
    const words = this.query.trim();
    return html`<im-member data-stop exportparts="row" .client=${im} .translator=${this.i18n} .member=${{ ...member, groupId: this.group }}
      .words=${words ? words.split(/\s+/) : undefined} .failure=${outcome instanceof ImError ? whyNot(outcome, this.i18n) : undefined}
      .menu=${!chosen} .checked=${chosen && can ? chosen.has(id) : undefined} .disabled=${Boolean(chosen) && !can} .tabbable=${id === this.#rows.stop}></im-member>`;
  }

  #nothing(): TemplateResult | typeof nothing {
    if (this.#source.state === 'failed')
      return html`<div class="empty" part="empty" role="alert"><span>${this.t('members.failed')}</span>
        <button type="button" class="text-button" @click=${() => this.#source.more()}>${this.t('messages.try-again')}</button></div>`;
    if (this.#shown.length > 0) return nothing;
    if (this.#state.value !== 'connected') return emptyNote(this.t('contacts.offline-empty'));
    if (this.#source.state === 'loading') return this.#patience.holds ? nothing : skeletons(this.t('members.loading'));
    return html`<slot name="empty">${emptyNote(this.t('members.none'))}</slot>`;
  }

  #results(): TemplateResult | typeof nothing {
    const { im: client, results, group, i18n } = this;
    return client && results
      ? resultsNote(results, { client, i18n, group }, () => (this.results = undefined))
      : nothing;
  }

  #bottom(): TemplateResult | typeof nothing {
    const { im, chosen, group } = this;
    if (!im || !chosen) return nothing;
    const member = { groupId: group as string, userId: '', role: 'member' } as const;
    return chosenBar(this.i18n, {
      count: chosen.size,
      mute: mayTo(im, 'mute-member', member) ? this.#muteChosen : undefined,
      remove: mayTo(im, 'kick', member) ? () => this.attempt(() => this.#removeChosen()) : undefined,
      end: () => this.#done(undefined),
    });
  }

  #muteChosen = (event: Event): void => {
    const items = muteItems(
      [...(this.chosen ?? [])],
      true,
      this.#offers,
      (outcomes) => outcomes && this.#done(outcomes),
    );
    this.#menu.show(items, this.t('members.mute'), event.currentTarget as HTMLElement);
  };

  async #removeChosen(): Promise<void> {
    const outcomes = await askKick([...(this.chosen ?? [])], false, this.#offers);
    if (!outcomes) return;
    for (const [id, outcome] of outcomes) if (!(outcome instanceof ImError)) this.#source.drop(id);
    this.#done(outcomes);
  }

  #done(outcomes: Outcomes<string> | undefined): void {
    this.results = outcomes;
    this.chosen = undefined;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('[data-tool=select]')?.focus());
  }

  get #offers(): OfferHost {
    return {
      client: this.im as NonNullable<typeof this.im>,
      translator: this.i18n,
      host: this,
      group: this.group as string,
      attempt: (act) => this.attempt(act),
      turn: (items, label) => this.#menu.turn(items, label),
    };
  }

  #rowOf(id: string): (HTMLElement & { openMenu(): void }) | null {
    return this.renderRoot.querySelector(`.slot[data-index="${this.#shown.indexOf(id)}"] im-member`);
  }

  #select = (event: CustomEvent<{ userId: UserId; checked?: boolean }>): void =>
    chooseRow(this, event, (id) => this.#rowOf(id)?.openMenu());

  #asksMenu = (event: CustomEvent<{ userId: UserId; anchor: MenuAnchor }>): void => {
    event.stopPropagation();
    const { im, group } = this;
    if (!im) return;
    const { userId, anchor } = event.detail;
    const label = this.t('person.menu', { name: personName(im.store, userId, group) });
    this.#menu.show(
      offersFor(this.#source.member(userId), this.#offers),
      label,
      anchor,
      this.#rowOf(userId) ?? undefined,
    );
  };

  #typed = (event: Event): void => {
    this.query = (event.target as HTMLInputElement).value;
  };

  #filtered = (event: Event): void => {
    this.filter = (event.target as HTMLSelectElement).value as Wanted['filter'];
  };

  #fieldKey = (event: KeyboardEvent): void =>
    searchKeys(event, {
      query: this.query,
      clear: () => (this.query = ''),
      down: this.#shown.length > 0 ? () => this.#rows.focusAt(0) : undefined,
    });
}
