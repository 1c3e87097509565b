import { html } from 'lit';
import type { ContentOf } from '../../../core/index.js';
import type { Renderer } from '../registry.js';

/** Without words it is for the page alone: lists leave such rows out. */
export const renderer: Renderer<ContentOf<'command'>> = {
  frame: 'line',
  render: ({ text }) => (text ? html`<span dir="auto">${text}</span>` : html``),
};
