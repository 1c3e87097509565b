import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { toImError } from '../../core/index.js';
import { base, buttons, tokens } from '../../styles/shared/index.js';
import { xIcon } from '../shared/icons.js';
import { ImRow } from '../shared/im-element.js';
import { styles } from './dialog.styles.js';

export interface DialogButton {
  readonly id: string;
  readonly label: string;
  readonly look?: 'primary' | 'danger';
}

/** What a person has answered: the button, and what he chose and wrote before. */
export interface DialogAnswer {
  readonly button: string;
  readonly choice?: string;
  readonly words?: string;
}

/**
 * A question that waits for its answer, in the top layer: words, choices, a field and buttons, or whatever is put inside.
 * Escape, the close button and a click beside it answer nothing.
 *
 * @slot - Below the words.
 * @slot actions - Instead of the buttons.
 * @csspart dialog - The floating box.
 * @csspart title - Its heading.
 * @csspart button - Each button that answers.
 * @fires im-dialog-close - It has closed; detail: {answer}.
 */
export class ImDialog extends ImRow {
  static readonly version = '0.1.0';
  static override styles = [tokens, base, buttons, styles];
  static override properties: PropertyDeclarations = {
    label: {},
    words: {},
    choices: { attribute: false },
    field: {},
    fieldLength: { attribute: 'field-length', type: Number },
    fieldValue: { attribute: 'field-value' },
    buttons: { attribute: false },
    act: { attribute: false },
    done: {},
    choice: { state: true },
    busy: { state: true },
    trouble: { state: true },
    finished: { state: true },
  };
  /** Heading. */
  declare label: string;
  /** What it is about. */
  declare words: string | undefined;
  /** One of these must be chosen before a button answers. */
  declare choices: readonly { readonly id: string; readonly label: string }[];
  /** Label of a field for words of one's own; none without. */
  declare field: string | undefined;
  /** Most characters in it. */
  declare fieldLength: number;
  /** What stands in it at first. */
  declare fieldValue: string | undefined;
  /** Beside "cancel", which is always there where these are. */
  declare buttons: readonly DialogButton[];
  /** Runs before the dialog closes, which stays open and says why where it is refused. */
  declare act: ((answer: DialogAnswer) => Promise<unknown>) | undefined;
  /** Said when `act` is done, instead of closing. */
  declare done: string | undefined;
  /** @internal */
  declare choice: string | undefined;
  /** @internal */
  declare busy: boolean;
  /** @internal */
  declare trouble: string | undefined;
  /** @internal */
  declare finished: boolean;

  #answer: DialogAnswer | undefined;
  #resolve: ((answer: DialogAnswer | undefined) => void) | undefined;

  constructor() {
    super();
    this.label = '';
    this.choices = [];
    this.buttons = [];
    this.fieldLength = 1000;
    this.busy = false;
    this.finished = false;
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector?.('dialog') ?? null;
  }

  get open(): boolean {
    return this.#dialog?.open ?? false;
  }

  /** Opens, and resolves with the answer once it has closed. */
  async show(): Promise<DialogAnswer | undefined> {
    await this.updateComplete;
    if (!this.isConnected || this.open) return undefined;
    this.#answer = this.choice = this.trouble = undefined;
    this.finished = this.busy = false;
    const closed = new Promise<DialogAnswer | undefined>((resolve) => {
      this.#resolve = resolve;
    });
    this.#dialog?.showModal();
    const inside = this.querySelector<HTMLElement>('[autofocus]');
    (inside ?? this.renderRoot.querySelector<HTMLElement>('[data-first]'))?.focus();
    return closed;
  }

  close(): void {
    this.#dialog?.close();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#settle();
  }

  override render(): TemplateResult {
    const close = this.t('dialog.close');
    const { words, finished } = this;
    return html`<dialog part="dialog" aria-labelledby="title" aria-describedby="words"
      aria-busy=${this.busy ? 'true' : 'false'} @close=${this.#closed} @click=${this.#beside} @keydown=${this.#key} @keyup=${stop}>
      <form method="dialog" novalidate @submit=${this.#submit}>
        <header role="presentation"><h2 id="title" part="title" dir="auto">${this.label}</h2><button type="button" class="icon-button" aria-label=${close} title=${close} @click=${this.close}>${xIcon()}</button></header>
        <p id="words" dir="auto" role=${finished ? 'status' : nothing} ?hidden=${!words && !finished}>${finished ? this.done : words}</p>
        ${finished ? nothing : html`${this.#choices()}<slot></slot>${this.#field()}`}
        <p class="trouble" role="alert" ?hidden=${!this.trouble}>${this.trouble}</p>
        ${this.#footer()}
      </form>
    </dialog>`;
  }

  #choices(): TemplateResult | typeof nothing {
    if (this.choices.length === 0) return nothing;
    return html`<fieldset aria-labelledby="title">${this.choices.map(
      ({ id, label }, at) => html`<label><input type="radio" name="choice" value=${id} ?data-first=${at === 0}
        .checked=${this.choice === id} ?disabled=${this.busy} @change=${() => (this.choice = id)} /><span>${label}</span></label>`,
    )}</fieldset>`;
  }

  #field(): TemplateResult | typeof nothing {
    if (!this.field) return nothing;
    return html`<label class="field"><span>${this.field}</span><textarea rows="3" dir="auto" maxlength=${this.fieldLength} .defaultValue=${this.fieldValue ?? ''}
      ?disabled=${this.busy}></textarea></label>`;
  }

  /** A dangerous button is not the first that Enter would press. */
  #footer(): TemplateResult {
    if (this.finished)
      return html`<footer><button type="button" class="answer primary" data-first @click=${this.close}>${this.t('dialog.close')}</button></footer>`;
    const wild = this.buttons.some(({ look }) => look === 'danger');
    const locked = this.busy || (this.choices.length > 0 && !this.choice);
    return html`<footer ?hidden=${this.buttons.length === 0 && !this.querySelector('[slot=actions]')}><slot name="actions">${
      this.buttons.length === 0
        ? nothing
        : html`<button type="button" class="answer" ?data-first=${wild && this.choices.length === 0} ?disabled=${this.busy}
            @click=${this.close}>${this.t('dialog.cancel')}</button>${this.buttons.map(
              ({ id, label, look }) =>
                html`<button type="submit" class="answer ${look ?? ''}" part="button" value=${id} ?disabled=${locked}
                  ?data-first=${!wild && look === 'primary' && this.choices.length === 0}>${label}</button>`,
            )}`
    }</slot></footer>`;
  }

  #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const button = (event.submitter as HTMLButtonElement | null)?.value;
    const known = this.buttons.find(({ id }) => id === button) ?? this.buttons.find(({ look }) => look === 'primary');
    if (!known || this.busy || (this.choices.length > 0 && !this.choice)) return;
    const words = this.renderRoot.querySelector('textarea')?.value.trim();
    const answer = { button: known.id, ...(this.choice && { choice: this.choice }), ...(words && { words }) };
    void this.#run(answer);
  };

  async #run(answer: DialogAnswer): Promise<void> {
    this.trouble = undefined;
    this.busy = true;
    try {
      await this.act?.(answer);
      this.#answer = answer;
      if (!this.act || !this.done) return this.close();
      this.finished = true;
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('[data-first]')?.focus();
    } catch (error) {
      const key = `error.${toImError(error).code}`;
      this.trouble = this.t(this.i18n.has(key) ? key : 'error.engine');
    } finally {
      this.busy = false;
    }
  }

  #closed = (): void => this.#settle();

  #settle(): void {
    const resolve = this.#resolve;
    this.#resolve = undefined;
    if (!resolve) return;
    resolve(this.#answer);
    if (this.isConnected) this.tell('im-dialog-close', { answer: this.#answer });
  }

  /** The dialog's own box is all padding-less: what hits it and nothing inside lies beside. */
  #beside = (event: MouseEvent): void => {
    if (event.target === this.#dialog && !this.busy) this.close();
  };

  /** Keys here are nobody's hot keys; Escape closes this and not what stands around it. */
  #key = (event: KeyboardEvent): void => {
    event.stopPropagation();
  };
}

const stop = (event: Event): void => event.stopPropagation();
