import { html, nothing, type TemplateResult } from 'lit';
import type { Conversation, Standing } from '../../core/index.js';
import { badge } from '../shared/format-later.js';
import { pinIcon, volumeOffIcon } from '../shared/icons-actions.js';
import { shieldIcon, starIcon } from '../shared/icons-list.js';
import type { LocaleKey, Translator } from '../shared/translator.js';

const GONE: ReadonlySet<unknown> = new Set(['left', 'removed', 'banned', 'dismissed']);

/** What to say where one is in it no more. */
export const goneKey = (standing: Standing | undefined): LocaleKey | undefined =>
  GONE.has(standing?.locked) ? (`list.gone-${standing?.locked}` as LocaleKey) : undefined;

/** The signs at the end of a row: muted, starred, shielded, pinned, unread. `tag`: of the list that it stands in. */
export function marksOf(
  row: Conversation | undefined,
  i18n: Translator,
  tag?: string,
): TemplateResult | typeof nothing {
  if (!row) return nothing;
  const { unread, notify } = row;
  const pinned = tag ? row.pinnedIn?.includes(tag) : row.pinned;
  const muted = notify === 'none' || notify === 'silent';
  const sign = (on: unknown, key: LocaleKey, icon: TemplateResult | typeof nothing): TemplateResult | typeof nothing =>
    on ? html`<span class="sr">${i18n.t(key)}</span>${icon}` : nothing;
  const signs = [
    sign(row.shielded, 'list.shielded', shieldIcon()),
    sign(row.marks?.includes('star'), 'list.starred', starIcon()),
    sign(muted, 'list.muted', volumeOffIcon()),
    sign(pinned, 'list.pinned', unread === 0 ? pinIcon() : nothing),
    unread === 0 && row.markedUnread
      ? html`<span class="dot" part="badge"></span><span class="sr">${i18n.t('list.marked-unread')}</span>`
      : nothing,
    unread > 0
      ? html`<span class="badge ${muted ? 'muted' : ''}" part="badge" aria-hidden="true">${badge(unread, i18n.lang)}</span
          ><span class="sr">${i18n.t('list.unread', { count: unread })}</span>`
      : nothing,
  ];
  return signs.every((one) => one === nothing) ? nothing : html`<span class="marks">${signs}</span>`;
}
