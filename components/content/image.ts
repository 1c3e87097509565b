import { html } from 'lit';
import type { ContentOf } from '../../core/index.js';
import type { Renderer } from './registry.js';

export const image: Renderer<ContentOf<'image'>> = {
  frame: 'media',
  meta: 'own',
  render: (content, context) =>
    html`<im-image-content .client=${context.client} .translator=${context.i18n} .content=${content} .file=${content.file}
      .context=${context}></im-image-content>${context.meta}`,
};
