import type { ConversationId, UserId } from './ids.js';

/** A transparent command: from page to page, never a row, never counted. */
export interface Command {
  /** Chosen by the sender; the same command may come twice with the same id and is told once. */
  readonly id: string;
  readonly from: UserId;
  /** Absent: to the sender's own other devices. */
  readonly conversationId?: ConversationId;
  /** The page's own, `[A-Za-z0-9._:-]{1,64}`. */
  readonly name: string;
  /** At most 8 kB as JSON. */
  readonly data?: unknown;
  readonly at: number;
}
