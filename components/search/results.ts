import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import {
  type Client,
  type ConversationId,
  type FoundPage,
  kindOf,
  type Message,
  searchText,
} from '../../core/index.js';
import { fullTime } from '../shared/format.js';
import { shortTime } from '../shared/format-later.js';
import { circleAlertIcon, loaderCircleIcon } from '../shared/icons.js';
import { messageCircleOffIcon, searchIcon, wifiOffIcon } from '../shared/icons-later.js';
import { previewText } from '../shared/preview.js';
import { nameIn, titleOf, wantUsers } from '../shared/titles.js';
import type { Translator } from '../shared/translator.js';
import type { Finding } from './finder.js';
import { hasHighlights } from './highlights.js';
import { piecesOf, snippetOf } from './marks.js';

export interface Results {
  readonly client: Client | undefined;
  readonly i18n: Translator;
  readonly now: Finding;
  /** Results of several conversations: each names its own. */
  readonly everywhere: boolean;
  readonly idle: boolean;
  open(message: Message): void;
  more(): void;
  again(): void;
}

export const results = (of: Results): TemplateResult => {
  const { now, i18n, idle } = of;
  const { t } = i18n;
  if (idle) return blank(searchIcon(), t('search.begin'));
  if (now.state === 'failed') {
    const key = `error.${now.error?.code}`;
    const why = i18n.has(key) ? t(key) : undefined;
    return blank(
      circleAlertIcon(),
      t('search.failed'),
      why,
      html`<button class="text-button" @click=${of.again}>${t('messages.try-again')}</button>`,
    );
  }
  const loading = now.state !== 'done';
  if (loading && now.items.length === 0)
    return html`<div class="blank waiting" part="status" role="status">${loaderCircleIcon()}<span class="sr">${t('search.loading')}</span></div>`;
  if (now.items.length === 0)
    return html`${localNote(of)}${blank(messageCircleOffIcon(), t('search.none'), t('search.none-hint'))}`;
  return html`${localNote(of)}<p class="sr" role="status">${
    loading ? t('search.loading') : t(now.next ? 'search.found-more' : 'search.found', { count: now.items.length })
  }</p><ul class="results ${loading ? 'old' : ''}" part="results" aria-label=${t('search.results')} aria-busy=${loading ? 'true' : 'false'}>${repeat(
    now.items,
    (message) => message.id,
    (message) => result(message, of),
  )}</ul>${now.next ? more(of) : nothing}`;
};

const localNote = ({ now, i18n }: Results): TemplateResult | typeof nothing =>
  now.local ? html`<p class="local">${wifiOffIcon()}<span>${i18n.t('search.local')}</span></p>` : nothing;

const blank = (icon: TemplateResult, title: string, hint?: string, way?: TemplateResult): TemplateResult =>
  html`<div class="blank" part="status" role="status">${icon}<strong>${title}</strong>${hint ? html`<span>${hint}</span>` : nothing}${way ?? nothing}</div>`;

const more = ({ now, i18n, more: go }: Results): TemplateResult =>
  html`<button type="button" class="text-button more" aria-busy=${now.more === 'loading' ? 'true' : 'false'} @click=${go}>${
    now.more === 'failed' ? i18n.t('messages.try-again') : i18n.t('search.more')
  }</button>`;

const result = (
  message: Message,
  { client, i18n, now, everywhere, open }: Results,
): TemplateResult | typeof nothing => {
  if (!client) return nothing;
  const { conversationId, senderId, sentAt, sender } = message;
  const { store } = client;
  wantUsers(client, [senderId]);
  const text = searchText(message.content) || previewText(message, store, i18n);
  const snippet = snippetOf(text, now.words);
  const name = message.own ? i18n.t('search.me') : nameIn(store, senderId, sender?.name);
  const yesterday = i18n.t('messages.yesterday');
  return html`<li><button type="button" class="result" part="result" @click=${() => open(message)}>
    ${
      everywhere
        ? html`<im-avatar aria-hidden="true" .client=${client} .conversation=${conversationId}></im-avatar>`
        : html`<im-avatar aria-hidden="true" .client=${client} .userId=${senderId} .name=${sender?.name}></im-avatar>`
    }
    <span class="says"><span class="head"><bdi class="who">${everywhere ? titleOf(store, conversationId) : name}</bdi><time
      datetime=${new Date(sentAt).toISOString()} title=${fullTime(sentAt, i18n.lang)}>${shortTime(sentAt, client.session.now(), i18n.lang, yesterday)}</time></span>
    <span class="words">${everywhere && (message.own || kindOf(conversationId) !== 'direct') ? html`<span class="by"><bdi>${name}</bdi>:</span>` : nothing}<bdi class="snippet">${
      hasHighlights()
        ? snippet.text
        : piecesOf(snippet.text, snippet.hits).map(({ text: piece, hit }) =>
            hit ? html`<mark>${piece}</mark>` : piece,
          )
    }</bdi></span></span></button></li>`;
};

/** How many hits where: one of them chosen shows only its own. */
export const chips = (
  client: Client,
  { t, lang }: Translator,
  counts: NonNullable<FoundPage['counts']>,
  chosen: ConversationId | undefined,
  choose: (id: ConversationId | undefined) => void,
): TemplateResult => {
  const number = new Intl.NumberFormat(lang);
  const sum = counts.reduce((all, { count }) => all + count, 0);
  const chip = (id: ConversationId | undefined, name: string, count: number): TemplateResult =>
    html`<button type="button" class="chip" aria-pressed=${id === chosen ? 'true' : 'false'} aria-label=${t('search.count', { name, count: number.format(count) })}
      @click=${() => choose(id)}><bdi>${name}</bdi> <span class="number">${number.format(count)}</span></button>`;
  return html`<div class="chips" part="chips" role="group" aria-label=${t('search.scope')}>${chip(undefined, t('search.all'), sum)}${counts.map(
    ({ conversationId, count }) => chip(conversationId, titleOf(client.store, conversationId), count),
  )}</div>`;
};
