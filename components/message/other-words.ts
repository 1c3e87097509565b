import { html, nothing, type TemplateResult } from 'lit';
import type { Client, Message, Readings } from '../../core/index.js';
import type { OpenRequest } from '../content/registry.js';
import { wordsOf } from '../content/text.js';
import { nameIn } from '../shared/titles.js';
import { directionOf, type LocaleKey, type Translator } from '../shared/translator.js';
import { wordsFor } from './names.js';
import { turnOf, type What } from './readings.js';

/** The row, as its other words need it. */
export interface WordsHost {
  readonly message: Message;
  readonly client: Client;
  readonly i18n: Translator;
  attempt(act: () => unknown): void;
  open(request: OpenRequest, act: () => unknown): boolean;
  /** They are to go. */
  original(): void;
}

/** A message in other words: under way, refused, or there. What becomes of it while one looks on is said politely. */
export function otherWords(host: WordsHost): TemplateResult | typeof nothing {
  const { message, client, i18n } = host;
  const turn = turnOf(client, message);
  const state = turn?.state ?? 'done';
  const { translation, transcript } = message.readings ?? {};
  const done = state === 'done' ? (translation ?? transcript) : undefined;
  if (!done && state === 'done') return nothing;
  const what = turn?.what ?? (translation ? 'translation' : 'transcript');
  const title =
    done && translation ? titleOf(translation, i18n) : i18n.t(`${what}.${state === 'working' ? state : 'label'}`);
  const refusal = turn?.failed && refusalOf(turn.what, turn.failed, i18n);
  const way = (label: LocaleKey, act: () => unknown): TemplateResult =>
    html`<button type="button" class="text-button" @click=${act}>${i18n.t(label)}</button>`;
  // Alive while one looks on, and before its words come; what stood there before is not news.
  return html`<div class="reading ${state}" part="reading" aria-busy=${state === 'working' ? 'true' : nothing}
    ><div class="told" role=${turn ? 'status' : nothing}><span class="title">${title}</span>${
      done
        ? html`<div class="words" lang=${translation?.to ?? nothing} dir=${translation ? directionOf(translation.to) : 'auto'}>${drawn(done, host)}</div>`
        : nothing
    }${refusal && html`<span class="bad">${refusal}</span>`}</div><span class="ways">${
      refusal && way('action.retry', () => host.attempt(() => turn.again()))
    }${way(refusal ? 'change.dismiss' : 'words.hide', host.original)}</span></div>`;
}

/** `engine` has no more to say than that it failed. */
const refusalOf = (what: What, code: string, i18n: Translator): string =>
  [i18n.t(`${what}.failed`), ...(code === 'engine' ? [] : [wordsFor(code, i18n)])].join(' ');

const titleOf = ({ to, from }: NonNullable<Readings['translation']>, { t, lang }: Translator): string => {
  const names = new Intl.DisplayNames([lang], { type: 'language' });
  return from
    ? t('translation.from', { language: names.of(from) ?? from })
    : t('translation.into', { language: names.of(to) ?? to });
};

/** With links, and names as they are now. */
const drawn = (
  { text, marks }: Pick<NonNullable<Readings['translation']>, 'text' | 'marks'>,
  { message, client, open }: WordsHost,
): unknown => wordsOf({ text, ...(marks && { marks }) }, { message, open, name: (id) => nameIn(client.store, id) });
