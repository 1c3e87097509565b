import { html } from 'lit';
import type { ContentOf } from '../../core/index.js';
import type { Renderer } from './registry.js';

export const file: Renderer<ContentOf<'file'>> = {
  render: (content, context) =>
    html`<im-file-content .client=${context.client} .translator=${context.i18n} .file=${content.file} .context=${context}></im-file-content>`,
};
