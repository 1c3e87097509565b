/** What a person has set for himself at the back end; the same on all his devices. */
export interface Settings {
  /** False: others are not told. Reading still clears one's own counts on one's own devices. */
  readonly privacy: { readonly receipts: boolean; readonly typing: boolean };
  readonly push: {
    /** BCP 47. */
    readonly language?: string;
    /** May a notification hold the words of the message? */
    readonly detail: boolean;
    /** Notify phones while a page is open? */
    readonly whileOnline: boolean;
  };
}

export type SettingsPatch = { readonly [K in keyof Settings]?: Partial<Settings[K]> };
