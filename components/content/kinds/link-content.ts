import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { type ContentOf, type FileRef, safeUrl } from '../../../core/index.js';
import { base, buttons } from '../../../styles/shared/index.js';
import { linkIcon } from '../../shared/icons-kinds.js';
import { ImRow } from '../../shared/im-element.js';
import { outsidePicture } from '../outside.js';
import type { RenderContext } from '../registry.js';
import { cardStyles } from './card.styles.js';
import { FileAddress } from './file-address.js';

const styles = css`
  .picture {
    display: block;
    inline-size: 100%;
    aspect-ratio: 1.91;
    object-fit: cover;
    margin-block-end: 6px;
    border-radius: var(--_radius-control);
    background: color-mix(in oklch, currentColor 10%, transparent);
  }
  .host {
    display: flex;
    align-items: center;
    gap: 6px;
    margin-block-start: 2px;
  }
  .host .icon {
    inline-size: 14px;
    block-size: 14px;
  }
  .card:hover .name {
    text-decoration: underline;
    text-underline-offset: 2px;
  }
`;

/** Whom the link leads to: what tells a good one from a trap. */
const hostOf = (url: string): string => {
  const { host, pathname } = new URL(url);
  return host.replace(/^www\./, '') || pathname;
};

/**
 * A card that opens an address. Its picture is loaded from the back end, or from where the page allows it.
 * @internal
 */
export class ImLinkContent extends ImRow {
  static readonly version = '0.1.0';
  static override styles = [base, buttons, cardStyles, styles];
  static override properties: PropertyDeclarations = {
    content: { attribute: false },
    context: { attribute: false, hasChanged: () => true },
    broken: { state: true },
  };
  declare content: ContentOf<'link'> | undefined;
  declare context: RenderContext | undefined;
  /** @internal */
  declare broken: string | undefined;

  #address = new FileAddress(this, () => this.im);

  protected override willUpdate(): void {
    const file = this.#file;
    if (file) this.#address.want(file);
  }

  /** A file of the back end's; one with nothing but an address is an outside picture. */
  get #file(): FileRef | undefined {
    const image = this.content?.image;
    return typeof image === 'object' && image.id !== undefined ? image : undefined;
  }

  override render(): TemplateResult | typeof nothing {
    const { content } = this;
    const url = safeUrl(content?.url ?? '');
    if (!content || !url) return nothing;
    const host = hostOf(url);
    return html`<a class="card" href=${url} target="_blank" rel="noopener noreferrer nofollow" @click=${this.#open}
      >${this.#picture(content)}<span class="name cut" dir="auto">${content.title ?? host}</span>${
        content.description ? html`<span class="quiet cut three" dir="auto">${content.description}</span>` : nothing
      }<span class="quiet host">${linkIcon()}<bdi class="cut">${host}</bdi></span></a>`;
  }

  #picture({ image }: ContentOf<'link'>): TemplateResult | typeof nothing {
    const address = typeof image === 'string' ? image : image?.id === undefined ? image?.url : undefined;
    const url = outsidePicture(address) ?? this.#address.url;
    const kept = this.#file && !this.#address.failed;
    if (url && url !== this.broken)
      return html`<img class="picture" alt="" src=${url} decoding="async" loading="lazy" referrerpolicy="no-referrer"
        @error=${() => (this.broken = url)} />`;
    return kept && !url ? html`<span class="picture"></span>` : nothing;
  }

  #open = (event: Event): void => {
    const { content, context } = this;
    if (!content || !context) return;
    if (!context.open({ what: 'link', messageId: context.message.id, url: content.url }, () => {}))
      event.preventDefault();
  };
}
