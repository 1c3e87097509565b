import { html } from 'lit';
import type { Content } from '../../core/index.js';
import type { Renderer } from './registry.js';

/** For kinds that this build does not know, and for renderers that threw. */
export const unknown: Renderer<Content> = {
  meta: 'own',
  render: (content, { i18n, meta }) => {
    const fallback = 'fallback' in content ? content.fallback : undefined;
    return html`<div class="text ${fallback ? '' : 'strange'}" dir="auto">${fallback || i18n.t('messages.unknown')}${meta}</div>`;
  },
};
