import './contact.define.js';
import { html } from 'lit';
import type { ContentOf } from '../../../core/index.js';
import { contactIcon } from '../../shared/icons-kinds.js';
import type { Insert } from '../kind-module.js';
import type { Renderer } from '../registry.js';

export const renderer: Renderer<ContentOf<'contact'>> = {
  render: (content, context) =>
    html`<im-contact-content .client=${context.client} .translator=${context.i18n} .content=${content}
      .context=${context} .known=${context.name(content.userId)}></im-contact-content>`,
};

export const insert: Insert = {
  icon: contactIcon,
  ask: async (host, context) => {
    const [{ askIn }, { CONTACT_PICKER }] = await Promise.all([
      import('./ask-dialog.js'),
      import('./contact-picker.js'),
    ]);
    const content = await askIn(host, CONTACT_PICKER, context);
    return content && { content };
  },
};
