import { type Client, toImError } from '../../core/index.js';
import { nameIn } from '../shared/titles.js';
import type { Translator } from '../shared/translator.js';

/** A name keeps its own direction inside a sentence of another. */
const isolated = (name: string): string => `\u2068${name}\u2069`;

/** Some people in a sentence, oneself as "you" and first; `others`: how many more there are. */
export function namesOf(
  ids: readonly string[],
  { store, userId }: Pick<Client, 'store' | 'userId'>,
  { lang, t }: Translator,
  you: string,
  others = 0,
): string {
  const rest = ids.filter((id) => id !== userId).map((id) => isolated(nameIn(store, id)));
  const names = [...(ids.includes(userId) ? [you] : []), ...rest];
  const all = others > 0 ? [...names, t('reactions.others', { count: others })] : names;
  return new Intl.ListFormat(lang, { type: 'conjunction' }).format(all);
}

/** What went wrong, in words for people. */
export const wordsFor = (code: string, { has, t }: Translator): string =>
  t(has(`error.${code}`) ? `error.${code}` : 'error.engine');

export const wordsOfError = (error: unknown, i18n: Translator): string => wordsFor(toImError(error).code, i18n);
