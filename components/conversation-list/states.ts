import { html, nothing, type TemplateResult } from 'lit';
import { messageCircleIcon } from '../shared/icons.js';
import { wifiOffIcon } from '../shared/icons-later.js';
import { skeletons } from '../shared/skeletons.js';
import type { LocaleKey, Translator } from '../shared/translator.js';

/** What stands where no rows do. */
export type Nothing = 'no-client' | 'loading' | 'patient' | 'empty' | 'filtered' | 'not-found' | 'offline' | 'failed';

const WORDS: Readonly<Partial<Record<Nothing, readonly [LocaleKey, LocaleKey?]>>> = {
  'no-client': ['window.no-client'],
  empty: ['list.empty', 'list.empty-hint'],
  filtered: ['list.none', 'list.none-hint'],
  'not-found': ['list.none-found'],
  offline: ['list.offline', 'list.offline-hint'],
};

/** `again`: loads once more. */
export function drawNothing(what: Nothing, { t }: Translator, again: () => void): TemplateResult | typeof nothing {
  if (what === 'patient') return nothing;
  if (what === 'loading') return skeletons(t('list.loading'));
  if (what === 'failed')
    return html`<div class="empty" part="empty" role="alert"><span>${t('list.failed')}</span>
      <button type="button" class="text-button" @click=${again}>${t('messages.try-again')}</button></div>`;
  const [title, hint] = WORDS[what] ?? ['list.empty'];
  return html`<slot name="empty"><div class="empty" part="empty">${what === 'offline' ? wifiOffIcon() : messageCircleIcon()}<strong>${t(title)}</strong>
    ${hint ? html`<span>${t(hint)}</span>` : nothing}</div></slot>`;
}
