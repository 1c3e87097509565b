import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import {
  type ConversationId,
  kindOf,
  type Message,
  type MessageId,
  type Store,
  targetOf,
  toImError,
} from '../../core/index.js';
import { base, buttons, tokens } from '../../styles/shared/index.js';
import type { ImDialog } from '../dialog/dialog.js';
import { searchIcon } from '../shared/icons-later.js';
import { ImRow } from '../shared/im-element.js';
import { previewText } from '../shared/preview.js';
import { nameOf, titleKeys, titleOf } from '../shared/titles.js';
import { styles } from './forward.styles.js';

/** Conversations at once. */
const MOST = 20;
const BUNDLE = 300;
/** Rows drawn at a time. */
const ROWS = 60;
const UNSENDABLE: ReadonlySet<string> = new Set(['notice', 'recalled', 'signal', 'command', 'unknown']);

/** What a bundle is named after is read by others: no remark of one's own. */
const saidTitle = (store: Store, id: ConversationId): string =>
  kindOf(id) === 'direct' ? nameOf(store.get('user', targetOf(id)), targetOf(id)) : titleOf(store, id);

/** What is asked before messages go on: `im-forward-request`. */
export interface ForwardRequest {
  readonly messages: readonly MessageId[];
  readonly to: readonly ConversationId[];
  readonly merged: boolean;
  readonly title?: string;
  readonly words?: string;
}

/**
 * Sends messages on: to whom, one by one or as one bundle, with words of one's own.
 *
 * @csspart list - The conversations to choose from.
 * @fires im-forward-request - The messages are to be sent on. Cancelable; detail: {messages, to, merged, title, words}.
 */
export class ImForward extends ImRow {
  static readonly version = '0.1.0';
  static override styles = [tokens, base, buttons, styles];
  static override properties: PropertyDeclarations = {
    messages: { attribute: false },
    chosen: { state: true },
    find: { state: true },
    merged: { state: true },
    state: { state: true },
    trouble: { state: true },
    ended: { state: true },
    rows: { state: true },
  };
  /** What goes on, in this order. */
  declare messages: readonly MessageId[];
  /** @internal */
  declare chosen: ReadonlySet<ConversationId>;
  /** @internal */
  declare find: string;
  /** @internal */
  declare merged: boolean;
  /** @internal */
  declare state: 'choosing' | 'sending' | 'done';
  /** @internal */
  declare trouble: string | undefined;
  /** @internal No more conversations are to be had. */
  declare ended: boolean;
  /** @internal */
  declare rows: number;

  /** Conversations and words that have gone already: trying again sends none a second time. */
  #sent = new Set<ConversationId>();
  /** Where the messages have gone and the words have not. */
  #owed = new Set<ConversationId>();
  #store = this.read(
    () => ['list/conversations', ...this.#all.flatMap((id) => [...titleKeys(id)])],
    (store) => store.list('conversations') as readonly ConversationId[],
  );

  constructor() {
    super();
    this.messages = [];
    this.chosen = new Set();
    this.find = '';
    this.merged = false;
    this.ended = false;
    this.state = 'choosing';
    this.rows = ROWS;
  }

  get #all(): readonly ConversationId[] {
    return (this.im?.store.list('conversations') ?? []) as readonly ConversationId[];
  }

  get #dialog(): ImDialog | null {
    return this.renderRoot.querySelector('im-dialog');
  }

  /** Opens, and resolves once it has closed. */
  async show(): Promise<void> {
    await this.updateComplete;
    await this.#dialog?.show();
  }

  get #held(): readonly Message[] {
    return this.messages.flatMap((id) => this.im?.store.get('message', id) ?? []);
  }

  get #unsendable(): boolean {
    const held = this.#held;
    const fit = held.filter((one) => one.order && !one.recalled && !UNSENDABLE.has(one.content.kind));
    return fit.length < this.messages.length || held.length === 0;
  }

  get #most(): number {
    return this.im?.limits.mergedMessages ?? BUNDLE;
  }

  override render(): TemplateResult {
    const { state } = this;
    const count = this.messages.length;
    return html`<im-dialog .client=${this.im} .translator=${this.translator} .label=${this.t('forward.title', { count })}>${
      this.#unsendable
        ? html`<p class="trouble" role="alert">${this.t('forward.unsendable')}</p>`
        : state === 'done'
          ? html`<p role="status">${this.t('forward.done', { count: this.#sent.size })}</p>${this.#end()}`
          : this.#form(count)
    }</im-dialog>`;
  }

  #form(count: number): TemplateResult {
    const busy = this.state === 'sending';
    const tooMany = count > this.#most;
    return html`<p class="quote"><bdi>${this.#abstract()}</bdi></p>
      <label class="field">${searchIcon()}<input type="search" autofocus autocomplete="off" dir=${this.find ? 'auto' : nothing} aria-label=${this.t('forward.search')}
        placeholder=${this.t('forward.search')} .value=${this.find} ?disabled=${busy} @input=${this.#typed} @keydown=${this.#noSubmit} /></label>
      ${this.#list(busy)}
      ${count > 1 ? this.#ways(busy, tooMany) : nothing}
      <label class="words"><span class="sr">${this.t('forward.words')}</span><textarea rows="2" dir="auto" maxlength="4000"
        placeholder=${this.t('forward.words')} ?disabled=${busy}></textarea></label>
      <p class="trouble" role="alert" ?hidden=${!this.trouble && !tooMany}>${
        this.trouble ?? (tooMany ? this.t('forward.too-many', { count: this.#most }) : '')
      }</p>
      <div slot="actions"><button type="button" class="send" ?disabled=${busy || this.chosen.size === 0 || tooMany} aria-busy=${busy ? 'true' : 'false'}
        @click=${this.#send}>${
          busy
            ? this.t('forward.sending')
            : this.chosen.size > 0
              ? this.t('forward.send', { count: this.chosen.size })
              : this.t('composer.send')
        }</button></div>`;
  }

  #end(): TemplateResult {
    return html`<div slot="actions"><button type="button" class="send" autofocus @click=${() => this.#dialog?.close()}>${this.t('dialog.close')}</button></div>`;
  }

  /** The first of what goes on, in words. */
  #abstract(): string {
    const [first] = this.#held;
    return first && this.im ? previewText(first, this.im.store, this.i18n) : '';
  }

  #list(busy: boolean): TemplateResult {
    const { im } = this;
    const wanted = this.find.trim().toLocaleLowerCase(this.i18n.lang);
    const all = (this.#store.value ?? []).filter(
      (id) =>
        im &&
        im.can('send', id) === 'available' &&
        titleOf(im.store, id).toLocaleLowerCase(this.i18n.lang).includes(wanted),
    );
    const full = this.chosen.size >= MOST;
    return html`<div class="list" part="list" role="group" aria-label=${this.t('forward.list')}>${
      all.length === 0 && this.ended ? html`<p class="none" role="status">${this.t('forward.none')}</p>` : nothing
    }${all.slice(0, this.rows).map((id) => {
      const on = this.chosen.has(id);
      return html`<label class="row"><input type="checkbox" .checked=${on} ?disabled=${busy || (full && !on) || this.#sent.has(id)}
        @change=${() => this.#toggle(id)} @keydown=${this.#arrows} /><im-avatar aria-hidden="true" .client=${im} .conversation=${id}></im-avatar><bdi>${im ? titleOf(im.store, id) : id}</bdi></label>`;
    })}${
      this.ended && all.length <= this.rows
        ? nothing
        : html`<button type="button" class="text-button more" ?disabled=${busy} @click=${this.#more}>${this.t('forward.more')}</button>`
    }</div>${full ? html`<p class="hint" role="status">${this.t('forward.chosen', { max: MOST })}</p>` : nothing}`;
  }

  #ways(busy: boolean, tooMany: boolean): TemplateResult {
    const [first] = this.#held;
    const name = first && this.im ? saidTitle(this.im.store, first.conversationId) : '';
    const way = (merged: boolean, words: string): TemplateResult =>
      html`<label><input type="radio" name="way" .checked=${this.merged === merged} ?disabled=${busy || (merged && tooMany)}
        @change=${() => (this.merged = merged)} /><span>${words}</span></label>`;
    return html`<div class="ways" role="radiogroup" aria-label=${this.t('forward.way')}>${way(false, this.t('forward.separate'))}${way(true, this.t('forward.merged'))}</div>${
      this.merged
        ? html`<label class="title"><span>${this.t('forward.bundle-title')}</span><input type="text" maxlength="200" dir="auto"
            .value=${this.t('forward.bundle-of', { name })} ?disabled=${busy} @keydown=${this.#noSubmit} /></label>`
        : nothing
    }`;
  }

  #typed = (event: Event): void => {
    this.find = (event.target as HTMLInputElement).value;
    this.rows = ROWS;
  };

  /** Enter in a field is no answer to the dialog. */
  #noSubmit = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') event.preventDefault();
    else if (event.key === 'ArrowDown') this.#arrows(event);
  };

  #arrows = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const boxes = [...this.renderRoot.querySelectorAll<HTMLElement>('input[type=search], .row input')];
    const at = boxes.indexOf(event.target as HTMLElement);
    boxes[Math.max(0, Math.min(boxes.length - 1, at + step))]?.focus();
  };

  #toggle(id: ConversationId): void {
    const next = new Set(this.chosen);
    if (!next.delete(id)) next.add(id);
    this.chosen = next;
  }

  #more = (): void => {
    this.rows += ROWS;
    this.attempt(async () => {
      this.ended = !(await this.im?.conversations.more());
    });
  };

  #send = (): void => {
    const words = this.renderRoot.querySelector('textarea')?.value.trim();
    const title = this.renderRoot.querySelector<HTMLInputElement>('.title input')?.value.trim();
    const request: ForwardRequest = {
      messages: this.messages,
      to: [...this.chosen].filter((id) => !this.#sent.has(id)),
      merged: this.merged && this.messages.length > 1,
      ...(title && { title }),
      ...(words && { words }),
    };
    if (!this.ask('im-forward-request', request, (asked) => this.#go(asked))) this.#dialog?.close();
  };

  /** One conversation after the other: what has gone is not sent again when the rest is tried anew. */
  async #go({ messages, to, merged, title, words }: ForwardRequest): Promise<void> {
    const { im } = this;
    if (!im) return;
    this.state = 'sending';
    this.trouble = undefined;
    try {
      for (const id of [...this.#owed, ...to]) {
        if (!this.#sent.has(id))
          await im.messages.forward(messages, [id], { merged, ...(merged && title && { title }) });
        this.#sent.add(id);
        this.#owed.add(id);
        if (words) await im.messages.send(id, { kind: 'text', text: words });
        this.#owed.delete(id);
      }
      this.state = 'done';
    } catch (error) {
      const key = `error.${toImError(error).code}`;
      this.trouble = `${this.t('forward.failed')} ${this.t(this.i18n.has(key) ? key : 'error.engine')}`;
      this.state = 'choosing';
    }
  }
}
