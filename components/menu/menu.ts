import { html, type PropertyDeclarations, type TemplateResult } from 'lit';
import { base, buttons, tokens } from '../../styles/shared/index.js';
import { ImRow } from '../shared/im-element.js';
import { styles } from './menu.styles.js';

export interface MenuItem {
  readonly id: string;
  readonly label: string;
  readonly icon?: TemplateResult;
  /** Drawn in the colour of danger. */
  readonly danger?: boolean;
  readonly act: () => void;
}

/** Where a menu opens: beside an element, or at a point of the viewport. */
export type MenuAnchor = Element | { readonly x: number; readonly y: number };

/** Between a menu and the edge of the viewport. */
const EDGE = 8;

/**
 * Actions on one thing, opened by its button, the right mouse key, a long press or the menu key; in the top layer.
 *
 * @csspart menu - The floating box.
 * @csspart item - One action.
 */
export class ImMenu extends ImRow {
  static readonly version = '0.1.0';
  static override properties: PropertyDeclarations = { items: { attribute: false }, label: {} };
  static override styles = [tokens, base, buttons, styles];
  /** What can be done, in order. */
  declare items: readonly MenuItem[];
  /** What the actions are for, for people who hear the page. */
  declare label: string;
  #before: HTMLElement | undefined;

  constructor() {
    super();
    this.items = [];
    this.label = '';
  }

  get #menu(): HTMLElement | null {
    return this.renderRoot.querySelector('.menu');
  }

  get #buttons(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('.item')];
  }

  get open(): boolean {
    return this.#menu?.matches(':popover-open') ?? false;
  }

  /** Opens with the first action focused; focus goes back to `from` afterwards. */
  async show(anchor: MenuAnchor, from?: HTMLElement): Promise<void> {
    if (this.items.length === 0) return;
    await this.updateComplete;
    const menu = this.#menu;
    if (!menu?.isConnected) return;
    this.#before = from ?? (anchor instanceof HTMLElement ? anchor : undefined);
    if (!this.open) menu.showPopover();
    place(menu, anchor);
    this.#watch(true);
    this.#buttons[0]?.focus({ preventScroll: true });
  }

  hide(): void {
    if (!this.open) return;
    const focused = this.shadowRoot?.activeElement;
    this.#watch(false);
    this.#menu?.hidePopover();
    if (focused) this.#before?.focus({ preventScroll: true });
    this.#before = undefined;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#watch(false);
    this.#before = undefined;
  }

  /**
   * Manual, not `auto`: an automatic popover that a long press opened would close when the finger is lifted, and opening
   * it would close the popover that its list may stand in.
   */
  override render(): TemplateResult {
    return html`<div class="menu" part="menu" role="menu" popover="manual" aria-label=${this.label} @keydown=${this.#key}
      @contextmenu=${(event: Event) => event.preventDefault()}>${this.items.map(
        (
          item,
        ) => html`<button type="button" class="item ${item.danger ? 'danger' : ''}" part="item" role="menuitem" tabindex="-1"
          data-id=${item.id} @click=${() => this.#choose(item)}>${item.icon}<span>${item.label}</span></button>`,
      )}</div>`;
  }

  #choose(item: MenuItem): void {
    this.hide();
    item.act();
  }

  #watch(on: boolean): void {
    const change = on ? addEventListener : removeEventListener;
    change('pointerdown', this.#elsewhere, true);
    change('focusin', this.#elsewhere, true);
    change('resize', this.#gone);
    change('wheel', this.#elsewhere, true);
  }

  #elsewhere = (event: Event): void => {
    if (!event.composedPath().includes(this)) this.hide();
  };

  #gone = (): void => this.hide();

  #key = (event: KeyboardEvent): void => {
    event.stopPropagation();
    const { key } = event;
    if (key === 'Escape' || key === 'Tab') {
      event.preventDefault();
      this.hide();
      return;
    }
    const items = this.#buttons;
    const at = items.indexOf(this.shadowRoot?.activeElement as HTMLElement);
    const to: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 };
    const next = to[key] ?? (key.length === 1 ? this.#begins(key, at) : undefined);
    if (next === undefined) return;
    if (key !== ' ') event.preventDefault();
    items[(next + items.length) % items.length]?.focus();
  };

  /** The next action whose label begins with a letter. */
  #begins(letter: string, at: number): number | undefined {
    const { lang } = this.i18n;
    const order = this.items.map((_, step) => (at + 1 + step) % this.items.length);
    return order.find((index) =>
      this.items[index]?.label.toLocaleLowerCase(lang).startsWith(letter.toLocaleLowerCase(lang)),
    );
  }
}

/** Beside its anchor, inside the viewport. */
function place(menu: HTMLElement, anchor: MenuAnchor): void {
  const box = anchor instanceof Element ? anchor.getBoundingClientRect() : new DOMRect(anchor.x, anchor.y, 0, 0);
  const { offsetWidth: width, offsetHeight: height } = menu;
  const rtl = getComputedStyle(menu).direction === 'rtl';
  const left = rtl ? box.right - width : box.left;
  const below = box.bottom + 4;
  const top = below + height > innerHeight - EDGE ? box.top - height - 4 : below;
  menu.style.left = `${Math.max(EDGE, Math.min(left, innerWidth - width - EDGE))}px`;
  menu.style.top = `${Math.max(EDGE, Math.min(top, innerHeight - height - EDGE))}px`;
  menu.style.transformOrigin = `${rtl ? 'right' : 'left'} ${top === below ? 'top' : 'bottom'}`;
}
