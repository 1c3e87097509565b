import type { Conversation, Message } from './data.js';

export type { Conversation, Message, Person, Picture, Status } from './data.js';

/**
 * What one subject gives: the file under `subjects/` calls `register` with it. What is left out is a thing that it has no
 * notion of. `N` and `C` are its own shapes of a message and of a row of its list.
 */
export interface Subject<N = Message, C = Conversation> {
  /** How it was set up, for the table of subjects. */
  readonly note: string;
  /** Selector of one message. */
  readonly row: string;
  readonly conversationRow?: string;
  /** Why it has no rows, no receipts, no ...: shown instead of a bare n/a. */
  readonly lacks?: Readonly<Partial<Record<Feature, string>>>;
  /** Number of a row; by default the first «n» in its text. */
  numberOf?(row: Element): number | undefined;
  /** Before anything else, once in a run; what it leaves in the browser's storage stays for the run. */
  seed?(plan: SeedPlan): Promise<void>;
  /** The neutral shapes as its own, outside of the times. */
  prepare?(messages: readonly Message[]): N[];
  prepareList?(conversations: readonly Conversation[]): C[] | Promise<C[]>;
  /** Puts the chat into the root, with one conversation of these messages. */
  mount(root: HTMLElement, messages: N[]): void | Promise<void>;
  /** As `mount`, of a conversation of so many that was there at the last visit; `silent`: no back end answers. */
  revisit?(root: HTMLElement, count: number, silent: boolean): void | Promise<void>;
  /** Looks through all of that conversation and so many others (`SeedPlan.kept`), so that the browser has kept them. */
  keep?(conversations: number): Promise<void>;
  /** Shows another conversation. */
  open(messages: N[]): void | Promise<void>;
  /** A message arrives from somebody, or (`mine`) was written here. */
  append?(message: N): void;
  /** Somebody will scroll to the top: what asks for older messages by itself waits with its answer for `prepend`. */
  expectPrepend?(): void;
  prepend?(messages: N[]): void | Promise<void>;
  /** Brings a message of mine and answers when it is sent; `read` is what happens to it then. */
  write?(message: N): void | Promise<void>;
  read?(number: number): void;
  scroller(): HTMLElement | undefined;
  mountList?(root: HTMLElement, conversations: C[]): void | Promise<void>;
  /** A message arrives in that conversation of the list, which goes to the top. */
  bump?(index: number, text: string): void;
  listScroller?(): HTMLElement | undefined;
}

export type Feature = 'append' | 'prepend' | 'read' | 'list' | 'bump' | 'revisit';

export interface SeedPlan {
  /** Lengths of conversations that will be opened. */
  readonly open: readonly number[];
  /** Lengths of lists. */
  readonly lists: readonly number[];
  /** So many others of so many messages, of which the browser keeps all. */
  readonly kept: { readonly count: number; readonly conversations: number };
}

/** What came of asking a subject what it can do. */
export interface Face {
  readonly note: string;
  readonly seeds: boolean;
  readonly features: Readonly<Record<Feature, boolean>>;
  readonly lacks: Readonly<Partial<Record<Feature, string>>>;
}

declare global {
  var subject: Subject<unknown, unknown> | undefined;
}

export const register = <N, C>(subject: Subject<N, C>): void => {
  globalThis.subject = subject as unknown as Subject<unknown, unknown>;
};
