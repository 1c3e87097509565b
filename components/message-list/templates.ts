import { html, nothing, type TemplateResult } from 'lit';
import { badge } from '../shared/format.js';
import { arrowDownIcon, loaderCircleIcon, messageCircleIcon } from '../shared/icons.js';
import type { Translator } from '../shared/translator.js';
import { dayName } from './days.js';

export const dayChip = (at: number, now: number, i18n: Translator): TemplateResult =>
  html`<div class="day" part="day"><span>${dayName(at, now, i18n)}</span></div>`;

export const divider = (i18n: Translator): TemplateResult => {
  const words = i18n.t('messages.unread');
  return html`<div class="divider" part="divider" role="separator" aria-label=${words}><span aria-hidden="true">${words}</span></div>`;
};

/** `gap`: messages after the page named are missing here. */
export const spinner = (kind: 'waiting' | 'gap', page?: string): TemplateResult =>
  html`<div class=${kind} data-page=${page ?? nothing}>${loaderCircleIcon()}</div>`;

export const trouble = (i18n: Translator, retry: () => void): TemplateResult =>
  html`<div class="trouble" role="alert"><span>${i18n.t('messages.older-failed')}</span
    ><button class="text-button" @click=${retry}>${i18n.t('messages.try-again')}</button></div>`;

export const jumpButton = (unread: number, i18n: Translator, jump: () => void): TemplateResult => {
  const label = unread > 0 ? i18n.t('messages.jump-unread', { count: unread }) : i18n.t('messages.jump');
  return html`<button class="jump" part="jump" aria-label=${label} title=${label} @click=${jump}>${arrowDownIcon()}${
    unread > 0 ? html`<span class="count">${badge(unread, i18n.lang)}</span>` : nothing
  }</button>`;
};

const SKELETON = ['long', 'short', 'own', 'long', 'own short'];

/** Instead of rows: the shape of some while they load, else words. */
export const blank = (opened: boolean, i18n: Translator): TemplateResult =>
  opened
    ? html`<div class="empty" part="empty"><slot name="empty">${messageCircleIcon()}<strong>${i18n.t('messages.empty')}</strong
        ><span>${i18n.t('messages.empty-hint')}</span></slot></div>`
    : html`<div class="skeleton" aria-hidden="true">${SKELETON.map((kind) => html`<i class=${kind}></i>`)}</div
        ><span class="sr" role="status">${i18n.t('messages.loading')}</span>`;
