import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { type Client, type ImError, toImError } from '../../core/index.js';
import { base, buttons, tokens } from '../../styles/shared/index.js';
import { externalLinkIcon, xIcon } from '../shared/icons.js';
import { ImRow } from '../shared/im-element.js';
import { type Account, accountOf } from './account.js';
import type { Carried } from './carry.js';
import { keepOf } from './identity.js';
import { styles } from './panel.styles.js';
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
    account: { state: true },
    failure: { state: true },
  };
  static override styles = [tokens, base, buttons, styles];
  declare widget: ImChatWidget;
  declare shown: boolean;
  /** @internal */
  declare account: Account | undefined;
  /** @internal */
  declare failure: ImError | undefined;

  /** Aborted when another start, or the end, overtakes this one. */
  #run: AbortController | undefined;
  #focus = false;
  #leaving: ReturnType<typeof setTimeout> | undefined;
  #total = this.read(
    () => ['unread/total'],
    (store) => store.get('unread', 'total')?.count ?? 0,
  );

  protected override get im(): Client | undefined {
    return this.account?.client;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    clearTimeout(this.#leaving);
    if (!this.#run) void this.#start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // The widget may only be moved; what lasts a moment longer is an end.
    this.#leaving = setTimeout(() => this.#stop());
  }

  /** Begins anew for whom the widget names now. */
  restart(): void {
    if (!this.#run) return;
    this.#stop();
    void this.#start();
  }

  /** Puts the focus into the panel: where one writes, or, not to call up a keyboard over the chat, at its head. */
  focusComposer(): void {
    const chat = this.renderRoot.querySelector('im-chat-window');
    this.#focus = !chat;
    if (!chat) return;
    if (matchMedia('(pointer: coarse)').matches)
      this.renderRoot.querySelector<HTMLElement>('[part=close]')?.focus({ preventScroll: true });
    else chat.focus({ preventScroll: true });
  }

  #stop(): void {
    this.#run?.abort();
    this.#run = undefined;
    const { account } = this;
    this.account = undefined;
    void account?.client.session.stop().catch(() => {});
  }

  /** `carried`: what another visitor, whom the hub has forgotten, had written. */
  async #start(carried?: Carried): Promise<void> {
    const run = new AbortController();
    this.#run = run;
    this.failure = undefined;
    let account: Account | undefined;
    try {
      account = await accountOf(this.widget);
      if (run.signal.aborted) return;
      this.account = account;
      if (carried?.draft) account.client.conversations.draft(account.conversation, carried.draft);
      await account.client.session.start();
      await carried?.resend(account);
      if (account.anonymous || run.signal.aborted) return;
      await (await import('./signed-in.js')).mergeVisitor(this.widget, account);
    } catch (error) {
      if (run.signal.aborted) return;
      const failure = toImError(error);
      if (account?.anonymous && failure.code === 'unauthorized' && !carried) return this.#renew(account);
      if (!this.account) this.failure = failure;
      this.widget.dispatchEvent(
        new CustomEvent('im-error', { bubbles: true, composed: true, detail: { error: failure } }),
      );
    }
  }

  /** The hub knows this visitor no more: a new one, rather than a chat that is shut for ever. Once. */
  async #renew({ client, conversation }: Account): Promise<void> {
    const { carry } = await import('./carry.js');
    keepOf(this.widget).remove();
    const chat = this.renderRoot.querySelector('im-chat-window');
    const draft = chat?.renderRoot.querySelector('im-composer')?.value ?? '';
    const carried = await carry(client, conversation, draft);
    this.#focus = this.shown;
    this.#stop();
    await this.#start(carried);
  }

  protected override updated(): void {
    this.dispatchEvent(new CustomEvent('im-unread-change', { bubbles: true, detail: this.#total.value ?? 0 }));
    if (this.#focus && this.account && this.shown) this.focusComposer();
  }

  override render(): TemplateResult {
    const { widget, account } = this;
    const heading = widget.getAttribute('heading') || this.t('widget.title');
    const inline = widget.hasAttribute('inline');
    const popout = inline ? null : widget.getAttribute('popout');
    return html`<header part="header">
        ${account ? html`<im-avatar .client=${this.im} .conversation=${account.conversation}></im-avatar>` : nothing}
        <div class="who"><h2 dir="auto">${heading}</h2><p><bdi>${widget.getAttribute('subheading') || this.t('widget.subtitle')}</bdi></p></div>
        ${popout ? this.#button('popout', externalLinkIcon(), () => this.#pop(popout)) : nothing}
        ${inline ? nothing : this.#button('close', xIcon(), this.#close)}
      </header>
      ${this.#body()}`;
  }

  #button(name: 'popout' | 'close', icon: TemplateResult, act: () => void): TemplateResult {
    const label = this.t(`widget.${name}`);
    return html`<button type="button" class="icon-button" part=${name} aria-label=${label} title=${label} @click=${act}>${icon}</button>`;
  }

  #body(): TemplateResult {
    if (this.failure) return this.#failed(this.failure);
    if (!this.account) return html`<div class="wait">${this.#greeting()}</div>`;
    const { client, conversation } = this.account;
    return html`<im-chat-window headless .client=${client} .conversation=${conversation} ?inert=${!this.shown}>
      <div slot="empty">${this.#greeting()}</div>
    </im-chat-window>`;
  }

  #greeting(): TemplateResult {
    const { account } = this;
    return html`<div class="greeting" part="greeting"><im-avatar .client=${this.im} .conversation=${account?.conversation}></im-avatar>
      <p dir="auto">${this.widget.getAttribute('greeting') || this.t('widget.greeting')}</p></div>`;
  }

  #failed(failure: ImError): TemplateResult {
    const key = `error.${failure.code}`;
    return html`<div class="failure" role="alert"><span>${this.t('widget.failed')} ${this.i18n.has(key) ? this.t(key) : ''}</span>
      <button type="button" class="text-button" @click=${() => void this.#start()}>${this.t('messages.try-again')}</button></div>`;
  }

  #close = (): void => {
    this.dispatchEvent(new CustomEvent('im-close-panel', { bubbles: true }));
  };

  #pop(address: string): void {
    window.open(new URL(address, location.href), 'im-chat', 'popup,width=420,height=720');
    this.#close();
  }
}
