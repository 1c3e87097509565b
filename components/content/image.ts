import { html } from 'lit';
import type { ContentOf } from '../../core/index.js';
import { once } from '../shared/once.js';
import { placeOf } from './place.js';
import type { Renderer } from './registry.js';

/** What draws pictures is loaded with the first one; an empty box of the same size keeps its place. */
const load = once(() => import('./image.define.js'));

export const image: Renderer<ContentOf<'image'>> = {
  frame: 'media',
  meta: 'own',
  render: (content, context) => {
    load();
    const [wide, high] = placeOf(content.width, content.height) ?? [260, 195];
    return html`<im-image-content .client=${context.client} .translator=${context.i18n} .content=${content} .file=${content.file}
      .context=${context}><svg viewBox="0 0 ${wide} ${high}" width=${wide}></svg></im-image-content>${context.meta}`;
  },
};
