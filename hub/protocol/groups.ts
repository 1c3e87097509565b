import type { WireError } from './frames.js';
import type { WireGroup, WireMember } from './records.js';

export interface GroupOps {
  'groups.create': {
    args: {
      readonly id?: string;
      readonly name?: string;
      readonly avatar?: string;
      readonly policy?: 'invite' | 'apply' | 'open';
      readonly members?: readonly string[];
      readonly history?: 'joined' | 'all';
    };
    result: WireGroup;
  };
  'groups.get': { args: { readonly ids: readonly string[] }; result: { readonly items: readonly WireGroup[] } };
  /** `open` joins at once; `invite` is refused `forbidden`; `apply` is refused `unsupported` until applications exist. */
  'groups.join': { args: { readonly group: string }; result: { readonly state: 'joined' | 'pending' } };
  'groups.leave': { args: { readonly group: string }; result: Record<never, never> };
  'groups.invite': {
    args: { readonly group: string; readonly users: readonly string[] };
    result: {
      readonly outcomes: readonly { readonly user: string; readonly state?: 'joined'; readonly error?: WireError }[];
    };
  };
  'groups.members': {
    args: { readonly group: string; readonly cursor?: string; readonly limit?: number };
    result: { readonly items: readonly WireMember[]; readonly next?: string };
  };
}
