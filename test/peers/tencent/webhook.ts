import { type Asked, Refusal } from './command.js';
import type { App } from './state.js';
import { type Json, object, text } from './wire.js';

/** The site's answer to a webhook: any number of 120001 to 130000, with words for who wrote it. */
const BLOCKED = 120_001;

/** What the code of a site does with messages: refuses those with one word, and puts another for the other. */
export interface Rules {
  readonly blocked: string;
  readonly reason: string;
  readonly altered: string;
  readonly becomes: string;
  /** The sender hears of other words after the answer, not before. */
  readonly late?: boolean;
}

/** The body as it goes on. Throws what the site refuses. */
export const judged = (
  app: App,
  body: readonly Json[],
): { readonly body: readonly Json[]; readonly altered: boolean } => {
  const { rules } = app.options;
  if (!rules) return { body, altered: false };
  if (JSON.stringify(body).includes(rules.blocked)) throw new Refusal(BLOCKED, rules.reason);
  const next = body.map((part) => {
    const content = object(part, 'MsgContent');
    const said = text(content, 'Text');
    return said.includes(rules.altered)
      ? { ...part, MsgContent: { ...content, Text: said.replaceAll(rules.altered, rules.becomes) } }
      : part;
  });
  return { body: next, altered: next.some((part, n) => part !== body[n]) };
};

/** To the page that sent it, in other words. */
export const tellAltered = ({ app, connection }: Asked, event: Json): void => {
  const tell = () => connection.push({ EventArray: [event] });
  if (app.options.rules?.late) setImmediate(tell);
  else tell();
};
