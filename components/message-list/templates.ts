import { html, nothing, type TemplateResult } from 'lit';
import type { SessionState } from '../../core/index.js';
import { loaderCircleIcon, messageCircleIcon } from '../shared/icons.js';
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

/** `some`: messages are shown, and it is older ones that could not be loaded. */
export const trouble = (i18n: Translator, some: boolean, retry: () => void): TemplateResult =>
  html`<div class="trouble" role="alert"><span>${i18n.t(some ? 'messages.older-failed' : 'messages.failed')}</span
    ><button class="text-button" @click=${retry}>${i18n.t('messages.try-again')}</button></div>`;

/** May messages come any moment? */
export const isComing = (state: SessionState | undefined): boolean =>
  state === undefined || state === 'idle' || state === 'connecting' || state === 'connected';

const SKELETON = ['long', 'short', 'own', 'long', 'own short'];

/** Instead of rows: the shape of some while they load, words when they are not to be had or when there are none. */
export const blank = (opened: boolean, coming: boolean, i18n: Translator): TemplateResult => {
  if (opened)
    return html`<div class="empty" part="empty"><slot name="empty">${words(i18n.t('messages.empty'), i18n.t('messages.empty-hint'))}</slot></div>`;
  return coming
    ? html`<div class="skeleton" aria-hidden="true">${SKELETON.map((kind) => html`<i class=${kind}></i>`)}</div
        ><span class="sr" role="status">${i18n.t('messages.loading')}</span>`
    : html`<div class="empty" part="empty" role="status"><div>${words(i18n.t('messages.failed'), i18n.t('messages.failed-hint'))}</div></div>`;
};

const words = (title: string, hint: string): TemplateResult =>
  html`${messageCircleIcon()}<strong>${title}</strong><span>${hint}</span>`;
