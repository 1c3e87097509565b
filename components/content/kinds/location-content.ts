import { css, html, nothing, type PropertyDeclarations, svg, type TemplateResult } from 'lit';
import { type ContentOf, safeFileUrl, safeUrl } from '../../../core/index.js';
import { base, buttons } from '../../../styles/shared/index.js';
import { ImRow } from '../../shared/im-element.js';
import { ofMap } from '../maps.js';
import type { RenderContext } from '../registry.js';
import { cardStyles } from './card.styles.js';
import { coordinates } from './coordinates.js';
import { MAP_BOX, mapPattern } from './map-pattern.js';

const styles = css`
  .map {
    position: relative;
    display: block;
    block-size: 120px;
    margin-block-end: 6px;
    border-radius: var(--_radius-control);
    overflow: hidden;
    background: light-dark(oklch(0.94 0.012 110), oklch(0.3 0.012 262));
  }
  .map svg,
  .map img {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }
  .land {
    fill: light-dark(oklch(0.94 0.012 110), oklch(0.3 0.012 262));
  }
  .water {
    fill: none;
    stroke: light-dark(oklch(0.85 0.05 230), oklch(0.38 0.05 240));
    stroke-width: 22;
  }
  .park {
    fill: light-dark(oklch(0.88 0.07 145), oklch(0.36 0.05 150));
  }
  .road {
    fill: none;
    stroke: light-dark(oklch(1 0 0), oklch(0.42 0.012 262));
    stroke-width: 6;
  }
  .street {
    fill: none;
    stroke: light-dark(oklch(0.98 0.004 110), oklch(0.37 0.012 262));
    stroke-width: 3;
  }
  .pin {
    fill: light-dark(oklch(0.56 0.21 27), oklch(0.66 0.19 27));
    stroke: oklch(1 0 0);
    stroke-width: 1.5;
  }
  .eye {
    fill: oklch(1 0 0);
  }
  .shade {
    fill: oklch(0 0 0 / 0.22);
  }
  @media (forced-colors: active) {
    .map {
      border: 1px solid CanvasText;
    }
    .pin {
      fill: Highlight;
    }
  }
`;

const pin = svg`<ellipse class="shade" cx="140" cy="64" rx="7" ry="2.5"></ellipse><path class="pin"
  d="M140 64c-5-8-13-14-13-23a13 13 0 0 1 26 0c0 9-8 15-13 23z" /><circle class="eye" cx="140" cy="41" r="4.5"></circle>`;

/**
 * A place: drawn, named, and in figures. Opening it is the page's business; unless the page does, the coordinates are copied.
 * @internal
 */
export class ImLocationContent extends ImRow {
  static readonly version = '0.1.0';
  static override styles = [base, buttons, cardStyles, styles];
  static override properties: PropertyDeclarations = {
    content: { attribute: false },
    context: { attribute: false, hasChanged: () => true },
    copied: { state: true },
  };
  declare content: ContentOf<'location'> | undefined;
  declare context: RenderContext | undefined;
  /** @internal */
  declare copied: boolean;

  constructor() {
    super();
    this.copied = false;
  }

  override render(): TemplateResult | typeof nothing {
    const { content } = this;
    if (!content) return nothing;
    const figures = coordinates(content, this.i18n.lang);
    const picture = safeFileUrl(ofMap('picture', content) ?? '');
    const map = picture
      ? html`<img alt="" src=${picture} decoding="async" />`
      : html`<svg viewBox=${MAP_BOX} preserveAspectRatio="xMidYMid slice">${mapPattern(content)}</svg>`;
    return html`<button class="card" title=${this.t(this.#address ? 'location.open' : 'location.copy')} @click=${this.#open}
      ><span class="map" aria-hidden="true">${map}<svg viewBox=${MAP_BOX} preserveAspectRatio="xMidYMid meet">${pin}</svg></span
      ><span class="sr">${this.t('insert.location')}: </span>${
        content.label ? html`<span class="name cut" dir="auto">${content.label}</span>` : nothing
      }<span class="quiet" dir="ltr">${figures}</span></button
      ><div class="quiet" role="status">${this.copied ? this.t('location.copied') : nothing}</div>`;
  }

  get #address(): string | undefined {
    return this.content && safeUrl(ofMap('address', this.content) ?? '');
  }

  #open = (): void => {
    const { content, context } = this;
    if (!content || !context) return;
    const { kind: _, ...place } = content;
    context.open({ what: 'location', messageId: context.message.id, ...place }, () => this.#follow());
  };

  #follow(): void {
    const address = this.#address;
    if (address) window.open(address, '_blank', 'noopener,noreferrer');
    else if (this.content) this.attempt(() => this.#copy(this.content as ContentOf<'location'>));
  }

  async #copy({ latitude, longitude }: ContentOf<'location'>): Promise<void> {
    await navigator.clipboard.writeText(`${latitude}, ${longitude}`);
    this.copied = true;
  }
}
