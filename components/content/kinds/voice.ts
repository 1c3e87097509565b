import './voice.define.js';
import { html } from 'lit';
import type { ContentOf } from '../../../core/index.js';
import type { Renderer } from '../registry.js';

export const renderer: Renderer<ContentOf<'voice'>> = {
  meta: 'own',
  render: (content, context) =>
    html`<im-voice-content .client=${context.client} .translator=${context.i18n} .content=${content} .file=${content.file}
      .context=${context}>${context.meta}</im-voice-content>`,
};
