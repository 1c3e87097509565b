import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { Translator } from '../../shared/translator.js';

const WIDTH = 336;
const HEIGHT = 372;
const EDGE = 8;

/**
 * The floating box of the emoji picker, in the top layer; the picker itself is loaded when it is first opened. Its button
 * carries `popovertarget="emoji-box"`, so that the browser knows that the two belong together.
 */
export class EmojiBox implements ReactiveController {
  open = false;
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #chosen: (emoji: string) => void;
  #wanted: Promise<unknown> | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, chosen: (emoji: string) => void) {
    this.#host = host;
    this.#chosen = chosen;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.addEventListener('keydown', this.#key);
  }

  hostDisconnected(): void {
    this.#host.removeEventListener('keydown', this.#key);
    this.open = false;
  }

  show(): void {
    if (this.#box && !this.open) this.#box.showPopover();
  }

  close(): void {
    if (this.#box?.matches(':popover-open')) this.#box.hidePopover();
  }

  get #box(): HTMLElement | null {
    return this.#host.shadowRoot?.querySelector<HTMLElement>('.emoji-box') ?? null;
  }

  render(label: string, i18n: Translator): TemplateResult {
    const inside = this.open
      ? html`<im-emoji-picker .translator=${i18n} @im-emoji=${this.#choose}></im-emoji-picker>`
      : nothing;
    return html`<div class="emoji-box" id="emoji-box" popover role="dialog" aria-label=${label}
      @beforetoggle=${this.#toggling}>${inside}</div>`;
  }

  #toggling = (event: ToggleEvent): void => {
    if (event.target !== event.currentTarget) return;
    this.open = event.newState === 'open';
    if (this.open) {
      this.#place(event.currentTarget as HTMLElement);
      this.#wanted ??= import('../../emoji-picker/index.js').catch(() => (this.#wanted = undefined));
    }
    this.#host.requestUpdate();
  };

  /** Above its button where there is room, inside the viewport always. */
  #place(box: HTMLElement): void {
    const near = (this.#host.shadowRoot?.querySelector('.field') ?? this.#host).getBoundingClientRect();
    const width = Math.min(WIDTH, innerWidth - 2 * EDGE);
    const above = near.top - 2 * EDGE;
    const below = innerHeight - near.bottom - 2 * EDGE;
    const up = above >= Math.min(HEIGHT, below) || above > below;
    const height = Math.min(HEIGHT, Math.max(up ? above : below, 200), innerHeight - 2 * EDGE);
    const rtl = getComputedStyle(this.#host).direction === 'rtl';
    const left = rtl ? near.left : near.right - width;
    const top = up ? near.top - height - 6 : near.bottom + 6;
    const { style } = box;
    style.width = `${width}px`;
    style.height = `${height}px`;
    style.left = `${Math.max(EDGE, Math.min(left, innerWidth - width - EDGE))}px`;
    style.top = `${Math.max(EDGE, Math.min(top, innerHeight - height - EDGE))}px`;
  }

  #choose = (event: CustomEvent<{ emoji: string; more: boolean }>): void => {
    event.stopPropagation();
    if (!event.detail.more) this.close();
    this.#chosen(event.detail.emoji);
  };

  /** One Escape closes one thing: the box, not the panel around us as well. */
  #key = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.isComposing || !this.open) return;
    event.preventDefault();
    event.stopPropagation();
    this.close();
  };
}
