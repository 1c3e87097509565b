import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { base, buttons, tokens } from '../../styles/shared/index.js';
import { checkIcon } from '../shared/icons.js';
import { ImRow, rtlOf } from '../shared/im-element.js';
import { styles } from './menu.styles.js';

export interface MenuItem {
  readonly id: string;
  readonly label: string;
  readonly icon?: TemplateResult;
  /** Drawn in the colour of danger. */
  readonly danger?: boolean;
  /** The key that does the same on the thing itself, as `aria-keyshortcuts` says it. */
  readonly keys?: string;
  /** One of several of which one is chosen; undefined: an action. */
  readonly on?: boolean;
  /** A line parts it from those above. */
  readonly apart?: boolean;
  readonly act: () => void;
}

/** One of the few things that stand side by side above the actions. */
export interface MenuSign {
  readonly id: string;
  readonly label: string;
  /** What is drawn; a character such as an emoji. */
  readonly sign: string | TemplateResult;
  /** Undefined: nothing that is on or off. */
  readonly on?: boolean;
  /** `at`: where it stood; the menu is closed by then. */
  readonly act: (at: DOMRect) => void;
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
 * @csspart sign - One of those that stand side by side above.
 */
export class ImMenu extends ImRow {
  static readonly version = '0.1.0';
  static override properties: PropertyDeclarations = {
    items: { attribute: false },
    signs: { attribute: false },
    signsLabel: { attribute: 'signs-label' },
    label: {},
    short: { state: true },
  };
  static override styles = [tokens, base, buttons, styles];
  /** What can be done, in order. */
  declare items: readonly MenuItem[];
  /** Above them, side by side. */
  declare signs: readonly MenuSign[];
  /** What those are, for people who hear the page. */
  declare signsLabel: string;
  /** What the actions are for, for people who hear the page. */
  declare label: string;
  /** @internal Only the signs. */
  declare short: boolean;
  #before: HTMLElement | undefined;

  constructor() {
    super();
    this.items = [];
    this.signs = [];
    this.signsLabel = '';
    this.short = false;
    this.label = '';
  }

  get #menu(): HTMLElement | null {
    return this.renderRoot.querySelector('.menu');
  }

  get #buttons(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('.sign, .item')];
  }

  get open(): boolean {
    return this.#menu?.matches(':popover-open') ?? false;
  }

  /** Opens with the first action, or the one that is chosen, focused; focus goes back to `from` afterwards. `short`: with the signs alone. */
  async show(anchor: MenuAnchor, from?: HTMLElement, short = false): Promise<void> {
    if ((short ? this.signs : this.items).length === 0) return;
    this.short = short;
    await this.updateComplete;
    const menu = this.#menu;
    if (!menu?.isConnected) return;
    this.#before = from ?? (anchor instanceof HTMLElement ? anchor : undefined);
    if (!this.open) menu.showPopover();
    place(menu, anchor);
    this.#watch(true);
    const chosen = this.renderRoot.querySelector<HTMLElement>('.item[aria-checked=true]');
    const first = chosen ?? this.renderRoot.querySelector<HTMLElement>('.item') ?? this.#buttons[0];
    first?.focus({ preventScroll: true });
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
      @contextmenu=${(event: Event) => event.preventDefault()}>${this.signs.length ? this.#strip() : nothing}${
        this.short ? nothing : this.items.map((item) => this.#item(item))
      }</div>`;
  }

  #strip(): TemplateResult {
    return html`<div class="strip" role="group" aria-label=${this.signsLabel}>${this.signs.map(
      (
        one,
      ) => html`<button type="button" class="sign" part="sign" tabindex="-1" aria-label=${one.label} title=${one.label}
        role=${one.on === undefined ? 'menuitem' : 'menuitemcheckbox'} aria-checked=${one.on === undefined ? nothing : String(one.on)}
        data-id=${one.id} @click=${this.#chosen(one)}>${one.sign}</button>`,
    )}</div>`;
  }

  #item({ id, label, icon, danger, keys, on, apart, act }: MenuItem): TemplateResult {
    return html`${apart ? html`<div class="line" role="separator"></div>` : nothing}<button type="button" class="item ${danger ? 'danger' : ''}"
      part="item" role=${on === undefined ? 'menuitem' : 'menuitemradio'} aria-checked=${on === undefined ? nothing : String(on)} tabindex="-1"
      aria-keyshortcuts=${keys ?? nothing} data-id=${id} @click=${() => this.#choose(act)}>${icon}<span>${label}</span>${
        keys ? html`<kbd aria-hidden="true">${keyLabel(keys)}</kbd>` : nothing
      }${on ? checkIcon() : nothing}</button>`;
  }

  #chosen(one: MenuSign): (event: Event) => void {
    return (event) => {
      const at = (event.currentTarget as Element).getBoundingClientRect();
      this.#choose(() => one.act(at));
    };
  }

  #choose(act: () => void): void {
    this.hide();
    act();
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
    const next = this.#target(key, at, items.length) ?? (key.length === 1 ? this.#begins(key, at) : undefined);
    if (next === undefined) return;
    if (key !== ' ') event.preventDefault();
    items[(next + items.length) % items.length]?.focus();
  };

  /** Side by side to the sides, below each other up and down: the signs are one line of the menu. */
  #target(key: string, at: number, count: number): number | undefined {
    const signs = this.signs.length;
    const inStrip = at >= 0 && at < signs;
    const ahead = rtlOf(this) ? -1 : 1;
    const side = key === 'ArrowRight' ? ahead : key === 'ArrowLeft' ? -ahead : 0;
    if (side) return inStrip ? (at + side + signs) % signs : undefined;
    if (key === 'Home') return 0;
    if (key === 'End') return count - 1;
    if (key === 'ArrowDown') return inStrip ? signs : at + 1 === count && signs ? 0 : at + 1;
    if (key === 'ArrowUp') return inStrip ? count - 1 : at === signs && signs ? 0 : at - 1;
    return undefined;
  }

  /** The next action whose label begins with a letter. */
  #begins(letter: string, at: number): number | undefined {
    const { lang } = this.i18n;
    const all = [...this.signs, ...(this.short ? [] : this.items)];
    const order = all.map((_, step) => (at + 1 + step) % all.length);
    return order.find((index) => all[index]?.label.toLocaleLowerCase(lang).startsWith(letter.toLocaleLowerCase(lang)));
  }
}

/** As it stands on keyboards. */
const keyLabel = (keys: string): string => keys.split(' ')[0]?.replace('Control', 'Ctrl').replace('Meta', '⌘') ?? '';

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
