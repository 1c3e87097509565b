import { html, nothing, type TemplateResult } from 'lit';
import { type Client, type ConversationId, countGraphemes, isImError, type SessionState } from '../../core/index.js';
import type { LocaleKey, Translator } from '../shared/translator.js';

/** Something to be said below the field, in the language of the moment it is drawn. */
export type Note = (i18n: Translator) => string;

/** Graphemes left at which the field begins to count. */
const COUNT_FROM = 120;
const ENDED: ReadonlySet<SessionState | undefined> = new Set(['kicked', 'unauthorized', 'banned', 'closed']);

/** User-perceived characters that still fit; infinity while far from the limit. A grapheme is at least one code unit. */
export function charactersLeft(text: string, most: number | undefined): number {
  if (most === undefined || text.length < most - COUNT_FROM) return Number.POSITIVE_INFINITY;
  const left = most - countGraphemes(text.trim());
  return left <= COUNT_FROM ? left : Number.POSITIVE_INFINITY;
}

/** Why nothing can be written at all, as a locale key. A connection that is only lost is no reason. */
export function reasonOf(
  client: Client | undefined,
  id: ConversationId | undefined,
  session: SessionState | undefined,
): LocaleKey | undefined {
  if (ENDED.has(session)) return 'composer.ended';
  return client && id && client.can('send', id) !== 'available' ? 'composer.unavailable' : undefined;
}

export const tooLong =
  (count: number): Note =>
  (i18n) =>
    i18n.t('composer.too-long', { count });

/** Told before it bites; not announced at every key stroke. */
export function countLine(left: number, i18n: Translator): TemplateResult | typeof nothing {
  if (left < 0) return html`<div class="bad">${tooLong(-left)(i18n)}</div>`;
  return left === Number.POSITIVE_INFINITY
    ? nothing
    : html`<div>${i18n.t('composer.characters-left', { count: left })}</div>`;
}

/** `before` and `after` as paragraphs of one text. */
export const joined = (before: string, after: string): string => [before, after].filter(Boolean).join('\n');

/** What went wrong. */
export const errorNote =
  (error: unknown): Note =>
  (i18n) => {
    const key = `error.${isImError(error) ? error.code : 'engine'}`;
    return i18n.t(i18n.has(key) ? key : 'error.engine');
  };
