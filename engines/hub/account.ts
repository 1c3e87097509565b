import type { Credentials } from '../../core/engine/index.js';
import { ImError } from '../../core/model/index.js';
import { ask } from './ask.js';
import type { Clock } from './calls.js';
import type { OpenPort } from './port.js';
import type { WebSocketOptions } from './websocket-port.js';

/** Where this browser remembers who signed in: one value. */
export interface AccountStorage {
  get(): string | null | undefined | Promise<string | null | undefined>;
  set(value: string): void | Promise<void>;
}

export type AccountOptions = (({ readonly port: OpenPort } | WebSocketOptions) & { readonly clock?: Clock }) & {
  /** Absent: forgotten with the page. */
  readonly storage?: AccountStorage;
};

export interface HubAccount {
  /**
   * A new account with the hub. Rejects `conflict` where somebody has that id, `invalid` (a password has 8 to 200
   * characters), `too-many`, `unsupported` where the hub keeps no accounts.
   */
  register(account: {
    readonly userId: string;
    readonly password: string;
    readonly name?: string;
  }): Promise<Credentials>;
  /** Rejects `unauthorized` whatever is wrong, `too-many`. */
  signIn(account: { readonly userId: string; readonly password: string }): Promise<Credentials>;
  /**
   * Credentials that were given before go on with the new token. `endOthers`: sessions on devices other than `keep` end, and
   * no token made before is of use any more.
   */
  changePassword(change: {
    readonly userId: string;
    readonly password: string;
    readonly to: string;
    readonly endOthers?: boolean;
    /** Id of the device that stays, as `client.devices.list` names it. */
    readonly keep?: string;
  }): Promise<void>;
  /** Who signed in last in this browser; undefined: nobody, or he signed out. */
  remembered(): Promise<Credentials | undefined>;
  /** Forgets the token here. */
  signOut(): Promise<void>;
}

interface Kept {
  readonly user: string;
  readonly token: string;
}

/** Accounts that a hub itself keeps (`accounts: true`); what it gives is for `createClient({ credentials })`. */
export const hubAccount = (options: AccountOptions): HubAccount => {
  const { storage } = options;
  const tokens = new Map<string, string>();

  const keep = async ({ user, token }: Kept): Promise<Credentials> => {
    tokens.set(user, token);
    await storage?.set(JSON.stringify({ user, token }));
    return {
      userId: user,
      async token() {
        const told = tokens.get(user);
        if (told === undefined) throw new ImError('unauthorized', { message: `${user} signed out` });
        return told;
      },
    };
  };

  return {
    async register({ userId: user, password, name }) {
      return keep(await ask(options, (call) => call('accounts.register', { user, password, name })));
    },
    async signIn({ userId: user, password }) {
      return keep(await ask(options, (call) => call('accounts.signIn', { user, password })));
    },
    async changePassword({ userId: user, password, to, endOthers, keep: device }) {
      const change = { user, password, to, endOthers, keep: device };
      await keep(await ask(options, (call) => call('accounts.password', change)));
    },
    async remembered() {
      try {
        const { user, token } = JSON.parse((await storage?.get()) ?? 'null') as Kept;
        return typeof user === 'string' && typeof token === 'string' ? await keep({ user, token }) : undefined;
      } catch {
        // Nothing kept, or not by us.
        return undefined;
      }
    },
    async signOut() {
      tokens.clear();
      await storage?.set('');
    },
  };
};
