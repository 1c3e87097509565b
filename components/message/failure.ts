import { html, type TemplateResult } from 'lit';
import { circleAlertIcon } from '../shared/icons.js';
import type { MessageAction } from './actions.js';
import type { RowContext } from './templates.js';

/** Why a message was not sent, and what can be done about it. */
export const failure = ({ message, i18n, run }: RowContext, actions: readonly MessageAction[]): TemplateResult => {
  const { delivery } = message;
  const { code = '', reason = '' } = delivery.state === 'failed' ? delivery : {};
  const key = `error.${code}`;
  return html`<div class="failure" part="failure">${circleAlertIcon()}<span>${i18n.t('delivery.failed')}. ${i18n.t(
    i18n.has(key) ? key : 'error.engine',
  )}${reason && html` <bdi>${reason}</bdi>`}</span><span class="ways">${actions
    .filter(({ name }) => name === 'retry' || name === 'discard')
    .map(
      (action) => html`<button class="text-button" @click=${() => run(action)}>${action.label}</button>`,
    )}</span></div>`;
};
