import { html } from 'lit';
import type { ContentOf } from '../../core/index.js';
import type { Renderer } from './registry.js';

/** Custom content that no renderer of the page claims: its own words of fallback. */
export const custom: Renderer<ContentOf<'custom'>> = {
  meta: 'own',
  render: ({ fallback }, { i18n, meta }) =>
    html`<div class="text ${fallback ? '' : 'strange'}" dir="auto">${fallback ?? i18n.t('messages.unknown')}${meta}</div>`,
};
