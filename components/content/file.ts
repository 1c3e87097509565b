import { html } from 'lit';
import type { ContentOf } from '../../core/index.js';
import { once } from '../shared/once.js';
import type { Renderer } from './registry.js';

/** The card is loaded with the first file that is shown; content.styles.ts keeps its place. */
const load = once(() => import('./file.define.js'));

export const file: Renderer<ContentOf<'file'>> = {
  render: (content, context) => {
    load();
    return html`<im-file-content .client=${context.client} .translator=${context.i18n} .file=${content.file} .context=${context}></im-file-content>`;
  },
};
