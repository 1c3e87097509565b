import type { WireKind, WireLevel, WireQuiet, WireSettings } from './records.js';

export interface SettingsOps {
  'settings.get': { args: Record<never, never>; result: WireSettings };
  /** Fields left out stay; null takes away; `kinds` and `spaces` are merged. Own other devices are told. */
  'settings.set': {
    args: {
      readonly privacy?: { readonly receipts?: boolean; readonly typing?: boolean; readonly lastSeen?: boolean };
      readonly push?: { readonly language?: string | null; readonly detail?: boolean; readonly whileOnline?: boolean };
      readonly contacts?: { readonly accept?: WireSettings['contacts']['accept']; readonly only?: boolean };
      readonly notify?: {
        readonly pausedUntil?: number;
        readonly all?: WireLevel;
        readonly kinds?: Readonly<Partial<Record<WireKind, WireLevel | null>>>;
        /** At most 200 in all. */
        readonly spaces?: Readonly<Record<string, WireLevel | null>>;
        readonly quiet?: WireQuiet | null;
      };
    };
    result: WireSettings;
  };
  /** Takes back all that the caller has written, empties his profile and settings, leaves his groups and ends all his sessions. */
  'users.erase': { args: Record<never, never>; result: Record<never, never> };
}
