import { css, html, type PropertyDeclarations, type TemplateResult } from 'lit';
import { base, buttons, tokens } from '../../styles/shared/index.js';
import { ImRow } from '../shared/im-element.js';

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

/**
 * Actions on one thing, opened by its button, the right mouse key, a long press or the menu key; in the top layer.
 *
 * @csspart menu - The floating box.
 * @csspart item - One action.
 */
export class ImMenu extends ImRow {
  static readonly version = '0.1.0';
  static override properties: PropertyDeclarations = { items: { attribute: false }, label: {} };
  static override styles = [
    tokens,
    base,
    buttons,
    css`
      :host {
        display: contents;
      }
      .menu {
        position: fixed;
        inset: auto;
        margin: 0;
        padding: 4px;
        min-inline-size: 180px;
        max-inline-size: min(320px, calc(100vw - 16px));
        border: 1px solid var(--_line);
        border-radius: 12px;
        background: var(--_raised);
        color: var(--_ink);
        box-shadow: var(--_shadow);
        opacity: 0;
        scale: 0.97;
        transition:
          opacity var(--_motion),
          scale var(--_motion);
      }
      .menu:popover-open {
        opacity: 1;
        scale: 1;
      }
      @starting-style {
        .menu:popover-open {
          opacity: 0;
          scale: 0.97;
        }
      }
      .item {
        display: flex;
        align-items: center;
        gap: 10px;
        inline-size: 100%;
        min-block-size: 36px;
        padding: 6px 10px;
        border-radius: 8px;
        font: var(--_text);
        text-align: start;
      }
      .item:hover,
      .item:focus-visible {
        background: var(--_hover);
      }
      .item .icon {
        inline-size: 18px;
        block-size: 18px;
        color: var(--_ink-2);
      }
      .danger,
      .danger .icon {
        color: var(--_danger);
      }
      @media (pointer: coarse) {
        .item {
          min-block-size: 44px;
        }
      }
    `,
  ];
  declare items: readonly MenuItem[];
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
    menu.querySelector<HTMLElement>('.item')?.focus();
  }

  hide(): void {
    if (this.open) this.#menu?.hidePopover();
  }

  override render(): TemplateResult {
    return html`<div class="menu" part="menu" role="menu" popover="auto" aria-label=${this.label}
      @keydown=${this.#key} @toggle=${this.#toggled} @contextmenu=${(event: Event) => event.preventDefault()}>
      ${this.items.map(
        (item) => html`<button class="item ${item.danger ? 'danger' : ''}" part="item" role="menuitem" tabindex="-1"
          @click=${() => this.#choose(item)}>${item.icon}<span>${item.label}</span></button>`,
      )}
    </div>`;
  }

  #choose(item: MenuItem): void {
    this.hide();
    item.act();
  }

  #toggled = (event: ToggleEvent): void => {
    if (event.newState !== 'closed') return;
    const focused = this.shadowRoot?.activeElement;
    if (focused || document.activeElement === document.body) this.#before?.focus();
    this.#before = undefined;
  };

  #key = (event: KeyboardEvent): void => {
    const items = [...this.renderRoot.querySelectorAll<HTMLElement>('.item')];
    const at = items.indexOf(this.shadowRoot?.activeElement as HTMLElement);
    const to: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 };
    event.stopPropagation();
    if (event.key === 'Tab') this.hide();
    const next = to[event.key];
    if (next === undefined) return;
    event.preventDefault();
    items[(next + items.length) % items.length]?.focus();
  };
}

/** Beside its anchor, inside the viewport. */
function place(menu: HTMLElement, anchor: MenuAnchor): void {
  const box = anchor instanceof Element ? anchor.getBoundingClientRect() : new DOMRect(anchor.x, anchor.y, 0, 0);
  const { offsetWidth: width, offsetHeight: height } = menu;
  const rtl = getComputedStyle(menu).direction === 'rtl';
  const left = rtl ? box.right - width : box.left;
  const below = box.bottom + 4;
  const top = below + height > innerHeight - 8 ? box.top - height - 4 : below;
  menu.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`;
  menu.style.top = `${Math.max(8, top)}px`;
}
