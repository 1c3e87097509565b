import { html } from 'lit';
import type { ContentOf } from '../../core/index.js';
import type { Renderer } from './registry.js';

export const recalled: Renderer<ContentOf<'recalled'>> = {
  frame: 'line',
  render: (_content, { message, i18n, client, name }) => {
    const by = message.recalled?.by ?? message.senderId;
    const words =
      by === client.userId ? i18n.t('recalled.own') : i18n.t('recalled.other', { name: `\u2068${name(by)}\u2069` });
    return html`<span>${words}</span>`;
  },
};
