import type { ImMenu, MenuAnchor, MenuItem } from './menu.js';

/** The menu that stands in the shadow root of a list, and where it was opened last. */
export class RowMenu {
  readonly #host: { readonly renderRoot: HTMLElement | DocumentFragment };
  #anchor: MenuAnchor | undefined;

  constructor(host: HTMLElement & { readonly renderRoot: HTMLElement | DocumentFragment }) {
    this.#host = host;
  }

  /** `from` has the focus when it closes. */
  show(items: readonly MenuItem[], label: string, anchor: MenuAnchor, from?: HTMLElement): void {
    const menu = this.#host.renderRoot.querySelector<ImMenu>('im-menu');
    if (!menu) return;
    this.#anchor = anchor;
    Object.assign(menu, { items, label });
    void menu.show(anchor, from);
  }

  /** Other items in the same place. */
  turn(items: readonly MenuItem[], label: string): void {
    if (this.#anchor) this.show(items, label, this.#anchor);
  }
}
