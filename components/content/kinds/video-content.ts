import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { type ContentOf, clockLength, safeThumbnail } from '../../../core/index.js';
import { base, buttons } from '../../../styles/shared/index.js';
import { fileSize } from '../../shared/format-later.js';
import { maximize2Icon, playIcon } from '../../shared/icons-kinds.js';
import { ringStyles } from '../media.styles.js';
import { MediaRow } from '../media-row.js';
import { saveFile, shownName } from '../save.js';
import { FileAddress } from './file-address.js';
import { keepPlace, MOST_VIDEO } from './frame.js';
import { playback } from './playback.js';
import { placeStyles, videoStyles } from './video.styles.js';

/**
 * A film: its poster until somebody wants it, then the browser's own player, in its place or in the page's viewer.
 * @internal
 */
export class ImVideoContent extends MediaRow {
  static readonly version = '0.1.0';
  static override styles = [base, buttons, ringStyles, placeStyles, videoStyles];
  static override properties: PropertyDeclarations = { content: { attribute: false }, playing: { state: true } };
  declare content: ContentOf<'video'> | undefined;
  /** @internal */
  declare playing: boolean;

  #address = new FileAddress(this, () => this.im);
  #release: (() => void) | undefined;

  constructor() {
    super();
    this.playing = false;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#release?.();
    this.playing = false;
  }

  protected override willUpdate(): void {
    if (this.playing && this.file) this.#address.want(this.file);
  }

  protected override updated(): void {
    keepPlace(this, this.content?.width, this.content?.height, MOST_VIDEO);
  }

  override render(): TemplateResult | typeof nothing {
    const { content, file } = this;
    if (!content || !file) return nothing;
    if (this.playing && this.#address.failed) return this.#failure();
    const { url } = this.#address;
    const large = html`<button class="icon-button large" aria-label=${this.t('video.open')} title=${this.t('video.open')}
      @click=${this.#enlarge}>${maximize2Icon()}</button>`;
    if (this.playing && url) return html`${this.#film(url)}${large}`;
    return html`${this.#still(content)}${this.uploading ? this.stopper() : large}`;
  }

  #still({ seconds, poster, file }: ContentOf<'video'>): TemplateResult {
    const name = shownName(file.name);
    const size = fileSize(file.bytes, this.i18n.lang);
    const length = seconds === undefined ? '' : clockLength(seconds);
    const picture = safeThumbnail(poster);
    const inside = html`${picture ? html`<img class="poster" alt="" src=${picture} />` : nothing}
      <span class="chip" aria-hidden="true"><bdi>${[length, size].filter(Boolean).join(' · ')}</bdi></span>`;
    if (this.uploading) return html`<div class="fill ${picture ? '' : 'bare'}">${inside}</div>`;
    const label = this.t('video.play', { name: [name, length, size].filter(Boolean).join(', ') });
    return html`<button class="fill ${picture ? '' : 'bare'}" aria-label=${label} @click=${this.#play}
      >${inside}<span class="badge">${playIcon()}</span></button>`;
  }

  /** The browser asks for what it needs by ranges; controls, captions and speed are its own. */
  #film(url: string): TemplateResult {
    const label = this.t('video.play', { name: shownName(this.file?.name ?? '') });
    return html`<video src=${url} poster=${safeThumbnail(this.content?.poster) ?? nothing} controls autoplay playsinline
      preload="metadata" aria-label=${label} @play=${this.#claim} @error=${() => this.#address.broken()} @keydown=${keep}></video>`;
  }

  #failure(): TemplateResult {
    const save = (): void => {
      const { file, im } = this;
      if (file && im) this.attempt(() => saveFile(im, file));
    };
    return html`<div class="failed"><span>${this.t('video.failed')}</span><span
      ><button class="text-button" @click=${() => this.#address.again()}>${this.t('messages.try-again')}</button
      ><button class="text-button" @click=${save}>${this.t('action.download')}</button></span></div>`;
  }

  #play = (): void => {
    this.playing = true;
    // The button that had the focus goes; the player takes it.
    void this.#shown().then((film) => film?.focus());
  };

  async #shown(): Promise<HTMLVideoElement | null> {
    for (let turn = 0; turn < 100 && this.playing && !this.#address.failed; turn += 1) {
      await this.updateComplete;
      const film = this.renderRoot.querySelector('video');
      if (film) return film;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return null;
  }

  #claim = (event: Event): void => {
    const film = event.target as HTMLVideoElement;
    this.#release?.();
    this.#release = playback.claim(() => film.pause());
  };

  #enlarge = (event: Event): void => {
    event.stopPropagation();
    const { file, context } = this;
    if (!file || !context) return;
    this.renderRoot.querySelector('video')?.pause();
    const request = { what: 'video', messageId: context.message.id, file } as const;
    context.open(request, async () =>
      (await import('../../viewer/index.js')).openViewer(context.client, request, this),
    );
  };
}

/** The player's own keys are not the list's. */
const keep = (event: Event): void => event.stopPropagation();
