import type { WireSettings } from './records.js';

export interface SettingsOps {
  'settings.get': { args: Record<never, never>; result: WireSettings };
  /** Fields left out stay. Own other devices are told. */
  'settings.set': {
    args: {
      readonly privacy?: { readonly receipts?: boolean; readonly typing?: boolean };
      readonly push?: { readonly language?: string | null; readonly detail?: boolean; readonly whileOnline?: boolean };
    };
    result: WireSettings;
  };
  /** Takes back all that the caller has written, empties his profile and settings, leaves his groups and ends all his sessions. */
  'users.erase': { args: Record<never, never>; result: Record<never, never> };
}
