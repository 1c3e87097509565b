import type { Message } from '../model/index.js';

export interface Grouping {
  /** First and last of a group: face and name stand at one, the time at the other. */
  readonly first: boolean;
  readonly last: boolean;
  /** First row of its day: the date stands above it. */
  readonly day: boolean;
}

const GROUP_MS = 5 * 60_000;
const DAY_MS = 24 * 3_600_000;
const ALONE: ReadonlySet<string> = new Set(['notice', 'recalled']);

/** `offset`: minutes to add to UTC for the reader's clock, a number or by the moment (daylight saving). */
export const grouping = (
  previous: Message | undefined,
  message: Message,
  next: Message | undefined,
  offset: number | ((at: number) => number),
): Grouping => {
  const day = (at: number): number =>
    Math.floor((at + (typeof offset === 'number' ? offset : offset(at)) * 60_000) / DAY_MS);
  const together = (a: Message, b: Message): boolean =>
    a.senderId === b.senderId &&
    !ALONE.has(a.content.kind) &&
    !ALONE.has(b.content.kind) &&
    Math.abs(b.sentAt - a.sentAt) <= GROUP_MS &&
    day(a.sentAt) === day(b.sentAt);
  return {
    first: !previous || !together(previous, message),
    last: !next || !together(message, next),
    day: !previous || day(previous.sentAt) !== day(message.sentAt),
  };
};
