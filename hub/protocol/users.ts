import type { WireUser } from './records.js';

export interface UserOps {
  /** Only people one shares a conversation with, or knows the id of; visitors see only their own conversations' members. */
  'users.get': { args: { readonly ids: readonly string[] }; result: { readonly items: readonly WireUser[] } };
  /** Partial: fields left out stay; null clears. */
  'users.update': {
    args: {
      readonly patch: {
        readonly name?: string | null;
        readonly avatar?: string | null;
        readonly status?: string | null;
        readonly fields?: Readonly<Record<string, string | null>>;
      };
    };
    result: WireUser;
  };
}
