import { html, nothing, type TemplateResult } from 'lit';
import type { ChangeRecord, Client, Message } from '../../core/index.js';
import { clockTime, fullTime } from '../shared/format.js';
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

/** Time and, with `ticks`, what became of it on its way. */
export const meta = ({ message, client, i18n, rare }: RowContext, ticks: boolean): TemplateResult =>
  html`<span class="meta">${
    rare
      ? html`<im-message-marks .client=${client} .translator=${i18n} .message=${message} .change=${rare.change}></im-message-marks>`
      : nothing
  }<time part="time" dir="auto" datetime=${new Date(message.sentAt).toISOString()} title=${fullTime(
    message.sentAt,
    i18n.lang,
  )}>${clockTime(message.sentAt, i18n.lang)}</time>${
    message.own && ticks
      ? html`<im-receipt .client=${client} .translator=${i18n} .messageId=${message.id}></im-receipt>`
      : nothing
  }</span>`;

/** What few messages have below their bubble; the place of reactions is kept until they are drawn. */
export const below = ({ message, client, i18n, rare }: RowContext, pick: (at: DOMRect) => void): TemplateResult =>
  html`<im-message-below exportparts="reactions, reaction, note, reading, failure" class="${message.own ? 'own' : ''} ${message.reactions?.length ? 'kept' : ''}" .client=${client} .translator=${i18n} .message=${message}
    .change=${rare ? rare.change : undefined} .pick=${pick}></im-message-below>`;
