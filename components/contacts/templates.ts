import { html, nothing, type TemplateResult } from 'lit';
import { usersIcon } from '../shared/icons.js';
import { chevronRightIcon } from '../shared/icons-finding.js';
import { ellipsisIcon, searchIcon } from '../shared/icons-later.js';
import { contactRoundIcon, userPlusIcon } from '../shared/icons-people.js';
import type { Translator } from '../shared/translator.js';
import { REST } from './book.js';

const numberOf = (count: number, { lang }: Translator): string => new Intl.NumberFormat(lang).format(count);

/** Where one searches, and the way to somebody new; `add` is absent where nobody may be added. */
export const topBar = (
  { t }: Translator,
  {
    query,
    typed,
    keyed,
    add,
  }: {
    readonly query: string;
    readonly typed: (event: Event) => void;
    readonly keyed: (event: KeyboardEvent) => void;
    readonly add: (() => void) | undefined;
  },
): TemplateResult => {
  const somebody = t('contacts.add-somebody');
  return html`<div class="top" role="search"><label class="field" part="field">${searchIcon()}<input type="search" autocomplete="off" spellcheck="false"
        enterkeyhint="search" dir=${query ? 'auto' : nothing} aria-label=${t('contacts.search')} placeholder=${t('contacts.search')} .value=${query}
        @input=${typed} @keydown=${keyed} /></label>${
          add
            ? html`<button type="button" class="icon-button" data-tool="add" aria-label=${somebody} title=${somebody} @click=${add}>${userPlusIcon()}</button>`
            : nothing
        }</div>`;
};

/** Opens the requests; says how many wait for an answer. */
export const requestsRow = (
  i18n: Translator,
  { waiting, stop, open }: { readonly waiting: number; readonly stop: boolean; readonly open: () => void },
): TemplateResult =>
  html`<button type="button" class="entry" part="requests" data-stop tabindex=${stop ? 0 : -1} @click=${open}>
      <span class="round">${contactRoundIcon()}</span><span class="name">${i18n.t('contacts.requests')}</span>${
        waiting > 0
          ? html`<span class="badge" aria-hidden="true">${numberOf(waiting, i18n)}</span><span class="sr">${i18n.t('contacts.waiting', { count: waiting })}</span>`
          : nothing
      }${chevronRightIcon()}</button>`;

/** A group of contacts; `menu` is absent where groups cannot be changed. */
export const headingRow = (
  i18n: Translator,
  {
    group,
    count,
    open,
    stop,
    fold,
    menu,
  }: {
    readonly group: string;
    readonly count: number;
    readonly open: boolean;
    readonly stop: boolean;
    readonly fold: () => void;
    readonly menu: ((name: string, anchor: HTMLElement) => void) | undefined;
  },
): TemplateResult => {
  const name = group === REST ? i18n.t('contacts.rest') : group;
  return html`<div class="heading"><button type="button" class="fold ${open ? 'open' : ''}" part="heading" data-stop aria-expanded=${open ? 'true' : 'false'}
        tabindex=${stop ? 0 : -1} @click=${fold}>${chevronRightIcon()}<bdi>${name}</bdi><span class="count">${numberOf(count, i18n)}</span></button>${
          menu && group !== REST
            ? html`<button type="button" class="icon-button small" tabindex="-1" aria-haspopup="menu" aria-label=${i18n.t('contacts.group-menu', { name: `\u2068${name}\u2069` })}
                @click=${(event: Event) => menu(name, event.currentTarget as HTMLElement)}>${ellipsisIcon()}</button>`
            : nothing
        }</div>`;
};

/** What stands where no rows do. */
export const emptyNote = (title: string, hint?: string, icon = usersIcon()): TemplateResult =>
  html`<div class="empty" part="empty" role="status">${icon}<strong>${title}</strong>${hint ? html`<span>${hint}</span>` : nothing}</div>`;

export const failedNote = ({ t }: Translator, again: () => void): TemplateResult =>
  html`<div class="empty" part="empty" role="alert"><span>${t('contacts.failed')}</span>
        <button type="button" class="text-button" @click=${again}>${t('messages.try-again')}</button></div>`;
