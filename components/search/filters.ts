import { html, nothing, type TemplateResult } from 'lit';
import { type Client, type ConversationId, kindOf, type Message, targetOf, type UserId } from '../../core/index.js';
import { nameIn } from '../shared/titles.js';
import type { Translator } from '../shared/translator.js';
import { type Filters, KINDS, SPANS } from './query.js';

export interface FilterForm {
  readonly filters: Filters;
  readonly here: ConversationId | undefined;
  readonly client: Client | undefined;
  readonly i18n: Translator;
  readonly found: readonly Message[];
  set(patch: Partial<Filters>): void;
}

/** Most names in the list of senders. */
const NAMES = 100;

export const filterForm = (form: FilterForm): TemplateResult => {
  const { filters, here, i18n, client, set } = form;
  const { t } = i18n;
  return html`${
    here
      ? choice(
          t('search.scope'),
          filters.scope,
          [
            ['here', t('search.here')],
            ['everywhere', t('search.everywhere')],
          ],
          (scope) => set({ scope: scope === 'here' ? 'here' : 'everywhere', conversation: undefined }),
        )
      : nothing
  }${choice(
    t('search.sender'),
    filters.sender ?? '',
    [
      ['', t('search.anyone')],
      ...sendersOf(form).map((id): readonly [string, string] => [
        id,
        id === client?.userId ? t('search.me') : client ? nameIn(client.store, id) : id,
      ]),
    ],
    (sender) => set({ sender: sender || undefined }),
  )}${choice(
    t('search.kind'),
    filters.kind ?? '',
    [['', t('search.any-kind')], ...KINDS.map((kind): readonly [string, string] => [kind, t(`search.kind-${kind}`)])],
    (kind) => set({ kind: KINDS.find((one) => one === kind) }),
  )}${choice(
    t('search.time'),
    filters.time ?? '',
    [
      ['', t('search.any-time')],
      ...Object.keys(SPANS).map((span): readonly [string, string] => [span, t(`search.${span}`)]),
      ['dates', t('search.dates')],
    ],
    (time) => set({ time: (time || undefined) as Filters['time'] }),
  )}${
    filters.time === 'dates'
      ? html`${day(t('search.from'), filters.from, (from) => set({ from }))}${day(t('search.to'), filters.to, (to) => set({ to }))}`
      : nothing
  }`;
};

const choice = (
  label: string,
  value: string,
  options: readonly (readonly [value: string, label: string])[],
  set: (value: string) => void,
): TemplateResult =>
  html`<label class="filter"><span>${label}</span><select @change=${(event: Event) => set((event.target as HTMLSelectElement).value)}>${options.map(
    ([one, words]) =>
      html`<option value=${one} ?selected=${one === value} .selected=${one === value}>${words}</option>`,
  )}</select></label>`;

const day = (label: string, value: string | undefined, set: (value: string | undefined) => void): TemplateResult =>
  html`<label class="filter"><span>${label}</span><input type="date" .value=${value ?? ''} @change=${(event: Event) =>
    set((event.target as HTMLInputElement).value || undefined)} /></label>`;

/** Oneself, whom one talks to here, and whoever was found. */
const sendersOf = ({ client, here, found, filters }: FilterForm): readonly UserId[] => {
  if (!client) return [];
  const { store } = client;
  const ids = new Set<UserId>([client.userId]);
  if (filters.sender) ids.add(filters.sender);
  if (here && filters.scope === 'here') {
    if (kindOf(here) === 'direct') ids.add(targetOf(here));
    else for (const id of store.list(`members/${targetOf(here)}`)) ids.add(id);
  }
  for (const { senderId } of found) ids.add(senderId);
  return [...ids].slice(0, NAMES);
};
