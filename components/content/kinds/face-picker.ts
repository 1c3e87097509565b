import { css, html, type TemplateResult } from 'lit';
import type { ContentOf } from '../../../core/index.js';
import { offeredSets, type Sticker, type StickerPicture } from '../stickers.js';
import { AskDialog, type AskElement, askStyles } from './ask-dialog.js';
import { ImFaceContent } from './face.define.js';

const styles = css`
  h3 {
    margin: 0;
    font: var(--_meta);
    font-weight: 600;
    color: var(--_ink-2);
  }
  .grid {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(72px, 1fr));
    gap: 4px;
  }
  .grid button {
    display: grid;
    place-items: center;
    min-block-size: 72px;
    padding: 6px;
    border-radius: var(--_radius-control);
  }
  .grid button:hover {
    background: var(--_hover);
  }
  im-face-content {
    inline-size: 60px;
    block-size: 60px;
    font: var(--_caption);
  }
`;

/**
 * Offers the stickers of the sets that the page has registered.
 * @internal
 */
class ImFacePicker extends AskDialog<ContentOf<'face'>> {
  static readonly version = '0.1.0';
  static override styles = [...askStyles, styles];
  protected override readonly heading = 'insert.face';
  protected override readonly sends = false;

  protected override fields(): TemplateResult {
    return html`${offeredSets().map(
      ([name, { label, stickers }]) => html`${label ? html`<h3 dir="auto">${label}</h3>` : ''}
        <div class="grid" role="group" aria-label=${label ?? name}>${stickers?.map((one) => this.#one(name, one))}</div>`,
    )}`;
  }

  #one(set: string, sticker: Sticker): TemplateResult {
    const content = { kind: 'face', set, ...sticker } as ContentOf<'face'>;
    // Its name is that of the picture in it.
    return html`<button type="button" @click=${(event: Event) => this.#choose(event, content)}
      ><im-face-content .translator=${this.i18n} .content=${content}></im-face-content></button>`;
  }

  #choose(event: Event, content: ContentOf<'face'>): void {
    const shown = (event.currentTarget as Element).querySelector('im-face-content');
    const picture: StickerPicture | undefined = shown instanceof ImFaceContent ? shown.picture : undefined;
    this.answer({ ...content, ...(picture?.label && { label: picture.label.slice(0, 128) }) });
  }

  protected override made(): undefined {
    return undefined;
  }
}

export const FACE_PICKER: AskElement<ContentOf<'face'>> = { tag: 'im-face-picker', element: ImFacePicker };
