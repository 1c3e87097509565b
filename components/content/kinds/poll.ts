import './poll.define.js';
import { html, svg } from 'lit';
import { type ContentOf, kindOf } from '../../../core/index.js';
import { icon } from '../../shared/icon.js';
import type { Insert } from '../kind-module.js';
import type { Renderer } from '../registry.js';

export const renderer: Renderer<ContentOf<'poll'>> = {
  render: (content, context) =>
    html`<im-poll-content .client=${context.client} .translator=${context.i18n} .content=${content}
      .context=${context}></im-poll-content>`,
};

export const insert: Insert = {
  icon: () => icon(svg`<path d="M4 6h16M4 12h6M4 18h11"/>`),
  /** Where the back end keeps votes, among people who know each other. */
  fits: (id, client) => ['group', 'direct'].includes(kindOf(id)) && client.can('extend', id) === 'available',
  ask: async (host, context) => {
    const [{ askIn }, { POLL_FORM }] = await Promise.all([import('./ask-dialog.js'), import('./poll-form.js')]);
    const content = await askIn(host, POLL_FORM, context);
    return content && { content };
  },
};
