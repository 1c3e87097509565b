import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { type ContentOf, safeThumbnail } from '../../../core/index.js';
import { base, buttons } from '../../../styles/shared/index.js';
import { ringStyles } from '../media.styles.js';
import { MediaRow } from '../media-row.js';
import { FileAddress } from './file-address.js';
import { keepPlace, MOST_GIF } from './frame.js';
import { placeStyles } from './video.styles.js';

const styles = css`
  .thumb {
    filter: blur(12px);
    scale: 1.08;
  }
  .late {
    opacity: 0;
  }
`;

/**
 * A picture that moves while it is seen, unless the reader wants no movement: then it is a still until it is pressed.
 * Pressed while it moves, it stops.
 * @internal
 */
export class ImGifContent extends MediaRow {
  static readonly version = '0.1.0';
  static override styles = [base, buttons, ringStyles, placeStyles, styles];
  static override properties: PropertyDeclarations = {
    content: { attribute: false },
    seen: { state: true },
    wanted: { state: true },
    loaded: { state: true },
  };
  declare content: ContentOf<'gif'> | undefined;
  /** @internal */
  declare seen: boolean;
  /** @internal What the reader said; else the system's setting counts. */
  declare wanted: boolean | undefined;
  /** @internal */
  declare loaded: boolean;

  #address = new FileAddress(this, () => this.im);
  #watch: IntersectionObserver | undefined;
  #calm: MediaQueryList | undefined;

  constructor() {
    super();
    this.seen = false;
    this.loaded = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#calm = matchMedia('(prefers-reduced-motion: reduce)');
    this.#calm.addEventListener('change', this.#changed);
    this.#watch = new IntersectionObserver((entries) => {
      this.seen = entries.at(-1)?.isIntersecting ?? false;
    });
    this.#watch.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#calm?.removeEventListener('change', this.#changed);
    this.#watch?.disconnect();
    this.seen = false;
    this.loaded = false;
  }

  protected override willUpdate(): void {
    if (this.seen && this.file) this.#address.want(this.file);
  }

  get #moves(): boolean {
    return this.seen && (this.wanted ?? !this.#calm?.matches);
  }

  override render(): TemplateResult | typeof nothing {
    const { content, file } = this;
    if (!content || !file) return nothing;
    if (this.#address.failed)
      return html`<div class="failed"><span>${this.t('messages.image-failed')}</span
        ><button class="text-button" @click=${() => this.#address.again()}>${this.t('messages.try-again')}</button></div>`;
    const { url } = this.#address;
    const still = !(this.wanted ?? !this.#calm?.matches);
    const thumb = safeThumbnail(content.thumbnail);
    return html`<button class="fill" aria-label=${this.t(still ? 'gif.play' : 'gif.pause')} @click=${this.#toggle}>
      ${thumb && !this.loaded ? html`<img class="thumb" alt="" src=${thumb} />` : nothing}
      ${url ? (file.mime.startsWith('video/') ? this.#film(url) : this.#picture(url)) : nothing}
      ${still && !this.uploading ? html`<span class="badge" aria-hidden="true">GIF</span>` : nothing}</button
      >${this.stopper()}`;
  }

  #film(url: string): TemplateResult {
    return html`<video class=${this.loaded ? '' : 'late'} src=${url} muted loop playsinline preload="auto"
      .muted=${true} @loadeddata=${this.#come} @error=${this.#broken}></video>`;
  }

  /** A gif cannot be told to stand still: its first picture is drawn once, and shown in its place. */
  #picture(url: string): TemplateResult {
    const moves = this.#moves && this.loaded;
    return html`<canvas class=${moves || !this.loaded ? 'late' : ''}></canvas><img class=${moves ? '' : 'late'} alt="" src=${
      moves || !this.loaded ? url : nothing
    } decoding="async" draggable="false" @load=${this.#come} @error=${this.#broken} />`;
  }

  protected override updated(): void {
    keepPlace(this, this.content?.width, this.content?.height, MOST_GIF);
    const film = this.renderRoot.querySelector('video');
    if (!film) return;
    if (this.#moves) film.play().catch(() => undefined);
    else film.pause();
  }

  #come = (event: Event): void => {
    const picture = event.target;
    if (this.loaded) return;
    if (picture instanceof HTMLImageElement) this.#draw(picture);
    this.loaded = true;
  };

  #draw(picture: HTMLImageElement): void {
    const canvas = this.renderRoot.querySelector('canvas');
    if (!canvas) return;
    const scale = Math.min(1, 560 / Math.max(picture.naturalWidth, picture.naturalHeight, 1));
    canvas.width = Math.max(1, Math.round(picture.naturalWidth * scale));
    canvas.height = Math.max(1, Math.round(picture.naturalHeight * scale));
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  }

  #broken = (): void => this.#address.broken();
  #changed = (): void => this.requestUpdate();
  #toggle = (): void => {
    this.wanted = !(this.wanted ?? !this.#calm?.matches);
  };
}
