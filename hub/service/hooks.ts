import type { WireContent, WireMessage } from '../protocol/index.js';

/** What moderation says of a message before it is stored. */
export type Verdict =
  | { readonly action: 'pass' }
  /** Refused: the sender's row fails with `rejected-content` and the reason. */
  | { readonly action: 'block'; readonly reason?: string }
  /** Goes on in these words; the sender is told. */
  | { readonly action: 'alter'; readonly content: WireContent; readonly reason?: string };

export interface Report {
  readonly by: string;
  readonly at: number;
  readonly reason: string;
  readonly words?: string;
  readonly user?: string;
  /** As the reporter sees it. */
  readonly message?: WireMessage;
}

/** A message for people who have no connection now. */
export interface PushNote {
  /** With each one's own settings; those who muted the conversation, or whom the message does not concern, are left out. */
  readonly users: readonly { readonly id: string; readonly language?: string; readonly detail: boolean }[];
  readonly message: WireMessage;
  /** What the sender gave with the message: `title`, `body` and the like. */
  readonly push?: Readonly<Record<string, string>>;
}

/** What the site's own code does with messages. A hook that throws is logged; `moderate` then blocks. */
export interface HubHooks {
  moderate?(message: {
    readonly sender: string;
    readonly conversation: string;
    readonly content: WireContent;
  }): Verdict | Promise<Verdict>;
  report?(report: Report): void | Promise<void>;
  push?(note: PushNote): void | Promise<void>;
}
