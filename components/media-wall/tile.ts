import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { type FileRef, safeThumbnail } from '../../core/index.js';
import { base, buttons } from '../../styles/shared/index.js';
import { fullTime } from '../shared/format.js';
import { playIcon } from '../shared/icons-finding.js';
import { imageIcon } from '../shared/icons-later.js';
import { ImRow } from '../shared/im-element.js';
import { nameIn, nameKeys, wantUsers } from '../shared/titles.js';
import type { ViewItem } from '../viewer/items.js';
import { tileStyles } from './media-wall.styles.js';

/**
 * One picture or video of a wall; its bytes are asked for when it comes near the view.
 * @internal
 */
export class ImMediaTile extends ImRow {
  static readonly version = '0.1.0';
  static override styles = [base, buttons, tileStyles];
  static override properties: PropertyDeclarations = {
    item: { attribute: false },
    url: { state: true },
    failed: { state: true },
  };
  declare item: ViewItem | undefined;
  /** @internal */
  declare url: string | undefined;
  /** @internal */
  declare failed: boolean;

  #near: IntersectionObserver | undefined;
  #abort: AbortController | undefined;
  #made: string | undefined;
  #name = this.read(
    () => nameKeys(this.item?.message?.senderId ?? ''),
    (store) => nameIn(store, this.item?.message?.senderId ?? '', this.item?.message?.sender?.name),
  );

  constructor() {
    super();
    this.failed = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#near = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && this.#load(),
      {
        rootMargin: '300px',
      },
    );
    this.#near.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#near?.disconnect();
    this.#drop();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('item') as ViewItem | undefined;
    if (before && before.file.id !== this.item?.file.id) this.#drop();
  }

  #drop(): void {
    this.#abort?.abort();
    if (this.#made) URL.revokeObjectURL(this.#made);
    this.#made = this.url = undefined;
  }

  /** A video is shown by its still; its bytes are for the player. */
  #load(): void {
    this.#near?.disconnect();
    const { im, item } = this;
    if (!im || !item || item.what !== 'image') return;
    const abort = new AbortController();
    this.#abort = abort;
    im.media.url(item.file as FileRef, { signal: abort.signal }).then(
      ({ url, blob }) => {
        if (abort.signal.aborted) return;
        if (blob) this.#made = URL.createObjectURL(blob);
        this.url = this.#made ?? url;
      },
      () => {
        if (!abort.signal.aborted) this.failed = true;
      },
    );
  }

  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector('button')?.focus(options);
  }

  override render(): TemplateResult | typeof nothing {
    const { item } = this;
    if (!item?.message) return nothing;
    const { senderId, sentAt } = item.message;
    wantUsers(this.im, [senderId]);
    const kind = this.t(item.what === 'video' ? 'wall.video' : 'wall.photo');
    const name = this.#name.value || senderId;
    const label = this.t('wall.item', { kind, name, time: fullTime(sentAt, this.i18n.lang) });
    const still = safeThumbnail(item.still);
    return html`<button type="button" aria-label=${label} title=${label}>${
      still ? html`<img class="still" alt="" src=${still} />` : nothing
    }${
      this.url && !this.failed
        ? html`<img alt="" src=${this.url} loading="lazy" decoding="async" draggable="false" @error=${() => (this.failed = true)} />`
        : still
          ? nothing
          : html`<span class="none">${imageIcon()}</span>`
    }${item.what === 'video' ? html`<span class="play">${playIcon()}</span>` : nothing}</button>`;
  }
}
