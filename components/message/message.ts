import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { type Client, kindOf, type Message } from '../../core/index.js';
import { base, buttons } from '../../styles/shared/index.js';
import { rendererFor } from '../content/lazy.js';
import { quote } from '../content/quote.js';
import type { OpenRequest, RenderContext, Renderer, Renderers } from '../content/registry.js';
import { unknown } from '../content/unknown.js';
import type { MenuAnchor } from '../menu/menu.js';
import { LoneRow } from '../shared/lone-row.js';
import { hueOf, nameIn, nameKeys, wantUsers } from '../shared/titles.js';
import { extras, tools } from './later.js';
import { styles } from './message.styles.js';
import { ownMenu } from './own-menu.js';
import type { RowTools, ToolsHost } from './row-tools.js';
import { below, face, meta, type RowContext } from './templates.js';

/**
 * One message of a transcript: bubble, sender, time, receipt, and what may be done to it.
 *
 * @csspart row - The whole row.
 * @csspart sender - The name above the first row of somebody's run, in groups.
 * @csspart bubble - What holds the content.
 * @csspart time - The clock time.
 * @csspart notice - The quiet line of notices and recalled messages.
 * @csspart failure - The line below a message that was not sent, or of which a change was refused.
 * @csspart reactions - The reactions below the bubble.
 * @csspart reaction - Each of them.
 * @csspart note - Each quiet line below the bubble: for whom it is, what was changed on its way.
 * @csspart reading - The translation, or what was said in a voice message.
 * @cssprop --im-bubble-own - Background of the reader's own bubbles.
 * @cssprop --im-bubble-own-ink - Text on them.
 * @cssprop --im-bubble-peer - Background of others' bubbles.
 * @cssprop --im-bubble-peer-ink - Text on them.
 * @cssprop --im-bubble-width - Widest a bubble gets.
 * @cssstate own - The message is the reader's own.
 * @cssstate failed - It was not sent.
 * @cssstate pending - It has not reached the back end yet.
 * @fires im-open-request - A link, image or file is to be opened. Cancelable; detail: {what, messageId, url or file}.
 * @fires im-jump-request - The quoted message is to be shown in the list. Cancelable; detail: {messageId, serverId}.
 * @fires im-copy-request - The text is to be copied. Cancelable; detail: {messageId, text}.
 * @fires im-recall-request - The message is to be recalled. Cancelable; detail: {messageId}.
 * @fires im-retry-request - A failed message is to be sent again. Cancelable; detail: {messageId}.
 * @fires im-discard-request - A failed or waiting message is to be deleted. Cancelable; detail: {messageId}.
 * @fires im-reply-request - The message is to be answered. Cancelable; detail: {messageId}.
 * @fires im-begin-edit-request - The reader wants to edit a text of his own; the composer asks `im-edit-request` when it is done. Cancelable; detail: {messageId}.
 * @fires im-react-request - A reaction is put on or taken away. Cancelable; detail: {messageId, emoji, on}.
 * @fires im-reactors-request - The reader wants to see who has reacted. Cancelable; detail: {messageId}.
 * @fires im-forward-request - Messages are to be forwarded. Cancelable; detail: {messageIds}.
 * @fires im-select-request - Selecting is to begin with the message. Cancelable; detail: {messageId}.
 * @fires im-pin-request - The message is to be pinned for everybody, or no longer. Cancelable; detail: {messageId, pinned}.
 * @fires im-mark-unread-request - The conversation is to be unread from here on. Cancelable; detail: {conversationId, messageId}.
 * @fires im-translate-request - The text is to be translated. Cancelable; detail: {messageId, text, to}.
 * @fires im-transcribe-request - The voice is to be written out. Cancelable; detail: {messageId, language}.
 * @fires im-original-request - Translation or written voice are to go. Cancelable; detail: {messageId}.
 * @fires im-readers-request - The reader wants to see who has read it. Cancelable; detail: {messageId}.
 * @fires im-delete-request - Messages are to be deleted for the reader; he is asked first. Cancelable; detail: {conversationId, messageIds}.
 * @fires im-report-request - The message is to be reported. Cancelable; detail: {messageId}.
 * @fires im-write-again-request - A recalled text is to be written anew. Cancelable; detail: {messageId, text}.
 * @fires im-change-retry-request - A change that was refused is to be tried again. Cancelable; detail: {messageId, changeId}.
 * @fires im-change-dismiss-request - A change that was refused is to be forgotten. Cancelable; detail: {messageId, changeId}.
 * @fires im-error - What was asked for failed, or the content could not be drawn. Detail: {error}.
 * @fires im-message-actions - The actions are about to be shown; detail: {message, actions, quick}, arrays that may be changed; `quick`: the emoji offered first.
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

  #internals = this.attachInternals?.();
  #names = new Set<string>();
  /** Drawn as a line across the transcript; and before. */
  #across: boolean | undefined;
  #was: boolean | undefined;
  #tools: RowTools | undefined;
  #message = this.read(
    () => [`message/${this.messageId}`, `change/${this.messageId}`, ...[...this.#names].flatMap(nameKeys)],
    (store) => {
      const { messageId = '' } = this;
      const message = store.get('message', messageId);
      const change = store.get('change', messageId);
      return message && change ? (extras.now?.withChanges(message, change, this.im?.userId ?? '') ?? message) : message;
    },
  );

  constructor() {
    super();
    this.first = true;
    this.last = true;
    this.fresh = false;
    this.expanded = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    for (const type of OWN_EVENTS) this.addEventListener(type, this.#noticed);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const type of OWN_EVENTS) this.removeEventListener(type, this.#noticed);
    this.#tools?.rest();
  }

  protected override willUpdate(changed: PropertyValues): void {
    const message = this.#message.value;
    if (changed.has('messageId') && changed.get('messageId') !== undefined) this.expanded = false;
    if (message) this.#names.add(message.senderId);
    const state = message?.delivery.state;
    const states = {
      own: message?.own,
      failed: state === 'failed',
      pending: state && state !== 'sent' && state !== 'failed',
    };
    for (const [name, on] of Object.entries(states)) this.#internals?.states?.[on ? 'add' : 'delete'](name);
    if (state === 'failed' && !this.#tools) void this.#wake();
    if (message && !extras.now && this.#rare(message)) void extras.load().then(this.#ready);
  }

  /** Opens the menu of what may be done, beside the bubble or at a point; `short`: only what one reacts with. */
  async openActions(at?: MenuAnchor, short?: boolean): Promise<void> {
    await this.#wake();
    await this.#tools?.open(at, short);
  }

  /** Does what a key stands for, on the row that has the focus. @internal */
  pressed(event: KeyboardEvent): void {
    if (this.#tools) this.#tools.pressed(event);
    else
      void this.#wake()
        .then(() => this.updateComplete)
        .then(() => this.#tools?.pressed(event));
  }

  /** Fetches the tools; what happened meanwhile is told to them in order. */
  async #wake(event?: Event): Promise<void> {
    const found = await tools.load();
    if (!found || !this.isConnected) return;
    this.#tools ??= new found.RowTools(this.#host);
    if (event) this.#tools.notice(event, true);
    this.requestUpdate();
  }

  #noticed = (event: Event): void => {
    if (this.#tools) return void this.#tools.notice(event);
    // Too late once the tools are here: the browser would have shown its own.
    if (event.type === 'contextmenu' && !this.#across && !ownMenu(event)) event.preventDefault();
    void this.#wake(event);
  };

  override render(): TemplateResult | typeof nothing {
    const message = this.#message.value;
    const client = this.im;
    if (!message || !client) return nothing;
    const renderer = rendererFor(message.content, this.renderers, this.#ready);
    const frame = typeof renderer.frame === 'function' ? renderer.frame(message.content) : (renderer.frame ?? 'bubble');
    this.#across = frame === 'line';
    if (this.#across)
      return html`<div class="row across" part="row"><div class="line" part="notice">${this.#content(client, renderer, message)}${
        message.recalled ? this.#tools?.again(message) : nothing
      }</div></div>`;
    const rare = this.#rare(message);
    const row: RowContext = {
      message,
      client,
      i18n: this.i18n,
      rare: rare && { change: client.store.get('change', message.id) },
      run: (action) => this.attempt(() => action.run(message)),
    };
    const faces = kindOf(message.conversationId) !== 'direct' && !message.own;
    const failed = message.delivery.state === 'failed';
    // Until the tools are there, which say why, its mark says that it was not sent.
    const end = meta(row, !failed || !this.#tools);
    const classes = `row ${message.own ? 'own' : 'peer'} ${this.first ? 'first' : ''} ${this.last ? 'last' : ''} ${this.fresh ? 'fresh' : ''}`;
    return html`<div class=${classes} part="row">
      ${faces ? html`<div class="side">${this.last ? face(row) : nothing}</div>` : nothing}
      <div class="column">
        ${faces && this.first ? this.#sender(message) : html`<span class="sr">${this.#says(message)}</span>`}
        <div class="beside">
          <div class="bubble ${frame}" part="bubble">${quote(row)}${this.#content(client, renderer, message, end)}${renderer.meta === 'own' ? nothing : end}</div>
          ${this.#tools?.render(row)}
        </div>
        ${rare ? below(row, (at) => void this.#wake().then(() => this.#tools?.pick(at))) : nothing}
        ${failed ? this.#tools?.failure(row) : nothing}
      </div>
    </div>`;
  }

  #ready = (): void => this.requestUpdate();

  #says(message: Message): string {
    return message.own
      ? this.t('messages.you')
      : this.t('messages.from', { name: this.#name(message.senderId, message) });
  }

  /** Names that the row shows; it follows each. */
  #name(id: string, message: Message): string {
    this.#names.add(id);
    return this.im ? nameIn(this.im.store, id, id === message.senderId ? message.sender?.name : undefined) : id;
  }

  #sender(message: Message): TemplateResult {
    wantUsers(this.im, [message.senderId]);
    return html`<div class="sender" part="sender"><bdi>${this.#name(message.senderId, message)}</bdi></div>`;
  }

  #content(client: Client, renderer: Renderer, message: Message, meta?: TemplateResult): TemplateResult {
    const context: RenderContext = {
      message,
      client,
      i18n: this.i18n,
      meta,
      renderers: this.renderers,
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

  /** Is there more to say of it than most messages have? */
  #rare(message: Message): boolean {
    const { im } = this;
    return Boolean(
      im && (RARE.some((name) => message[name]) || im.store.has(`change/${message.id}`) || this.#tools?.reads(message)),
    );
  }

  get #host(): ToolsHost {
    return {
      row: this,
      client: () => this.im,
      message: () => this.#message.value,
      i18n: () => this.i18n,
      ask: (type, detail, act) => this.ask(type, detail, act),
      tell: (type, detail) => this.tell(type, detail),
      attempt: (act) => this.attempt(act),
    };
  }

  protected override updated(): void {
    const message = this.#message.value;
    // A bubble that has become a line parts the rows around it: the list looks at them anew.
    if (this.#was !== undefined && this.#was !== this.#across)
      this.dispatchEvent(new Event('im-regroup', { bubbles: true }));
    this.#was = this.#across;
    const sender = this.renderRoot.querySelector<HTMLElement>('.sender');
    if (message && sender) sender.style.setProperty('--_h', String(hueOf(message.senderId)));
  }
}

/** What few messages have; drawn by parts that come when they are needed. */
const RARE = [
  'reactions',
  'edited',
  'pinned',
  'audience',
  'altered',
  'expire',
  'silent',
  'transient',
  'readings',
] as const;
const OWN_EVENTS = [
  ...['contextmenu', 'pointerenter', 'pointerleave', 'focusin', 'focusout'],
  ...['pointerdown', 'pointermove', 'pointerup', 'pointercancel'],
];
