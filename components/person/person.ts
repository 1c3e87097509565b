import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Presence, UserId } from '../../core/index.js';
import { base, buttons } from '../../styles/shared/index.js';
import type { MenuAnchor } from '../menu/menu.js';
import { LongPress } from '../message/long-press.js';
import { hitsIn, piecesOf } from '../search/marks.js';
import { checkIcon } from '../shared/icons.js';
import { ellipsisIcon } from '../shared/icons-later.js';
import { ImRow } from '../shared/im-element.js';
import { wantUsers } from '../shared/titles.js';
import { personKeys, personName } from './naming.js';
import { styles } from './person.styles.js';
import { presenceWords, Watched } from './presence.js';

interface Who {
  readonly name: string;
  readonly status: string | undefined;
  readonly presence: Presence | undefined;
}

/**
 * A person as a row of a list: face with presence, name, a second line, what the list puts at the end. Presence is watched
 * while the row is in view. The list gives it its role (`listitem`), colours and client.
 *
 * @slot badge - Beside the name, such as a role.
 * @slot end - At the end, such as buttons.
 * @csspart row - The button that is the row.
 * @csspart name - What the person is called.
 * @csspart second - The second line.
 * @csspart menu-button - Opens the row's actions.
 * @cssprop --im-person-size - Least height of a row, 56px by default.
 * @cssprop --im-person-avatar-size - Diameter of the face, 40px by default.
 * @fires im-person-select - The row was chosen. Detail: {userId, checked}; `checked`: what it would become.
 * @fires im-person-menu - The row's actions are asked for. Detail: {userId, anchor}.
 */
export class ImPerson extends ImRow {
  static readonly version = '0.1.0';
  static override styles = [base, buttons, styles];
  static override properties: PropertyDeclarations = {
    userId: { attribute: 'user-id' },
    group: {},
    second: {},
    words: { attribute: false },
    still: { type: Boolean },
    menu: { type: Boolean },
    checked: { attribute: false },
    disabled: { type: Boolean },
    selected: { type: Boolean, reflect: true },
    tabbable: { type: Boolean },
  };
  /** Who. */
  declare userId: UserId | undefined;
  /** Id of the group whose card names him. */
  declare group: string | undefined;
  /** The second line; presence in words, else what he says of himself, when absent. Empty: none. */
  declare second: string | undefined;
  /** Words searched for, coloured in the name. */
  declare words: readonly string[];
  /** Nothing that can be chosen. */
  declare still: boolean;
  /** Has actions of its own. */
  declare menu: boolean;
  /** One of several to be chosen: is it? Undefined: a row that opens. */
  declare checked: boolean | undefined;
  /** Cannot be chosen. */
  declare disabled: boolean;
  /** It is the one that is open. */
  declare selected: boolean;
  /** The one row of its list that the Tab key reaches. */
  declare tabbable: boolean;

  #held = false;
  #who = this.read(
    () => (this.userId ? [...personKeys(this.userId, this.group), `presence/${this.userId}`] : []),
    (store): Who => {
      const id = this.userId as UserId;
      const user = store.get('user', id);
      return { name: personName(store, id, this.group), status: user?.status, presence: store.get('presence', id) };
    },
  );

  constructor() {
    super();
    this.words = [];
    this.still = this.menu = this.disabled = this.selected = false;
    this.tabbable = true;
    new Watched(this, () => ({ client: this.im, id: this.userId }));
    new LongPress(this, (at) => {
      if (!this.menu) return;
      this.#held = true;
      this.openMenu(at);
    });
    this.addEventListener('pointerdown', () => (this.#held = false), { capture: true });
  }

  get #row(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('.row');
  }

  /** Asks the list for the row's actions. */
  openMenu(anchor: MenuAnchor = this.#row ?? this): void {
    this.tell('im-person-menu', { userId: this.userId, anchor });
  }

  override focus(options?: FocusOptions): void {
    const put = (): void => this.#row?.focus(options);
    if (this.hasUpdated) put();
    else void this.updateComplete.then(put);
  }

  override render(): TemplateResult | typeof nothing {
    const id = this.userId;
    const who = id ? this.#who.value : undefined;
    if (!id || !who) return nothing;
    wantUsers(this.im, [id]);
    const live = !this.still;
    const inside = html`${this.#box()}<im-avatar .client=${this.im} .userId=${id} .name=${who.name}></im-avatar>
      <span class="words"><span class="first"><bdi class="name" part="name">${this.#marked(who.name)}</bdi><slot name="badge"></slot></span>${this.#second(who)}</span>`;
    return html`<div class="person ${live ? 'live' : ''}" @contextmenu=${this.#context}>${
      live
        ? html`<button type="button" class="row" part="row" role=${this.checked === undefined ? nothing : 'checkbox'}
            aria-checked=${this.checked === undefined ? nothing : String(this.checked)} aria-current=${this.selected ? 'true' : nothing}
            tabindex=${this.tabbable ? 0 : -1} ?disabled=${this.disabled} @click=${this.#select}>${inside}</button>`
        : html`<div class="row" part="row">${inside}</div>`
    }<slot name="end"></slot>${
      this.menu
        ? html`<button type="button" class="icon-button menu-button" part="menu-button" tabindex="-1" aria-haspopup="menu"
            aria-label=${this.t('person.menu', { name: `\u2068${who.name}\u2069` })} @click=${this.#open}>${ellipsisIcon()}</button>`
        : nothing
    }</div>`;
  }

  #box(): TemplateResult | typeof nothing {
    if (this.checked === undefined) return nothing;
    return html`<span class="box ${this.checked ? 'on' : ''}">${checkIcon()}</span>`;
  }

  #second({ presence, status }: Who): TemplateResult | typeof nothing {
    const said = this.second ?? (presenceWords(presence, this.im?.session.now() ?? Date.now(), this.i18n) || status);
    return said ? html`<bdi class="second" part="second">${said}</bdi>` : nothing;
  }

  #marked(name: string): unknown {
    if (this.words.length === 0) return name;
    return piecesOf(name, hitsIn(name, this.words)).map(({ text, hit }) => (hit ? html`<mark>${text}</mark>` : text));
  }

  #select = (): void => {
    if (this.#held) return;
    this.tell('im-person-select', {
      userId: this.userId,
      ...(this.checked !== undefined && { checked: !this.checked }),
    });
  };

  #open = (event: Event): void => {
    this.openMenu(event.currentTarget as HTMLElement);
  };

  #context = (event: MouseEvent): void => {
    if (!this.menu) return;
    event.preventDefault();
    // A finger that rests has opened it by itself already; a key has no place of its own.
    if ((event as Partial<PointerEvent>).pointerType === 'touch') return;
    this.openMenu(event.button === 2 ? { x: event.clientX, y: event.clientY } : undefined);
  };
}
