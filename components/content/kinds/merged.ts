import { html } from 'lit';
import type { ContentOf } from '../../../core/index.js';
import type { Renderer } from '../registry.js';
import './merged.define.js';

export const renderer: Renderer<ContentOf<'merged'>> = {
  render: (content, context) =>
    html`<im-merged-content .client=${context.client} .translator=${context.i18n} .content=${content}
      .context=${context}></im-merged-content>`,
};
