import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { ConversationKind, NotifyLevel, NotifySettings, QuietHours } from '../../core/index.js';
import { may } from '../contacts/offers.js';
import { clockTime, fullTime } from '../shared/format.js';
import { pick, type SettingsHost, section, toggle } from './sections.js';

const LEVELS: readonly NotifyLevel[] = ['all', 'mentions', 'me', 'everyone', 'silent', 'none'];
/** Where two talk, nobody need be named. */
const DIRECT: readonly NotifyLevel[] = ['all', 'silent', 'none'];
const HOUR = 3_600_000;
const DAY = 1_440;

export function alerts(host: SettingsHost, now: NotifySettings): TemplateResult {
  const { client, i18n, set } = host;
  const all = may(client, 'notify-all');
  const kinds = may(client, 'notify-kind') ? kindsOf(host) : [];
  const { levels, silences = 3 } = client.limits;
  // Where they cannot stand together, the one that stands is alone.
  const free = (stands: boolean): boolean => silencesOf(host, now) - Number(stands) < silences;
  return section(
    'alerts',
    i18n.t('settings.alerts'),
    html`${all && free(isPaused(host, now)) ? pausing(host, now) : nothing}
      ${
        all && free(now.all !== 'all')
          ? pick(host, 'all', now.all, named(host, levels?.all ?? LEVELS), (level) => set({ notify: { all: level } }))
          : nothing
      }
      ${kinds.map((kind) => ofKind(host, kind, now.kinds[kind]))}
      ${may(client, 'quiet-hours') && free(now.quiet !== undefined) ? quiet(host, now.quiet) : nothing}`,
  );
}

const isPaused = ({ client }: SettingsHost, { pausedUntil }: NotifySettings): boolean =>
  pausedUntil > client.session.now();

const silencesOf = (host: SettingsHost, now: NotifySettings): number =>
  [isPaused(host, now), now.all !== 'all', now.quiet].filter(Boolean).length;

const named = ({ i18n }: SettingsHost, levels: readonly NotifyLevel[]) =>
  levels.map((id) => ({ id, label: i18n.t(`notify.${id}`) }));

const kindsOf = ({ client }: SettingsHost): readonly ConversationKind[] => [
  'direct',
  'group',
  ...(may(client, 'spaces') ? ['channel' as const] : []),
];

/** `as`: no level of its own. */
function ofKind(host: SettingsHost, kind: ConversationKind, level: NotifyLevel | undefined): TemplateResult {
  const levels = [
    { id: 'as' as const, label: host.i18n.t('settings.as-all') },
    ...named(host, kind === 'direct' ? DIRECT : LEVELS),
  ];
  return pick<NotifyLevel | 'as'>(host, `kind-${kind}`, level ?? 'as', levels, (chosen) =>
    host.set({ notify: { kinds: { [kind]: chosen === 'as' ? null : chosen } } }),
  );
}

/** The next morning at eight, by this device's clock. */
const morning = (now: number): number => {
  const day = new Date(now);
  day.setDate(day.getDate() + (day.getHours() < 8 ? 0 : 1));
  return day.setHours(8, 0, 0, 0);
};

function pausing(host: SettingsHost, settings: NotifySettings): TemplateResult {
  const { client, i18n, locked, set } = host;
  const { pausedUntil } = settings;
  const now = client.session.now();
  const pause = (until: number): void => set({ notify: { pausedUntil: until } });
  if (isPaused(host, settings))
    return html`<div class="pick"><span>${i18n.t('settings.paused', { time: fullTime(pausedUntil, i18n.lang) })}</span><button type="button" class="text-button" data-set="resume"
      ?disabled=${locked} @click=${() => pause(0)}>${i18n.t('settings.resume')}</button></div>`;
  const choices = [
    { id: '', label: i18n.t('settings.pause-no') },
    { id: '1', label: i18n.t('settings.pause-hours', { count: 1 }) },
    { id: '8', label: i18n.t('settings.pause-hours', { count: 8 }) },
    { id: 'morning', label: i18n.t('settings.pause-morning', { time: clockTime(morning(now), i18n.lang) }) },
  ];
  return pick(host, 'pause', '', choices, (id) => {
    if (id) pause(id === 'morning' ? morning(now) : now + Number(id) * HOUR);
  });
}

const minutesOf = (clock: string): number => {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
};
const clockOf = (minutes: number): string =>
  [Math.floor(minutes / 60) % 24, minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');

const QUIET: readonly QuietHours['level'][] = ['none', 'mentions'];
const NIGHT: Omit<QuietHours, 'zone'> = { start: '22:00', minutes: 540, level: 'none' };
const here = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

function quiet(host: SettingsHost, now: QuietHours | undefined): TemplateResult {
  const change = (patch: Partial<QuietHours>): void =>
    host.set({ notify: { quiet: { ...NIGHT, zone: here(), ...now, ...patch } } });
  const { i18n, client } = host;
  const levels = client.limits.levels?.quiet ?? QUIET;
  return html`${toggle(host, 'quiet', now !== undefined, (on) => (on ? change({}) : host.set({ notify: { quiet: null } })))}
    ${now ? hours(host, now, change) : nothing}${
      now && levels.length > 1
        ? pick(
            host,
            'quiet-level',
            now.level,
            levels.map((id) => ({ id, label: i18n.t(`notify.${id}`) })),
            (level) => change({ level }),
          )
        : nothing
    }`;
}

function hours(host: SettingsHost, now: QuietHours, change: (patch: Partial<QuietHours>) => void): TemplateResult {
  const { i18n, locked } = host;
  const end = clockOf(minutesOf(now.start) + now.minutes);
  /** From one to the other, over midnight where it must; never nothing. */
  const between = (start: string, to: string): void => {
    if (!start || !to) return;
    const minutes = (minutesOf(to) - minutesOf(start) + DAY) % DAY;
    if (minutes > 0) change({ start, minutes });
  };
  const time = (name: string, value: string, set: (value: string) => void): TemplateResult =>
    html`<label class="line-field"><span>${i18n.t(`settings.${name}`)}</span><input type="time" data-set=${name} .value=${live(value)} ?disabled=${locked}
      @change=${(event: Event) => set((event.target as HTMLInputElement).value)} /></label>`;
  const zones = [...new Set([now.zone, here(), ...Intl.supportedValuesOf('timeZone')])];
  return html`<div class="hours">${time('quiet-start', now.start, (start) => between(start, end))}${time('quiet-end', end, (to) => between(now.start, to))}
    <label class="line-field zone"><span>${i18n.t('settings.quiet-zone')}</span><select data-set="quiet-zone" ?disabled=${locked} .value=${live(now.zone)}
      @change=${(event: Event) => change({ zone: (event.target as HTMLSelectElement).value })}>${zones.map(
        (zone) => html`<option value=${zone} ?selected=${zone === now.zone}>${zone.replaceAll('_', ' ')}</option>`,
      )}</select></label></div>`;
}
