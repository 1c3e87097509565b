import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { type ConversationId, kindOf, targetOf } from '../../core/index.js';
import { base, buttons, tokens } from '../../styles/shared/index.js';
import type { ImMenu, MenuItem } from '../menu/menu.js';
import type { ImSearch, OpenMessageRequest } from '../search/search.js';
import { userIcon, usersIcon, xIcon } from '../shared/icons.js';
import { fileDownIcon, imagesIcon } from '../shared/icons-finding.js';
import { ellipsisVerticalIcon, searchIcon } from '../shared/icons-later.js';
import { ImRow } from '../shared/im-element.js';
import type { ImChatWindow } from './chat-window.js';
import { Idle } from './idle.js';
import { type OfferHost, offersFor } from './offers.js';
import { styles } from './tools.styles.js';

type Panel = 'search' | 'media' | 'details';

/** Wide enough for a panel beside the transcript, pixels. */
const BESIDE = 720;

/**
 * What a window offers beside its transcript: searching, media, saving, and what can be done to the conversation. Comes
 * after the window itself; each part comes when it is first used.
 * @internal
 */
export class ImWindowTools extends ImRow {
  static readonly version = '0.1.0';
  static override properties: PropertyDeclarations = {
    conversation: {},
    bare: { type: Boolean },
    panel: { state: true },
    beside: { state: true },
  };
  static override styles = [tokens, base, buttons, styles];
  /** Whose. */
  declare conversation: ConversationId | undefined;
  /** Without buttons: the window has no header. */
  declare bare: boolean;
  /** @internal */
  declare panel: Panel | undefined;
  /** @internal The panel stands beside the transcript, not over it. */
  declare beside: boolean;

  #window: ImChatWindow | undefined;
  /** For what is fetched once it is connected. */
  #session = this.read(
    () => ['session/self'],
    (store) => store.get('session', 'self'),
  );
  #sizes: ResizeObserver | undefined;
  #from: HTMLElement | undefined;

  constructor() {
    super();
    new Idle(this, () => this.#session.value);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const root = this.getRootNode();
    this.#window = root instanceof ShadowRoot ? (root.host as ImChatWindow) : undefined;
    this.#window?.addEventListener('keydown', this.#key);
    this.#window?.addEventListener('click', this.#titled);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#window?.removeEventListener('keydown', this.#key);
    this.#window?.removeEventListener('click', this.#titled);
    this.panel = undefined;
    this.#cover();
    this.#window = undefined;
  }

  protected override willUpdate(): void {
    this.#cover();
    const title = this.#window?.renderRoot.querySelector<HTMLElement>('header > .who');
    title?.style.setProperty('cursor', this.#detailed ? 'pointer' : '');
  }

  protected override updated(): void {
    if (this.panel && this.#window && !this.#sizes) {
      this.#sizes = new ResizeObserver(() => this.#cover());
      this.#sizes.observe(this.#window);
    }
  }

  /** What lies under a panel is not to be reached. */
  #cover(): void {
    const window = this.#window;
    if (!window) return;
    this.beside = window.clientWidth >= BESIDE;
    const covered = this.panel !== undefined && !this.beside;
    window.style.setProperty('--_aside', this.panel && this.beside ? '360px' : '');
    const under = window.renderRoot.querySelectorAll<HTMLElement>(
      'header > :not(im-window-tools), im-connection, im-pinned, im-message-list, im-typing, slot[name=composer]',
    );
    for (const part of under) part.inert = covered;
    for (const button of this.renderRoot.querySelectorAll<HTMLElement>('[data-tool=search], [data-tool=menu]'))
      button.inert = covered;
    if (this.panel) return;
    this.#sizes?.disconnect();
    this.#sizes = undefined;
  }

  override render(): TemplateResult {
    const search = this.t('window.search');
    const more = this.t('window.menu');
    return html`${
      this.bare
        ? nothing
        : html`<button type="button" class="icon-button" data-tool="search" aria-label=${search} title=${search} aria-expanded=${this.panel === 'search' ? 'true' : 'false'}
            @click=${() => this.toggle('search')}>${searchIcon()}</button><button type="button" class="icon-button" data-tool="menu" aria-label=${more} title=${more}
            aria-haspopup="menu" @click=${this.#menu}>${ellipsisVerticalIcon()}</button><im-menu .client=${this.im} .translator=${this.translator}></im-menu>`
    }${this.panel ? this.#shown(this.panel) : nothing}`;
  }

  /** As things stand when it is opened. */
  #items(): readonly MenuItem[] {
    const { im, conversation } = this;
    if (!im || !conversation) return [];
    const offers: OfferHost = {
      client: im,
      conversation,
      i18n: this.i18n,
      host: this,
      ask: (type, detail, act) => this.ask(type, detail, act),
      turn: (items, label) => this.#open(items, label),
    };
    return [
      ...(this.#detailed
        ? [
            {
              id: 'details',
              label: this.#detailsTitle,
              icon: this.#group ? usersIcon() : userIcon(),
              act: () => this.details(),
            },
          ]
        : []),
      {
        id: 'search',
        label: this.t('window.search'),
        icon: searchIcon(),
        keys: 'Control+F Meta+F',
        act: () => this.attempt(() => this.show('search')),
      },
      {
        id: 'media',
        label: this.t('window.media'),
        icon: imagesIcon(),
        act: () => this.attempt(() => this.show('media')),
      },
      {
        id: 'export',
        label: this.t('window.export'),
        icon: fileDownIcon(),
        act: () => this.attempt(() => this.#export()),
      },
      ...offersFor(offers),
    ];
  }

  get #group(): boolean {
    return this.conversation !== undefined && kindOf(this.conversation) === 'group';
  }

  /** Is there anything to be said of whom one talks with? */
  get #detailed(): boolean {
    return this.#group || (this.conversation !== undefined && kindOf(this.conversation) === 'direct');
  }

  get #detailsTitle(): string {
    return this.t(this.#group ? 'window.details' : 'window.profile');
  }

  /** Shows the group, or the other one's profile, unless the page does. */
  details(): void {
    const { conversation } = this;
    if (conversation && this.#detailed)
      this.ask('im-details-request', { conversationId: conversation }, () => this.show('details'));
  }

  /** One is there already: the panel makes room. */
  #talk = (): void => this.close();

  /** The title is a way to the details too, for hands; keys have the menu. */
  #titled = (event: Event): void => {
    const at = event
      .composedPath()
      .find((node) => node instanceof Element && node.matches('header > .who, header > im-avatar'));
    if (!at || !this.conversation || event.defaultPrevented) return;
    if (this.panel === 'details') this.close();
    else this.details();
  };

  #shown(panel: Panel): TemplateResult {
    const close = this.t('dialog.close');
    const title = panel === 'details' ? this.#detailsTitle : this.t(`window.${panel}`);
    return html`<section class="panel ${this.beside ? 'beside' : ''}" aria-label=${title} @keydown=${this.#panelKey}>
      <div class="bar"><h3>${title}</h3><button type="button" class="icon-button" data-tool="close" aria-label=${close} title=${close} @click=${() => this.close()}>${xIcon()}</button></div>
      ${
        panel === 'search'
          ? html`<im-search .client=${this.im} .conversation=${this.conversation} .jump=${this.#jump}></im-search>`
          : panel === 'media'
            ? html`<im-media-wall .client=${this.im} .conversation=${this.conversation}></im-media-wall>`
            : this.#group
              ? html`<im-group-panel .client=${this.im} .conversation=${this.conversation}></im-group-panel>`
              : html`<im-profile .client=${this.im} .userId=${targetOf(this.conversation as ConversationId)} .select=${this.#talk}></im-profile>`
      }</section>`;
  }

  /** Opens a panel with the focus in it. */
  async show(panel: Panel): Promise<void> {
    if (!this.panel)
      this.#from =
        this.renderRoot.querySelector<HTMLElement>(`[data-tool=${panel === 'search' ? 'search' : 'menu'}]`) ??
        undefined;
    if (panel === 'search') await import('../search/index.js');
    else if (panel === 'media') await import('../media-wall/index.js');
    else if (this.#group) await import('../group-panel/index.js');
    else await import('../profile/index.js');
    this.panel = panel;
    await this.updateComplete;
    const inside = this.renderRoot.querySelector<ImSearch>(panel === 'search' ? 'im-search' : '[data-tool=close]');
    inside?.focus();
  }

  close(): void {
    if (!this.panel) return;
    this.panel = undefined;
    this.#cover();
    if (this.#from?.isConnected) this.#from.focus({ preventScroll: true });
    else this.#window?.focus({ preventScroll: true });
  }

  toggle(panel: Panel): void {
    if (this.panel === panel) this.close();
    else this.attempt(() => this.show(panel));
  }

  /** Beside the transcript the results stay; over it they make room. */
  #jump = async (place: OpenMessageRequest): Promise<void> => {
    const window = this.#window;
    if (!window) return;
    if (window.clientWidth < BESIDE) {
      this.panel = undefined;
      this.#cover();
    }
    await (await import('../search/open.js')).showIn(window, place);
  };

  async #export(): Promise<void> {
    const { im, conversation } = this;
    if (im && conversation) await (await import('../export/index.js')).openExport(im, conversation, this);
  }

  #menu = (): void => this.#open(this.#items(), this.t('window.menu'));

  #open(items: readonly MenuItem[], label: string): void {
    const button = this.renderRoot.querySelector<HTMLElement>('[data-tool=menu]');
    const menu = this.renderRoot.querySelector<ImMenu>('im-menu');
    if (!button || !menu) return;
    Object.assign(menu, { items, label });
    void menu.show(button, button);
  }

  /** While the focus is in the window, its own search is what is meant; the same keys again are the browser's. */
  #key = (event: KeyboardEvent): void => {
    const find =
      event.key.toLowerCase() === 'f' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (!find || event.defaultPrevented || !this.conversation || this.panel === 'search') return;
    // A page has put a header of its own in our place.
    if (!this.bare && this.getClientRects().length === 0) return;
    event.preventDefault();
    this.attempt(() => this.show('search'));
  };

  /** One Escape closes one thing. */
  #panelKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.isComposing || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    this.close();
  };
}
