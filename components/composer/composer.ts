import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { type ConversationId, isConversationId } from '../../core/index.js';
import { base, buttons, tokens } from '../../styles/shared/index.js';
import { FileDrops } from '../shared/file-drops.js';
import { arrowUpIcon, plusIcon, smileIcon } from '../shared/icons.js';
import { ImElement } from '../shared/im-element.js';
import { titleKeys, titleOf } from '../shared/titles.js';
import { styles } from './composer.styles.js';
import { EmojiBox } from './emoji-box.js';
import { caretAfterEmoji, pastedFiles, setText } from './field.js';
import { enterOf, guard, sends } from './keys.js';
import { noteLines } from './notes.js';
import type { SendRequest } from './sending.js';
import type { Staged } from './staged.js';
import { tray } from './tray.js';
import { Writing } from './writing.js';

/**
 * Where one writes: grows with its text, sends on Enter, stages files, keeps a draft for each conversation.
 *
 * @attr {string} conversation - Id of the conversation that is written to.
 * @attr {string} placeholder - Words in the empty field.
 * @attr {'send'|'newline'} enter - What Enter does; a new line on touch screens, else it sends.
 * @csspart field - The rounded box around everything.
 * @csspart input - The text field.
 * @csspart send - The send button.
 * @csspart attach - The button that picks files.
 * @csspart emoji - The button that opens the emoji picker.
 * @csspart tray - The staged files.
 * @csspart notes - Limits and refusals in words.
 * @cssstate dragging - Files are held over the element.
 * @fires im-send-request - Something is about to be sent; `content` and `blob` may be replaced. Canceled, it goes back into the field. Cancelable; detail: {conversationId, content, blob}.
 * @fires im-error - Something could not be sent, and is back in the field. Detail: {error}.
 */
export class ImComposer extends ImElement {
  static readonly version = '0.1.0';
  static override styles = [tokens, base, buttons, styles];
  static override properties: PropertyDeclarations = { conversation: {}, placeholder: {}, enter: {} };
  declare conversation: ConversationId | undefined;
  declare placeholder: string | undefined;
  declare enter: 'send' | 'newline' | undefined;

  #internals = this.attachInternals();
  #emoji = new EmojiBox(this, (emoji) => this.insert(emoji));
  #state = this.read(
    () => (this.#id ? [...titleKeys(this.#id), `draft/${this.#id}`, 'session/self'] : ['session/self']),
    (store) => ({
      title: this.#id ? titleOf(store, this.#id) : '',
      draft: this.#id ? store.get('draft', this.#id) : undefined,
      session: store.get('session', 'self')?.state,
    }),
  );
  #writing = new Writing(
    {
      addController: (controller) => this.addController(controller),
      removeController: (controller) => this.removeController(controller),
      requestUpdate: () => this.requestUpdate(),
      updateComplete: this.updateComplete,
      ask: (detail) => this.#ask(detail),
      failed: (error) => this.tell('im-error', { error }),
    },
    () => {
      const state = this.#state.value;
      return { client: this.im, id: this.#id, draft: state?.draft, session: state?.session, i18n: this.i18n };
    },
  );

  constructor() {
    super();
    new FileDrops(this, {
      accepts: () => this.takesFiles,
      hover: (over) => this.#internals.states[over ? 'add' : 'delete']('dragging'),
      take: (files) => this.addFiles(files),
    });
  }

  get #id(): ConversationId | undefined {
    return isConversationId(this.conversation) ? this.conversation : undefined;
  }

  get #input(): HTMLTextAreaElement | null {
    return this.renderRoot.querySelector('textarea');
  }

  /** The text in the field. */
  get value(): string {
    return this.#writing.text;
  }
  set value(text: string) {
    this.#writing.write(String(text));
  }

  /** May files be attached here now? */
  get takesFiles(): boolean {
    return this.#writing.takesFiles;
  }

  /** Stages files; what cannot go is said and left out. */
  addFiles(files: Iterable<File>): void {
    this.#writing.add(files);
    this.focus();
  }

  /** Sends what is staged and written. Nothing is gone before it is safe in the outbox. */
  submit(): void {
    this.#writing.submit();
  }

  /** Puts text where the caret is. */
  insert(text: string): void {
    const input = this.#input;
    if (!input || input.readOnly) return;
    input.setRangeText(text, input.selectionStart, input.selectionEnd, 'end');
    this.#typed();
    input.focus();
  }

  override focus(options?: FocusOptions): void {
    void this.updateComplete.then(() => this.#input?.focus(options));
  }

  protected override updated(): void {
    if (this.#input) setText(this.#input, this.#writing.text);
  }

  override render(): TemplateResult {
    const { reason, text, staged } = this.#writing;
    if (reason && !text && staged.length === 0) return html`<div class="locked" role="status">${this.t(reason)}</div>`;
    const title = this.#state.value?.title;
    const label = title ? this.t('composer.label-to', { name: title }) : this.t('composer.label');
    return html`<form class="field" part="field" aria-label=${label} novalidate @submit=${this.#submit}>
        ${staged.length ? tray(staged, this.i18n, this.#remove) : nothing}
        ${this.takesFiles ? this.#attach() : html`<span class="indent"></span>`}
        <textarea part="input" rows="1" dir="auto" aria-label=${label} placeholder=${this.placeholder ?? this.t('composer.label')}
          aria-describedby="notes" enterkeyhint=${enterOf(this.enter) === 'send' ? 'send' : 'enter'} autocapitalize="sentences"
          ?readonly=${Boolean(reason) || !this.im} @input=${this.#typed} @keydown=${this.#key} @keyup=${guard}
          @keypress=${guard} @paste=${this.#paste}></textarea>
        ${this.#buttons(Boolean(reason) || !this.im)}
      </form>
      ${this.#notes()} ${this.#emoji.render(this.t('emoji.label'), this.i18n)}`;
  }

  #attach(): TemplateResult {
    const label = this.t('composer.attach');
    return html`<button type="button" class="icon-button" part="attach" aria-label=${label} title=${label} @click=${this.#pick}>${plusIcon()}</button
      ><input type="file" hidden multiple @change=${this.#picked} />`;
  }

  #buttons(locked: boolean): TemplateResult {
    const { empty, left } = this.#writing;
    const ready = !empty && !locked;
    const emoji = this.t('composer.emoji');
    return html`<button type="button" class="icon-button" part="emoji" aria-label=${emoji} title=${emoji} aria-haspopup="dialog"
        popovertarget="emoji-box" ?disabled=${locked}>${smileIcon()}</button>
      <button type="submit" class="icon-button send ${ready ? 'primary' : 'away'}" part="send" aria-label=${this.t('composer.send')}
        ?disabled=${!ready || left < 0}>${arrowUpIcon()}</button>`;
  }

  #notes(): TemplateResult {
    const { notes, reason, staged, left } = this.#writing;
    const bad = reason ? [...notes, this.t(reason)] : notes;
    return html`<div class="notes" id="notes" part="notes"><div role="status">${bad.map(
      (note) => html`<div class="bad" dir="auto">${note}</div>`,
    )}</div>${noteLines(staged.length, left, this.i18n)}</div>`;
  }

  #ask(detail: SendRequest): boolean {
    const init = { detail, bubbles: true, composed: true, cancelable: true };
    return this.dispatchEvent(new CustomEvent('im-send-request', init));
  }

  #typed = (): void => {
    const input = this.#input;
    if (!input) return;
    caretAfterEmoji(input);
    this.#writing.write(input.value);
  };

  #key = (event: KeyboardEvent): void => {
    if (sends(event, enterOf(this.enter))) {
      event.preventDefault();
      this.submit();
    }
    guard(event);
  };

  #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    this.submit();
    this.#input?.focus();
  };

  #pick = (): void => this.renderRoot.querySelector<HTMLInputElement>('input[type=file]')?.click();

  #picked = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    this.addFiles(input.files ?? []);
    input.value = '';
  };

  #paste = (event: ClipboardEvent): void => {
    const files = pastedFiles(event.clipboardData);
    if (files.length === 0 || !this.takesFiles) return;
    event.preventDefault();
    this.addFiles(files);
  };

  #remove = (one: Staged): void => {
    this.#writing.remove(one);
    this.focus();
  };
}
