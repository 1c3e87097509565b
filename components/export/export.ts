import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { type ConversationId, isImError, toImError } from '../../core/index.js';
import { base, buttons, tokens } from '../../styles/shared/index.js';
import type { ImDialog } from '../dialog/dialog.js';
import { ImRow } from '../shared/im-element.js';
import { titleOf } from '../shared/titles.js';
import { styles } from './export.styles.js';

const FORMATS = ['html', 'text', 'json'] as const;
type Format = (typeof FORMATS)[number];
const ENDINGS: Readonly<Record<Format, string>> = { html: 'html', text: 'txt', json: 'json' };

/**
 * Saves a conversation as a file of this device: format, progress, and a way to stop.
 *
 * @fires im-export-request - The conversation is to be saved. Cancelable; detail: {conversationId, format}.
 */
export class ImExport extends ImRow {
  static readonly version = '0.1.0';
  static override styles = [tokens, base, buttons, styles];
  static override properties: PropertyDeclarations = {
    conversation: {},
    format: { state: true },
    progress: { state: true },
    saved: { state: true },
    trouble: { state: true },
  };
  /** Which one. */
  declare conversation: ConversationId | undefined;
  /** @internal */
  declare format: Format;
  /** @internal Messages read so far, while it works. */
  declare progress: number | undefined;
  /** @internal Name of the file. */
  declare saved: string | undefined;
  /** @internal */
  declare trouble: string | undefined;

  #abort: AbortController | undefined;

  constructor() {
    super();
    this.format = 'html';
  }

  /** Opens, and resolves once it has closed. */
  async show(): Promise<void> {
    await this.updateComplete;
    await this.renderRoot.querySelector<ImDialog>('im-dialog')?.show();
    this.#abort?.abort();
  }

  override render(): TemplateResult {
    const { saved, progress } = this;
    const working = progress !== undefined;
    return html`<im-dialog .client=${this.im} .translator=${this.translator} .label=${this.t('export.title')} .words=${saved ? undefined : this.t('export.words')}>
      ${
        saved
          ? html`<p role="status"><bdi>${this.t('export.done', { name: saved })}</bdi></p>`
          : html`<fieldset ?disabled=${working} aria-label=${this.t('export.format')}>${FORMATS.map(
              (
                format,
              ) => html`<label><input type="radio" name="format" ?autofocus=${format === 'html'} .checked=${this.format === format}
                @change=${() => (this.format = format)} /><span>${this.t(`export.${format}`)}</span></label>`,
            )}</fieldset>`
      }
      ${working ? html`<p class="progress" role="status"><i aria-hidden="true"></i>${this.t('export.working', { count: progress })}</p>` : nothing}
      <p class="trouble" role="alert" ?hidden=${!this.trouble}>${this.trouble}</p>
      <div slot="actions">${
        working
          ? html`<button type="button" class="answer" @click=${() => this.#abort?.abort()}>${this.t('dialog.cancel')}</button>`
          : saved
            ? html`<button type="button" class="answer primary" @click=${() => this.renderRoot.querySelector<ImDialog>('im-dialog')?.close()}>${this.t('dialog.close')}</button>`
            : html`<button type="button" class="answer primary" @click=${this.#start}>${this.t('export.start')}</button>`
      }</div>
    </im-dialog>`;
  }

  #start = (): void => {
    const { conversation, format } = this;
    if (!conversation) return;
    this.ask('im-export-request', { conversationId: conversation, format }, () => this.#work(conversation, format));
  };

  async #work(id: ConversationId, format: Format): Promise<void> {
    const { im } = this;
    if (!im) return;
    const abort = new AbortController();
    this.#abort = abort;
    this.trouble = undefined;
    this.progress = 0;
    try {
      const blob = await im.messages.transcript(id, {
        format,
        language: this.i18n.lang,
        word: (key, values) => this.t(key, values),
        signal: abort.signal,
        onProgress: (count) => (this.progress = count),
      });
      if (abort.signal.aborted || !this.isConnected) return;
      this.saved = save(
        blob,
        `${titleOf(im.store, id)} ${new Date(im.session.now()).toISOString().slice(0, 10)}`,
        ENDINGS[format],
      );
    } catch (error) {
      if (!abort.signal.aborted) this.trouble = this.#why(error);
    } finally {
      this.progress = undefined;
    }
  }

  #why(error: unknown): string {
    const key = `error.${toImError(error).code}`;
    return `${this.t('export.failed')} ${isImError(error) && this.i18n.has(key) ? this.t(key) : ''}`.trim();
  }
}

/** Gives a file to the browser's downloads. Answers its name, which holds nothing that a file system minds. */
function save(blob: Blob, title: string, ending: string): string {
  const bare = title
    .replace(/[\p{Cc}\p{Cf}\\/:*?"<>|]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 100);
  const name = `${bare || 'chat'}.${ending}`;
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  return name;
}
