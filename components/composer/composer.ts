import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { type Content, type ConversationId, countGraphemes, isConversationId } from '../../core/index.js';
import { base, buttons, tokens } from '../../styles/shared/index.js';
import { fileSize } from '../shared/format.js';
import { arrowUpIcon, fileIcon, plusIcon, smileIcon, xIcon } from '../shared/icons.js';
import { ImElement } from '../shared/im-element.js';
import { titleKeys, titleOf } from '../shared/titles.js';
import { styles } from './composer.styles.js';
import { EmojiBox } from './emoji-box.js';
import { contentOf, isPicture, MAX_FILES, named, refusal, type Staged } from './staged.js';

/** Graphemes left at which the field begins to count. */
const COUNT_FROM = 120;
const ENDED: ReadonlySet<string> = new Set(['kicked', 'unauthorized', 'banned', 'closed']);

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
 * @fires im-send-request - Something is about to be sent; `content` may be replaced. Cancelable; detail: {conversationId, content, blob}.
 * @fires im-error - Something could not be sent. Detail: {error}.
 */
export class ImComposer extends ImElement {
  static readonly version = '0.1.0';
  static override styles = [tokens, base, buttons, styles];
  static override properties: PropertyDeclarations = {
    conversation: {},
    placeholder: {},
    enter: {},
    text: { state: true },
    staged: { state: true },
    notes: { state: true },
  };
  declare conversation: ConversationId | undefined;
  declare placeholder: string | undefined;
  declare enter: 'send' | 'newline' | undefined;
  /** @internal */
  declare text: string;
  /** @internal */
  declare staged: readonly Staged[];
  /** @internal */
  declare notes: readonly string[];

  #internals = this.attachInternals();
  #emoji = new EmojiBox(this, (emoji) => this.insert(emoji));
  #next = 0;
  /** Sends leave one after the other, in the order pressed. */
  #sending: Promise<void> = Promise.resolve();
  #drags = 0;

  #state = this.read(
    () => (this.#id ? [...titleKeys(this.#id), `draft/${this.#id}`, 'session/self'] : ['session/self']),
    (store) => ({
      title: this.#id ? titleOf(store, this.#id) : '',
      draft: this.#id ? store.get('draft', this.#id)?.text : undefined,
      ended: ENDED.has(store.get('session', 'self')?.state ?? ''),
    }),
  );

  constructor() {
    super();
    this.text = '';
    this.staged = [];
    this.notes = [];
    this.addEventListener('dragenter', this.#drag);
    this.addEventListener('dragover', (event) => event.preventDefault());
    this.addEventListener('dragleave', this.#drag);
    this.addEventListener('drop', this.#drop);
  }

  get #id(): ConversationId | undefined {
    return isConversationId(this.conversation) ? this.conversation : undefined;
  }

  get #input(): HTMLTextAreaElement | null {
    return this.renderRoot.querySelector('textarea');
  }

  override focus(options?: FocusOptions): void {
    void this.updateComplete.then(() => this.#input?.focus(options));
  }

  /** Puts text where the caret is. */
  insert(text: string): void {
    const input = this.#input;
    if (!input) return;
    input.setRangeText(text, input.selectionStart, input.selectionEnd, 'end');
    this.#typed();
    input.focus();
  }

  /** Stages files; what cannot go is said and left out. */
  addFiles(files: Iterable<File>): void {
    const notes: string[] = [];
    const good: Staged[] = [];
    for (const given of files) {
      const file = named(given);
      const limits = this.im?.limits;
      const why =
        this.staged.length + good.length >= MAX_FILES
          ? this.t('composer.too-many-files', { max: MAX_FILES })
          : limits && refusal(file, limits, this.i18n);
      if (why) notes.push(why);
      else good.push({ key: this.#next++, file, ...(isPicture(file) && { preview: URL.createObjectURL(file) }) });
    }
    this.staged = [...this.staged, ...good];
    this.notes = [...new Set(notes)];
    this.focus();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#emoji.close();
    if (this.#id) this.im?.typing.set(this.#id, 'nothing');
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const draft = this.#state.value?.draft;
    if (changed.has('conversation')) {
      if (changed.get('conversation') !== undefined) this.#clearFiles();
      this.text = draft ?? '';
      this.notes = [];
    } else if (draft !== undefined && draft !== this.text && this.shadowRoot?.activeElement !== this.#input) {
      // Written in another tab.
      this.text = draft;
    }
  }

  protected override updated(): void {
    const input = this.#input;
    if (!input) return;
    if (input.value !== this.text) input.value = this.text;
    if (!CSS.supports('field-sizing', 'content')) {
      input.style.blockSize = 'auto';
      input.style.blockSize = `${input.scrollHeight}px`;
    }
  }

  override render(): TemplateResult {
    const id = this.#id;
    const state = this.#state.value;
    if (state?.ended) return html`<div class="locked" role="status">${this.t('composer.ended')}</div>`;
    if (id && this.im && this.im.can('send', id) !== 'available')
      return html`<div class="locked" role="status">${this.t('composer.unavailable')}</div>`;
    const files = this.im && id ? this.im.can('upload', id) === 'available' : false;
    const over = this.#left() < 0;
    const sendable = (this.text.trim() !== '' || this.staged.length > 0) && !over;
    const label = state?.title ? this.t('composer.label-to', { name: state.title }) : this.t('composer.label');
    return html`<div class="field" part="field">
        ${this.staged.length ? this.#tray() : nothing}
        ${
          files
            ? html`<button class="icon-button" part="attach" aria-label=${this.t('composer.attach')} @click=${this.#pick}>${plusIcon()}</button>
              <input type="file" hidden multiple @change=${this.#picked} />`
            : html`<span></span>`
        }
        <textarea part="input" rows="1" dir="auto" aria-label=${label} placeholder=${this.placeholder ?? this.t('composer.label')}
          aria-describedby="notes" enterkeyhint=${this.#enterSends ? 'send' : 'enter'} autocapitalize="sentences"
          @input=${this.#typed} @keydown=${this.#key} @keyup=${this.#guard} @keypress=${this.#guard} @paste=${this.#paste}></textarea>
        <button class="icon-button" part="emoji" aria-label=${this.t('composer.emoji')} aria-haspopup="dialog"
          aria-expanded=${this.#emoji.open} @click=${this.#emoji.toggle}>${smileIcon()}</button>
        <button class="icon-button send ${sendable ? 'primary' : ''}" part="send" aria-label=${this.t('composer.send')}
          ?disabled=${!sendable} @click=${() => this.submit()}>${arrowUpIcon()}</button>
      </div>
      <div class="notes" id="notes" part="notes" role="status">${this.#words()}</div>
      ${this.#emoji.render(this.t('emoji.label'), this.i18n)}`;
  }

  #tray(): TemplateResult {
    return html`<ul class="tray" part="tray" aria-label=${this.t('composer.files')}>${this.staged.map(
      ({ key, file, preview }) => html`<li class="staged">
        ${preview ? html`<img src=${preview} alt="" />` : fileIcon()}
        <span class="what"><b dir="auto">${file.name}</b>${fileSize(file.size, this.i18n.lang)}</span>
        <button class="icon-button remove" aria-label=${this.t('composer.remove-file', { name: file.name })}
          @click=${() => this.#remove(key)}>${xIcon()}</button>
      </li>`,
    )}</ul>`;
  }

  #words(): unknown {
    const left = this.#left();
    const count =
      left < 0
        ? html`<div class="bad">${this.t('composer.too-long', { count: -left })}</div>`
        : left <= COUNT_FROM
          ? html`<div>${this.t('composer.characters-left', { count: left })}</div>`
          : nothing;
    const many =
      this.staged.length > 1
        ? html`<div>${this.t('composer.files-count', { count: this.staged.length, max: MAX_FILES })}</div>`
        : nothing;
    return [...this.notes.map((note) => html`<div class="bad" dir="auto">${note}</div>`), many, count];
  }

  /** Graphemes that still fit. Counted only near the limit: a grapheme is at least one code unit. */
  #left(): number {
    const most = this.im?.limits.textGraphemes;
    if (most === undefined || this.text.length < most - COUNT_FROM) return Number.POSITIVE_INFINITY;
    return most - countGraphemes(this.text);
  }

  get #enterSends(): boolean {
    if (this.enter) return this.enter === 'send';
    return !matchMedia('(pointer: coarse) and (hover: none)').matches;
  }

  #typed = (): void => {
    this.text = this.#input?.value ?? '';
    this.notes = [];
    const id = this.#id;
    if (!id || !this.im) return;
    this.im.conversations.draft(id, this.text);
    this.im.typing.set(id, this.text ? 'text' : 'nothing');
  };

  #key = (event: KeyboardEvent): void => {
    // 229: some input methods end their composition with an Enter that is not flagged.
    const composing = event.isComposing || event.keyCode === 229;
    if (
      event.key === 'Enter' &&
      !composing &&
      !event.shiftKey &&
      !event.altKey &&
      (this.#enterSends || event.ctrlKey || event.metaKey)
    ) {
      event.preventDefault();
      this.submit();
    }
    this.#guard(event);
  };

  /** What is typed here is nobody's hot key; Escape, Tab and chords pass. */
  #guard = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.key === 'Escape' || event.key === 'Tab') return;
    event.stopPropagation();
  };

  /** Sends what is staged and written. Nothing leaves the field before it is safe in the outbox. */
  submit(): void {
    const id = this.#id;
    const client = this.im;
    if (!id || !client || this.#left() < 0) return;
    const { staged } = this;
    const text = this.text.trim();
    if (!text && staged.length === 0) return;
    this.text = '';
    this.staged = [];
    this.notes = [];
    client.typing.set(id, 'nothing');
    this.#sending = this.#sending.then(() => this.#sendAll(id, staged, text));
  }

  async #sendAll(id: ConversationId, staged: readonly Staged[], text: string): Promise<void> {
    for (const [at, one] of staged.entries()) {
      const failed = await this.#sendOne(id, await contentOf(one.file), one.file);
      if (failed) return this.#restore(id, staged.slice(at), text);
      if (one.preview) URL.revokeObjectURL(one.preview);
    }
    if (text && (await this.#sendOne(id, { kind: 'text', text }))) this.#restore(id, [], text);
  }

  /** Answers true when it did not even get into the outbox. A page that says no keeps nothing back. */
  async #sendOne(conversationId: ConversationId, content: Content, blob?: Blob): Promise<boolean> {
    const client = this.im;
    if (!client) return true;
    const detail = { conversationId, content, blob };
    const go = this.dispatchEvent(
      new CustomEvent('im-send-request', { detail, bubbles: true, composed: true, cancelable: true }),
    );
    if (!go) return false;
    try {
      await client.messages.send(detail.conversationId, detail.content, { blob: detail.blob, clearDraft: !blob });
      return false;
    } catch (error) {
      this.#say(error);
      this.tell('im-error', { error });
      return true;
    }
  }

  /** What a person wrote comes back in front of what was written since. */
  #restore(id: ConversationId, staged: readonly Staged[], text: string): void {
    if (id !== this.#id) {
      this.im?.conversations.draft(id, text);
      return;
    }
    this.staged = [...staged, ...this.staged];
    this.text = [text, this.text].filter(Boolean).join('\n');
    this.im?.conversations.draft(id, this.text);
  }

  #say(error: unknown): void {
    const code = (error as { code?: string }).code ?? 'engine';
    const key = `error.${code}`;
    this.notes = [this.t(this.i18n.has(key) ? key : 'error.engine')];
  }

  #pick = (): void => {
    this.renderRoot.querySelector<HTMLInputElement>('input[type=file]')?.click();
  };

  #picked = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    this.addFiles(input.files ?? []);
    input.value = '';
  };

  #paste = (event: ClipboardEvent): void => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0 || !this.#takesFiles) return;
    event.preventDefault();
    this.addFiles(files);
  };

  get #takesFiles(): boolean {
    return Boolean(this.im && this.#id && this.im.can('upload', this.#id) === 'available');
  }

  #drag = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes('Files') || !this.#takesFiles) return;
    event.preventDefault();
    this.#drags += event.type === 'dragenter' ? 1 : -1;
    this.#internals.states[this.#drags > 0 ? 'add' : 'delete']('dragging');
  };

  #drop = (event: DragEvent): void => {
    this.#drags = 0;
    this.#internals.states.delete('dragging');
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    if (this.#takesFiles) this.addFiles(event.dataTransfer.files);
  };

  #remove(key: number): void {
    for (const one of this.staged) if (one.key === key && one.preview) URL.revokeObjectURL(one.preview);
    this.staged = this.staged.filter((one) => one.key !== key);
    this.notes = [];
    this.focus();
  }

  #clearFiles(): void {
    for (const { preview } of this.staged) if (preview) URL.revokeObjectURL(preview);
    this.staged = [];
  }
}
