import type { HubLimits } from '../protocol/index.js';
import { HubError } from './errors.js';
import type { HubHooks } from './hooks.js';
import { isUserId } from './ids.js';

export interface HubRates {
  /** Calls of one connection; four seconds' worth may come at once. */
  readonly callsPerSecond: number;
  /** New visitors of one address; a minute's worth may come at once. */
  readonly visitorsPerMinute: number;
}

export interface RoomSettings {
  /** Messages of one live room that are told in a second; what is more is left out by weight. */
  readonly perSecond: number;
  /** That one person owns. */
  readonly owned: number;
  /** May anybody who is no visitor make one? Else those that the site has made are all. */
  readonly create: boolean;
  /** Visitors may always read. */
  readonly visitorsWrite: boolean;
  /** Kinds of content, or types of `custom` content, that are never left out, and that are left out first. */
  readonly high: readonly string[];
  readonly low: readonly string[];
}

export interface HubOptions {
  readonly limits?: Partial<HubLimits>;
  /** User ids that visitors may write to. They exist even before they first sign in. Default: none. */
  readonly desks?: readonly string[];
  /** `one-per-class`: a new web device ends the session of the other web device, and so on. */
  readonly devices?: 'many' | 'one-per-class';
  readonly rates?: Partial<HubRates>;
  /** Who was away for longer, or missed more than `replay` events, starts with a full sync. */
  readonly retention?: { readonly days?: number; readonly replay?: number };
  readonly groupMembers?: number;
  /** Groups that one person owns, without those that are dismissed. Default 1,000. */
  readonly ownedGroups?: number;
  readonly rooms?: Partial<RoomSettings>;
  /** May people find each other by name and id? Visitors never may. Default true. */
  readonly directory?: boolean;
  /** Keeps people's ids and passwords: they register and sign in at the hub. Default false: the site signs tokens. */
  readonly accounts?: boolean;
  readonly hooks?: HubHooks;
  /** How long a signed file address (`media.url`) and an upload ticket hold, milliseconds. */
  readonly fileUrlMs?: number;
  readonly ticketMs?: number;
}

export interface HubSettings {
  readonly limits: HubLimits;
  readonly desks: readonly string[];
  readonly devices: 'many' | 'one-per-class';
  readonly rates: HubRates;
  readonly retention: { readonly days: number; readonly replay: number };
  readonly groupMembers: number;
  readonly ownedGroups: number;
  readonly rooms: RoomSettings;
  readonly directory: boolean;
  readonly accounts: boolean;
  readonly hooks: HubHooks;
  readonly fileUrlMs: number;
  readonly ticketMs: number;
}

/** Types and name endings that a browser or a desktop would run. An entry with a slash is a MIME type. */
const REFUSED_FILES = [
  ...['text/html', 'application/xhtml+xml', 'image/svg+xml', 'text/javascript', 'application/javascript'],
  ...['application/x-msdownload', 'application/x-msdos-program', 'application/x-sh', 'application/hta'],
  ...['.html', '.htm', '.xhtml', '.shtml', '.svg', '.svgz', '.hta', '.js', '.mjs', '.jse', '.vbs', '.vbe', '.wsf'],
  ...['.exe', '.bat', '.cmd', '.com', '.msi', '.scr', '.pif', '.cpl', '.lnk', '.reg', '.jar', '.ps1', '.sh'],
  ...['.app', '.dmg', '.pkg', '.apk', '.deb', '.rpm'],
];

export const DEFAULT_OPTIONS: HubSettings = {
  limits: {
    textGraphemes: 5_000,
    contentBytes: 64 * 1024,
    fileBytes: 100 * 1024 * 1024,
    imageBytes: 10 * 1024 * 1024,
    refusedFiles: REFUSED_FILES,
    historyPage: 100,
    recallSeconds: 120,
    editSeconds: 48 * 3600,
    extensions: 3_000,
    mergedMessages: 300,
    sendsPerSecond: 10,
    usersPerFetch: 100,
  },
  desks: [],
  devices: 'many',
  rates: { callsPerSecond: 50, visitorsPerMinute: 20 },
  retention: { days: 30, replay: 5_000 },
  groupMembers: 3_000,
  ownedGroups: 1_000,
  rooms: { perSecond: 1_500, owned: 100, create: true, visitorsWrite: false, high: ['gift'], low: ['like'] },
  directory: true,
  accounts: false,
  hooks: {},
  fileUrlMs: 3_600_000,
  ticketMs: 600_000,
};

/** Defaults where nothing was said. Throws `invalid` for numbers that are not positive and desks that are not user ids. */
export const settingsOf = (options: HubOptions = {}): HubSettings => {
  const settings: HubSettings = {
    ...DEFAULT_OPTIONS,
    ...defined(options),
    limits: { ...DEFAULT_OPTIONS.limits, ...defined(options.limits) },
    rates: { ...DEFAULT_OPTIONS.rates, ...defined(options.rates) },
    retention: { ...DEFAULT_OPTIONS.retention, ...defined(options.retention) },
    rooms: { ...DEFAULT_OPTIONS.rooms, ...defined(options.rooms) },
  };
  for (const group of [settings, settings.limits, settings.rates, settings.retention, settings.rooms]) {
    checkNumbers(group);
  }
  for (const desk of settings.desks) {
    if (!isUserId(desk)) throw new HubError('invalid', `desks: not a user id`, { field: 'desks' });
  }
  return settings;
};

const defined = <T extends object>(value: T = {} as T): Partial<T> =>
  Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as Partial<T>;

const checkNumbers = (group: object): void => {
  for (const [field, value] of Object.entries(group)) {
    if (typeof value === 'number' && !(value > 0)) {
      throw new HubError('invalid', `${field}: must be above 0`, { field });
    }
  }
};
