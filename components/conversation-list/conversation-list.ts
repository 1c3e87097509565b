import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Client, ConversationId, Session } from '../../core/index.js';
import { base, buttons, tokens } from '../../styles/shared/index.js';
import type { ImMenu, MenuAnchor, MenuItem } from '../menu/menu.js';
import { checkCheckIcon, messageCircleIcon } from '../shared/icons.js';
import { pinIcon, pinOffIcon, trash2Icon } from '../shared/icons-actions.js';
import { ImElement } from '../shared/im-element.js';
import { titleOf } from '../shared/titles.js';
import type { LocaleKey } from '../shared/translator.js';
import type { ImConversationItem } from './conversation-item.js';
import { styles } from './conversation-list.styles.js';
import { Paging } from './paging.js';

/** Skeletons come after this many milliseconds of waiting, never as a flash. */
const SKELETON_AFTER = 300;
const OVER: ReadonlySet<Session['state']> = new Set(['offline', 'kicked', 'unauthorized', 'banned', 'closed']);

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
 * @fires im-read-request - Everything in a conversation is to be read. Cancelable; detail: {conversationId}.
 * @fires im-unread-request - A conversation is to be marked as unread. Cancelable; detail: {conversationId}.
 * @fires im-error - A command failed. Detail: {error}.
 */
export class ImConversationList extends ImElement {
  static readonly version = '0.1.0';
  static override properties: PropertyDeclarations = {
    selected: { reflect: true },
    active: { state: true },
    patient: { state: true },
  };
  static override styles = [tokens, base, buttons, styles];
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
  #items: readonly MenuItem[] = [];
  #client: Client | undefined;
  /** Where the row with the focus stood, to find its neighbour when it goes. */
  #at = -1;
  #lost = false;
  #paging = new Paging(this, () => this.#more());

  constructor() {
    super();
    this.patient = true;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#wait(false);
  }

  protected override willUpdate(): void {
    const { ids = [], session } = this.#ids.value ?? {};
    this.#wait(ids.length === 0 && this.#waits(session));
    if (this.active && !ids.includes(this.active)) {
      this.active = undefined;
      this.#lost = this.#at >= 0;
    }
    if (this.im === this.#client) return;
    this.#client = this.im;
    this.#paging.reset();
  }

  #more(): Promise<boolean> | undefined {
    const client = this.im;
    if (client?.store.get('session', 'self')?.state !== 'connected') return undefined;
    const asked = client.conversations.more();
    this.attempt(() => asked);
    return asked;
  }

  /** Nothing is known yet, or it is known that nothing is there. */
  #waits(session: Session | undefined): boolean {
    return !this.im || !session || (session.sync !== 'finished' && !OVER.has(session.state));
  }

  #wait(on: boolean): void {
    if (on) this.#timer ??= setTimeout(() => (this.patient = false), SKELETON_AFTER);
    else {
      clearTimeout(this.#timer);
      this.#timer = undefined;
      this.patient = true;
    }
  }

  override focus(options?: FocusOptions): void {
    const rows = this.#rows;
    (rows.find((row) => row.tabbable) ?? rows[0])?.focus(options);
  }

  get #rows(): ImConversationItem[] {
    return [...this.renderRoot.querySelectorAll<ImConversationItem>('im-conversation-item')];
  }

  override render(): TemplateResult {
    const state = this.#ids.value;
    const ids = state?.ids ?? [];
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
          ) => html`<im-conversation-item part="item" exportparts="row, title, preview, time, badge, menu-button" .client=${this.im} .translator=${this.i18n}
            .conversation=${id} .selected=${id === this.selected} .tabbable=${id === tabbable}></im-conversation-item>`,
        )}
        ${ids.length === 0 ? this.#nothing(state?.session) : nothing}
        <div class="end" role="presentation"></div>
      </div>
      <im-menu .client=${this.im} .items=${this.#items}></im-menu>`;
  }

  #nothing(session: Session | undefined): TemplateResult | typeof nothing {
    if (!this.#waits(session)) return this.#empty('list.empty', 'list.empty-hint');
    if (this.patient) return nothing;
    return this.im ? skeletons(this.t('list.loading')) : this.#empty('window.no-client');
  }

  #empty(title: LocaleKey, hint?: LocaleKey): TemplateResult {
    return html`<slot name="empty"><div class="empty" part="empty">${messageCircleIcon()}<strong>${this.t(title)}</strong>
      ${hint ? html`<span>${this.t(hint)}</span>` : nothing}</div></slot>`;
  }

  protected override updated(): void {
    if (!this.#lost) return;
    this.#lost = false;
    // The row with the focus has gone: its neighbour takes over, unless the focus is elsewhere by now.
    if (document.activeElement && document.activeElement !== document.body) return;
    const rows = this.#rows;
    rows[Math.min(this.#at, rows.length - 1)]?.focus();
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
    const { unread = 0, markedUnread } = client.store.get('conversation', id) ?? {};
    if (unread > 0 || markedUnread)
      items.push({
        id: 'read',
        label: this.t('list.mark-read'),
        icon: checkCheckIcon(),
        act: () => this.ask('im-read-request', { conversationId: id }, () => client.conversations.markRead(id)),
      });
    else if (client.can('mark-unread', id) === 'available')
      items.push({
        id: 'unread',
        label: this.t('list.mark-unread'),
        icon: messageCircleIcon(),
        act: () => this.ask('im-unread-request', { conversationId: id }, () => client.conversations.markUnread(id)),
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
    if (!item.conversation) return;
    this.active = item.conversation;
    this.#at = this.#rows.indexOf(item);
  };

  #key = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const rows = this.#rows;
    const at = rows.findIndex((row) => row.conversation === this.active);
    if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      event.preventDefault();
      rows[at]?.openMenu();
      return;
    }
    const to: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 };
    const next = to[event.key];
    if (next === undefined || rows.length === 0) return;
    event.preventDefault();
    rows[Math.max(0, Math.min(next, rows.length - 1))]?.focus();
  };
}

const skeletons = (label: string): TemplateResult =>
  html`<div role="status"><span class="sr">${label}</span>${[1, 2, 3].map(
    () => html`<div class="skeleton"><i></i><i></i><i></i></div>`,
  )}</div>`;
