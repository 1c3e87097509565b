import { launcher as words } from '../../locales/launcher.js';
import { adopt, element, icon, setPopover, upgrade } from './dom.js';
import { knownVisitor } from './identity.js';
import type { ImChatPanel } from './panel.js';
import { Sheet } from './sheet.js';
import { styles } from './widget.styles.js';

/** On a server there is no HTMLElement to extend; the class is only a name there. */
const Base = (globalThis.HTMLElement ?? class {}) as typeof HTMLElement;

/** What every chat asks for next is fetched beside the panel, not after it; a failure shows where it is asked for. */
function ahead(): void {
  import('../../engines/hub/index.js').catch(() => {});
}

/** Attributes that say whose chat this is: another value is another chat. */
const WHO: ReadonlySet<string> = new Set([
  'engine',
  'url',
  'app',
  'agent',
  'conversation',
  'user-id',
  'token-url',
  'cookie-domain',
  'app-id',
]);

/**
 * A support chat for any page: a bubble that opens a panel, or the panel itself in place with `inline`. Draws nothing
 * heavy, asks for nothing and stores nothing before somebody opens it.
 *
 * @attr {string} engine - Back end: `hub` (default) or `tencent`, which knows no anonymous visitors.
 * @attr {string} url - Address of the hub, `https://` or `wss://`; the page's own origin by default.
 * @attr {string} app - Keeps what is stored for different apps of one site apart.
 * @attr {string} agent - User id of the desk that answers, `support` by default.
 * @attr {string} conversation - Id of a conversation, in place of the one with `agent`.
 * @attr {string} user-id - Signed-in visitor; needs `token-url` or the `token` property. Absent: an anonymous visitor.
 * @attr {string} token-url - Address of the site's own back end that answers `{"token": "..."}`.
 * @attr {string} cookie-domain - Keeps an anonymous visitor over the sub-domains of this domain.
 * @attr {string} app-id - Of `tencent`: the SDKAppID of the app.
 * @attr {string} server - Of `tencent`: address of a private server, `wss://`; the vendor's own by default.
 * @attr {string} sdk - Of `tencent`: address of the site's own copy of the SDK, for pages without a bundler.
 * @attr {string} upload-plugin - Of `tencent`: address of the site's own copy of the upload plugin, without which no files are sent.
 * @attr {boolean} cloud-search - Of `tencent`: the app has bought the vendor's cloud search.
 * @attr {string} heading - Title of the panel.
 * @attr {string} subheading - Who answers and when.
 * @attr {string} greeting - First words of an empty chat.
 * @attr {string} label - Words of the bubble for people who hear the page.
 * @attr {'start'|'end'} position - Side of the page; the end side by default.
 * @attr {'light'|'dark'|'auto'} theme - The page's own scheme by default.
 * @attr {boolean} inline - In place of a floating panel.
 * @attr {boolean} open - Is the panel shown?
 * @attr {string} popout - Address of a page of its own for the chat; shows a button that opens it.
 * @slot launcher - Own icon or words for the bubble.
 * @csspart launcher - The bubble.
 * @csspart badge - The count of unread messages.
 * @csspart panel - The floating or inline panel.
 * @cssprop --im-accent - The brand colour; everything else follows from it.
 * @cssprop --im-launcher-size - Diameter of the bubble, 56px.
 * @cssprop --im-widget-gap - Distance from the edges, 20px.
 * @cssprop --im-widget-width - Width of the floating panel, 384px.
 * @cssprop --im-widget-height - Height of the floating panel, 680px at most.
 * @fires im-open-request - The panel is about to open. Cancelable; detail: {}.
 * @fires im-close-request - The panel is about to close. Cancelable; detail: {}.
 * @fires im-open - The panel has opened. Detail: {}.
 * @fires im-close - The panel has closed. Detail: {}.
 * @fires im-unread - The number of unread messages has changed. Detail: {count}.
 * @fires im-error - Something failed. Detail: {error}.
 */
export class ImChatWidget extends Base {
  static readonly version = '0.1.0';
  static readonly observedAttributes = [
    ...['open', 'inline', 'label', 'lang', 'heading', 'subheading', 'greeting', 'popout'],
    ...WHO,
  ];

  #bubble: HTMLButtonElement;
  #badge: HTMLElement;
  #launcher: HTMLElement;
  #panel: HTMLElement;
  #sheet = new Sheet(this);
  #inside: Promise<ImChatPanel> | undefined;
  #token: (() => Promise<string>) | undefined;
  #unread = 0;
  /** As last shown and told; a move in the page changes nothing of it. */
  #shown = false;
  #hadFocus = false;
  #stopWatching: (() => void) | undefined;
  #leaving: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    adopt(root, styles);
    this.#badge = element('span', { class: 'badge', part: 'badge', 'aria-hidden': 'true' });
    const own = element('slot', { name: 'launcher' }, icon('chat', 'M7.9 20A9 9 0 1 0 4 16.1L2 22Z'));
    this.#bubble = element(
      'button',
      { class: 'bubble', part: 'launcher', type: 'button', 'aria-expanded': 'false', 'aria-controls': 'panel' },
      own,
      icon('x', 'M18 6 6 18', 'm6 6 12 12'),
    );
    this.#launcher = element('div', { class: 'launcher', popover: 'manual' }, this.#bubble, this.#badge);
    this.#panel = element('div', { class: 'panel', part: 'panel', id: 'panel', popover: 'manual', role: 'dialog' });
    root.append(this.#panel, this.#launcher);
    own.addEventListener('slotchange', () => this.#label());
    this.#bubble.addEventListener('click', () => this.toggle());
    root.addEventListener('keydown', (event) => this.#key(event as KeyboardEvent));
    this.#panel.addEventListener('im-close-panel', () => this.close());
    this.#panel.addEventListener('im-unread-change', (event) => this.#count((event as CustomEvent<number>).detail));
    upgrade(this, 'open', 'token');
  }

  /** Unread messages, as far as is known. */
  get unread(): number {
    return this.#unread;
  }

  /** Is the panel shown? */
  get open(): boolean {
    return this.hasAttribute('open');
  }
  set open(value: boolean) {
    this.toggleAttribute('open', Boolean(value));
  }

  /** Gives tokens for `user-id`, instead of `token-url`. */
  get token(): (() => Promise<string>) | undefined {
    return this.#token;
  }
  set token(token: (() => Promise<string>) | undefined) {
    if (token === this.#token) return;
    this.#token = token;
    this.#restart();
  }

  connectedCallback(): void {
    clearTimeout(this.#leaving);
    this.#leaving = undefined;
    this.#label();
    this.#show();
    this.#watch();
  }

  disconnectedCallback(): void {
    // A move in the page is a removal and an insertion; only a removal that lasts ends the chat.
    this.#leaving = setTimeout(() => {
      this.#stopWatching?.();
      this.#stopWatching = undefined;
      this.#sheet.close();
    });
  }

  attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    if (before === now || !this.isConnected) return;
    if (WHO.has(name)) this.#restart();
    else if (name === 'open' || name === 'inline') this.#show();
    this.#label();
    void this.#inside?.then((panel) => panel.requestUpdate()).catch(() => {});
  }

  /** Opens the panel unless the page says no. */
  show(): void {
    if (this.open || !this.#ask('im-open-request')) return;
    this.open = true;
    void this.#inside?.then((panel) => this.open && panel.focusComposer()).catch(() => {});
  }

  /** Closes it unless the page says no. */
  close(): void {
    if (this.open && this.#ask('im-close-request')) this.open = false;
  }

  toggle(): void {
    if (this.open) this.close();
    else this.show();
  }

  #ask(type: string): boolean {
    return this.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, cancelable: true, detail: {} }));
  }

  #tell(type: string, detail: unknown = {}): void {
    this.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, detail }));
  }

  #word(key: string): string {
    const lang = this.closest('[lang]')?.getAttribute('lang') ?? 'en';
    const near = Object.keys(words).find((name) => name.split('-')[0] === lang.split('-')[0]) ?? 'en';
    return (words[lang] ?? words[near])?.[key] ?? key;
  }

  #label(): void {
    const slot = this.#bubble.querySelector('slot');
    const own = slot
      ?.assignedNodes()
      .map((node) => node.textContent?.trim())
      .join(' ');
    const opens = this.getAttribute('label') || own || this.#word('widget.open');
    const label = this.open ? this.#word('widget.close') : opens;
    this.#bubble.setAttribute('aria-label', this.#unread > 0 && !this.open ? `${label} (${this.#unread})` : label);
    this.#panel.setAttribute('aria-label', this.getAttribute('heading') || this.#word('widget.title'));
  }

  #count(count: number): void {
    if (count === this.#unread) return;
    this.#unread = count;
    this.#badge.textContent = count > 0 ? (count > 99 ? '99+' : String(count)) : '';
    this.#label();
    this.#tell('im-unread', { count });
  }

  /** Brings what is seen in line with the attributes. */
  #show(): void {
    const inline = this.hasAttribute('inline');
    const shown = inline || this.open;
    // Hiding takes the focus away, so it is looked for before.
    if (!this.open && this.#shown) this.#hadFocus = this.shadowRoot?.activeElement != null;
    setPopover(this.#panel, inline ? undefined : this.open);
    if (inline) setPopover(this.#launcher, false);
    else this.#raise();
    this.#panel.setAttribute('role', inline ? 'region' : 'dialog');
    this.#bubble.setAttribute('aria-expanded', String(this.open));
    this.#sheet[this.open && !inline ? 'open' : 'close']();
    if (shown) void this.#load().catch(() => {});
    void this.#inside?.then((panel) => (panel.shown = inline || this.open)).catch(() => {});
    if (inline || this.open === this.#shown) return;
    this.#shown = this.open;
    // Who closes it from within does not lose the place; who is elsewhere is left there.
    if (!this.open && this.#hadFocus) this.#bubble.focus({ preventScroll: true });
    this.#hadFocus = false;
    this.#label();
    this.#tell(this.open ? 'im-open' : 'im-close');
  }

  /** The bubble stands above the panel in the top layer, so that it can close it. */
  #raise(): void {
    const focused = this.shadowRoot?.activeElement === this.#bubble;
    if (this.open && !this.#shown) setPopover(this.#launcher, false);
    setPopover(this.#launcher, true);
    if (focused) this.#bubble.focus({ preventScroll: true });
  }

  #load(): Promise<ImChatPanel> {
    this.#stopWatching?.();
    this.#stopWatching = undefined;
    this.#inside ??= this.#make();
    return this.#inside;
  }

  async #make(): Promise<ImChatPanel> {
    this.#bubble.classList.add('busy');
    this.#panel.setAttribute('aria-busy', 'true');
    try {
      if ((this.getAttribute('engine') ?? 'hub') === 'hub') ahead();
      await import('./panel.define.js');
      const panel = document.createElement('im-chat-panel');
      panel.widget = this;
      panel.shown = this.open || this.hasAttribute('inline');
      this.#panel.replaceChildren(panel);
      return panel;
    } catch (error) {
      this.#panel.replaceChildren(element('div', { class: 'failed', role: 'alert' }, this.#word('widget.failed')));
      this.#inside = undefined;
      this.#tell('im-error', { error });
      throw error;
    } finally {
      this.#bubble.classList.remove('busy');
      this.#panel.removeAttribute('aria-busy');
    }
  }

  /** Somebody else from here on: signed in, or another desk. */
  #restart(): void {
    this.#stopWatching?.();
    this.#stopWatching = undefined;
    void this.#inside?.then((panel) => panel.restart()).catch(() => {});
    if (this.isConnected) this.#watch();
  }

  /** Somebody who has written before sees the badge without loading the chat; for others nothing is asked at all. */
  #watch(): void {
    if (this.#stopWatching || this.#inside || this.hasAttribute('user-id') || !knownVisitor(this)) return;
    let stopped = false;
    this.#stopWatching = () => {
      stopped = true;
    };
    void import('./watch.js')
      .then(({ watch }) => {
        if (!stopped) this.#stopWatching = watch(this, (count) => this.#count(count));
      })
      .catch(() => {});
  }

  #key(event: KeyboardEvent): void {
    const composing = event.isComposing || event.keyCode === 229;
    if (event.key !== 'Escape' || event.defaultPrevented || composing || !this.open || this.hasAttribute('inline'))
      return;
    event.stopPropagation();
    this.close();
  }
}
