import { html, nothing, type TemplateResult } from 'lit';
import type { ChangeRecord, Client, Message } from '../../core/index.js';
import { clockTime, fullTime } from '../shared/format.js';
import { circleAlertIcon } from '../shared/icons.js';
import type { Translator } from '../shared/translator.js';
import type { MessageAction } from './actions.js';

/** A row's message, and what its parts are drawn with. */
export interface RowContext {
  readonly message: Message;
  readonly client: Client;
  readonly i18n: Translator;
  /** Set where there is more to say of it than most messages have. */
  readonly rare: false | { readonly change: ChangeRecord | undefined };
  run(action: MessageAction): void;
}

export const face = ({ message, client }: RowContext): TemplateResult =>
  html`<im-avatar .client=${client} .userId=${message.senderId} .name=${message.sender?.name}></im-avatar>`;

/** Time and ticks. */
export const meta = ({ message, client, i18n, rare }: RowContext): TemplateResult =>
  html`<span class="meta">${
    rare
      ? html`<im-message-marks .client=${client} .translator=${i18n} .message=${message} .change=${rare.change}></im-message-marks>`
      : nothing
  }<time part="time" dir="auto" datetime=${new Date(message.sentAt).toISOString()} title=${fullTime(
    message.sentAt,
    i18n.lang,
  )}>${clockTime(message.sentAt, i18n.lang)}</time>${
    message.own && message.delivery.state !== 'failed'
      ? html`<im-receipt .client=${client} .translator=${i18n} .messageId=${message.id}></im-receipt>`
      : nothing
  }</span>`;

/** What few messages have below their bubble; the place of reactions is kept until they are drawn. */
export const below = ({ message, client, i18n, rare }: RowContext, pick: (at: DOMRect) => void): TemplateResult =>
  html`<im-message-below exportparts="reactions, reaction, note, reading, failure" class="${message.own ? 'own' : ''} ${message.reactions?.length ? 'kept' : ''}" .client=${client} .translator=${i18n} .message=${message}
    .change=${rare ? rare.change : undefined} .pick=${pick}></im-message-below>`;

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
