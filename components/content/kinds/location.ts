import './location.define.js';
import { html } from 'lit';
import type { ContentOf } from '../../../core/index.js';
import { mapPinIcon } from '../../shared/icons-kinds.js';
import type { Insert } from '../kind-module.js';
import type { Renderer } from '../registry.js';

export const renderer: Renderer<ContentOf<'location'>> = {
  render: (content, context) =>
    html`<im-location-content .client=${context.client} .translator=${context.i18n} .content=${content}
      .context=${context}></im-location-content>`,
};

export const insert: Insert = {
  icon: mapPinIcon,
  ask: async (host, context) => {
    const [{ askIn }, { LOCATION_FORM }] = await Promise.all([import('./ask-dialog.js'), import('./location-form.js')]);
    const content = await askIn(host, LOCATION_FORM, context);
    return content && { content };
  },
};
