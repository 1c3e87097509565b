import { ContextProvider } from '@lit/context';
import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import {
  type ConversationId,
  invalid,
  isConversationId,
  type Key,
  kindOf,
  type MessageId,
  type Store,
  targetOf,
} from '../../core/index.js';
import { base, buttons, tokens } from '../../styles/shared/index.js';
import type { ImComposer } from '../composer/composer.js';
import { conversationContext } from '../shared/context.js';
import { FileDrops } from '../shared/file-drops.js';
import { chevronLeftIcon, messageCircleIcon } from '../shared/icons.js';
import { ImElement } from '../shared/im-element.js';
import { once } from '../shared/once.js';
import { nameIn, nameKeys, titleKeys, titleOf } from '../shared/titles.js';
import { styles } from './chat-window.styles.js';

/** Longest wait for a transcript, milliseconds. */
const PATIENCE = 1000;
/** Tools, and the line that says how the connection is, which has patience. */
const later = once(() => import('./tools.define.js'));
/** The line comes with the first who types; its place is kept. */
const typingLine = once(() => import('../typing/index.js'));

/**
 * One conversation: header, connection line, transcript, typing line, composer put together. Each part is an element of
 * its own and can be replaced by a slot.
 *
 * @slot header - Instead of the whole header.
 * @slot header-actions - At the end of the header.
 * @slot empty - In a transcript without messages.
 * @slot composer - Instead of the composer.
 * @slot none - While no conversation is chosen.
 * @csspart header - The bar with face and title.
 * @csspart title - What the conversation is called.
 * @csspart subtitle - The line below the title.
 * @csspart back - The button that leads back to the list.
 * @csspart pinned - The bar of pinned messages.
 * @csspart messages - The transcript.
 * @csspart composer - Where one writes.
 * @csspart drop - The invitation shown while files are held over the window.
 * @cssstate dragging - Files are held over the window.
 * @fires im-back-request - The back button was pressed. Cancelable; detail: {conversationId}.
 * @fires im-pin-request - The conversation is to stand first in the list, or no longer; messages ask the same with {messageId, pinned}. Cancelable; detail: {conversationId, pinned}.
 * @fires im-notify-request - Another level of notifications was chosen. Cancelable; detail: {conversationId, level}.
 * @fires im-unread-request - The conversation is to be marked as unread. Cancelable; detail: {conversationId}.
 * @fires im-details-request - The group's details, or the other one's profile, are to be shown; the default opens them beside the transcript, over it where there is no room. Cancelable; detail: {conversationId}.
 * @fires im-clear-request - The history is to be cleared for the reader; he is asked first. Cancelable; detail: {conversationId}.
 * @fires im-error - The conversation's id is none, or what was asked for failed. Detail: {error}.
 */
export class ImChatWindow extends ImElement {
  static readonly version = '0.1.0';
  static override properties: PropertyDeclarations = {
    conversation: {},
    back: { type: Boolean },
    headless: { type: Boolean },
    receipts: { type: Boolean },
    dragging: { state: true },
  };
  static override styles = [tokens, base, buttons, styles];
  /** Which one is shown, such as `direct:ann` or `group:team`. */
  declare conversation: ConversationId | undefined;
  /** Shows a button that leads back, for one-column layouts. */
  declare back: boolean;
  /** Leaves the header out. */
  declare headless: boolean;
  /** Messages to a group ask for receipts, where the back end has them: who wrote them sees who has read them. */
  declare receipts: boolean;

  /** @internal */
  declare dragging: boolean;

  #internals = this.attachInternals();
  #context = new ContextProvider(this, { context: conversationContext });
  #head = this.read(
    () => (this.#id ? this.#keys(this.#id) : []),
    (store) =>
      this.#id && {
        title: titleOf(store, this.#id),
        second: this.#second(store, this.#id),
        pins: store.get('conversation', this.#id)?.pins ?? 0,
      },
  );

  /** The first look at a transcript has the page to itself: what stands around it comes after. */
  #begun = false;
  #patience: unknown;
  #shown = this.read(
    () => (this.#id && !this.#begun ? [`timeline/${this.#id}`, 'session/self'] : []),
    (store) => {
      const id = this.#id;
      const { opened, error } = (id && store.get('timeline', id)) || {};
      const { state } = store.get('session', 'self') ?? {};
      return opened || error || (id && kindOf(id) === 'room') || (state !== 'connecting' && state !== 'connected');
    },
  );

  constructor() {
    super();
    this.back = false;
    this.headless = false;
    this.receipts = false;
    this.dragging = false;
    new FileDrops(this, {
      accepts: () => this.#composer?.takesFiles ?? false,
      hover: (over) => (this.dragging = over),
      take: (files) => this.#composer?.addFiles?.(files),
    });
  }

  get #id(): ConversationId | undefined {
    return isConversationId(this.conversation) ? this.conversation : undefined;
  }

  #keys(id: ConversationId): Key[] {
    const [first] = this.im?.store.get('typing', id)?.users ?? [];
    const keys: Key[] = [...titleKeys(id), `typing/${id}`];
    if (first) keys.push(...nameKeys(first.userId));
    if (kindOf(id) === 'direct') keys.push(`presence/${targetOf(id)}`);
    return keys;
  }

  /** What stands below the title: somebody types, else who is there. */
  #second(store: Store, id: ConversationId): { readonly words: string; readonly typing?: boolean } | undefined {
    const users = store.get('typing', id)?.users.filter(({ userId }) => userId !== this.im?.userId) ?? [];
    const [first] = users;
    const direct = kindOf(id) === 'direct';
    if (first && direct) return { words: this.t('typing.someone'), typing: true };
    if (first && users.length > 1) return { words: this.t('typing.many', { count: users.length }), typing: true };
    if (first) {
      const name = nameIn(store, first.userId);
      return { words: this.t('typing.one', { name }), typing: true };
    }
    if (direct) {
      const { state, words } = store.get('presence', targetOf(id)) ?? {};
      const said = words ?? store.get('user', targetOf(id))?.status;
      if (said) return { words: said };
      return state === 'online' || state === 'away' ? { words: this.t(`window.${state}`) } : undefined;
    }
    const count = store.get('group', targetOf(id))?.memberCount ?? store.get('conversation', id)?.memberCount;
    return count ? { words: this.t('window.members', { count }) } : undefined;
  }

  get #composer(): Partial<ImComposer> | undefined {
    return (
      this.querySelector<ImComposer>(':scope > [slot=composer]') ??
      this.renderRoot.querySelector<ImComposer>('im-composer') ??
      undefined
    );
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.#context.value !== this.#id) this.#context.setValue(this.#id);
    this.#begun ||= Boolean(this.#shown.value);
    // A back end that does not answer is told of by what comes then.
    if (this.#id)
      this.#patience ??= setTimeout(() => {
        if (this.#begun) return;
        this.#begun = true;
        this.requestUpdate();
      }, PATIENCE);
    if (!changed.has('conversation') || !this.conversation || this.#id) return;
    this.attempt(() => {
      throw invalid('conversation', `"${this.conversation}" is no id such as direct:ann`);
    });
  }

  protected override updated(): void {
    if (this.#begun) later();
    if (this.#head.value?.second?.typing) typingLine();
    this.#internals.role = 'region';
    this.#internals.ariaLabel = this.t('window.label', { name: this.#head.value?.title ?? '' });
    this.#internals.states[this.dragging ? 'add' : 'delete']('dragging');
  }

  override render(): TemplateResult {
    const id = this.#id;
    if (!id || !this.im) return this.#none();
    return html`${this.headless ? this.#tools(id) : html`<slot name="header">${this.#header(id)}</slot>`}
      <im-connection .client=${this.im}></im-connection>${this.#pinned(id)}
      <im-message-list part="messages" .client=${this.im} .conversation=${id}
        exportparts="scroller, row, bubble, sender, time, day, divider, jump, notice, failure, empty">${
          // A forwarded slot that holds nothing would stand in the way of the list's own words.
          this.querySelector(':scope > [slot=empty]') ? html`<slot name="empty" slot="empty"></slot>` : nothing
        }</im-message-list>
      <im-typing .client=${this.im} .conversation=${id}></im-typing>
      <slot name="composer"><im-composer part="composer" .client=${this.im} .conversation=${id} .receipts=${this.receipts}
        exportparts="field, input, send, attach, emoji, voice, bar, tray, suggestions, notes"></im-composer></slot>
      <div class="drop" part="drop" ?hidden=${!this.dragging}>${this.t('composer.drop')}</div>`;
  }

  #header(id: ConversationId): TemplateResult {
    const { title = '', second } = this.#head.value ?? {};
    const goBack = (): void => {
      this.ask('im-back-request', { conversationId: id }, () => {});
    };
    return html`<header part="header">
      ${this.back ? html`<button type="button" class="icon-button back" part="back" aria-label=${this.t('window.back')} @click=${goBack}>${chevronLeftIcon()}</button>` : nothing}
      <im-avatar .client=${this.im} .conversation=${id}></im-avatar>
      <div class="who">
        <h2 part="title" dir="auto">${title}</h2>
        ${second ? html`<div class="subtitle ${second.typing ? 'typing' : ''}" part="subtitle" dir="auto">${second.words}</div>` : nothing}
      </div>
      <slot name="header-actions"></slot>${this.#tools(id)}
    </header>`;
  }

  /** Search, media, saving: in a chunk of their own that comes after the window. */
  #tools(id: ConversationId): TemplateResult {
    return html`<im-window-tools ?bare=${this.headless} .client=${this.im} .conversation=${id}></im-window-tools>`;
  }

  /** The bar comes with the first pinned message of the page. */
  #pinned(id: ConversationId): TemplateResult | typeof nothing {
    if (!this.#head.value || this.#head.value.pins === 0) return nothing;
    import('../pinned/index.js').catch(() => undefined);
    return html`<im-pinned part="pinned" .client=${this.im} .conversation=${id}
      .jump=${(messageId: MessageId) => this.attempt(() => this.jumpTo(messageId))}></im-pinned>`;
  }

  #none(): TemplateResult {
    const connected = Boolean(this.im);
    return html`<slot name="none"><div class="none">${messageCircleIcon()}
      <strong>${this.t(connected ? 'window.none' : 'window.no-client')}</strong>
      ${connected ? html`<span>${this.t('window.none-hint')}</span>` : nothing}</div></slot>`;
  }

  /** Brings a message into view and marks it for a moment. Rejects `not-found` when it is not there (any more). */
  async jumpTo(target: MessageId | { readonly serverId: string }): Promise<void> {
    await this.updateComplete;
    await this.renderRoot.querySelector('im-message-list')?.jumpTo(target);
  }

  /** Puts the caret where one writes. */
  override focus(options?: FocusOptions): void {
    void this.updateComplete.then(() => this.#composer?.focus?.(options));
  }
}
