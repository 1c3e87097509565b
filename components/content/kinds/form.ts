import { html } from 'lit';
import type { ContentOf } from '../../../core/index.js';
import type { Renderer } from '../registry.js';
import './form.define.js';

export const renderer: Renderer<ContentOf<'form'>> = {
  render: (content, context) =>
    html`<im-form-content .client=${context.client} .translator=${context.i18n} .content=${content}
      .context=${context}></im-form-content>`,
};
