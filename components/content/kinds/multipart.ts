import { html } from 'lit';
import type { ContentOf } from '../../../core/index.js';
import type { Renderer } from '../registry.js';
import './multipart.define.js';

export const renderer: Renderer<ContentOf<'multipart'>> = {
  render: (content, context) =>
    html`<im-multipart-content .client=${context.client} .translator=${context.i18n} .content=${content}
      .context=${context}></im-multipart-content>`,
};
