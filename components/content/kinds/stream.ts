import { html } from 'lit';
import type { ContentOf } from '../../../core/index.js';
import type { Renderer } from '../registry.js';
import { text as words } from '../text.js';
import './stream.define.js';
import { watched } from './stream-end.js';

export const renderer: Renderer<ContentOf<'stream'>> = {
  meta: 'own',
  render: (content, context) => {
    const { client, message, i18n, expanded } = context;
    const meta = html`<im-stream-end .client=${client} .translator=${i18n} .content=${content} .context=${context}></im-stream-end>${context.meta}`;
    // What the reader saw growing is not folded away under his eyes.
    const open = !content.done || watched(client, message.id) !== undefined;
    return words.render({ kind: 'text', text: content.text }, { ...context, meta, expanded: open !== expanded });
  },
};
