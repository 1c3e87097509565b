import { html, nothing, type TemplateResult } from 'lit';
import type { Client, Outcomes } from '../../core/index.js';
import { usersIcon, xIcon } from '../shared/icons.js';
import { searchIcon } from '../shared/icons-later.js';
import { squareCheckIcon } from '../shared/icons-message.js';
import type { Translator } from '../shared/translator.js';
import { outcomeLines } from './outcomes.js';
import type { Wanted } from './source.js';

export const FILTERS = ['all', 'admins', 'muted'] as const;

/** Where one searches, who is shown, and the way to choosing several; each absent where it may not be. */
export const topBar = (
  { t }: Translator,
  {
    query,
    filter,
    typed,
    keyed,
    filtered,
    choose,
  }: {
    readonly query: string;
    readonly filter: Wanted['filter'];
    readonly typed: ((event: Event) => void) | undefined;
    readonly keyed: (event: KeyboardEvent) => void;
    readonly filtered: (event: Event) => void;
    readonly choose: (() => void) | undefined;
  },
): TemplateResult =>
  html`<div class="top" role="search">${
    typed
      ? html`<label class="field" part="field">${searchIcon()}<input type="search" autocomplete="off" spellcheck="false" enterkeyhint="search"
            dir=${query ? 'auto' : nothing} aria-label=${t('members.search')} placeholder=${t('members.search')} .value=${query}
            @input=${typed} @keydown=${keyed} /></label>`
      : nothing
  }<select class="small" aria-label=${t('members.filter')} .value=${filter} @change=${filtered}>${FILTERS.map(
    (one) => html`<option value=${one} ?selected=${one === filter}>${t(`members.${one}`)}</option>`,
  )}</select>${
    choose
      ? html`<button type="button" class="icon-button" data-tool="select" aria-label=${t('members.select')} title=${t('members.select')}
            @click=${choose}>${squareCheckIcon()}</button>`
      : nothing
  }</div>`;

/** What may be done with those that were chosen; `mute` and `remove` are absent where they may not be. */
export const chosenBar = (
  { t }: Translator,
  {
    count,
    mute,
    remove,
    end,
  }: {
    readonly count: number;
    readonly mute: ((event: Event) => void) | undefined;
    readonly remove: (() => void) | undefined;
    readonly end: () => void;
  },
): TemplateResult => {
  const none = count === 0;
  const close = t('members.select-end');
  return html`<div class="bottom" role="group" aria-label=${t('members.select')}><span class="count" role="status">${t('members.selected', { count })}</span>${
    mute
      ? html`<button type="button" class="solid" data-act="mute" aria-haspopup="menu" ?disabled=${none} @click=${mute}>${t('members.mute')}</button>`
      : nothing
  }${
    remove
      ? html`<button type="button" class="solid danger" data-act="remove" ?disabled=${none} @click=${remove}>${t('members.remove')}</button>`
      : nothing
  }<button type="button" class="icon-button" data-act="end" aria-label=${close} title=${close} @click=${end}>${xIcon()}</button></div>`;
};

/** What became of the last that was done to several. */
export const resultsNote = (
  results: Outcomes<string>,
  of: { readonly client: Client; readonly i18n: Translator; readonly group: string | undefined },
  close: () => void,
): TemplateResult => {
  const words = of.i18n.t('dialog.close');
  return html`<div class="results" part="results" role="status"><div>${outcomeLines(results, of)}</div>
      <button type="button" class="icon-button" aria-label=${words} title=${words} @click=${close}>${xIcon()}</button></div>`;
};

/** What stands where no rows do. */
export const emptyNote = (words: string): TemplateResult =>
  html`<div class="empty" part="empty" role="status">${usersIcon()}<strong>${words}</strong></div>`;
