import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { Translator } from '../shared/translator.js';

/** The floating box of the emoji picker; the picker itself is loaded when it is first opened. */
export class EmojiBox implements ReactiveController {
  open = false;
  #host: ReactiveControllerHost & HTMLElement;
  #chosen: (emoji: string) => void;
  #loaded = false;

  constructor(host: ReactiveControllerHost & HTMLElement, chosen: (emoji: string) => void) {
    this.#host = host;
    this.#chosen = chosen;
    host.addController(this);
  }

  hostUpdated(): void {
    const box = this.#box;
    if (!box || box.matches(':popover-open') === this.open) return;
    if (!this.open) {
      box.hidePopover();
      return;
    }
    box.showPopover();
    this.#place(box);
  }

  get #box(): HTMLElement | null {
    return this.#host.shadowRoot?.querySelector('.emoji-box') ?? null;
  }

  toggle = (): void => {
    this.open = !this.open;
    this.#host.requestUpdate();
    if (this.open && !this.#loaded)
      void import('../emoji-picker/index.js').then(() => {
        this.#loaded = true;
        this.#host.requestUpdate();
      });
  };

  close(): void {
    if (!this.open) return;
    this.open = false;
    this.#host.requestUpdate();
  }

  #place(box: HTMLElement): void {
    const field = this.#host.getBoundingClientRect();
    const rtl = getComputedStyle(this.#host).direction === 'rtl';
    const left = rtl ? field.left + 12 : field.right - 12 - box.offsetWidth;
    box.style.left = `${Math.max(8, Math.min(left, innerWidth - box.offsetWidth - 8))}px`;
    box.style.top = `${Math.max(8, field.top - box.offsetHeight - 4)}px`;
  }

  render(label: string, i18n: Translator): TemplateResult {
    const inside = this.open
      ? html`<im-emoji-picker .translator=${i18n} @im-emoji=${(event: CustomEvent<{ emoji: string }>) => this.#chosen(event.detail.emoji)}></im-emoji-picker>`
      : nothing;
    return html`<div class="emoji-box" popover="auto" role="dialog" aria-label=${label} @toggle=${this.#toggled}>${inside}</div>`;
  }

  #toggled = (event: ToggleEvent): void => {
    if (event.newState === 'closed') this.close();
  };
}
