import { html, nothing, type TemplateResult } from 'lit';
import type { ContentOf } from '../../../core/index.js';
import { base, buttons } from '../../../styles/shared/index.js';
import { contentStyles } from '../content.styles.js';
import { ContentRow } from './content-row.js';
import { multipartStyles } from './multipart.styles.js';

/**
 * All parts of a message, one below the other.
 * @internal
 */
export class ImMultipartContent extends ContentRow<ContentOf<'multipart'>> {
  static readonly version = '0.1.0';
  static override styles = [base, buttons, contentStyles, multipartStyles];

  override render(): TemplateResult | typeof nothing {
    const { content, context } = this;
    if (!content || !context) return nothing;
    // The time stands once, below them all.
    const inside = { ...context, meta: undefined };
    return html`<div class=${context.message.own ? 'parts own' : 'parts peer'}>${content.parts.map((part) => {
      const { frame, body } = this.inner(part, inside);
      return html`<div class="part ${frame}">${body}</div>`;
    })}</div>`;
  }
}
