import { css, html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import type { ContentOf } from '../../../core/index.js';
import { base } from '../../../styles/shared/index.js';
import { ImRow } from '../../shared/im-element.js';
import { outsidePicture } from '../outside.js';
import { type StickerPicture, stickerSet } from '../stickers.js';

const styles = css`
  :host {
    display: grid;
    place-items: center;
    inline-size: 128px;
    block-size: 128px;
    max-inline-size: 100%;
  }
  img {
    max-inline-size: 100%;
    max-block-size: 100%;
    inline-size: 100%;
    block-size: 100%;
    object-fit: contain;
  }
  .words {
    overflow-wrap: anywhere;
    text-align: center;
    color: var(--_ink-2);
  }
`;

/**
 * A sticker: the picture that its set gives it, else its words.
 * @internal
 */
export class ImFaceContent extends ImRow {
  static readonly version = '0.1.0';
  static override styles = [base, styles];
  static override properties: PropertyDeclarations = { content: { attribute: false }, picture: { state: true } };
  declare content: ContentOf<'face'> | undefined;
  /** @internal */
  declare picture: StickerPicture | undefined;

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { content } = this;
    if (!changed.has('content') || !content) return;
    this.picture = undefined;
    const outside = outsidePicture(content.url);
    const found = async (): Promise<StickerPicture | undefined> =>
      (await stickerSet(content.set)?.resolve(content)) ?? (outside ? { url: outside } : undefined);
    found().then(
      (picture) => {
        if (this.content === content) this.picture = picture;
      },
      () => undefined,
    );
  }

  override render(): TemplateResult | typeof nothing {
    const { content, picture } = this;
    if (!content) return nothing;
    const words = picture?.label ?? content.label ?? this.t('insert.face');
    return picture
      ? html`<img alt=${words} title=${words} src=${picture.url} decoding="async" draggable="false"
          @error=${() => (this.picture = undefined)} />`
      : html`<span class="words" dir="auto">${words}</span>`;
  }
}
