import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { toImError, type UserId } from '../../core/index.js';
import { base, buttons, tokens } from '../../styles/shared/index.js';
import { panelStyles } from '../contacts/contacts.styles.js';
import { may } from '../contacts/offers.js';
import { personName } from '../person/naming.js';
import { xIcon } from '../shared/icons.js';
import { searchIcon } from '../shared/icons-later.js';
import { ImRow } from '../shared/im-element.js';
import { RowWindow, rowWindowStyles } from '../shared/row-window.js';
import { skeletons } from '../shared/skeletons.js';
import { type PageOf, Within } from './within.js';

/** After the last key, before the back end is asked, milliseconds. */
const PAUSE = 250;
const NOBODY: ReadonlySet<UserId> = new Set();

/**
 * Chooses people: one's contacts, those found by words, or by their whole id.
 * @internal
 * @fires im-pick - Others are chosen. Detail: {chosen}.
 */
export class ImPeoplePicker extends ImRow {
  static readonly version = '0.1.0';
  static override styles = [
    tokens,
    base,
    buttons,
    panelStyles,
    rowWindowStyles,
    css`
      .chips {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
        margin: 0;
        padding: 4px 12px;
        list-style: none;
        max-block-size: 108px;
        overflow-y: auto;
        flex: none;
      }
      .chip {
        display: inline-flex;
        align-items: center;
        gap: 4px;
        max-inline-size: 200px;
        min-block-size: 28px;
        padding-inline: 10px 6px;
        border-radius: 14px;
        background: var(--_accent-wash);
        color: var(--_accent-ink);
        font: var(--_meta);
      }
      .chip bdi {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .chip .icon {
        inline-size: 14px;
        block-size: 14px;
      }
      @media (pointer: coarse) {
        .chip {
          min-block-size: 44px;
        }
      }
    `,
  ];
  static override properties: PropertyDeclarations = {
    exclude: { attribute: false },
    chosen: { attribute: false },
    within: { attribute: false },
    words: { state: true },
    state: { state: true },
  };
  /** Those who are in already. */
  declare exclude: ReadonlySet<UserId>;
  declare chosen: ReadonlySet<UserId>;
  /** These alone; one's contacts and whoever is found without. */
  declare within: PageOf | undefined;
  /** @internal */
  declare words: string;
  /** @internal */
  declare state: 'idle' | 'loading' | 'failed';

  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn = 0;
  #loaded: unknown;
  #found: readonly UserId[] = [];
  #next: string | undefined;
  #ids: readonly UserId[] = [];
  #inside: Within | undefined;
  #contacts = this.read(
    () => ['list/contacts', 'session/self', ...(this.#inside?.ids ?? []).map((id) => `user/${id}` as const)],
    (store) => ({ ids: store.list('contacts'), online: store.get('session', 'self')?.state === 'connected' }),
  );
  #rows = new RowWindow(this, { keys: () => this.#ids, estimate: () => 56 });

  constructor() {
    super();
    this.exclude = this.chosen = NOBODY;
    this.words = '';
    this.state = 'idle';
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#turn += 1;
  }

  protected override willUpdate(): void {
    const { im, within } = this;
    if (within !== this.#inside?.page) {
      this.#inside = within && new Within(within);
      this.state = 'idle';
    }
    if (im && this.#inside) {
      this.#ids = this.#inside.found(im, this.words.trim());
      return;
    }
    if (im && this.#loaded !== im && this.#contacts.value?.online && may(im, 'contacts')) {
      this.#loaded = im;
      this.attempt(() => im.contacts.load());
    }
    this.#ids = this.words.trim() ? this.#found : (this.#contacts.value?.ids ?? []);
  }

  protected override updated(): void {
    if (this.#inside) {
      const near = this.#rows.last >= this.#ids.length - 5;
      if (near && !this.#inside.done && this.state === 'idle' && this.#contacts.value?.online)
        void this.#more(this.#inside);
    } else if (this.#next && this.state === 'idle' && this.words.trim() && this.#rows.last >= this.#ids.length - 5)
      void this.#look(this.#next);
  }

  override focus(): void {
    this.renderRoot.querySelector('input')?.focus();
  }

  override render(): TemplateResult {
    const { t } = this.i18n;
    return html`<div class="top" role="search"><label class="field">${searchIcon()}<input type="search" autocomplete="off" spellcheck="false" enterkeyhint="search"
        dir=${this.words ? 'auto' : nothing} aria-label=${t('people.search')} placeholder=${t('people.search')} .value=${this.words}
        @input=${this.#typed} @keydown=${this.#key} /></label></div>
      ${this.chosen.size > 0 ? html`<ul class="chips" aria-label=${t('people.chosen')}>${[...this.chosen].map((id) => this.#chip(id))}</ul>` : nothing}
      <div class="scroller" role=${this.#ids.length ? 'list' : nothing} aria-label=${this.#ids.length ? t('people.label') : nothing}
        @keydown=${this.#rows.key} @focusin=${this.#rows.focused} @im-person-select=${this.#pick}>
        ${this.#rows.render((at) => this.#row(this.#ids[at] as string))}${this.#nothing()}</div>`;
  }

  #chip(id: UserId): TemplateResult {
    const name = this.im ? personName(this.im.store, id) : id;
    const label = this.t('people.unchoose', { name: `\u2068${name}\u2069` });
    return html`<li><button type="button" class="chip" aria-label=${label} title=${label} @click=${() => this.#choose(id, false)}><bdi>${name}</bdi>${xIcon()}</button></li>`;
  }

  #row(id: UserId): TemplateResult {
    const inside = this.exclude.has(id) || id === this.im?.userId;
    const words = this.words.trim();
    return html`<im-person data-stop .client=${this.im} .translator=${this.i18n} .userId=${id} .checked=${inside || this.chosen.has(id)} ?disabled=${inside}
      .second=${inside ? this.t('people.in') : undefined} .words=${words ? words.split(/\s+/) : []} .tabbable=${id === this.#rows.stop}></im-person>`;
  }

  #nothing(): TemplateResult | typeof nothing {
    if (this.state === 'failed')
      return html`<div class="empty" role="alert"><span>${this.t('people.failed')}</span>
        <button type="button" class="text-button" @click=${() => (this.#inside ? void this.#more(this.#inside) : void this.#look())}>${this.t('messages.try-again')}</button></div>`;
    if (this.#ids.length > 0) return nothing;
    if (this.state === 'loading' || this.#inside?.done === false) return skeletons(this.t('people.loading'));
    return html`<div class="empty" role="status"><span>${this.t(this.words.trim() || this.#inside ? 'people.none' : 'people.hint')}</span></div>`;
  }

  #pick = (event: CustomEvent<{ userId: UserId; checked?: boolean }>): void => {
    event.stopPropagation();
    this.#choose(event.detail.userId, event.detail.checked ?? true);
  };

  #choose(id: UserId, on: boolean): void {
    const chosen = new Set(this.chosen);
    if (on) chosen.add(id);
    else chosen.delete(id);
    this.chosen = chosen;
    this.dispatchEvent(new CustomEvent('im-pick', { detail: { chosen } }));
  }

  #typed = (event: Event): void => {
    this.words = (event.target as HTMLInputElement).value;
    if (this.#inside) return;
    clearTimeout(this.#timer);
    this.#turn += 1;
    this.#found = [];
    this.#next = undefined;
    this.state = this.words.trim() ? 'loading' : 'idle';
    if (this.words.trim()) this.#timer = setTimeout(() => void this.#look(), PAUSE);
  };

  #key = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (event.key === 'Escape' && this.words) {
      event.preventDefault();
      event.stopPropagation();
      this.words = '';
      if (!this.#inside) this.state = 'idle';
    } else if (event.key === 'ArrowDown' && this.#ids.length > 0) {
      event.preventDefault();
      this.#rows.focusAt(0);
    } else if (event.key === 'Enter') event.preventDefault();
  };

  /** The next of those among whom one chooses; with words, until enough of them fit. */
  async #more(inside: Within): Promise<void> {
    const { im } = this;
    if (!im) return;
    this.state = 'loading';
    try {
      await inside.more(im);
      if (inside === this.#inside) this.state = 'idle';
    } catch (error) {
      if (inside !== this.#inside) return;
      this.state = 'failed';
      this.tell('im-error', { error: toImError(error) });
    }
  }

  /** Contacts first; then the directory, or who has just this id. */
  async #look(cursor?: string): Promise<void> {
    const { im } = this;
    const words = this.words.trim();
    if (!im || !words) return;
    this.#turn += 1;
    const turn = this.#turn;
    this.state = 'loading';
    try {
      const near = !cursor && may(im, 'contacts') ? await im.contacts.search(words) : [];
      const page = may(im, 'search-users') ? await im.users.search(words, cursor) : { items: [] };
      const exact = !cursor && !page.items.some(({ id }) => id === words) ? await im.users.get([words]) : [];
      if (turn !== this.#turn) return;
      const ids = [...page.items, ...exact].map(({ id }) => id);
      im.users.want(ids);
      this.#found = [...new Set([...this.#found, ...near, ...ids])];
      this.#next = 'next' in page ? page.next : undefined;
      this.state = 'idle';
    } catch (error) {
      if (turn !== this.#turn) return;
      this.state = 'failed';
      this.tell('im-error', { error: toImError(error) });
    }
  }
}
