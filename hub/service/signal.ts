import type { WireContent } from '../protocol/index.js';
import type { MessageRow } from '../storage/port.js';
import { tellOf } from './telling.js';
import type { Work } from './work.js';

export type Reply = 'waiting' | 'accepted' | 'rejected' | 'timeout';

/** Content of an invitation. `ringing` while anybody has not answered and it was not cancelled. */
export interface SignalContent extends WireContent {
  readonly kind: 'signal';
  readonly by: string;
  readonly state: 'ringing' | 'accepted' | 'rejected' | 'cancelled' | 'timeout';
  readonly invitees: Readonly<Record<string, Reply>>;
  /** Milliseconds: who has not answered by then is not waited for any more. */
  readonly until: number;
  readonly data?: string;
  readonly endedAt?: number;
}

export const invitation = (
  by: string,
  invitees: readonly string[],
  until: number,
  data: string | undefined,
): SignalContent => ({
  kind: 'signal',
  by,
  state: 'ringing',
  invitees: Object.fromEntries(invitees.map((user) => [user, 'waiting'])),
  until,
  ...(data !== undefined && { data }),
});

const outcome = (replies: readonly Reply[]): SignalContent['state'] => {
  const found = (['waiting', 'accepted', 'rejected'] as const).find((reply) => replies.includes(reply));
  return found === 'waiting' ? 'ringing' : (found ?? 'timeout');
};

/** With these replies; it ends when nobody is waited for. */
export const withReplies = (content: SignalContent, replies: SignalContent['invitees'], now: number): SignalContent => {
  const invitees = { ...content.invitees, ...replies };
  const state = outcome(Object.values(invitees));
  return { ...content, invitees, state, ...(state !== 'ringing' && { endedAt: now }) };
};

const timedOut = (content: SignalContent, now: number): SignalContent => {
  const waiting = Object.entries(content.invitees).filter(([, reply]) => reply === 'waiting');
  return withReplies(content, Object.fromEntries(waiting.map(([user]) => [user, 'timeout'])), now);
};

/** The content as it is now, told to all. Its place among what has an end is given up once it has ended. */
export const putSignal = async (work: Work, message: MessageRow, content: SignalContent): Promise<void> => {
  const { expire, ...rest } = message;
  const running = content.state === 'ringing' && expire ? { expire } : {};
  await work.tx.messages.put({ ...rest, ...running, content });
  await tellOf(work, message, { t: 'edited', key: message.key, id: message.id }, `edited:${message.id}`);
};

/** Its time is over. */
export const timeOut = (work: Work, message: MessageRow): Promise<void> =>
  putSignal(work, message, timedOut(message.content as SignalContent, work.now));
