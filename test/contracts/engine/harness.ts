import type { Credentials, Engine } from '../../../core/engine/index.js';
import type { UserId } from '../../../core/model/index.js';

/** What both node:test and mocha give. */
export interface Framework {
  describe(name: string, body: () => void): void;
  it(name: string, run: () => Promise<void>): void;
  before(run: () => Promise<void>): void;
  after(run: () => Promise<void>): void;
}

export type TokenKind = 'good' | 'forged' | 'expired';
export type Verdict = 'passed' | 'failed' | 'unsupported';
export type Results = Readonly<Record<string, Verdict>>;

/** What the code of a site does with messages: it blocks those with one word, and puts another for the other. */
export const SITE_RULES = {
  blocked: 'forbiddenword',
  reason: 'Not on this site.',
  altered: 'darn',
  becomes: '****',
  alteredWhy: 'Mind your words.',
} as const;

interface SiteMessage {
  readonly id: string;
  readonly content: unknown;
}

/** A back end with code of a site behind it, which obeys `SITE_RULES` and keeps what it is told, newest last. */
export interface Site {
  engine(): Engine;
  readonly reports: readonly {
    readonly by: UserId;
    readonly reason: string;
    readonly words?: string;
    readonly user?: UserId;
    readonly message?: SiteMessage;
  }[];
  readonly pushes: readonly {
    readonly users: readonly { readonly id: UserId; readonly language?: string; readonly detail: boolean }[];
    readonly message: SiteMessage;
    readonly push?: Readonly<Record<string, string>>;
  }[];
}

/** What an engine's own people provide, so that the contract can be run on it. */
export interface EngineHarness {
  /** Called once before the first case. */
  start(): Promise<void>;
  /**
   * A new engine, not connected. `strictEngine`: of a back end that lets one device of a class in at a time, and takes
   * recalls and edits within a second or two alone; undefined where there is none to be had.
   */
  engine(): Engine;
  strictEngine?(): Engine;
  /** How somebody signs in. `lifeMs`: each good token is good for so long. */
  credentials(userId: UserId, tokens?: TokenKind | readonly TokenKind[], lifeMs?: number): Credentials;
  /** An anonymous visitor whose identity is kept in `storage`, and somebody visitors may write to. */
  visitor?(storage: Map<string, string>): Promise<Credentials>;
  readonly desk?: UserId;
  /** Somebody who has not signed in, where such people may listen in live rooms. */
  guest?(): Credentials;
  /** The back end's own accounts. */
  accounts?(): {
    register(account: {
      readonly userId: UserId;
      readonly password: string;
      readonly name?: string;
    }): Promise<Credentials>;
    signIn(account: { readonly userId: UserId; readonly password: string }): Promise<Credentials>;
    changePassword(change: {
      readonly userId: UserId;
      readonly password: string;
      readonly to: string;
      readonly endOthers?: boolean;
      readonly keep?: string;
    }): Promise<void>;
  };
  /** People sign in there as elsewhere. */
  readonly site?: Site;
  /** Cuts every connection; none opens until `restore`. */
  drop(): Promise<void>;
  restore(): Promise<void>;
  /** Reads bytes behind an address that `media.url` answered. */
  read(url: string): Promise<Blob>;
  /** A name that the back end allows for a person, unique in this run. */
  person?(name: string): UserId;
  /** Does what a visitor of a page does with the launcher; only where there is a page. */
  launcher?(): Promise<void>;
  /**
   * What the back end does without, though it has the rest: `recall-reason`: saying why something was taken back;
   * `told-profiles`: telling people of a new name of somebody who is no contact of theirs; `live-quotes`: a quote that
   * follows what becomes of what it quotes; `device-classes`: all devices are of one class; `told-deletions`: telling one's other
   * devices at once of what was deleted or cleared: they find it gone when they ask for history; `told-refusals`: telling who
   * asked to be a contact that he was refused, and why; `contact-notes`; `contacts-only`: that only contacts may write to
   * somebody; `told-contact-groups`: telling one's other devices of groups of contacts; `last-seen`; `idle-devices`: that
   * nobody is at a device; `kept-commands`: keeping commands for those who are away; `private-files`: keeping
   * files from who knows their address; `told-deliveries`: telling senders what has arrived; `told-cards`: telling
   * others of a new card before they look; `consent`: that who is invited is asked; `former-groups`: showing groups that one is
   * out of on a device that comes later; `exempt`: members who write while all are muted; `open-history`: showing newcomers
   * what was said before, in groups other than meetings; `room-admins`: naming admins of a live room, which the site's own
   * server does; `room-directory`: finding a live room by more than its id; `zones`: keeping the time zone of quiet hours;
   * `private-channels`; `told-channel-levels`: telling one's other devices at once of a level of one channel;
   * `judged-edits`: asking the site before an edit; `altered-reason`: saying why the site changed a message, and to its receivers
   * that it did; `own-cursor`: saying how far one has read oneself before; `apart`: hiding somebody from the search of whom he blocked;
   * `folded-ids`: finding members by their ids in other letter case.
   */
  readonly without?: readonly (
    | 'recall-reason'
    | 'told-cards'
    | 'consent'
    | 'former-groups'
    | 'exempt'
    | 'open-history'
    | 'room-admins'
    | 'room-directory'
    | 'private-channels'
    | 'told-channel-levels'
    | 'told-profiles'
    | 'live-quotes'
    | 'device-classes'
    | 'told-deletions'
    | 'told-refusals'
    | 'contact-notes'
    | 'contacts-only'
    | 'told-contact-groups'
    | 'last-seen'
    | 'idle-devices'
    | 'kept-commands'
    | 'private-files'
    | 'told-deliveries'
    | 'judged-edits'
    | 'altered-reason'
    | 'apart'
    | 'folded-ids'
    | 'own-cursor'
    | 'zones'
  )[];
  /** Keeps the verdicts. */
  report(results: Results): Promise<void>;
  stop(): Promise<void>;
}
