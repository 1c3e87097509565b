import '../emoji-picker/index.js';
import { css, html, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Client } from '../../core/index.js';
import { base, tokens } from '../../styles/shared/index.js';
import { stageOf } from '../dialog/index.js';
import { define } from '../shared/define.js';
import { ImRow, rtlOf } from '../shared/im-element.js';
import type { Translator } from '../shared/translator.js';

const WIDTH = 336;
const HEIGHT = 372;
const EDGE = 8;

const styles = css`
  :host {
    display: contents;
  }
  .box {
    position: fixed;
    inset: auto;
    margin: 0;
    padding: 0;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-card);
    background: var(--_raised);
    color: var(--_ink);
    box-shadow: var(--_shadow);
    overflow: hidden;
  }
  .box:popover-open {
    display: flex;
  }
  im-emoji-picker {
    flex: 1;
    min-inline-size: 0;
  }
`;

/**
 * The emoji picker in the top layer, beside what it was asked for.
 * @internal
 */
export class ImMessagePicker extends ImRow {
  static readonly version = '0.1.0';
  static override styles = [tokens, base, styles];
  static override properties: PropertyDeclarations = { label: {} };
  declare label: string | undefined;
  #resolve: ((emoji: string | undefined) => void) | undefined;

  /** Resolves with the emoji chosen, or with nothing when it was closed. */
  async pick(at: DOMRect): Promise<string | undefined> {
    await this.updateComplete;
    const box = this.renderRoot.querySelector<HTMLElement>('.box');
    if (!box?.isConnected) return undefined;
    const chosen = new Promise<string | undefined>((resolve) => {
      this.#resolve = resolve;
    });
    box.showPopover();
    place(box, at, rtlOf(this));
    // What was hidden until now could take no focus; keys would still go to the row.
    const inside = box.querySelector('im-emoji-picker');
    void inside?.updateComplete.then(() => inside.focus({ preventScroll: true }));
    return chosen;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#settle(undefined);
  }

  override render(): TemplateResult {
    return html`<div class="box" popover role="dialog" aria-label=${this.label ?? ''} @toggle=${this.#toggled} @keydown=${this.#key}
      ><im-emoji-picker .client=${this.client} .translator=${this.translator} @im-emoji=${this.#chosen}></im-emoji-picker></div>`;
  }

  #settle(emoji: string | undefined): void {
    this.#resolve?.(emoji);
    this.#resolve = undefined;
  }

  #toggled = (event: ToggleEvent): void => {
    if (event.newState === 'closed') this.#settle(undefined);
  };

  #chosen = (event: CustomEvent<{ emoji: string }>): void => {
    event.stopPropagation();
    this.#settle(event.detail.emoji);
  };

  /** One Escape closes one thing. */
  #key = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key !== 'Escape' || event.isComposing) return;
    event.preventDefault();
    this.#settle(undefined);
  };
}

define('im-message-picker', ImMessagePicker);

/** Above what it belongs to where there is room, inside the viewport always. */
function place({ style }: HTMLElement, at: DOMRect, rtl: boolean): void {
  const width = Math.min(WIDTH, innerWidth - 2 * EDGE);
  const height = Math.min(HEIGHT, innerHeight - 2 * EDGE);
  const top = at.top - height - 6 >= EDGE ? at.top - height - 6 : at.bottom + 6;
  const left = rtl ? at.right - width : at.left;
  style.width = `${width}px`;
  style.height = `${height}px`;
  style.top = `${Math.max(EDGE, Math.min(top, innerHeight - height - EDGE))}px`;
  style.left = `${Math.max(EDGE, Math.min(left, innerWidth - width - EDGE))}px`;
}

/** Lets a person pick an emoji; the focus goes back to where it was. */
export async function pickEmoji(
  host: HTMLElement,
  at: DOMRect,
  { client, translator }: { readonly client: Client; readonly translator: Translator },
): Promise<string | undefined> {
  const picker = document.createElement('im-message-picker') as ImMessagePicker;
  Object.assign(picker, { client, translator, label: translator.t('reactions.add') });
  stageOf(host).append(picker);
  try {
    return await picker.pick(at);
  } finally {
    picker.remove();
    host.focus({ preventScroll: true });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'im-message-picker': ImMessagePicker;
  }
}
