import { ContextProvider } from '@lit/context';
import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { type ConversationId, isConversationId, type Key, kindOf, targetOf } from '../../core/index.js';
import { base, buttons, tokens } from '../../styles/shared/index.js';
import { conversationContext } from '../shared/context.js';
import { chevronLeftIcon, messageCircleIcon } from '../shared/icons.js';
import { ImElement } from '../shared/im-element.js';
import { titleKeys, titleOf } from '../shared/titles.js';

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
 * @csspart messages - The transcript.
 * @csspart composer - Where one writes.
 * @fires im-back-request - The back button was pressed. Cancelable; detail: {conversationId}.
 */
export class ImChatWindow extends ImElement {
  static readonly version = '0.1.0';
  static override properties: PropertyDeclarations = {
    conversation: {},
    back: { type: Boolean },
    headless: { type: Boolean },
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
        min-inline-size: 0;
        background: var(--_surface);
        container-type: inline-size;
        position: relative;
      }
      header {
        display: flex;
        align-items: center;
        gap: 10px;
        min-block-size: 60px;
        padding: 8px 16px;
        border-block-end: 1px solid var(--_line);
        --im-avatar-size: 36px;
      }
      .who {
        flex: 1;
        min-inline-size: 0;
      }
      h2 {
        margin: 0;
        font: var(--_title);
      }
      .subtitle {
        font: var(--_caption);
        color: var(--_ink-2);
        min-block-size: 1.4em;
      }
      h2,
      .subtitle {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .icon-button.back {
        margin-inline-start: -8px;
      }
      im-message-list {
        flex: 1;
        min-block-size: 0;
      }
      im-typing {
        padding-inline: 16px;
      }
      .none {
        flex: 1;
        display: grid;
        place-content: center;
        justify-items: center;
        gap: 6px;
        padding: 24px;
        text-align: center;
        color: var(--_ink-2);
        font: var(--_meta);
      }
      .none strong {
        font: var(--_title);
        color: var(--_ink);
      }
      .none .icon {
        inline-size: 40px;
        block-size: 40px;
        stroke-width: 1.25;
        opacity: 0.6;
      }
    `,
  ];
  declare conversation: ConversationId | undefined;
  /** Shows a button that leads back, for one-column layouts. */
  declare back: boolean;
  /** Leaves the header out. */
  declare headless: boolean;

  #context = new ContextProvider(this, { context: conversationContext });
  #head = this.read(
    () => (this.#id ? this.#keys(this.#id) : []),
    (store) => {
      const id = this.#id;
      if (!id) return undefined;
      return {
        title: titleOf(store, id),
        members: this.#members(id),
        presence: store.get('user', targetOf(id))?.presence,
      };
    },
  );

  constructor() {
    super();
    this.back = false;
    this.headless = false;
  }

  get #id(): ConversationId | undefined {
    return isConversationId(this.conversation) ? this.conversation : undefined;
  }

  #keys(id: ConversationId): Key[] {
    return [...titleKeys(id)];
  }

  #members(id: ConversationId): number | undefined {
    const store = this.im?.store;
    if (!store || kindOf(id) !== 'group') return undefined;
    return store.get('group', targetOf(id))?.memberCount ?? store.get('conversation', id)?.memberCount;
  }

  protected override willUpdate(): void {
    if (this.conversation && !this.#id)
      this.attempt(() => {
        throw new TypeError(`<im-chat-window> conversation: "${this.conversation}" is not an id such as direct:ann`);
      });
    if (this.#context.value !== this.#id) this.#context.setValue(this.#id);
  }

  override render(): TemplateResult {
    const id = this.#id;
    if (!id || !this.im) return this.#none();
    return html`${this.headless ? nothing : html`<slot name="header">${this.#header(id)}</slot>`}
      <im-connection .client=${this.im}></im-connection>
      <im-message-list part="messages" .client=${this.im} .conversation=${id}
        exportparts="row, bubble, sender, time, day, divider, jump, notice, empty"><slot name="empty" slot="empty"></slot></im-message-list>
      <im-typing .client=${this.im} .conversation=${id}></im-typing>
      <slot name="composer"><im-composer part="composer" .client=${this.im} .conversation=${id}
        exportparts="field, input, send, attach, emoji, tray"></im-composer></slot>`;
  }

  #header(id: ConversationId): TemplateResult {
    const head = this.#head.value;
    const goBack = (): void => {
      this.ask('im-back-request', { conversationId: id }, () => {});
    };
    return html`<header part="header">
      ${this.back ? html`<button class="icon-button back" part="back" aria-label=${this.t('window.back')} @click=${goBack}>${chevronLeftIcon()}</button>` : nothing}
      <im-avatar .client=${this.im} .conversation=${id}></im-avatar>
      <div class="who">
        <h2 part="title"><bdi>${head?.title ?? ''}</bdi></h2>
        ${head?.members ? html`<div class="subtitle" part="subtitle">${this.t('window.members', { count: head.members })}</div>` : nothing}
      </div>
      <slot name="header-actions"></slot>
    </header>`;
  }

  #none(): TemplateResult {
    const connected = Boolean(this.im);
    return html`<slot name="none"><div class="none">${messageCircleIcon()}
      <strong>${this.t(connected ? 'window.none' : 'window.no-client')}</strong>
      ${connected ? html`<span>${this.t('window.none-hint')}</span>` : nothing}</div></slot>`;
  }

  /** Puts the caret where one writes. */
  override focus(options?: FocusOptions): void {
    const composer =
      this.querySelector<HTMLElement>('[slot=composer]') ?? this.renderRoot.querySelector<HTMLElement>('im-composer');
    composer?.focus(options);
  }
}
