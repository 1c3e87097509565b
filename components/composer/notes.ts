import { html, nothing, type TemplateResult } from 'lit';
import { type Client, type ConversationId, countGraphemes, isImError, type SessionState } from '../../core/index.js';
import type { LocaleKey, Translator } from '../shared/translator.js';
import { MAX_FILES } from './staged.js';

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

/** Counts, told before they bite; not announced at every key stroke. */
export function noteLines(files: number, left: number, i18n: Translator): TemplateResult {
  const count =
    left < 0
      ? html`<div class="bad">${i18n.t('composer.too-long', { count: -left })}</div>`
      : left === Number.POSITIVE_INFINITY
        ? nothing
        : html`<div>${i18n.t('composer.characters-left', { count: left })}</div>`;
  const many =
    files > 1 ? html`<div>${i18n.t('composer.files-count', { count: files, max: MAX_FILES })}</div>` : nothing;
  return html`${many}${count}`;
}

/** `before` and `after` as paragraphs of one text. */
export const joined = (before: string, after: string): string => [before, after].filter(Boolean).join('\n');

/** A locale key for what went wrong. */
export const errorKey = (error: unknown, i18n: Translator): string => {
  const key = `error.${isImError(error) ? error.code : 'engine'}`;
  return i18n.has(key) ? key : 'error.engine';
};
