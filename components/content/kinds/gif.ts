import './gif.define.js';
import { html } from 'lit';
import type { ContentOf } from '../../../core/index.js';
import type { Renderer } from '../registry.js';

export const renderer: Renderer<ContentOf<'gif'>> = {
  frame: 'media',
  meta: 'own',
  render: (content, context) =>
    html`<im-gif-content .client=${context.client} .translator=${context.i18n} .content=${content} .file=${content.file}
      .context=${context}></im-gif-content>${context.meta}`,
};
