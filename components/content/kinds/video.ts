import './video.define.js';
import { html } from 'lit';
import type { ContentOf } from '../../../core/index.js';
import type { Renderer } from '../registry.js';

export const renderer: Renderer<ContentOf<'video'>> = {
  frame: 'media',
  meta: 'own',
  render: (content, context) =>
    html`<im-video-content .client=${context.client} .translator=${context.i18n} .content=${content} .file=${content.file}
      .context=${context}></im-video-content>${context.meta}`,
};
