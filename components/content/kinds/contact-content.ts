import '../../avatar/index.js';
import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { ContentOf } from '../../../core/index.js';
import { base, buttons } from '../../../styles/shared/index.js';
import { ImRow } from '../../shared/im-element.js';
import { wantUsers } from '../../shared/titles.js';
import { outsidePicture } from '../outside.js';
import type { RenderContext } from '../registry.js';
import { cardStyles } from './card.styles.js';

const styles = css`
  .who {
    display: flex;
    align-items: center;
    gap: 10px;
    --im-avatar-size: 44px;
  }
  .words {
    flex: 1;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .words .cut {
    display: -webkit-box;
  }
  .write {
    display: block;
    inline-size: 100%;
    min-block-size: 36px;
    margin-block-start: 8px;
    border-radius: var(--_radius-control);
    background: color-mix(in oklch, currentColor 12%, transparent);
    font: var(--_meta);
    font-weight: 600;
    color: inherit;
  }
  .write:hover {
    background: color-mix(in oklch, currentColor 20%, transparent);
  }
  @media (pointer: coarse) {
    .write {
      min-block-size: 44px;
    }
  }
  @media (forced-colors: active) {
    .write {
      border: 1px solid ButtonText;
    }
  }
`;

const ADDRESS = /^(?:[a-z][a-z0-9+.-]*:|\/|\\)/i;

/**
 * A person's card. Who is known here is shown as known here; else as the sender says.
 * @internal
 */
export class ImContactContent extends ImRow {
  static readonly version = '0.1.0';
  static override styles = [base, buttons, cardStyles, styles];
  static override properties: PropertyDeclarations = {
    content: { attribute: false },
    known: {},
    context: { attribute: false, hasChanged: () => true },
  };
  declare content: ContentOf<'contact'> | undefined;
  /** The name in the store, or the bare id. */
  declare known: string | undefined;
  declare context: RenderContext | undefined;

  override render(): TemplateResult | typeof nothing {
    const { content, context, known } = this;
    if (!content || !context) return nothing;
    const { userId, note } = content;
    wantUsers(context.client, [userId]);
    const name = known && known !== userId ? known : (content.name ?? userId);
    const picture = context.client.store.get('user', userId)?.avatar ? undefined : this.#picture(content.avatar);
    return html`<div class="who"><im-avatar .client=${context.client} .userId=${userId} .name=${name} .src=${picture}></im-avatar>
      <div class="words"><bdi class="name cut">${name}</bdi>${
        note ? html`<span class="quiet cut three" dir="auto">${note}</span>` : nothing
      }</div></div>${
        userId === context.client.userId
          ? nothing
          : html`<button class="write" aria-label=${this.t('contact.message-to', { name: `\u2068${name}\u2069` })} @click=${this.#write}
            >${this.t('contact.message')}</button>`
      }`;
  }

  /** A file of the back end, or an address that the page allows. */
  #picture(avatar: string | undefined): string | undefined {
    return avatar && ADDRESS.test(avatar) ? outsidePicture(avatar) : avatar;
  }

  #write = (): void => {
    const { content, context } = this;
    if (content && context)
      context.open({ what: 'contact', messageId: context.message.id, userId: content.userId }, () => {});
  };
}
