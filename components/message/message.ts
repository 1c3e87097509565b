import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { type Client, kindOf, type Message } from '../../core/index.js';
import { base, buttons } from '../../styles/shared/index.js';
import { builtRenderers } from '../content/built.js';
import type { OpenRequest, RenderContext, Renderer, Renderers } from '../content/registry.js';
import { rendererOf } from '../content/registry.js';
import { unknown } from '../content/unknown.js';
import type { ImMenu, MenuAnchor } from '../menu/menu.js';
import { clockTime, fullTime } from '../shared/format.js';
import { circleAlertIcon, ellipsisIcon } from '../shared/icons.js';
import { LoneRow } from '../shared/lone-row.js';
import { hueOf, nameOf, wantUsers } from '../shared/titles.js';
import { actionsFor, type MessageAction, type MessageActions } from './actions.js';
import { LongPress } from './long-press.js';
import { styles } from './message.styles.js';

const SHORTCUTS: ReadonlySet<string> = new Set(['copy', 'recall', 'download', 'retry']);
/** How often an open row asks whether an action is still allowed, milliseconds. */
const RECHECK = 1000;

/**
 * One message of a transcript: bubble, sender, time, receipt, and what may be done to it.
 *
 * @csspart row - The whole row.
 * @csspart sender - The name above the first row of somebody's run, in groups.
 * @csspart bubble - What holds the content.
 * @csspart time - The clock time.
 * @csspart notice - The quiet line of notices and recalled messages.
 * @csspart failure - The line below a message that was not sent.
 * @cssprop --im-bubble-own - Background of the reader's own bubbles.
 * @cssprop --im-bubble-own-ink - Text on them.
 * @cssprop --im-bubble-peer - Background of others' bubbles.
 * @cssprop --im-bubble-peer-ink - Text on them.
 * @cssprop --im-bubble-width - Widest a bubble gets.
 * @cssstate own - The message is the reader's own.
 * @cssstate failed - It was not sent.
 * @cssstate pending - It has not reached the back end yet.
 * @fires im-open-request - A link, image or file is to be opened. Cancelable; detail: {what, messageId, url or file}.
 * @fires im-copy-request - The text is to be copied. Cancelable; detail: {messageId, text}.
 * @fires im-recall-request - The message is to be recalled. Cancelable; detail: {messageId}.
 * @fires im-retry-request - A failed message is to be sent again. Cancelable; detail: {messageId}.
 * @fires im-discard-request - A failed or waiting message is to be deleted. Cancelable; detail: {messageId}.
 * @fires im-message-actions - The actions are about to be shown; detail: {message, actions}, an array that may be changed.
 */
export class ImMessage extends LoneRow {
  static readonly version = '0.1.0';
  static override styles = [base, buttons, styles];
  static override properties: PropertyDeclarations = {
    messageId: { attribute: 'message-id' },
    first: { type: Boolean },
    last: { type: Boolean },
    fresh: { type: Boolean },
    renderers: { attribute: false },
    expanded: { state: true },
    active: { state: true },
    checked: { state: true },
  };
  /** Which message. */
  declare messageId: string | undefined;
  /** Stands at the top of its sender's run. */
  declare first: boolean;
  /** Stands at the bottom of its sender's run. */
  declare last: boolean;
  /** Has just come in live: it is let in with a small motion. */
  declare fresh: boolean;
  /** How kinds are drawn in this list, before what is defined for all. */
  declare renderers: Renderers | undefined;
  /** @internal */
  declare expanded: boolean;
  /** @internal */
  declare active: boolean;
  /** @internal */
  declare checked: number;

  #internals = this.attachInternals?.();
  #names = new Set<string>();
  #timer: ReturnType<typeof setInterval> | undefined;
  #offered: readonly MessageAction[] = [];
  #message = this.read(
    () => [`message/${this.messageId}`, ...[...this.#names].map((id) => `user/${id}` as const)],
    (store) => (this.messageId ? store.get('message', this.messageId) : undefined),
  );

  constructor() {
    super();
    this.first = true;
    this.last = true;
    this.fresh = false;
    this.expanded = false;
    this.active = false;
    new LongPress(this, (at) => void this.openActions(at));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    for (const type of OWN_EVENTS) this.addEventListener(type, this.#noticed);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const type of OWN_EVENTS) this.removeEventListener(type, this.#noticed);
    clearInterval(this.#timer);
    this.active = false;
  }

  protected override willUpdate(changed: PropertyValues): void {
    const message = this.#message.value;
    if (changed.has('messageId') && changed.get('messageId') !== undefined) this.expanded = false;
    if (message) this.#names.add(message.senderId);
    const state = message?.delivery.state;
    this.#state('own', message?.own === true);
    this.#state('failed', state === 'failed');
    this.#state('pending', state !== undefined && state !== 'sent' && state !== 'failed');
    this.#offered = this.active && message ? this.#offer(message) : [];
    clearInterval(this.#timer);
    if (this.active) this.#timer = setInterval(() => this.requestUpdate(), RECHECK);
  }

  #state(name: string, on: boolean): void {
    if (on) this.#internals?.states?.add(name);
    else this.#internals?.states?.delete(name);
  }

  /** Opens the menu of what may be done, beside the bubble or at a point. */
  async openActions(at?: MenuAnchor): Promise<void> {
    this.active = true;
    await this.updateComplete;
    const menu = this.renderRoot.querySelector('im-menu') as ImMenu | null;
    const bubble = this.renderRoot.querySelector('.bubble, .line');
    if (menu && bubble) await menu.show(at ?? bubble, this);
  }

  override render(): TemplateResult | typeof nothing {
    const message = this.#message.value;
    const client = this.im;
    if (!message || !client) return nothing;
    const renderer = rendererOf(message.content, this.renderers, builtRenderers) ?? (unknown as Renderer);
    const frame = typeof renderer.frame === 'function' ? renderer.frame(message.content) : (renderer.frame ?? 'bubble');
    if (frame === 'line')
      return html`<div class="row across" part="row"><div class="line" part="notice">${this.#content(client, renderer, message)}</div></div>`;
    const group = kindOf(message.conversationId) !== 'direct';
    const faces = group && !message.own;
    const meta = this.#meta(message);
    const classes = `row ${message.own ? 'own' : 'peer'} ${this.first ? 'first' : ''} ${this.last ? 'last' : ''} ${this.fresh ? 'fresh' : ''}`;
    return html`<div class=${classes} part="row">
      ${faces ? html`<div class="side">${this.last ? this.#face(message) : nothing}</div>` : nothing}
      <div class="column">
        ${faces && this.first ? this.#sender(message) : html`<span class="sr">${this.#says(message)}</span>`}
        <div class="beside">
          <div class="bubble ${frame}" part="bubble">${this.#content(client, renderer, message, meta)}${renderer.meta === 'own' ? nothing : meta}</div>
          ${this.active ? this.#tools(message) : nothing}
        </div>
        ${message.delivery.state === 'failed' ? this.#failure(message) : nothing}
      </div>
    </div>`;
  }

  #says(message: Message): string {
    return message.own
      ? this.t('messages.you')
      : this.t('messages.from', { name: this.#name(message.senderId, message) });
  }

  /** Names that the row shows; it follows each. */
  #name(id: string, message: Message): string {
    this.#names.add(id);
    const known = this.im?.store.get('user', id);
    return known?.name || (id === message.senderId ? message.sender?.name : undefined) || nameOf(known, id);
  }

  #sender(message: Message): TemplateResult {
    wantUsers(this.im, [message.senderId]);
    return html`<div class="sender" part="sender"><bdi>${this.#name(message.senderId, message)}</bdi></div>`;
  }

  #face(message: Message): TemplateResult {
    return html`<im-avatar .client=${this.im} .userId=${message.senderId} .name=${message.sender?.name}></im-avatar>`;
  }

  #meta(message: Message): TemplateResult {
    const { lang } = this.i18n;
    return html`<span class="meta"><time part="time" dir="auto" datetime=${new Date(message.sentAt).toISOString()} title=${fullTime(
      message.sentAt,
      lang,
    )}>${clockTime(message.sentAt, lang)}</time>${
      message.own && message.delivery.state !== 'failed'
        ? html`<im-receipt .client=${this.im} .translator=${this.i18n} .messageId=${message.id}></im-receipt>`
        : nothing
    }</span>`;
  }

  #content(client: Client, renderer: Renderer, message: Message, meta?: TemplateResult): TemplateResult {
    const context: RenderContext = {
      message,
      client,
      i18n: this.i18n,
      meta,
      expanded: this.expanded,
      toggle: () => {
        this.expanded = !this.expanded;
      },
      open: (request: OpenRequest, act) => this.ask('im-open-request', request, act),
      name: (user) => this.#name(user, message),
    };
    try {
      return renderer.render(message.content, context);
    } catch (error) {
      this.tell('im-error', { error });
      return html`${unknown.render(message.content, context)}`;
    }
  }

  #failure(message: Message): TemplateResult {
    const { delivery } = message;
    const code = delivery.state === 'failed' ? delivery.code : '';
    const key = this.i18n.has(`error.${code}`) ? `error.${code}` : 'error.engine';
    const offered = this.#actions(message).filter(({ name }) => name === 'retry' || name === 'discard');
    return html`<div class="failure" part="failure">${circleAlertIcon()}<span>${this.t('delivery.failed')}. ${this.t(key)}</span
      ><span class="ways">${offered.map(
        (action) =>
          html`<button class="text-button" @click=${() => this.#run(action, message)}>${action.label}</button>`,
      )}</span></div>`;
  }

  /** What may be done, after the page has had its say. */
  #offer(message: Message): readonly MessageAction[] {
    const detail: MessageActions = { message, actions: this.#actions(message) };
    this.tell('im-message-actions', detail);
    return detail.actions;
  }

  #tools(message: Message): TemplateResult | typeof nothing {
    const act = (action: MessageAction) => (): void => this.#run(action, message);
    const near =
      message.delivery.state === 'failed' ? [] : this.#offered.filter(({ name }) => SHORTCUTS.has(name)).slice(0, 2);
    if (this.#offered.length === 0) return nothing;
    const tool = (
      label: string,
      icon: TemplateResult | undefined,
      click: (event: Event) => void,
      menu?: 'menu',
    ): TemplateResult =>
      html`<button class="icon-button tool" tabindex="-1" aria-label=${label} title=${label} aria-haspopup=${menu ?? nothing} @click=${click}>${icon}</button>`;
    const more = (event: Event): void => void this.openActions(event.currentTarget as Element);
    return html`<div class="tools">${near.map((action) => tool(action.label, action.icon, act(action)))}${tool(
      this.t('action.more'),
      ellipsisIcon(),
      more,
      'menu',
    )}</div><im-menu .client=${this.im} .items=${this.#offered.map((action) => ({ ...action, id: action.name, act: act(action) }))}
      .label=${this.t('action.more')}></im-menu>`;
  }

  #actions(message: Message): MessageAction[] {
    return this.im
      ? actionsFor(
          message,
          this.im,
          (key) => this.t(key),
          (type, detail, act) => this.ask(type, detail, act),
        )
      : [];
  }

  #run(action: MessageAction, message: Message): void {
    this.attempt(() => action.run(message));
  }

  protected override updated(): void {
    const message = this.#message.value;
    const sender = this.renderRoot.querySelector<HTMLElement>('.sender');
    if (message && sender) sender.style.setProperty('--_h', String(hueOf(message.senderId)));
  }

  #noticed = (event: Event): void => {
    if (event.type === 'contextmenu') this.#menu(event as MouseEvent);
    else if (event.type === 'pointerenter' || event.type === 'focusin') this.active = true;
    else if (!this.matches(':hover, :focus-within') && !this.renderRoot.querySelector<ImMenu>('im-menu')?.open)
      this.active = false;
  };

  /** Links and chosen text keep the browser's own menu. */
  #menu(event: MouseEvent): void {
    const onLink = event.composedPath().some((node) => node instanceof HTMLAnchorElement);
    if (
      onLink ||
      event.defaultPrevented ||
      String(getSelection() ?? '') ||
      this.#message.value?.content.kind === 'notice'
    )
      return;
    event.preventDefault();
    void this.openActions(event.clientX || event.clientY ? { x: event.clientX, y: event.clientY } : undefined);
  }
}

const OWN_EVENTS = ['contextmenu', 'pointerenter', 'pointerleave', 'focusin', 'focusout'] as const;
