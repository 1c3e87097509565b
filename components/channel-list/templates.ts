import { html, nothing, type TemplateResult } from 'lit';
import type { Client, ConversationId } from '../../core/index.js';
import type { MenuAnchor } from '../menu/menu.js';
import { messageCircleIcon, plusIcon } from '../shared/icons.js';
import { chevronRightIcon } from '../shared/icons-finding.js';
import { bellOffIcon, ellipsisIcon } from '../shared/icons-later.js';
import { lockIcon } from '../shared/icons-people.js';
import { hashIcon } from '../shared/icons-places.js';
import type { Translator } from '../shared/translator.js';
import { spaceName } from './acts.js';
import { badge, type PlaceRow } from './rows.js';

type Row<W extends PlaceRow['what']> = Extract<PlaceRow, { what: W }>;

/** What rows are drawn with, and what they do. */
export interface Drawing {
  readonly client: Client | undefined;
  readonly i18n: Translator;
  readonly selected: string | undefined;
  /** Is it the row that the tab key stops at? */
  readonly stop: boolean;
  fold(key: string): void;
  select(talk: ConversationId): void;
  /** Its menu. */
  open(key: string, anchor: MenuAnchor): void;
  context(event: MouseEvent, key: string): void;
}

const counts = (
  unread: number,
  mentions: number,
  quiet: boolean,
  i18n: Translator,
): TemplateResult | typeof nothing => {
  if (unread === 0 && mentions === 0 && !quiet) return nothing;
  const { lang, t } = i18n;
  return html`<span class="end">${quiet ? bellOffIcon() : nothing}${
    mentions > 0
      ? html`<span class="badge at" part="badge" aria-hidden="true">@${mentions > 1 ? badge(mentions, lang) : ''}</span><span class="sr">${t('spaces.mentions', { count: mentions })}</span>`
      : nothing
  }${
    unread > 0
      ? html`<span class="badge ${quiet ? 'still' : ''}" part="badge" aria-hidden="true">${badge(unread, lang)}</span><span class="sr">${t('spaces.unread', { count: unread })}</span>`
      : nothing
  }</span>`;
};

const menuButton = (key: string, label: string, { open }: Drawing): TemplateResult =>
  html`<button type="button" class="icon-button menu-button" tabindex="-1" aria-haspopup="menu" aria-label=${label} title=${label}
      @click=${(event: Event) => open(key, event.currentTarget as HTMLElement)}>${ellipsisIcon()}</button>`;

export const spaceRow = ({ key, space, open }: Row<'space'>, drawing: Drawing): TemplateResult => {
  const { client, i18n, stop, fold, context } = drawing;
  const name = spaceName(space);
  return html`<div class="space"><button type="button" class="main fold" part="space" data-stop aria-expanded=${open ? 'true' : 'false'}
        tabindex=${stop ? 0 : -1} @click=${() => fold(key)} @contextmenu=${(event: MouseEvent) => context(event, key)}
        ><im-avatar .client=${client} .name=${name} .src=${space.avatar}></im-avatar><bdi>${name}</bdi>${counts(space.unread, space.mentions, space.notify === 'none', i18n)}</button>${menuButton(
          key,
          i18n.t('spaces.menu', { name: `\u2068${name}\u2069` }),
          drawing,
        )}</div>`;
};

export const categoryRow = ({ key, name, open, unread }: Row<'category'>, { stop, fold }: Drawing): TemplateResult =>
  html`<div class="category ${unread ? 'unread' : ''}"><button type="button" class="main fold" part="category" data-stop aria-expanded=${open ? 'true' : 'false'}
      tabindex=${stop ? 0 : -1} @click=${() => fold(key)}><span class="turn">${chevronRightIcon()}</span><bdi>${name}</bdi></button></div>`;

export const channelRow = (row: Row<'channel'>, drawing: Drawing): TemplateResult => {
  const { key, channel, talk, unread, mentions, notify } = row;
  const { i18n, stop, selected, select, context } = drawing;
  const quiet = notify === 'none';
  const active = talk === selected;
  const marks = [channel.private && i18n.t('channels.private'), quiet && i18n.t('channels.muted')].filter(Boolean);
  return html`<div class="channel ${unread > 0 && !quiet ? 'unread' : ''} ${quiet ? 'quiet' : ''}"><button type="button" class="main" part="channel" data-stop
        tabindex=${stop ? 0 : -1} aria-current=${active ? 'true' : nothing} title=${channel.topic ?? nothing}
        @click=${() => select(talk)} @contextmenu=${(event: MouseEvent) => context(event, key)}
        >${channel.private ? lockIcon() : hashIcon()}<bdi>${channel.name}</bdi>${
          marks.length > 0 ? html`<span class="sr">${marks.join(', ')}</span>` : nothing
        }${counts(unread, mentions, quiet, i18n)}</button>${menuButton(key, i18n.t('channels.menu', { name: `\u2068${channel.name}\u2069` }), drawing)}</div>`;
};

/** Of a space without channels; `make` is absent where one may not make any. */
export const noneRow = ({ i18n, stop }: Drawing, make: (() => void) | undefined): TemplateResult =>
  make
    ? html`<button type="button" class="main text-button" data-stop tabindex=${stop ? 0 : -1}
          @click=${make}>${plusIcon()}${i18n.t('channels.new')}</button>`
    : html`<p class="nothing" data-stop tabindex=${stop ? 0 : -1}>${i18n.t('channels.none')}</p>`;

/** What stands where no rows do. */
export const emptyNote = (title: string, hint?: string): TemplateResult =>
  html`<div class="empty" part="empty" role="status">${messageCircleIcon()}<strong>${title}</strong>${hint ? html`<span>${hint}</span>` : nothing}</div>`;
