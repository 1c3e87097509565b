import { html } from 'lit';
import type { ContentOf } from '../../core/index.js';
import type { Renderer } from './registry.js';

let loading = false;

/** The card is loaded with the first file that is shown; content.styles.ts keeps its place. */
const load = (): void => {
  if (loading) return;
  loading = true;
  import('./file.define.js').catch(() => {
    loading = false;
  });
};

export const file: Renderer<ContentOf<'file'>> = {
  render: (content, context) => {
    load();
    return html`<im-file-content .client=${context.client} .translator=${context.i18n} .file=${content.file} .context=${context}></im-file-content>`;
  },
};
