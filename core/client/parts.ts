import type { Leader, Readings } from '../acts/readings.js';
import type { Acts } from '../acts/types.js';
import type { CallOptions } from '../engine/index.js';
import type { UserId } from '../model/index.js';
import type { RowActs, TabState } from '../rows/types.js';
import type { Context } from './context.js';
import type { Client, ClientEvents } from './types.js';

/** An act as the tab that leads runs it: `token`, chosen in the tab that called, names it, so that asked again it is done once. */
type Named<T> = {
  [K in keyof T]: T[K] extends (...args: infer A) => infer R ? (token: string, ...args: A) => R : never;
};
export type RunningActs = {
  readonly conversations: Named<Pick<Client['conversations'], 'pin' | 'notify' | 'remove' | 'markUnread'> & RowActs>;
  readonly messages: Named<
    Omit<Acts['messages'], 'transcript' | keyof Readings> &
      Pick<Client['messages'], 'recall' | 'around' | 'get'> &
      Leader
  >;
  readonly users: Named<Pick<Client['users'], 'update' | 'picture' | 'search' | 'refresh'>>;
  readonly commands: Named<Acts['commands']>;
  readonly signals: Named<Acts['signals']>;
  readonly settings: Named<Acts['settings']>;
  readonly contacts: Named<Client['contacts']>;
  /** `hold`: whom this tab watches now. `rest`: is nobody at any of the tabs? */
  readonly presence: Named<
    Omit<Client['presence'], 'watch'> & {
      hold(tab: string, ids: readonly UserId[]): Promise<void>;
      rest(idle: boolean): Promise<void>;
    }
  >;
  readonly blocklist: Named<Client['blocklist']>;
  readonly devices: Named<Client['devices']>;
  readonly groups: Named<Client['groups']>;
  readonly tags: Named<Client['tags']>;
  /** `hold`: may this tab tell of alerts, and is it seen? undefined: it may not. */
  readonly notify: Named<Client['notify'] & { hold(tab: string, state: TabState | undefined): Promise<void> }>;
  /** `resume`: after a lost connection. `full`: the back end could not say what was missed. */
  readonly rooms: Named<Client['rooms'] & { resume(full: boolean): Promise<void> }>;
  readonly spaces: Named<Client['spaces']>;
};

/**
 * The commands as the tab that leads runs them. Arguments and answers survive a structured clone, except ImErrors (also as
 * values of the map that `groups.invite` answers). `signal`s and callbacks never come here: they stay in the tab that called.
 * A command given twice with the same arguments does its work once, so a follower may ask the next leader again.
 */
export interface Commands extends Omit<RunningActs, 'conversations' | 'messages' | 'users'> {
  readonly session: { logout(options?: { readonly wipe?: boolean }): Promise<void> };
  readonly conversations: Pick<Client['conversations'], 'more' | 'get' | 'markRead' | 'draft'> &
    RunningActs['conversations'];
  readonly messages: Pick<Client['messages'], 'retry' | 'discard' | 'older' | 'newer'> &
    RunningActs['messages'] & {
      /** `clientId` is chosen in the tab that called. */
      send(...args: [...Required<Parameters<Client['messages']['send']>>, clientId: string]): Promise<string>;
    };
  readonly receipts: Client['receipts'];
  readonly users: Pick<Client['users'], 'want' | 'get'> & RunningActs['users'];
  readonly typing: Client['typing'];
  readonly media: Pick<Client['media'], 'url' | 'cancel'>;
}

/** `<part>.<command>`, such as `messages.send`. */
export type CommandPath = {
  [P in keyof Commands]: `${P}.${Extract<keyof Commands[P], string>}`;
}[keyof Commands];

/** What the tabs of one user need of the client in each of them. */
export interface TabsHost extends Pick<Context, 'store' | 'env' | 'log' | 'emit'> {
  /** Names the lock and the channel: engine, app and user. */
  readonly scope: string;
  readonly commands: Commands;
  /** Session, sync, outbox and cache writing begin in this tab. Resolves when they run; connecting takes its own time. */
  lead(): Promise<void>;
  /** The opposite. Resolves when the back end has let go and everything is written. */
  resign(): Promise<void>;
  /** What another tab has open, conversations and what is beside them; an empty list when it is gone. Told to the leader only. */
  hold(tab: string, ids: readonly string[]): void;
}

/** In the store of a follower `session/self` is the leader's, but for `leader: false`. */
export interface Tabs {
  readonly leading: boolean;
  /** Resolves when this tab leads, or follows and holds everything its leader holds. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Followers only: runs the command in the leader, or in the next one when it dies meanwhile. */
  call(path: CommandPath, args: readonly unknown[], options?: CallOptions): Promise<unknown>;
  /** What is open in this tab now; remembered for the next leader. */
  opened(ids: readonly string[]): void;
  /** Leader only: the others `emit` it too. */
  event<T extends keyof ClientEvents>(type: T, detail: ClientEvents[T]): void;
}

/** `createTabs` of ./tabs.js; only called where `env.tabs` is there. */
export type CreateTabs = (host: TabsHost) => Tabs;

export const runCommand = async (commands: Commands, path: CommandPath, args: readonly unknown[]): Promise<unknown> => {
  const [part, name] = path.split('.') as [keyof Commands, string];
  const owner = commands[part] as unknown as Record<string, (...args: readonly unknown[]) => unknown>;
  return owner[name]?.(...args);
};
