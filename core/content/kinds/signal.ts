import type { ContentOf, UserId } from '../../model/index.js';
import { compact, countOf, isRecord, stringOf } from '../check.js';
import type { ContentType } from '../types.js';

export type SignalState = 'ringing' | 'accepted' | 'rejected' | 'cancelled' | 'timeout';
export type InviteeState = 'waiting' | 'accepted' | 'rejected' | 'timeout';

declare module '../../model/content.js' {
  interface ContentMap {
    /** An invitation, such as to a call, and what has become of it. Written by the back end alone. */
    signal: {
      readonly by: UserId;
      readonly state: SignalState;
      /** 1 to 50. */
      readonly invitees: Readonly<Record<UserId, InviteeState>>;
      /** When it rings out, milliseconds since the epoch. */
      readonly until: number;
      /** The page's own, at most 4,096 characters. */
      readonly data?: string;
      readonly endedAt?: number;
    };
  }
}

const STATES: readonly unknown[] = ['ringing', 'accepted', 'rejected', 'cancelled', 'timeout'];
const ANSWERS: readonly unknown[] = ['waiting', 'accepted', 'rejected', 'timeout'];
const LAST = 8.64e15;

const readInvitees = (raw: unknown): ContentOf<'signal'>['invitees'] | undefined => {
  if (!isRecord(raw)) return undefined;
  const all = Object.entries(raw);
  const good =
    all.length > 0 && all.length <= 50 && all.every(([id, answer]) => stringOf(id, 256) && ANSWERS.includes(answer));
  return good ? (raw as ContentOf<'signal'>['invitees']) : undefined;
};

export const signalContent: ContentType<'signal'> = {
  kind: 'signal',
  parse: (raw) => {
    const by = stringOf(raw.by, 256);
    const invitees = readInvitees(raw.invitees);
    const until = countOf(raw.until, 0, LAST);
    if (by === undefined || !invitees || until === undefined || !STATES.includes(raw.state)) return undefined;
    const data = stringOf(raw.data, 4096);
    const endedAt = countOf(raw.endedAt, 0, LAST);
    return compact<ContentOf<'signal'>>({
      kind: 'signal',
      by,
      state: raw.state as SignalState,
      invitees,
      until,
      data,
      endedAt,
    });
  },
  counts: true,
  copyable: false,
};
