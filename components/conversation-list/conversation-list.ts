import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { ConversationId } from '../../core/index.js';
import { base, buttons, tokens } from '../../styles/shared/index.js';
import type { ImMenu, MenuAnchor, MenuItem } from '../menu/menu.js';
import { pinIcon, pinOffIcon, trash2Icon } from '../shared/icons.js';
import { ImElement } from '../shared/im-element.js';
import { titleOf } from '../shared/titles.js';
import type { ImConversationItem } from './conversation-item.js';

/** Skeletons come after this many milliseconds of waiting, never as a flash. */
const SKELETON_AFTER = 300;

/**
 * The conversations of a client: pinned ones first, then by activity. Loads further pages as it is scrolled.
 *
 * @slot header - Above the rows.
 * @slot empty - Instead of the words for an empty list.
 * @csspart list - The scrolling list.
 * @csspart item - A row.
 * @csspart empty - The words for an empty list.
 * @fires im-select-request - A row was chosen; the default sets `selected`. Cancelable; detail: {conversationId}.
 * @fires im-select - `selected` has changed by choice. Detail: {conversationId}.
 * @fires im-pin-request - Pinning or unpinning is asked for. Cancelable; detail: {conversationId, pinned}.
 * @fires im-remove-request - Removing a row is asked for. Cancelable; detail: {conversationId}.
 * @fires im-error - A command failed. Detail: {error}.
 */
export class ImConversationList extends ImElement {
  static readonly version = '0.1.0';
  static override properties: PropertyDeclarations = {
    selected: { reflect: true },
    active: { state: true },
    patient: { state: true },
  };
  static override styles = [
    tokens,
    base,
    buttons,
    css`
      :host {
        display: flex;
        flex-direction: column;
        min-block-size: 0;
        background: var(--_surface);
      }
      .list {
        flex: 1;
        min-block-size: 0;
        overflow-y: auto;
        overscroll-behavior: contain;
        scrollbar-width: thin;
        scrollbar-color: var(--_line) transparent;
        padding: 6px;
      }
      .empty {
        block-size: 100%;
        min-block-size: 160px;
        display: grid;
        place-content: center;
        justify-items: center;
        gap: 4px;
        padding: 24px;
        text-align: center;
        color: var(--_ink-2);
        font: var(--_meta);
      }
      .empty strong {
        font: var(--_title);
        color: var(--_ink);
      }
      .skeleton {
        display: grid;
        grid-template-columns: 44px 1fr;
        gap: 6px 12px;
        align-content: center;
        block-size: 68px;
        padding: 8px 12px;
      }
      .skeleton i {
        background: var(--_sunken);
        border-radius: 6px;
        block-size: 10px;
      }
      .skeleton i:first-child {
        grid-row: 1 / 3;
        border-radius: 50%;
        block-size: 44px;
      }
      .skeleton i:nth-child(2) {
        inline-size: 40%;
        align-self: end;
      }
      .skeleton i:nth-child(3) {
        inline-size: 70%;
      }
      .end {
        block-size: 1px;
      }
    `,
  ];
  /** The chosen conversation's id. */
  declare selected: ConversationId | undefined;
  /** @internal The row that the Tab key reaches. */
  declare active: ConversationId | undefined;
  /** @internal */
  declare patient: boolean;

  #ids = this.read(
    () => ['list/conversations', 'session/self'],
    (store) => ({
      ids: store.list('conversations') as readonly ConversationId[],
      session: store.get('session', 'self'),
    }),
  );
  #timer: ReturnType<typeof setTimeout> | undefined;
  #watcher: IntersectionObserver | undefined;
  #loading = false;
  #items: readonly MenuItem[] = [];

  constructor() {
    super();
    this.patient = true;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#watcher?.disconnect();
    this.#watcher = undefined;
  }

  protected override updated(): void {
    const end = this.renderRoot.querySelector('.end');
    if (!end || this.#watcher) return;
    const root = this.renderRoot.querySelector('.list');
    this.#watcher = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && this.#more(), {
      root,
      rootMargin: '400px',
    });
    this.#watcher.observe(end);
  }

  #more(): void {
    const client = this.im;
    if (!client || this.#loading || client.store.get('session', 'self')?.state !== 'connected') return;
    this.#loading = true;
    this.attempt(() => client.conversations.more().finally(() => (this.#loading = false)));
  }

  override render(): TemplateResult {
    const state = this.#ids.value;
    const ids = state?.ids ?? [];
    const waiting =
      state?.session && ids.length === 0 && state.session.sync !== 'finished' && state.session.state !== 'offline';
    const tabbable =
      this.active && ids.includes(this.active) ? this.active : (ids.find((id) => id === this.selected) ?? ids[0]);
    return html`<slot name="header"></slot>
      <div class="list" part="list" role=${ids.length ? 'list' : nothing} aria-label=${ids.length ? this.t('list.label') : nothing}
        @keydown=${this.#key} @im-item-select=${this.#select} @im-item-menu=${this.#open} @focusin=${this.#focused}>
        ${repeat(
          ids,
          (id) => id,
          (
            id,
          ) => html`<im-conversation-item part="item" exportparts="row, title, preview, time, badge" .client=${this.im} .translator=${this.i18n}
            .conversation=${id} .selected=${id === this.selected} .tabbable=${id === tabbable}></im-conversation-item>`,
        )}
        ${ids.length === 0 ? (waiting ? this.#skeletons() : this.#empty()) : nothing}
        <div class="end" role="presentation"></div>
      </div>
      <im-menu .client=${this.im} .items=${this.#items}></im-menu>`;
  }

  #empty(): TemplateResult {
    return html`<slot name="empty"><div class="empty" part="empty"><strong>${this.t('list.empty')}</strong>
      <span>${this.t('list.empty-hint')}</span></div></slot>`;
  }

  #skeletons(): TemplateResult | typeof nothing {
    this.#timer ??= setTimeout(() => (this.patient = false), SKELETON_AFTER);
    if (this.patient) return nothing;
    return html`<div role="status"><span class="sr">${this.t('list.loading')}</span>${[1, 2, 3].map(
      () => html`<div class="skeleton"><i></i><i></i><i></i></div>`,
    )}</div>`;
  }

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
    const client = this.im;
    if (!client) return;
    const { conversationId, anchor } = event.detail;
    this.#items = this.#actions(conversationId);
    const menu = this.renderRoot.querySelector('im-menu') as ImMenu;
    menu.items = this.#items;
    menu.label = this.t('list.menu', { name: titleOf(client.store, conversationId) });
    void menu.show(anchor, event.target as HTMLElement);
  };

  #actions(id: ConversationId): MenuItem[] {
    const client = this.im;
    if (!client) return [];
    const pinned = client.store.get('conversation', id)?.pinned ?? false;
    const items: MenuItem[] = [];
    if (client.can('pin', id) === 'available')
      items.push({
        id: 'pin',
        label: this.t(pinned ? 'list.unpin' : 'list.pin'),
        icon: pinned ? pinOffIcon() : pinIcon(),
        act: () =>
          this.ask('im-pin-request', { conversationId: id, pinned: !pinned }, (ask) =>
            client.conversations.pin(id, ask.pinned),
          ),
      });
    if (client.can('remove', id) === 'available')
      items.push({
        id: 'remove',
        label: this.t('list.remove'),
        icon: trash2Icon(),
        danger: true,
        act: () => this.ask('im-remove-request', { conversationId: id }, () => client.conversations.remove(id)),
      });
    return items;
  }

  #focused = (event: FocusEvent): void => {
    const item = event.target as ImConversationItem;
    if (item.conversation) this.active = item.conversation;
  };

  #key = (event: KeyboardEvent): void => {
    const items = [...this.renderRoot.querySelectorAll<ImConversationItem>('im-conversation-item')];
    const at = items.findIndex((item) => item.conversation === this.active);
    const to: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 };
    const next = to[event.key];
    if (next === undefined || items.length === 0) return;
    event.preventDefault();
    items[Math.max(0, Math.min(next, items.length - 1))]?.focus();
  };
}
