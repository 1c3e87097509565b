import { html } from 'lit';
import type { ContentOf } from '../../../core/index.js';
import type { Renderer } from '../registry.js';
import './signal.define.js';

export const renderer: Renderer<ContentOf<'signal'>> = {
  render: (content, context) =>
    html`<im-signal-content .client=${context.client} .translator=${context.i18n} .content=${content}
      .context=${context}></im-signal-content>`,
};
