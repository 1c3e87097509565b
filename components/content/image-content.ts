import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { type ContentOf, type FileRef, safeThumbnail } from '../../core/index.js';
import { base, buttons } from '../../styles/shared/index.js';
import { imageIcon } from '../shared/icons-later.js';
import { keepPlace } from './kinds/frame.js';
import { imageStyles, ringStyles } from './media.styles.js';
import { MediaRow } from './media-row.js';

/**
 * The picture of a message: its place is kept before a byte has come, then a blurred thumbnail, then the picture.
 * @internal
 */
export class ImImageContent extends MediaRow {
  static readonly version = '0.1.0';
  static override styles = [base, buttons, ringStyles, imageStyles];
  static override properties: PropertyDeclarations = {
    content: { attribute: false },
    url: { state: true },
    state: { state: true },
  };
  declare content: ContentOf<'image'> | undefined;
  /** @internal */
  declare url: string | undefined;
  /** @internal */
  declare state: 'waiting' | 'shown' | 'failed';

  #near: IntersectionObserver | undefined;
  #made: string | undefined;
  #abort: AbortController | undefined;
  #tries = 0;

  constructor() {
    super();
    this.state = 'waiting';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.url) return;
    // Rows far off the screen need no address yet.
    this.#near = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && this.#load(), {
      rootMargin: '800px',
    });
    this.#near.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#near?.disconnect();
    this.#abort?.abort();
    this.#drop();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('file') as FileRef | undefined;
    const { file } = this;
    if (!before || !file || before === file) return;
    // An upload that is done keeps showing the bytes it came from.
    const same = before.id === file.id || (this.#made !== undefined && before.localKey !== undefined);
    if (same) return;
    this.#drop();
    this.#load();
  }

  protected override updated(): void {
    keepPlace(this, this.content?.width, this.content?.height);
  }

  override render(): TemplateResult {
    const { content, url, state } = this;
    const label = this.t('messages.image', { name: content?.file.name ?? '' });
    if (state === 'failed')
      return html`<div class="failed">${imageIcon()}<span>${this.t('messages.image-failed')}</span
        ><button class="text-button" @click=${this.#again}>${this.t('messages.try-again')}</button></div>`;
    const thumbnail = safeThumbnail(content?.thumbnail);
    return html`<button class="open" aria-label=${label} @click=${this.#open}>
      ${thumbnail && state !== 'shown' ? html`<img class="thumb" alt="" src=${thumbnail} />` : nothing}
      ${
        url
          ? html`<img class=${state === 'shown' ? 'picture' : 'picture late'} alt="" src=${url} decoding="async" draggable="false"
            @load=${() => (this.state = 'shown')} @error=${this.#broken} />`
          : nothing
      }</button>${this.stopper()}`;
  }

  #load(): void {
    this.#near?.disconnect();
    const { file } = this;
    if (!this.im || !file) return;
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    this.im.media.url(file, { signal: abort.signal }).then(
      ({ url, blob }) => !abort.signal.aborted && this.#show(url, blob),
      () => {
        if (!abort.signal.aborted) this.state = 'failed';
      },
    );
  }

  #show(url: string | undefined, blob: Blob | undefined): void {
    this.#drop();
    if (blob) this.#made = URL.createObjectURL(blob);
    this.url = this.#made ?? url;
    this.state = this.url ? 'waiting' : 'failed';
  }

  /** An address may have run out since it was given: asked for once more, then it is a failure. */
  #broken = (): void => {
    this.url = undefined;
    if (this.#tries++ < 1) this.#load();
    else this.state = 'failed';
  };

  #again = (): void => {
    this.#tries = 0;
    this.state = 'waiting';
    this.#load();
  };

  #drop(): void {
    if (this.#made) URL.revokeObjectURL(this.#made);
    this.#made = undefined;
    this.url = undefined;
    this.state = 'waiting';
  }

  #open = (): void => {
    const { file, context, url } = this;
    if (!file || !context || !url) return;
    const request = { what: 'image', messageId: context.message.id, file } as const;
    context.open(request, async () => (await import('../viewer/index.js')).openViewer(context.client, request, this));
  };
}
