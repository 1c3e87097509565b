import type { NotifyLevel } from './conversation.js';
import type { ConversationKind } from './ids.js';

/** What a person has set for himself at the back end; the same on all his devices. */
export interface Settings {
  /** False: others are not told. Reading still clears one's own counts on one's own devices. */
  readonly privacy: { readonly receipts: boolean; readonly typing: boolean; readonly lastSeen?: boolean };
  readonly push: {
    /** BCP 47. */
    readonly language?: string;
    /** May a notification hold the words of the message? */
    readonly detail: boolean;
    /** Notify phones while a page is open? */
    readonly whileOnline: boolean;
  };
  /** Absent, as all that follows: the back end does not have it. */
  readonly contacts?: {
    /** Who may take one into his list: anybody, whom one lets, nobody. */
    readonly accept: 'anyone' | 'confirm' | 'nobody';
    /** Only contacts may write to one. Absent: the back end has no such thing. */
    readonly only?: boolean;
  };
  readonly notify?: NotifySettings;
}

/**
 * What alerts. A pause and quiet hours only take away; else the first that says something wins: the channel or conversation, its
 * kind, the space (default of its channels), all. Messages come, and count, in any case.
 */
export interface NotifySettings {
  /** Nothing alerts until then (milliseconds); 0: it does. */
  readonly pausedUntil: number;
  readonly all: NotifyLevel;
  readonly kinds: Readonly<Partial<Record<ConversationKind, NotifyLevel>>>;
  /** By space id. */
  readonly spaces: Readonly<Record<string, NotifyLevel>>;
  readonly quiet?: QuietHours;
}

export interface QuietHours {
  /** `HH:MM`, in `zone`. */
  readonly start: string;
  /** 1 to 1,439. */
  readonly minutes: number;
  /** IANA name such as `Europe/Berlin`. */
  readonly zone: string;
  /** What still alerts. */
  readonly level: 'mentions' | 'none';
}

/** Fields left out stay. In `notify`, null takes away, and `kinds` and `spaces` are merged. */
export type SettingsPatch = { readonly [K in Exclude<keyof Settings, 'notify'>]?: Partial<Settings[K]> } & {
  readonly notify?: Partial<Pick<NotifySettings, 'pausedUntil' | 'all'>> & {
    readonly kinds?: Readonly<Partial<Record<ConversationKind, NotifyLevel | null>>>;
    readonly spaces?: Readonly<Record<string, NotifyLevel | null>>;
    readonly quiet?: QuietHours | null;
  };
};
