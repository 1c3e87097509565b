import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { type ConversationId, isConversationId, type Key, type Message, type MessageId } from '../../core/index.js';
import { base, buttons, tokens } from '../../styles/shared/index.js';
import { pinIcon, pinOffIcon } from '../shared/icons-actions.js';
import { chevronDownIcon } from '../shared/icons-later.js';
import { ImElement } from '../shared/im-element.js';
import { previewText } from '../shared/preview.js';
import { nameIn, nameKeys, wantUsers } from '../shared/titles.js';
import { styles } from './pinned.styles.js';

/**
 * The pinned messages of a conversation as a bar: the last one pinned, and all of them on demand. Without height where
 * there are none.
 *
 * @attr {string} conversation - Id of the conversation.
 * @csspart bar - The line that is always there.
 * @csspart list - All pinned messages, when opened.
 * @cssstate some - There are pinned messages.
 * @fires im-open-message-request - A pinned message is to be shown in the transcript. Cancelable; detail: {conversationId, messageId}.
 * @fires im-unpin-request - A message is to be pinned no more. Cancelable; detail: {messageId}.
 * @fires im-error - What was asked for failed. Detail: {error}.
 */
export class ImPinned extends ImElement {
  static readonly version = '0.1.0';
  static override styles = [tokens, base, buttons, styles];
  static override properties: PropertyDeclarations = {
    conversation: {},
    jump: { attribute: false },
    open: { state: true },
  };
  declare conversation: ConversationId | undefined;
  /** What showing a message does unless the page prevents it: the window scrolls its transcript there. */
  declare jump: ((id: MessageId) => unknown) | undefined;
  /** @internal */
  declare open: boolean;

  #internals = this.attachInternals();
  #asked: ConversationId | undefined;
  #pins = this.read(
    () => this.#keys(),
    (store) => this.#ids.flatMap((id) => store.get('message', id) ?? []).filter((message) => message.pinned),
  );

  constructor() {
    super();
    this.open = false;
  }

  get #ids(): readonly MessageId[] {
    return isConversationId(this.conversation) ? (this.im?.store.list(`pins/${this.conversation}`) ?? []) : [];
  }

  #keys(): Key[] {
    const { store } = this.im ?? {};
    const ids = this.#ids;
    const senders = ids.flatMap((id) => store?.get('message', id)?.senderId ?? []);
    return [
      'session/self',
      `list/pins/${this.conversation}`,
      ...ids.map((id) => `message/${id}` as const),
      ...senders.flatMap(nameKeys),
    ];
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('conversation')) this.open = false;
    const id = this.conversation;
    const { im } = this;
    const connected = im?.store.get('session', 'self')?.state === 'connected';
    const pins = im && isConversationId(id) && ['available', 'unavailable'].includes(im.can('pin-message', id));
    if (im && connected && isConversationId(id) && this.#asked !== id && pins) {
      this.#asked = id;
      this.attempt(() =>
        im.messages.pins(id).catch((error) => {
          this.#asked = undefined;
          throw error;
        }),
      );
    }
    this.#internals.states[this.#pins.value?.length ? 'add' : 'delete']('some');
    if ((this.#pins.value?.length ?? 0) < 2) this.open = false;
  }

  protected override updated(): void {
    this.#internals.role = 'region';
    this.#internals.ariaLabel = this.t('pinned.label');
  }

  override render(): TemplateResult | typeof nothing {
    const pins = this.#pins.value ?? [];
    const [last, ...rest] = pins;
    if (!last || !this.im) return nothing;
    wantUsers(
      this.im,
      pins.map((one) => one.senderId),
    );
    const label = this.t(this.open ? 'pinned.less' : 'pinned.all', { count: pins.length });
    return html`<div class="bar" part="bar">${this.#message(last)}${this.open || rest.length === 0 ? this.#unpin(last) : nothing}${
      rest.length > 0
        ? html`<button class="icon-button more" aria-expanded=${this.open ? 'true' : 'false'} aria-controls="list" aria-label=${label}
            title=${label} @click=${() => (this.open = !this.open)}>${chevronDownIcon()}</button>`
        : nothing
    }</div>
    ${
      this.open
        ? html`<ul id="list" part="list" aria-label=${this.t('pinned.label')} @keydown=${this.#key}>${rest.map(
            (one) => html`<li>${this.#message(one)}${this.#unpin(one)}</li>`,
          )}</ul>`
        : html`<span id="list" hidden></span>`
    }`;
  }

  #message(message: Message): TemplateResult {
    const { store } = this.im ?? {};
    if (!store) return html``;
    const name = nameIn(store, message.senderId, message.sender?.name);
    const show = (): void => {
      const detail = { conversationId: message.conversationId, messageId: message.id };
      this.ask('im-open-message-request', detail, () => this.jump?.(message.id));
      this.open = false;
    };
    return html`<button class="jump" title=${this.t('pinned.show')} @click=${show}>${pinIcon()}<span class="words"><bdi class="who">${name}</bdi
      ><span dir="auto">${previewText(message, store, this.i18n)}</span></span></button>`;
  }

  #unpin(message: Message): TemplateResult | typeof nothing {
    const { im } = this;
    if (im?.can('pin-message', message.id) !== 'available') return nothing;
    const label = this.t('pinned.unpin');
    const unpin = (): void => {
      this.ask('im-unpin-request', { messageId: message.id }, () => im.messages.pin(message.id, false));
    };
    return html`<button class="icon-button" aria-label=${label} title=${label} @click=${unpin}>${pinOffIcon()}</button>`;
  }

  #key = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    this.open = false;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.more')?.focus());
  };
}
