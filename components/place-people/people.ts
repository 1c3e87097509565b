import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { ImError, type Outcomes, toImError, type UserId } from '../../core/index.js';
import { base, buttons, tokens } from '../../styles/shared/index.js';
import { panelStyles } from '../contacts/contacts.styles.js';
import { chooseRow } from '../member-list/choosing.js';
import { chosenStyles, outcomeStyles } from '../member-list/member-list.styles.js';
import { whyNot } from '../member-list/outcomes.js';
import { emptyNote, resultsNote } from '../member-list/templates.js';
import type { MenuAnchor, MenuItem } from '../menu/menu.js';
import { RowMenu } from '../menu/row-menu.js';
import { personName } from '../person/naming.js';
import { forms } from '../shared/forms.styles.js';
import { userIcon, xIcon } from '../shared/icons.js';
import { wifiOffIcon } from '../shared/icons-later.js';
import { squareCheckIcon } from '../shared/icons-message.js';
import { userPlusIcon } from '../shared/icons-people.js';
import { ImRow } from '../shared/im-element.js';
import { Patience } from '../shared/patience.js';
import { RowWindow, rowWindowStyles } from '../shared/row-window.js';
import { skeletons } from '../shared/skeletons.js';
import { placeStyles } from './people.styles.js';
import type { Place, PlaceAct, PlaceMember } from './place.js';
import { PlaceSource } from './source.js';

/** Rows before the end at which the next page is asked for. */
const AHEAD = 15;

/**
 * Who is in a space or a live room: pages as one scrolls, roles, and for each row exactly what may be done; several at
 * once too, with what became of each.
 * @internal
 */
export class ImPlacePeople extends ImRow {
  static readonly version = '0.1.0';
  static override styles = [
    tokens,
    base,
    buttons,
    panelStyles,
    forms,
    rowWindowStyles,
    outcomeStyles,
    chosenStyles,
    placeStyles,
  ];
  static override properties: PropertyDeclarations = {
    place: { attribute: false },
    chosen: { state: true },
    results: { state: true },
    trouble: { state: true },
  };
  declare place: Place;
  /** @internal Several are being chosen: these. */
  declare chosen: ReadonlySet<UserId> | undefined;
  /** @internal What became of the last that was done. */
  declare results: Outcomes<string> | undefined;
  /** @internal */
  declare trouble: string | undefined;

  #of: Place | undefined;
  #stamp: unknown;
  #shown: readonly UserId[] = [];
  #patience = new Patience(this);
  #menu = new RowMenu(this);
  #source = new PlaceSource(this, (error) => this.tell('im-error', { error }));
  #facts = this.read(
    () => ['session/self', ...(this.place?.keys ?? [])],
    (store) => ({
      online: store.get('session', 'self')?.state === 'connected',
      stamp: this.place?.stamp?.(store),
    }),
  );
  #rows = new RowWindow(this, {
    keys: () => this.#shown,
    estimate: () => 56,
    menu: (id) => this.#rowOf(id)?.openMenu(),
  });

  protected override willUpdate(): void {
    const { place } = this;
    const { online = false, stamp } = this.#facts.value ?? {};
    if (place && place !== this.#of) {
      this.#of = place;
      this.#stamp = stamp;
    } else if (online && stamp !== this.#stamp && this.#source.state !== 'none' && this.#source.state !== 'loading') {
      this.#stamp = stamp;
      void this.#source.again(place);
    }
    if (place && online && this.#source.state === 'none') void this.#source.more(place);
    this.#shown = this.#source.ids;
    this.#patience.wait(this.#shown.length === 0 && this.#source.state === 'loading');
  }

  protected override updated(): void {
    const near = this.#rows.last >= this.#shown.length - AHEAD;
    if (this.#facts.value?.online && near && this.#source.state === 'more') void this.#source.more(this.place);
  }

  override focus(): void {
    this.#rows.focus();
  }

  override render(): TemplateResult | typeof nothing {
    const { im, place, trouble } = this;
    if (!im || !place) return nothing;
    const some = this.#shown.length > 0;
    const offline = !this.#facts.value?.online && some;
    return html`${this.#top()}
      ${offline ? html`<p class="note" role="status">${wifiOffIcon()}${this.t('members.offline')}</p>` : nothing}
      ${this.results ? resultsNote(this.results, { client: im, i18n: this.i18n, group: undefined }, () => (this.results = undefined)) : nothing}
      <p class="trouble" role="alert" ?hidden=${!trouble}>${trouble}</p>
      <div class="scroller" role=${some ? 'list' : nothing} aria-label=${some ? place.label : nothing} @keydown=${this.#rows.key}
        @focusin=${this.#rows.focused} @im-person-select=${this.#select} @im-person-menu=${this.#asksMenu}>
        ${this.#rows.render((at) => this.#row(this.#shown[at] as UserId))}${this.#nothing()}</div>
      ${this.#bar()}<im-menu .client=${im} .translator=${this.i18n}></im-menu>`;
  }

  #top(): TemplateResult | typeof nothing {
    const { place, chosen } = this;
    const selects = this.#facts.value?.online && !chosen && this.#shown.some((id) => this.#many(id));
    const invites = place.invite?.may();
    if (!selects && !invites) return nothing;
    return html`<div class="top">${
      invites
        ? html`<button type="button" class="text-button" data-tool="invite" @click=${() => void this.#invite()}>${userPlusIcon()}${this.t('spaces.invite')}</button>`
        : nothing
    }${
      selects
        ? html`<button type="button" class="icon-button" data-tool="select" aria-label=${this.t('members.select')} title=${this.t('members.select')}
            @click=${() => (this.chosen = new Set())}>${squareCheckIcon()}</button>`
        : nothing
    }</div>`;
  }

  #member(userId: UserId): PlaceMember {
    const { im, place } = this;
    const read = this.#source.role(userId);
    const role = im && place.roleOf ? place.roleOf(userId, im.store) : read;
    return { groupId: place.talk, userId, role };
  }

  /** What may be done with him now. */
  #acts(userId: UserId): readonly PlaceAct[] {
    if (userId === this.im?.userId) return [];
    const member = this.#member(userId);
    return this.place.acts.filter((act) => act.may(member));
  }

  #many(userId: UserId): boolean {
    return this.#acts(userId).some(({ many }) => many);
  }

  #row(id: UserId): TemplateResult {
    const { chosen } = this;
    const outcome = this.results?.get(id);
    const can = chosen && this.#many(id);
    return html`<im-member data-stop .client=${this.im} .translator=${this.i18n} .member=${this.#member(id)}
      .failure=${outcome instanceof ImError ? whyNot(outcome, this.i18n) : undefined} .menu=${!chosen}
      .checked=${can ? chosen.has(id) : undefined} .disabled=${Boolean(chosen) && !can} .tabbable=${id === this.#rows.stop}></im-member>`;
  }

  #nothing(): TemplateResult | typeof nothing {
    const { state } = this.#source;
    if (state === 'failed')
      return html`<div class="empty" role="alert"><span>${this.t('members.failed')}</span>
        <button type="button" class="text-button" @click=${() => void this.#source.more(this.place)}>${this.t('messages.try-again')}</button></div>`;
    if (this.#shown.length > 0) return nothing;
    if (!this.#facts.value?.online) return emptyNote(this.t('contacts.offline-empty'));
    if (state !== 'done') return this.#patience.holds ? nothing : skeletons(this.t('members.loading'));
    return emptyNote(this.t('members.none'));
  }

  #bar(): TemplateResult | typeof nothing {
    const { chosen, place } = this;
    if (!chosen) return nothing;
    const close = this.t('members.select-end');
    const users = [...chosen];
    const acts = place.acts.filter((act) => act.many && this.#shown.some((id) => this.#acts(id).includes(act)));
    return html`<div class="bottom" role="group" aria-label=${this.t('members.select')}><span class="count" role="status">${this.t('members.selected', { count: users.length })}</span>${acts.map(
      (act) => html`<button type="button" class="solid ${act.danger ? 'danger' : ''}" data-act=${act.id}
        ?disabled=${users.length === 0 || !users.every((id) => this.#acts(id).includes(act))} @click=${() => void this.#run(act, users)}>${act.label}</button>`,
    )}<button type="button" class="icon-button" data-act="end" aria-label=${close} title=${close} @click=${() => this.#end()}>${xIcon()}</button></div>`;
  }

  #end(): void {
    this.chosen = undefined;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('[data-tool=select]')?.focus());
  }

  async #run(act: PlaceAct, users: readonly UserId[]): Promise<void> {
    this.trouble = this.results = undefined;
    try {
      const outcomes = await act.run(users);
      if (!outcomes) return;
      this.#source.done(outcomes, act.after);
      const failed = [...outcomes.values()].some((one) => one instanceof ImError);
      if (failed || users.length > 1) this.results = outcomes;
      if (this.chosen) this.#end();
    } catch (error) {
      this.#fail(error);
    }
  }

  async #profile(user: UserId): Promise<void> {
    try {
      if (await this.place.profile(user)) this.closest('im-dialog')?.close();
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    const known = toImError(error);
    this.trouble = whyNot(known, this.i18n);
    this.tell('im-error', { error: known });
  }

  async #invite(): Promise<void> {
    await this.place.invite?.run();
    if (this.isConnected) await this.#source.again(this.place);
  }

  #rowOf(id: UserId): (HTMLElement & { openMenu(): void }) | null {
    return this.renderRoot.querySelector(`.slot[data-index="${this.#shown.indexOf(id)}"] im-member`);
  }

  #select = (event: CustomEvent<{ userId: UserId; checked?: boolean }>): void =>
    chooseRow(this, event, (id) => this.#rowOf(id)?.openMenu());

  #asksMenu = (event: CustomEvent<{ userId: UserId; anchor: MenuAnchor }>): void => {
    event.stopPropagation();
    const { im } = this;
    if (!im) return;
    const { userId, anchor } = event.detail;
    const label = this.t('person.menu', { name: `\u2068${personName(im.store, userId)}\u2069` });
    const profile = {
      id: 'profile',
      label: this.t('members.profile'),
      icon: userIcon(),
      act: () => void this.#profile(userId),
    };
    const items = this.#acts(userId).map(
      (act): MenuItem => ({
        ...{ id: act.id, label: act.label, act: () => void this.#run(act, [userId]) },
        ...(act.icon && { icon: act.icon }),
        ...(act.danger && { danger: true }),
      }),
    );
    this.#menu.show([profile, ...items], label, anchor, this.#rowOf(userId) ?? undefined);
  };
}
