import type { UserId, WireContent } from '../../../core/model/index.js';

export type Reply = 'waiting' | 'accepted' | 'rejected' | 'timeout';

/** An invitation on its way: when it ends follows from when it was sent, which the sender does not know yet. */
export interface Invitation extends WireContent {
  readonly kind: 'signal';
  readonly by: UserId;
  readonly state: 'ringing' | 'accepted' | 'rejected' | 'cancelled' | 'timeout';
  readonly invitees: Readonly<Record<UserId, Reply>>;
  readonly seconds?: number;
  readonly until: number;
  readonly data?: string;
  readonly endedAt?: number;
}

const ANSWERS: readonly unknown[] = ['waiting', 'accepted', 'rejected', 'timeout'];

const isInvitation = (content: WireContent): content is Invitation => {
  const { kind, state, invitees, seconds } = content;
  if (kind !== 'signal' || typeof state !== 'string' || typeof seconds !== 'number') return false;
  return (
    typeof invitees === 'object' && invitees !== null && Object.values(invitees).every((one) => ANSWERS.includes(one))
  );
};

const outcome = (replies: readonly Reply[]): Invitation['state'] => {
  const found = (['waiting', 'accepted', 'rejected'] as const).find((reply) => replies.includes(reply));
  return found === 'waiting' ? 'ringing' : (found ?? 'timeout');
};

/** It ends when nobody is waited for. */
export const withReplies = (content: Invitation, replies: Invitation['invitees'], now: number): Invitation => {
  const invitees = { ...content.invitees, ...replies };
  const state = outcome(Object.values(invitees));
  return { ...content, invitees, state, ...(state !== 'ringing' && { endedAt: now }) };
};

/** Nobody ends it where its time is over: that follows from its words and the clock, for all alike. */
export const signalAsOf = (
  content: WireContent,
  { by, sentAt, now }: { readonly by: UserId; readonly sentAt: number; readonly now: number },
): WireContent => {
  if (!isInvitation(content)) return { kind: 'unknown', wireKind: 'signal', raw: content };
  const { seconds = 0, ...rest } = content;
  const until = sentAt + seconds * 1000;
  const own: Invitation = { ...rest, by, until };
  if (own.state !== 'ringing' || now < until) return own;
  const waiting = Object.entries(own.invitees).filter(([, reply]) => reply === 'waiting');
  return withReplies(own, Object.fromEntries(waiting.map(([user]) => [user, 'timeout'])), until);
};
