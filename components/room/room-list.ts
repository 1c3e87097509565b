import { css, html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { type Client, type ConversationId, type Group, type Page, toImError } from '../../core/index.js';
import { base, buttons, tokens } from '../../styles/shared/index.js';
import { panelStyles } from '../contacts/contacts.styles.js';
import { searchIcon, wifiOffIcon } from '../shared/icons-later.js';
import { radioIcon } from '../shared/icons-places.js';
import { ImElement } from '../shared/im-element.js';
import { Patience } from '../shared/patience.js';
import { RowWindow, rowWindowStyles } from '../shared/row-window.js';
import { skeletons } from '../shared/skeletons.js';

type Row = Group & { readonly online: number };

/** After the last key, before the back end is asked. Milliseconds. */
const PAUSE = 250;

/**
 * The live rooms that are open, with how many are there, and a search. Pages as it is scrolled.
 *
 * @slot empty - Instead of the words for an empty list.
 * @csspart field - Where one searches.
 * @csspart list - The scrolling list.
 * @csspart row - One room.
 * @fires im-select-request - A room was chosen; the default sets `selected`. Cancelable; detail: {room, conversationId}.
 * @fires im-select - `selected` has changed by choice. Detail: {room, conversationId}.
 * @fires im-error - The rooms could not be loaded. Detail: {error}.
 */
export class ImRoomList extends ImElement {
  static readonly version = '0.1.0';
  static override styles = [
    tokens,
    base,
    buttons,
    panelStyles,
    rowWindowStyles,
    css`
      .row {
        display: grid;
        grid-template-columns: 40px minmax(0, 1fr) auto;
        column-gap: 12px;
        align-items: center;
        inline-size: 100%;
        min-block-size: 56px;
        padding: 8px 12px;
        border-radius: var(--_radius-card);
        text-align: start;
        --im-avatar-size: 40px;
      }
      .row:hover {
        background: var(--_hover);
      }
      .row[aria-current] {
        background: var(--_accent-wash);
      }
      .row:focus-visible {
        outline-offset: -2px;
      }
      .words {
        display: grid;
        min-inline-size: 0;
      }
      .words bdi {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .name {
        font: var(--_title);
      }
      .about {
        font: var(--_meta);
        color: var(--_ink-2);
      }
      .online {
        display: inline-flex;
        align-items: center;
        gap: 6px;
        font: var(--_meta);
        color: var(--_ink-2);
        font-variant-numeric: tabular-nums;
      }
      .online::before {
        content: '';
        inline-size: 8px;
        block-size: 8px;
        border-radius: 50%;
        background: var(--_success);
      }
      .online.none::before {
        background: var(--_line);
      }
      @media (pointer: coarse) {
        .row {
          min-block-size: 64px;
        }
      }
    `,
  ];
  static override properties: PropertyDeclarations = {
    selected: { reflect: true },
    words: { state: true },
    state: { state: true },
  };
  /** Id of the room that is open. */
  declare selected: string | undefined;
  /** @internal */
  declare words: string;
  /** @internal */
  declare state: 'idle' | 'loading' | 'failed';

  #rooms: readonly Row[] | undefined;
  #next: string | undefined;
  #of: Client | undefined;
  #turn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #patience = new Patience(this);
  #session = this.read(
    () => ['session/self'],
    (store) => store.get('session', 'self')?.state,
  );
  #rows = new RowWindow(this, {
    keys: () => (this.#rooms ?? []).map(({ id }) => id),
    estimate: () => 56,
    preferred: () => this.selected,
  });

  constructor() {
    super();
    this.words = '';
    this.state = 'idle';
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#turn += 1;
    this.#of = undefined;
  }

  protected override willUpdate(_: PropertyValues): void {
    const { im } = this;
    if (im && im !== this.#of && this.#session.value === 'connected' && im.can('join-room') === 'available') {
      this.#of = im;
      void this.refresh();
    }
  }

  protected override updated(): void {
    if (this.#next && this.state === 'idle' && this.#rows.last >= (this.#rooms?.length ?? 0) - 5)
      void this.#load(this.#next);
  }

  /** Counts are those of the moment it was asked; asks again. */
  refresh(): Promise<void> {
    return this.#load();
  }

  async #load(cursor?: string): Promise<void> {
    const { im } = this;
    if (!im) return;
    this.#turn += 1;
    const turn = this.#turn;
    this.state = 'loading';
    this.#patience.wait(false);
    this.#patience.wait(true);
    try {
      const page: Page<Row> = await im.rooms.list(this.words.trim() || undefined, cursor);
      if (turn !== this.#turn) return;
      const before = cursor === undefined ? [] : (this.#rooms ?? []);
      const known = new Set(before.map(({ id }) => id));
      this.#rooms = [...before, ...page.items.filter(({ id }) => !known.has(id))];
      this.#next = page.next;
      this.state = 'idle';
    } catch (error) {
      if (turn !== this.#turn) return;
      this.state = 'failed';
      this.tell('im-error', { error: toImError(error) });
    }
  }

  override focus(): void {
    if (this.#rooms?.length) this.#rows.focus();
    else this.renderRoot.querySelector('input')?.focus();
  }

  override render(): TemplateResult {
    const { t } = this.i18n;
    const some = (this.#rooms?.length ?? 0) > 0;
    return html`<div class="top" role="search"><label class="field" part="field">${searchIcon()}<input type="search" autocomplete="off" spellcheck="false"
        enterkeyhint="search" dir=${this.words ? 'auto' : nothing} aria-label=${t('rooms.search')} placeholder=${t('rooms.search')} .value=${this.words}
        @input=${this.#typed} @keydown=${this.#fieldKey} /></label></div>
      <div class="scroller" part="list" role=${some ? 'list' : nothing} aria-label=${some ? t('rooms.label') : nothing} @keydown=${this.#rows.key}
        @focusin=${this.#rows.focused}>${this.#rows.render((at) => this.#row(this.#rooms?.[at]))}${this.#nothing()}</div>`;
  }

  #row(room: Row | undefined): unknown {
    if (!room) return nothing;
    const { id, name = id, introduction, online, avatar } = room;
    return html`<button type="button" class="row" part="row" data-stop tabindex=${id === this.#rows.stop ? 0 : -1} aria-current=${id === this.selected ? 'true' : nothing}
      @click=${() => this.#select(id)}><im-avatar .client=${this.im} .conversation=${`room:${id}`} .name=${name} .src=${avatar}></im-avatar
      ><span class="words"><bdi class="name">${name}</bdi>${introduction ? html`<bdi class="about">${introduction}</bdi>` : nothing}</span
      ><span class="online ${online ? '' : 'none'}">${this.t('room.online', { count: online })}</span></button>`;
  }

  #nothing(): TemplateResult | typeof nothing {
    const { t } = this.i18n;
    const { im } = this;
    const words = (said: string, icon = radioIcon()): TemplateResult =>
      html`<div class="empty" role="status">${icon}<strong>${said}</strong></div>`;
    if (!im) return words(t('window.no-client'));
    if (im.can('join-room') !== 'available') return words(t('room.unsupported'));
    if (this.state === 'failed')
      return html`<div class="empty" role="alert"><span>${t('rooms.failed')}</span>
        <button type="button" class="text-button" @click=${() => void this.refresh()}>${t('messages.try-again')}</button></div>`;
    if (!this.#rooms) {
      if (this.#session.value === 'offline') return words(t('rooms.offline'), wifiOffIcon());
      return this.#patience.holds ? nothing : skeletons(t('rooms.loading'));
    }
    if (this.#rooms.length > 0 || this.state === 'loading') return nothing;
    return this.words.trim()
      ? words(t('rooms.none-found'), searchIcon())
      : html`<slot name="empty">${words(t('rooms.empty'))}</slot>`;
  }

  #select(room: string): void {
    const detail = { room, conversationId: `room:${room}` as ConversationId };
    this.ask('im-select-request', detail, () => {
      this.selected = room;
      this.tell('im-select', detail);
    });
  }

  #typed = (event: Event): void => {
    this.words = (event.target as HTMLInputElement).value;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#rows.toStart();
      void this.refresh();
    }, PAUSE);
  };

  #fieldKey = (event: KeyboardEvent): void => {
    if (event.isComposing || event.key !== 'ArrowDown' || !this.#rooms?.length) return;
    event.preventDefault();
    this.#rows.focusAt(0);
  };
}
