import './link.define.js';
import { html } from 'lit';
import type { ContentOf } from '../../../core/index.js';
import type { Renderer } from '../registry.js';

export const renderer: Renderer<ContentOf<'link'>> = {
  render: (content, context) =>
    html`<im-link-content .client=${context.client} .translator=${context.i18n} .content=${content}
      .context=${context}></im-link-content>`,
};
