import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import {
  type Client,
  type ConversationId,
  isConversationId,
  type MessageId,
  type SendOptions,
} from '../../core/index.js';
import { base, buttons, tokens } from '../../styles/shared/index.js';
import { HAS_INSERTS } from '../content/inserts.js';
import { type ComposeAsk, onCompose } from '../shared/compose.js';
import { FileDrops } from '../shared/file-drops.js';
import { arrowUpIcon, micIcon, plusIcon, smileIcon } from '../shared/icons.js';
import { ImElement } from '../shared/im-element.js';
import { once } from '../shared/once.js';
import { titleKeys, titleOf } from '../shared/titles.js';
import type { LocaleKey } from '../shared/translator.js';
import { styles } from './composer.styles.js';
import type { Command, ComposerInsert, Desk } from './desk.js';
import { pastedFiles, setText } from './field.js';
import { composing, enterOf, guard, sends } from './keys.js';
import { Later } from './later.js';
import { countLine } from './notes.js';
import type { SendRequest } from './sending.js';
import { Writing } from './writing.js';

/**
 * Where one writes: grows with its text, sends on Enter, stages files, names people, answers and edits, keeps a draft for
 * each conversation. All but plain words is loaded when it is first used.
 *
 * @attr {string} conversation - Id of the conversation that is written to.
 * @attr {string} placeholder - Words in the empty field.
 * @attr {'send'|'newline'} enter - What Enter does; a new line on touch screens, else it sends.
 * @attr {'auto'|'never'|'ask'} compress - Are pictures made smaller before they are sent? `auto`, the default: where they are larger than a screen shows. `ask`: the person says.
 * @attr {boolean} receipts - Messages to a group ask for receipts, where the back end has them.
 * @csspart field - The rounded box around everything.
 * @csspart input - The text field.
 * @csspart send - The send button.
 * @csspart attach - The button that picks files, or opens the menu of what can be added.
 * @csspart emoji - The button that opens the emoji picker.
 * @csspart voice - The button that records a voice message.
 * @csspart bar - What is answered or edited.
 * @csspart tray - The staged files.
 * @csspart suggestions - People, emoji or commands that fit what is typed.
 * @csspart notes - Limits and refusals in words.
 * @cssstate dragging - Files are held over the element.
 * @fires im-send-request - Something is about to be sent; `content`, `blob` and `options` may be replaced. Canceled, it goes back into the field. Cancelable; detail: {conversationId, content, blob, options}.
 * @fires im-edit-request - A message is about to be changed; `content` may be replaced, `base` is what the edit was begun on. Cancelable; detail: {messageId, content, base}.
 * @fires im-join-request - Who left or was removed wants to come back. Cancelable; detail: {group}.
 * @fires im-command-request - A command of the page was written that has no `run`. Detail: {name, args}.
 * @fires im-error - Something could not be sent, and is back in the field. Detail: {error}.
 */
export class ImComposer extends ImElement {
  static readonly version = '0.1.0';
  static override styles = [tokens, base, buttons, styles];
  static override properties: PropertyDeclarations = {
    conversation: {},
    placeholder: {},
    enter: {},
    compress: {},
    receipts: { type: Boolean },
    inserts: { attribute: false },
    commands: { attribute: false },
  };
  declare conversation: ConversationId | undefined;
  declare placeholder: string | undefined;
  declare enter: 'send' | 'newline' | undefined;
  declare compress: 'auto' | 'never' | 'ask' | undefined;
  declare receipts: boolean | undefined;
  /** What the page adds to the menu of the plus button. */
  declare inserts: readonly ComposerInsert[] | undefined;
  /** What `/name arguments` can ask of the page. */
  declare commands: readonly Command[] | undefined;

  #internals = this.attachInternals();
  #state = this.read(
    () => (this.#id ? [...titleKeys(this.#id), `draft/${this.#id}`, 'session/self'] : ['session/self']),
    (store) => ({
      title: this.#id ? titleOf(store, this.#id) : '',
      draft: this.#id ? store.get('draft', this.#id) : undefined,
      session: store.get('session', 'self')?.state,
    }),
  );
  #ready = (): void => this.requestUpdate();
  #failed = (error: unknown): void => this.tell('im-error', { error });
  #writing = new Writing(
    {
      addController: (controller) => this.addController(controller),
      requestUpdate: () => this.requestUpdate(),
      ask: (detail) => this.#ask(detail),
      failed: this.#failed,
    },
    () => {
      const { draft, session } = this.#state.value ?? {};
      return { client: this.im, id: this.#id, draft, session, compress: this.compress !== 'never' };
    },
  );
  #desk: Desk = {
    composer: this,
    writing: this.#writing,
    client: () => this.im,
    conversation: () => this.#id,
    input: () => this.#input,
    i18n: () => this.i18n,
    typed: () => this.#typed(),
  };
  #more = new Later(async () => new (await import('./more/more.js')).More(this.#desk), this.#ready, this.#failed);
  #suggest = new Later(
    async () => new (await import('./suggest/suggest.js')).Suggest(this.#desk),
    this.#ready,
    this.#failed,
  );
  #heard: { readonly client: Client | undefined; readonly id: ConversationId | undefined; off?(): void } | undefined;

  constructor() {
    super();
    new FileDrops(this, {
      accepts: () => this.takesFiles,
      hover: (over) => this.#internals.states[over ? 'add' : 'delete']('dragging'),
      take: (files) => this.addFiles(files),
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#heard?.off?.();
    this.#heard = undefined;
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
    const all = [...files];
    const id = this.#id;
    if (id && this.takesFiles) this.#more.use((more) => more.add(id, all));
    this.focus();
  }

  /** Sends what is staged and written, or changes what is edited. Nothing is gone before it is safe in the outbox. */
  submit(options?: SendOptions): void {
    const { text, aside } = this.#writing;
    const command = !aside && this.commands?.length && text.startsWith('/');
    // Only what depends on it waits, while more is typed: a command, and whom a kept draft names.
    const needed = command || this.#state.value?.draft?.marks?.length;
    const busy = this.#more.busy ?? (needed ? this.#suggest.busy : undefined);
    if (busy) return void busy.then(() => this.submit(options));
    if (!command) this.#writing.submit(options);
    else this.#suggest.use((suggest) => suggest.command() || this.#writing.submit(options));
  }

  /** Begins the answer to a message of this conversation. */
  reply(messageId: MessageId): void {
    this.#asked({ what: 'reply', messageId });
  }

  /** Puts a message into the field to be changed, where that is allowed; what was being written waits. */
  edit(messageId: MessageId): void {
    this.#asked({ what: 'edit', messageId });
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

  protected override async getUpdateComplete(): Promise<boolean> {
    const { busy } = this.#more;
    const done = super.getUpdateComplete();
    return busy ? busy.then(() => super.getUpdateComplete()) : done;
  }

  protected override updated(): void {
    const { text, reply } = this.#writing;
    if (this.#input) setText(this.#input, text);
    if ((reply || this.#state.value?.draft?.editing) && !this.#more.value) this.#more.use();
    if (/[@:/]/.test(text) && !this.#suggest.value) this.#suggest.use((suggest) => suggest.typed());
    this.#listen();
  }

  /** Others on the page that want something be answered, edited, named. */
  #listen(): void {
    const client = this.im;
    const id = this.#id;
    if (this.#heard?.client === client && this.#heard?.id === id) return;
    this.#heard?.off?.();
    this.#heard = { client, id, ...(client && id && { off: onCompose(client, id, this.#asked) }) };
  }

  #asked = (ask: ComposeAsk): void => {
    if (ask.what === 'insert') this.insert(ask.text);
    else if (ask.what === 'mention') this.#suggest.use((suggest) => suggest.mention(ask.userId));
    else this.#more.use((more) => more.take(ask));
  };

  override render(): TemplateResult {
    const { reason, text, staged } = this.#writing;
    const shut = reason === SHUT;
    if (shut) lock();
    // What is written stays where it is, to be read and copied.
    const bare = reason && !(text || staged.length || this.#more.value?.instead());
    return html`${
      shut || bare
        ? html`<div class="locked" id="why" role="status">${
            shut
              ? html`<im-composer-lock .client=${this.im} .conversation=${this.#id}
        .held=${bare && this.matches(':focus-within')} .kept=${!bare}></im-composer-lock>`
              : this.t(reason as LocaleKey)
          }</div>`
        : nothing
    }${bare ? nothing : this.#field(reason)}`;
  }

  #field(reason: LocaleKey | undefined): TemplateResult {
    const more = this.#more.value;
    const title = this.#state.value?.title;
    const label = title ? this.t('composer.label-to', { name: title }) : this.t('composer.label');
    const locked = Boolean(reason) || !this.im;
    return html`<form class="field" part="field" aria-label=${label} novalidate @submit=${this.#submit}>
        ${more?.above()}${
          more?.instead() ??
          html`${locked || this.#writing.aside ? html`<span class="indent"></span>` : this.#attach()}
        <textarea part="input" rows="1" dir="auto" aria-label=${label} placeholder=${this.placeholder ?? this.t('composer.label')}
          aria-describedby="why notes" enterkeyhint=${enterOf(this.enter) === 'send' ? 'send' : 'enter'} autocapitalize="sentences"
          spellcheck="true" ?readonly=${locked} @input=${this.#typed} @compositionend=${this.#typed} @keydown=${this.#key}
          @keyup=${guard} @keypress=${guard} @paste=${this.#paste} @focus=${this.#focused}></textarea>
        ${this.#buttons(locked)}`
        }
      </form>
      ${this.#notes()} ${more?.below()} ${this.#suggest.value?.render()}`;
  }

  #attach(): TemplateResult {
    const menu = HAS_INSERTS || (this.inserts?.length ?? 0) > 0;
    if (!this.takesFiles && !menu) return html`<span class="indent"></span>`;
    const label = this.t(menu ? 'composer.add' : 'composer.attach');
    return html`<button type="button" class="icon-button" part="attach" aria-label=${label} title=${label}
      aria-haspopup=${menu ? 'menu' : nothing} @click=${menu ? this.#add : this.#pick}>${plusIcon()}</button
      ><input type="file" hidden multiple @change=${this.#picked} />`;
  }

  #buttons(locked: boolean): TemplateResult {
    const { empty, left } = this.#writing;
    const ready = !empty && !locked;
    const emoji = this.t('composer.emoji');
    const more = this.#more.value;
    return html`<button type="button" class="icon-button" part="emoji" aria-label=${emoji} title=${emoji} aria-haspopup="dialog"
        popovertarget=${more ? 'emoji-box' : nothing} @click=${more ? nothing : this.#emoji} ?disabled=${locked}>${smileIcon()}</button>
      ${empty && canRecord() && this.takesFiles ? this.#mic() : nothing}
      <button type="submit" class="icon-button send ${ready ? 'primary' : 'away'}" part="send" aria-label=${this.t('composer.send')}
        @contextmenu=${this.#ways} @pointerdown=${this.#held} ?disabled=${!ready || left < 0}>${arrowUpIcon()}</button>`;
  }

  #mic(): TemplateResult {
    const label = this.t('composer.voice');
    return html`<button type="button" class="icon-button" part="voice" aria-label=${label} title=${label} @click=${this.#record}>${micIcon()}</button>`;
  }

  #notes(): TemplateResult {
    const { notes, reason, left } = this.#writing;
    const bad = notes.map((note) => note(this.i18n));
    if (reason && reason !== SHUT) bad.push(this.t(reason));
    return html`<div class="notes" id="notes" part="notes"><div role="status">${bad.map(
      (note) => html`<div class="bad" dir="auto">${note}</div>`,
    )}</div>${this.#more.value?.notes()}${countLine(left, this.i18n)}</div>`;
  }

  #ask(detail: SendRequest): boolean {
    const { conversationId: id, options } = detail;
    // Of what is kept nowhere nobody can tell who has read it.
    const asks = this.receipts && !options.transient && id.startsWith('group:');
    if (asks && this.im?.can('receipt', id) === 'available') detail.options = { receipt: true, ...options };
    const init = { detail, bubbles: true, composed: true, cancelable: true };
    return this.dispatchEvent(new CustomEvent('im-send-request', init));
  }

  #typed = (event?: Event): void => {
    const input = this.#input;
    if (!input) return;
    this.#writing.write(input.value);
    // An input method has not made up its mind yet.
    if (!(event as InputEvent | undefined)?.isComposing) this.#suggest.value?.typed();
  };

  #key = (event: KeyboardEvent): void => {
    const { text, staged } = this.#writing;
    const plain = !composing(event) && !event.shiftKey && !event.altKey && !event.ctrlKey && !event.metaKey;
    if (plain && (this.#suggest.value?.key(event) || this.#more.value?.key(event))) {
      event.preventDefault();
      event.stopPropagation();
    } else if (sends(event, enterOf(this.enter))) {
      event.preventDefault();
      this.submit();
    } else if (plain && event.key === 'ArrowUp' && !text && !staged.length) this.#more.use((more) => more.editLast());
    guard(event);
  };

  #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    this.submit();
    this.#input?.focus();
  };

  #pick = (): void => this.renderRoot.querySelector<HTMLInputElement>('input[type=file]')?.click();
  #add = (): void => this.#more.use((more) => more.plus());
  #emoji = (): void => this.#more.use((more) => more.emoji());
  #record = (): void => this.#more.use((more) => more.record());
  #ways = (event: Event): void => {
    event.preventDefault();
    this.#more.use((more) => more.ways());
  };
  #held = (event: PointerEvent): void => {
    if (event.pointerType === 'touch') this.#more.use((more) => more.held(event));
  };
  #focused = (): void => {
    if (window.visualViewport && navigator.maxTouchPoints > 0) this.#more.use((more) => more.watchKeyboard());
  };

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
}

/** One may not write here; the lock says why. */
const SHUT = 'composer.unavailable';
const lock = once(() => import('./lock.define.js'));

const canRecord = (): boolean => 'MediaRecorder' in globalThis && Boolean(navigator.mediaDevices?.getUserMedia);
