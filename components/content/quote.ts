import { html, nothing, type TemplateResult } from 'lit';
import type { Client, Message } from '../../core/index.js';
import { once } from '../shared/once.js';
import type { Translator } from '../shared/translator.js';

/** Loaded with the first quote that is shown; content.styles.ts keeps its place. */
const load = once(() => import('./quote.define.js'));

export interface QuoteRow {
  readonly message: Message;
  readonly client: Client;
  readonly i18n: Translator;
}

/** What a message answers, above its content. */
export const quote = ({ message, client, i18n }: QuoteRow): TemplateResult | typeof nothing => {
  if (!message.replyTo) return nothing;
  load();
  return html`<im-quote .client=${client} .translator=${i18n} .message=${message}></im-quote>`;
};
