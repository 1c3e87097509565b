import { launcher as words } from '../../locales/launcher.js';
import { adopt, element, icon } from './dom.js';
import type { ImChatPanel } from './panel.js';
import { Sheet } from './sheet.js';
import { styles } from './widget.styles.js';

/** On a server there is no HTMLElement to extend; the class is only a name there. */
const Base = (globalThis.HTMLElement ?? class {}) as typeof HTMLElement;

/**
 * A support chat for any page: a bubble that opens a panel, or the panel itself in place with `inline`. Draws nothing
 * heavy before somebody opens it, stores nothing before somebody writes.
 *
 * @attr {string} engine - Back end: `hub` (default).
 * @attr {string} url - Address of the hub, `https://` or `wss://`; the page's own origin by default.
 * @attr {string} agent - User id of the desk that answers, `support` by default.
 * @attr {string} user-id - Signed-in visitor; needs `token-url` or the `token` property. Absent: an anonymous visitor.
 * @attr {string} token-url - Address of the site's own back end that answers `{"token": "..."}`.
 * @attr {string} cookie-domain - Keeps an anonymous visitor over the sub-domains of this domain.
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
  static readonly observedAttributes = ['open', 'inline', 'label', 'lang'];

  /** Gives tokens for `user-id`, instead of `token-url`. */
  token: (() => Promise<string>) | undefined;

  #bubble!: HTMLButtonElement;
  #badge!: HTMLElement;
  #launcher!: HTMLElement;
  #panel!: HTMLElement;
  #sheet: Sheet | undefined;
  #inside: Promise<ImChatPanel> | undefined;
  #unread = 0;
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
    this.#bubble.addEventListener('click', () => this.toggle());
    this.#panel.addEventListener('keydown', this.#key);
    this.#panel.addEventListener('im-close-panel', () => this.close());
    this.#panel.addEventListener('im-unread-change', (event) => this.#count((event as CustomEvent<number>).detail));
  }

  /** Unread messages, as far as is known. */
  get unread(): number {
    return this.#unread;
  }

  get open(): boolean {
    return this.hasAttribute('open');
  }
  set open(value: boolean) {
    this.toggleAttribute('open', value);
  }

  connectedCallback(): void {
    clearTimeout(this.#leaving);
    this.#leaving = undefined;
    this.#label();
    this.#show();
    if (!this.open) this.#watch();
  }

  disconnectedCallback(): void {
    // A move in the page is a removal and an insertion; only a removal that lasts ends the chat.
    this.#leaving = setTimeout(() => {
      this.#stopWatching?.();
      this.#stopWatching = undefined;
      this.#sheet?.close();
    });
  }

  attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    if (before === now || !this.isConnected) return;
    if (name === 'label' || name === 'lang') this.#label();
    else this.#show();
  }

  /** Opens the panel unless the page says no. */
  show(): void {
    if (!this.open && this.#ask('im-open-request')) this.open = true;
  }

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
    const table =
      words[lang] ?? words[Object.keys(words).find((name) => name.split('-')[0] === lang.split('-')[0]) ?? 'en'];
    return table?.[key] ?? words.en?.[key] ?? key;
  }

  #label(): void {
    const own = this.open ? this.#word('widget.close') : (this.getAttribute('label') ?? this.#word('widget.open'));
    this.#bubble.setAttribute('aria-label', this.#unread > 0 && !this.open ? `${own} (${this.#unread})` : own);
    this.#panel.setAttribute('aria-label', this.getAttribute('heading') ?? this.#word('widget.open'));
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
    toggle(this.#launcher, !inline);
    if (inline) this.#panel.removeAttribute('popover');
    else if (!this.#panel.hasAttribute('popover')) this.#panel.setAttribute('popover', 'manual');
    const shown = inline || this.open;
    if (shown) void this.#load();
    if (inline) return;
    const was = this.#panel.matches(':popover-open');
    if (was === this.open) return;
    toggle(this.#panel, this.open);
    // The launcher stays above the panel in the top layer, so that it can close it.
    if (this.open) {
      toggle(this.#launcher, false);
      toggle(this.#launcher, true);
    }
    this.#bubble.setAttribute('aria-expanded', String(this.open));
    this.#label();
    this.#sheet ??= new Sheet(this);
    if (this.open) this.#sheet.open();
    else this.#sheet.close();
    void this.#inside?.then(
      (panel) => (panel.shown = this.open),
      () => {},
    );
    if (this.open)
      void this.#inside?.then(
        (panel) => panel.focusComposer(),
        () => {},
      );
    else this.#bubble.focus({ preventScroll: true });
    this.#tell(this.open ? 'im-open' : 'im-close');
  }

  #load(): Promise<ImChatPanel> {
    this.#stopWatching?.();
    this.#stopWatching = undefined;
    this.#inside ??= this.#make();
    return this.#inside;
  }

  async #make(): Promise<ImChatPanel> {
    this.#bubble.classList.add('busy');
    this.#bubble.setAttribute('aria-busy', 'true');
    try {
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
      this.#bubble.removeAttribute('aria-busy');
    }
  }

  /** Somebody who has written before sees the badge without loading the chat. */
  #watch(): void {
    if (this.#stopWatching || this.#inside || this.hasAttribute('inline')) return;
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

  #key = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented || this.hasAttribute('inline')) return;
    event.stopPropagation();
    this.close();
  };
}

const toggle = (popover: HTMLElement, shown: boolean): void => {
  if (!popover.isConnected || !popover.hasAttribute('popover') || popover.matches(':popover-open') === shown) return;
  if (shown) popover.showPopover();
  else popover.hidePopover();
};
