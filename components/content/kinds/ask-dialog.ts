import { css, html, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import type { Content, ConversationId } from '../../../core/index.js';
import { dialog as words } from '../../../locales/parts/dialog.js';
import { base, buttons } from '../../../styles/shared/index.js';
import { define } from '../../shared/define.js';
import { ImRow } from '../../shared/im-element.js';
import { teach } from '../../shared/languages.js';
import type { LocaleKey } from '../../shared/translator.js';
import type { InsertContext } from '../kind-module.js';

/**
 * Base of the dialogs that ask for what a message of some kind needs: modal, one question, "cancel" and "send".
 * @internal
 */
export abstract class AskDialog<C extends Content> extends ImRow {
  static override properties: PropertyDeclarations = { conversation: { attribute: false } };
  declare conversation: ConversationId | undefined;

  protected abstract readonly heading: LocaleKey;
  /** Without "send", an answer is one choice: see `answer`. */
  protected readonly sends: boolean = true;
  #resolve: ((content: C | undefined) => void) | undefined;
  readonly answered: Promise<C | undefined> = new Promise((resolve) => {
    this.#resolve = resolve;
  });

  protected abstract fields(): TemplateResult;
  /** What was filled in, once the browser found it valid; nothing: something is still missing. */
  protected abstract made(): C | undefined;

  protected override firstUpdated(_changed: PropertyValues): void {
    this.renderRoot.querySelector('dialog')?.showModal();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.answer(undefined);
  }

  override render(): TemplateResult {
    return html`<dialog aria-labelledby="heading" @close=${() => this.answer(undefined)} @keydown=${this.#key} @click=${this.#beside}>
      <form novalidate @submit=${this.#submit}>
        <h2 id="heading">${this.t(this.heading)}</h2>
        ${this.fields()}
        <div class="ends">
          <button type="button" class="text-button" @click=${() => this.answer(undefined)}>${this.t('dialog.cancel')}</button>
          ${this.sends ? html`<button class="text-button main">${this.t('composer.send')}</button>` : ''}
        </div>
      </form>
    </dialog>`;
  }

  /** Ends the dialog with an answer; the first one counts. */
  protected answer(content: C | undefined): void {
    const dialog = this.renderRoot?.querySelector?.('dialog');
    this.#resolve?.(content);
    this.#resolve = undefined;
    if (dialog?.open) dialog.close();
  }

  #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    const form = event.currentTarget as HTMLFormElement;
    if (!this.sends || !form.reportValidity()) return;
    const content = this.made();
    if (content) this.answer(content);
  };

  /** Nothing of what is typed here is for the composer or the panel around it. */
  #key = (event: KeyboardEvent): void => event.stopPropagation();

  #beside = (event: MouseEvent): void => {
    if (event.target !== event.currentTarget) return;
    const { left, right, top, bottom } = (event.currentTarget as Element).getBoundingClientRect();
    const inside = event.clientX >= left && event.clientX <= right && event.clientY >= top && event.clientY <= bottom;
    if (!inside) this.answer(undefined);
  };
}

/** A dialog element under its name. */
export interface AskElement<C extends Content> {
  readonly tag: string;
  readonly element: new () => AskDialog<C>;
}

/** Puts a dialog of this kind under `host`, and takes it away when it has its answer. */
export async function askIn<C extends Content>(
  host: HTMLElement,
  { tag, element }: AskElement<C>,
  { client, i18n, conversation }: InsertContext,
): Promise<C | undefined> {
  teach(words);
  define(tag, element);
  const dialog = document.createElement(tag) as AskDialog<C>;
  Object.assign(dialog, { client, translator: i18n, conversation });
  host.append(dialog);
  try {
    return await dialog.answered;
  } finally {
    dialog.remove();
  }
}

const dialogStyles = css`
  :host {
    display: contents;
  }
  dialog {
    inline-size: min(360px, calc(100vw - 32px));
    max-block-size: min(560px, calc(100dvh - 32px));
    padding: 0;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-panel);
    background: var(--_raised);
    color: var(--_ink);
    box-shadow: var(--_shadow);
    font: var(--_text);
    text-align: start;
  }
  dialog::backdrop {
    background: oklch(0.15 0.01 262 / 0.4);
  }
  form {
    display: flex;
    flex-direction: column;
    gap: 12px;
    padding: 16px;
  }
  h2 {
    margin: 0;
    font: var(--_title);
  }
  label {
    display: grid;
    gap: 4px;
    font: var(--_meta);
    color: var(--_ink-2);
  }
  input {
    inline-size: 100%;
    min-inline-size: 0;
    min-block-size: 40px;
    padding: 8px 10px;
    border: 1px solid color-mix(in oklch, var(--_ink) 45%, transparent);
    border-radius: var(--_radius-control);
    background: var(--_surface);
    color: var(--_ink);
    font: var(--_text);
    font-size: max(16px, 1em);
  }
  .pair {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 8px;
  }
  .hint {
    margin: 0;
    font: var(--_meta);
    color: var(--_ink-2);
  }
  .hint:empty {
    display: none;
  }
  .hint.bad {
    color: var(--_danger);
  }
  .wide {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    min-block-size: 40px;
    border-radius: var(--_radius-control);
    background: var(--_accent-wash);
    color: var(--_accent-ink);
    font-weight: 600;
  }
  .ends {
    display: flex;
    justify-content: flex-end;
    gap: 8px;
  }
  .main,
  .main:hover:not(:disabled) {
    background: var(--_accent);
    color: var(--_on-accent);
    padding-inline: 16px;
  }
`;

export const askStyles = [base, buttons, dialogStyles];
