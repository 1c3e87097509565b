import { html } from 'lit';
import type { ContentOf } from '../../core/index.js';
import { noticeText } from '../shared/preview.js';
import { wantUsers } from '../shared/titles.js';
import type { Renderer } from './registry.js';

export const notice: Renderer<ContentOf<'notice'>> = {
  frame: 'line',
  render: (content, { client, i18n, name }) => {
    wantUsers(client, content.actors);
    for (const actor of content.actors) name(actor); // the row follows their names
    return html`<span>${noticeText(content, client.store, i18n)}</span>`;
  },
};
