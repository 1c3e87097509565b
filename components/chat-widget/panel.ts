import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import {
  type Client,
  type ConversationId,
  createClient,
  type Engine,
  ImError,
  isConversationId,
} from '../../core/index.js';
import { base, buttons, tokens } from '../../styles/shared/index.js';
import { loadEngine } from '../shared/engines.js';
import { externalLinkIcon, xIcon } from '../shared/icons.js';
import { ImRow } from '../shared/im-element.js';
import { keepOf, knownVisitor, visitorKey } from './identity.js';
import { signedIn } from './signed-in.js';
import type { ImChatWidget } from './widget.js';

/**
 * What the widget's panel holds: header, greeting and the chat window. Made by `<im-chat-widget>` when it is first opened.
 *
 * @csspart header - The bar with heading and close button.
 * @csspart greeting - The first words of an empty chat.
 * @csspart close - The button that closes the panel.
 * @csspart popout - The button that opens the chat in a window of its own.
 */
export class ImChatPanel extends ImRow {
  static readonly version = '0.1.0';
  static override properties: PropertyDeclarations = {
    widget: { attribute: false },
    shown: { type: Boolean },
    found: { state: true },
    failure: { state: true },
  };
  static override styles = [
    tokens,
    base,
    buttons,
    css`
      :host {
        display: flex;
        flex-direction: column;
        block-size: 100%;
        background: var(--_surface);
      }
      header {
        display: flex;
        align-items: center;
        gap: 12px;
        min-block-size: 68px;
        padding: 10px 12px 10px 16px;
        border-block-end: 1px solid var(--_line);
        --im-avatar-size: 40px;
      }
      :host(:dir(rtl)) header {
        padding: 10px 16px 10px 12px;
      }
      .who {
        flex: 1;
        min-inline-size: 0;
      }
      h2 {
        margin: 0;
        font: 600 calc(var(--_u) * 1) / 1.3 var(--_font);
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      p {
        margin: 0;
        font: var(--_meta);
        color: var(--_ink-2);
      }
      im-chat-window {
        flex: 1;
      }
      .greeting {
        display: grid;
        justify-items: center;
        gap: 10px;
        padding: 32px 24px;
        text-align: center;
        --im-avatar-size: 64px;
      }
      .greeting p {
        font: 600 calc(var(--_u) * 1.0625) / 1.4 var(--_font);
        color: var(--_ink);
        text-wrap: balance;
      }
      .failure {
        display: grid;
        place-content: center;
        justify-items: center;
        gap: 12px;
        flex: 1;
        padding: 24px;
        text-align: center;
        font: var(--_meta);
        color: var(--_ink-2);
      }
      .wait {
        flex: 1;
      }
    `,
  ];
  declare widget: ImChatWidget;
  declare shown: boolean;
  /** @internal */
  declare found: { readonly client: Client; readonly conversation: ConversationId } | undefined;
  /** @internal */
  declare failure: ImError | undefined;

  #starting = false;
  #focus = false;
  #stop: (() => void) | undefined;
  #leaving: ReturnType<typeof setTimeout> | undefined;
  #total = this.read(
    () => ['unread/total'],
    (store) => store.get('unread', 'total')?.count ?? 0,
  );

  protected override get im(): Client | undefined {
    return this.found?.client;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    clearTimeout(this.#leaving);
    if (!this.found) void this.#start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // The widget may only be moved; what lasts a moment longer is an end.
    this.#leaving = setTimeout(() => {
      this.#stop?.();
      this.#stop = undefined;
      this.found = undefined;
    });
  }

  focusComposer(): void {
    const chat = this.renderRoot.querySelector('im-chat-window');
    if (chat) chat.focus();
    else this.#focus = true;
  }

  async #start(): Promise<void> {
    if (this.#starting) return;
    this.#starting = true;
    this.failure = undefined;
    try {
      const { widget } = this;
      const settings = { url: widget.getAttribute('url') ?? undefined, app: widget.getAttribute('app') ?? undefined };
      const engine = await loadEngine(widget.getAttribute('engine') ?? 'hub', settings);
      const credentials = signedIn(widget) ?? (await this.#visitor(settings.url));
      const client = createClient({ engine, credentials, app: settings.app ?? visitorKey(widget) });
      this.#stop = () => void client.session.stop();
      const conversation = this.#conversation();
      this.found = { client, conversation };
      await client.session.start();
      if (signedIn(widget)) await this.#merge(engine);
    } catch (error) {
      const failure =
        error instanceof ImError ? error : new ImError('engine', { cause: error, message: String(error) });
      if (!this.found) this.failure = failure;
      this.tell('im-error', { error: failure });
    } finally {
      this.#starting = false;
    }
  }

  async #visitor(url: string | undefined) {
    const { visitorCredentials } = await import('../../engines/hub/index.js');
    const keep = keepOf(this.widget);
    return visitorCredentials({ url, storage: keep, key: visitorKey(this.widget) });
  }

  /** Who wrote anonymously before signing in keeps that conversation. */
  async #merge(engine: Engine): Promise<void> {
    const visitor = knownVisitor(this.widget);
    const { mergeVisitor } = engine as Engine & { mergeVisitor?(token: string): Promise<number> };
    if (!visitor || !mergeVisitor) return;
    await mergeVisitor.call(engine, visitor.token);
    keepOf(this.widget).remove();
  }

  #conversation(): ConversationId {
    const own = this.widget.getAttribute('conversation');
    const id = own ?? `direct:${this.widget.getAttribute('agent') ?? 'support'}`;
    if (isConversationId(id)) return id;
    throw new ImError('invalid', { field: 'agent', message: `agent or conversation: "${id}" is no conversation id` });
  }

  protected override updated(): void {
    this.dispatchEvent(new CustomEvent('im-unread-change', { bubbles: true, detail: this.#total.value ?? 0 }));
    if (this.#focus && this.found) {
      this.#focus = false;
      this.focusComposer();
    }
  }

  override render(): TemplateResult {
    const heading = this.widget.getAttribute('heading') ?? this.t('widget.title');
    const inline = this.widget.hasAttribute('inline');
    const popout = this.widget.getAttribute('popout');
    return html`<header part="header">
        ${this.found ? html`<im-avatar .client=${this.im} .conversation=${this.found.conversation}></im-avatar>` : nothing}
        <div class="who"><h2><bdi>${heading}</bdi></h2><p>${this.widget.getAttribute('subheading') ?? this.t('widget.subtitle')}</p></div>
        ${popout && !inline ? html`<button class="icon-button" part="popout" aria-label=${this.t('widget.popout')} @click=${() => this.#pop(popout)}>${externalLinkIcon()}</button>` : nothing}
        ${inline ? nothing : html`<button class="icon-button" part="close" aria-label=${this.t('widget.close')} @click=${this.#close}>${xIcon()}</button>`}
      </header>
      ${this.#body()}`;
  }

  #body(): TemplateResult {
    if (this.failure) return this.#failed(this.failure);
    if (!this.found) return html`<div class="wait"></div>`;
    const { client, conversation } = this.found;
    // A closed panel is out of sight (its rows do not intersect) and out of the tab order.
    const shown = this.shown || this.widget.hasAttribute('inline');
    return html`<im-chat-window headless .client=${client} .conversation=${conversation} ?inert=${!shown}>
      <div slot="empty" class="greeting" part="greeting"><im-avatar .client=${client} .conversation=${conversation}></im-avatar>
        <p>${this.widget.getAttribute('greeting') ?? this.t('widget.greeting')}</p></div>
    </im-chat-window>`;
  }

  #failed(failure: ImError): TemplateResult {
    const key = `error.${failure.code}`;
    return html`<div class="failure" role="alert"><span>${this.t('widget.failed')} ${this.i18n.has(key) ? this.t(key) : ''}</span>
      <button class="text-button" @click=${() => void this.#start()}>${this.t('messages.try-again')}</button></div>`;
  }

  #close = (): void => {
    this.dispatchEvent(new CustomEvent('im-close-panel', { bubbles: true }));
  };

  #pop(address: string): void {
    window.open(new URL(address, location.href), 'im-chat', 'popup,width=420,height=720');
    this.#close();
  }
}
