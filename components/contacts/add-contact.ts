import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { toImError, type User, type UserId } from '../../core/index.js';
import { base, buttons, tokens } from '../../styles/shared/index.js';
import { chevronLeftIcon, loaderCircleIcon } from '../shared/icons.js';
import { searchIcon } from '../shared/icons-later.js';
import { userPlusIcon } from '../shared/icons-people.js';
import { ImRow } from '../shared/im-element.js';
import { askAdd } from './acts.js';
import { panelStyles } from './contacts.styles.js';
import { may } from './offers.js';

/** After the last key, before the back end is asked, milliseconds. */
const PAUSE = 250;

interface Found {
  readonly state: 'idle' | 'loading' | 'done' | 'failed';
  readonly ids: readonly UserId[];
  readonly next?: string;
}
const NOBODY: Found = { state: 'idle', ids: [] };

/**
 * Finds people who are not in the list yet, and asks them. Where the back end has no directory, by their whole id.
 * @internal
 * @fires im-view-close - Back to the list.
 */
export class ImAddContact extends ImRow {
  static readonly version = '0.1.0';
  static override styles = [
    tokens,
    base,
    buttons,
    panelStyles,
    css`
      ul {
        list-style: none;
        margin: 0;
        padding: 0;
      }
      .state {
        font: var(--_meta);
        color: var(--_ink-2);
      }
      .hint {
        margin: 0;
        padding: 4px 16px 8px;
        font: var(--_meta);
        color: var(--_ink-2);
      }
      .wait {
        display: grid;
        place-items: center;
        padding: 24px;
        color: var(--_ink-2);
      }
      .wait .icon {
        animation: turn 1.1s linear infinite;
      }
      @keyframes turn {
        to {
          rotate: 360deg;
        }
      }
      .more {
        display: block;
        margin: 4px auto;
      }
    `,
  ];
  static override properties: PropertyDeclarations = {
    words: { state: true },
    found: { state: true },
    sent: { state: true },
  };
  /** @internal */
  declare words: string;
  /** @internal */
  declare found: Found;
  /** @internal What became of those who were asked here. */
  declare sent: ReadonlyMap<UserId, 'added' | 'pending'>;

  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn = 0;
  #known = this.read(
    () => ['list/contacts', 'list/contact-requests', 'session/self'],
    (store) => ({
      contacts: new Set(store.list('contacts')),
      online: store.get('session', 'self')?.state === 'connected',
      waiting: new Set(
        store
          .list('contact-requests')
          .flatMap((id) => store.get('contact-request', id) ?? [])
          .filter(({ state }) => state === 'pending')
          .map(({ to }) => to),
      ),
    }),
  );

  constructor() {
    super();
    this.words = '';
    this.found = NOBODY;
    this.sent = new Map();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#turn += 1;
  }

  get #searches(): boolean {
    return !!this.im && may(this.im, 'search-users');
  }

  override focus(): void {
    this.renderRoot.querySelector('input')?.focus();
  }

  override render(): TemplateResult {
    const back = this.t('contacts.back');
    const field = this.t(this.#searches ? 'contacts.find' : 'contacts.find-id');
    return html`<div class="top" role="search" @keydown=${this.#escape}><button type="button" class="icon-button" aria-label=${back} title=${back} @click=${this.#close}>${chevronLeftIcon()}</button>
        <label class="field">${searchIcon()}<input type="search" autocomplete="off" autocapitalize="none" spellcheck="false" enterkeyhint="search" maxlength="100" dir=${this.words ? 'auto' : nothing}
          aria-label=${field} placeholder=${field} .value=${this.words} @input=${this.#typed} @keydown=${this.#enter} /></label></div>
      <div class="scroller" @keydown=${this.#escape}>${this.#shown()}</div>`;
  }

  #shown(): TemplateResult {
    const { state, ids, next } = this.found;
    if (!this.#known.value?.online) return this.#said(this.t('contacts.offline-empty'));
    if (state === 'idle')
      return this.#said(
        this.t('contacts.add-somebody'),
        this.t(this.#searches ? 'contacts.find-hint' : 'contacts.find-id-hint'),
      );
    if (state === 'failed')
      return html`<div class="empty" role="alert"><span>${this.t('contacts.failed')}</span><button type="button" class="text-button"
        @click=${() => void this.#look()}>${this.t('messages.try-again')}</button></div>`;
    if (state === 'loading' && ids.length === 0)
      return html`<div class="wait" role="status">${loaderCircleIcon()}<span class="sr">${this.t('contacts.loading')}</span></div>`;
    if (ids.length === 0) return this.#said(this.t('contacts.nobody'));
    return html`<ul aria-label=${this.t('contacts.found')} aria-busy=${state === 'loading' ? 'true' : 'false'}>${ids.map((id) => this.#row(id))}</ul>${
      next && state === 'done'
        ? html`<button type="button" class="text-button more" @click=${() => void this.#look(next)}>${this.t('readers.more')}</button>`
        : nothing
    }`;
  }

  #said(title: string, hint?: string): TemplateResult {
    return html`<div class="empty" role="status">${userPlusIcon()}<strong>${title}</strong>${hint ? html`<span>${hint}</span>` : nothing}</div>`;
  }

  #row(id: UserId): TemplateResult {
    return html`<li><im-person .client=${this.im} .translator=${this.i18n} .userId=${id} .second=${id} .still=${true}
      .words=${this.words.trim().split(/\s+/)}><span slot="end">${this.#standing(id)}</span></im-person></li>`;
  }

  #standing(id: UserId): TemplateResult {
    const { contacts, waiting } = this.#known.value ?? {};
    const sent = this.sent.get(id);
    if (id === this.im?.userId) return html`<span class="state">${this.t('contacts.you')}</span>`;
    if (contacts?.has(id) || sent === 'added')
      return html`<span class="state" role="status">${this.t('contacts.added')}</span>`;
    if (waiting?.has(id) || sent === 'pending')
      return html`<span class="state" role="status">${this.t('contacts.pending')}</span>`;
    const name = `\u2068${this.im?.store.get('user', id)?.name ?? id}\u2069`;
    return html`<button type="button" class="text-button" aria-label=${this.t('contacts.add-title', { name })}
      @click=${() => this.attempt(() => this.#add(id))}>${this.t('contacts.add')}</button>`;
  }

  async #add(id: UserId): Promise<void> {
    const { im } = this;
    const state = im && (await askAdd(id, { client: im, translator: this.i18n, host: this }));
    if (state) this.sent = new Map([...this.sent, [id, state]]);
  }

  #typed = (event: Event): void => {
    this.words = (event.target as HTMLInputElement).value;
    clearTimeout(this.#timer);
    this.#turn += 1;
    if (!this.words.trim()) this.found = NOBODY;
    // A whole id is known to be whole when Enter says so.
    else if (this.#searches) {
      this.found = { ...this.found, state: 'loading' };
      this.#timer = setTimeout(() => void this.#look(), PAUSE);
    }
  };

  #enter = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.isComposing || !this.words.trim()) return;
    event.preventDefault();
    clearTimeout(this.#timer);
    void this.#look();
  };

  async #look(cursor?: string): Promise<void> {
    const { im } = this;
    const words = this.words.trim();
    if (!im || !words) return;
    this.#turn += 1;
    const turn = this.#turn;
    const before = cursor ? this.found.ids : [];
    this.found = { state: 'loading', ids: cursor ? before : this.found.ids };
    try {
      const { items, next } = this.#searches
        ? await im.users.search(words, cursor)
        : { items: await im.users.get([words]), next: undefined };
      if (turn !== this.#turn) return;
      this.#keep(items);
      const ids = [...new Set([...before, ...items.map(({ id }) => id)])];
      this.found = { state: 'done', ids, ...(next !== undefined && { next }) };
    } catch (error) {
      if (turn !== this.#turn) return;
      this.found = { state: 'failed', ids: before };
      this.tell('im-error', { error: toImError(error) });
    }
  }

  /** What a search answers may not be in the store yet: the rows read it there. */
  #keep(users: readonly User[]): void {
    this.im?.users.want(users.map(({ id }) => id));
  }

  #close = (): void => {
    this.dispatchEvent(new CustomEvent('im-view-close'));
  };

  #escape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    this.#close();
  };
}
