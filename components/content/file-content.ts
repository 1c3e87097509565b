import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { FileRef } from '../../core/index.js';
import { base, buttons } from '../../styles/shared/index.js';
import { fileSize } from '../shared/format-later.js';
import { circleAlertIcon } from '../shared/icons.js';
import { fileArchiveIcon, fileAudioIcon, fileTextIcon, fileVideoIcon } from '../shared/icons-files.js';
import { downloadIcon, fileIcon, imageIcon } from '../shared/icons-later.js';
import { fileStyles } from './file.styles.js';
import { ringStyles } from './media.styles.js';
import { MediaRow, ring } from './media-row.js';
import { saveFile, shownName } from './save.js';

/** Types that run when opened. Shown with a warning. */
const DANGEROUS =
  /\.(?:apk|app|bat|chm|cmd|com|cpl|dll|dmg|exe|hta|htm|html|jar|js|jse|lnk|msi|pkg|ps1|reg|scr|sh|svg|vbe?|wsf|xht|xhtml)$/i;
const isDangerous = (name: string): boolean => DANGEROUS.test(shownName(name).trim());
/**
 * A file of a message: what it is, how large, and the way to have it.
 * @internal
 */
export class ImFileContent extends MediaRow {
  static readonly version = '0.1.0';
  static override styles = [base, buttons, ringStyles, fileStyles];
  static override properties: PropertyDeclarations = { fraction: { state: true } };
  /** @internal */
  declare fraction: number | undefined;

  override render(): TemplateResult | typeof nothing {
    const { file } = this;
    if (!file) return nothing;
    const name = shownName(file.name);
    const cut = Math.max(0, name.length - 9);
    const size = fileSize(file.bytes, this.i18n.lang);
    const busy = this.fraction !== undefined;
    const stop = this.stopper();
    // Shown in two halves so that the ending always shows; said in one.
    const words = html`<span class="words" aria-hidden="true"><span class="name" dir="auto" title=${name}><span class="head">${name.slice(0, cut)}</span
      ><span class="tail">${name.slice(cut)}</span></span><span class="size">${size}</span></span
      ><span class="sr">${this.t('messages.file', { name, size })}</span>`;
    if (stop !== nothing) return html`<div class="card">${stop}${words}</div>`;
    return html`<button class="card" title=${this.t('messages.download', { name })}
        ?disabled=${!file.id && !file.url && !file.localKey} @click=${this.#open}
        ><span class="face">${busy ? html`${ring(this.fraction)}${downloadIcon()}` : typeIcon(file)}</span>${words}</button>
      ${
        isDangerous(name) && !this.context?.message.own
          ? html`<div class="warning">${circleAlertIcon()}<span>${this.t('messages.dangerous')}</span></div>`
          : nothing
      }`;
  }

  #open = (): void => {
    const { file, context } = this;
    if (!file || !context || this.fraction !== undefined) return;
    context.open({ what: 'file', messageId: context.message.id, file }, () => this.download());
  };

  /** Fetches the bytes and hands them to the browser as a download. */
  async download(): Promise<void> {
    const { file } = this;
    if (!file || !this.im) return;
    this.fraction = 0;
    try {
      await saveFile(this.im, file, (fraction) => {
        this.fraction = fraction;
      });
    } finally {
      this.fraction = undefined;
    }
  }
}

function typeIcon({ mime, name }: FileRef): TemplateResult {
  if (mime.startsWith('image/')) return imageIcon();
  if (mime.startsWith('audio/')) return fileAudioIcon();
  if (mime.startsWith('video/')) return fileVideoIcon();
  if (/zip|rar|7z|tar|gzip/.test(mime) || /\.(?:zip|rar|7z|t?gz|xz|bz2)$/i.test(name)) return fileArchiveIcon();
  return /^text\/|pdf|word|document|sheet|presentation/.test(mime) ? fileTextIcon() : fileIcon();
}
