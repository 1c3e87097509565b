import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Client, Settings, SettingsPatch } from '../../core/index.js';
import type { Translator } from '../shared/translator.js';

/** What the sections are drawn with. */
export interface SettingsHost {
  readonly client: Client;
  readonly i18n: Translator;
  /** Nothing can be changed now. */
  readonly locked: boolean;
  set(patch: SettingsPatch): void;
}

export const section = (id: string, title: string, inside: unknown): TemplateResult =>
  html`<section part="section" aria-labelledby=${id}><h3 id=${id}>${title}</h3>${inside}</section>`;

/** `hint`: what it does, under its name. */
export const toggle = (
  { i18n, locked }: Pick<SettingsHost, 'i18n' | 'locked'>,
  name: string,
  on: boolean,
  change: (on: boolean) => void,
): TemplateResult => {
  const hint = `settings.${name}-hint`;
  return html`<label class="switch"><span>${i18n.t(`settings.${name}`)}${i18n.has(hint) ? html`<small>${i18n.t(hint)}</small>` : nothing}</span
    ><input type="checkbox" role="switch" data-set=${name} .checked=${live(on)} ?disabled=${locked}
      @change=${(event: Event) => change((event.target as HTMLInputElement).checked)} /></label>`;
};

/** One of several; `words` names each. */
export const pick = <T extends string>(
  { i18n, locked }: Pick<SettingsHost, 'i18n' | 'locked'>,
  name: string,
  value: T,
  all: readonly { readonly id: T; readonly label: string }[],
  change: (value: T) => void,
): TemplateResult => html`<label class="pick"><span>${i18n.t(`settings.${name}`)}</span><select class="small" data-set=${name} ?disabled=${locked} .value=${live(value)}
  @change=${(event: Event) => change((event.target as HTMLSelectElement).value as T)}>${all.map(
    ({ id, label }) => html`<option value=${id} ?selected=${id === value}>${label}</option>`,
  )}</select></label>`;

export function privacy(host: SettingsHost, { privacy: now }: Settings): TemplateResult {
  const { i18n, set } = host;
  return section(
    'privacy',
    i18n.t('settings.privacy'),
    html`${toggle(host, 'receipts', now.receipts, (receipts) => set({ privacy: { receipts } }))}
      ${toggle(host, 'typing', now.typing, (typing) => set({ privacy: { typing } }))}
      ${now.lastSeen === undefined ? nothing : toggle(host, 'last-seen', now.lastSeen, (lastSeen) => set({ privacy: { lastSeen } }))}`,
  );
}

const ACCEPT = ['anyone', 'confirm', 'nobody'] as const;

export function reach(host: SettingsHost, now: NonNullable<Settings['contacts']>): TemplateResult {
  const { i18n, set } = host;
  return section(
    'reach',
    i18n.t('settings.reach'),
    html`${pick(
      host,
      'accept',
      now.accept,
      ACCEPT.map((id) => ({ id, label: i18n.t(`settings.accept-${id}`) })),
      (accept) => set({ contacts: { accept } }),
    )}
    ${now.only === undefined ? nothing : toggle(host, 'only', now.only, (only) => set({ contacts: { only } }))}`,
  );
}

export function push(host: SettingsHost, { push: now }: Settings): TemplateResult {
  const { i18n, set } = host;
  return section(
    'push',
    i18n.t('settings.push'),
    html`${toggle(host, 'detail', now.detail, (detail) => set({ push: { detail } }))}
      ${toggle(host, 'while-online', now.whileOnline, (whileOnline) => set({ push: { whileOnline } }))}`,
  );
}
