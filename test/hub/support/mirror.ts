import type { WireConversation, WireEvent, WireMessage } from '../../../hub/protocol/index.js';
import type { TestClient } from './service.js';

const without = <T extends object, K extends keyof T>(value: T, ...names: K[]): Omit<T, K> =>
  Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name as K))) as Omit<T, K>;

const extended = (now: WireMessage['extensions'], { set, removed = [] }: Extract<WireEvent, { t: 'extended' }>) => {
  const left = Object.entries({ ...now, ...set }).filter(([key]) => !removed.includes(key));
  return left.length > 0 ? Object.fromEntries(left) : undefined;
};

/** Nothing stays of it but its place. */
const recalled = (
  { id, conversation, seq, sender, at, counts, ...rest }: WireMessage,
  { t: _t, seq: _seq, id: _id, conversation: _conversation, ...mark }: Extract<WireEvent, { t: 'recalled' }>,
): WireMessage => {
  const { clientId, senderName, audience, unlisted } = rest;
  const kept = { clientId, senderName, audience, unlisted };
  return {
    ...{ id, conversation, seq, sender, at, counts, content: { kind: 'recalled' }, recalled: mark },
    ...Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined)),
  };
};

/** What becomes of a message; undefined where it is gone. Quotes are left out: they are looked up when they are read. */
export const changed = (message: WireMessage, event: WireEvent): WireMessage | undefined => {
  switch (event.t) {
    case 'edited': {
      const { content, edited, altered } = event;
      return { ...message, content, ...(edited && { edited }), ...(altered && { altered }) };
    }
    case 'extended': {
      const extensions = extended(message.extensions, event);
      return { ...without(message, 'extensions'), ...(extensions && { extensions }) };
    }
    case 'reacted':
      return { ...without(message, 'reactions'), ...(event.reactions.length > 0 && { reactions: event.reactions }) };
    case 'pinned':
      return { ...without(message, 'pinned'), ...(event.pinned && { pinned: event.pinned }) };
    case 'recalled':
      return recalled(message, event);
    case 'deleted':
      return event.ids.includes(message.id) ? undefined : message;
    case 'cleared':
      return message.seq <= event.upTo ? undefined : message;
    default:
      return message;
  }
};

const concerns = (event: WireEvent, { id, conversation }: WireMessage): boolean =>
  'conversation' in event && event.conversation === conversation && (!('id' in event) || event.id === id);

/** What a client knows of a conversation that has only ever listened. */
export const mirrorOf = (events: readonly WireEvent[], conversation: string): WireMessage[] => {
  const known = new Map<string, WireMessage>();
  for (const event of events) {
    if (event.t === 'message') {
      if (event.message.conversation === conversation) known.set(event.message.id, without(event.message, 'replyTo'));
      continue;
    }
    for (const message of [...known.values()]) {
      if (!concerns(event, message)) continue;
      const after = changed(message, event);
      if (after) known.set(after.id, after);
      else known.delete(message.id);
    }
  }
  return [...known.values()].sort((a, b) => a.seq - b.seq);
};

/** The last message of a row, without what events of its own tell. */
export const lastOf = ({ last }: Pick<WireConversation, 'last'>): unknown =>
  last && without(last, 'reactions', 'extensions', 'tally', 'expire');

export const rowOf = (row: WireConversation | undefined): unknown => row && { ...row, last: lastOf(row) };

/** What history says. */
export const truthOf = async (client: TestClient, conversation: string): Promise<WireMessage[]> => {
  const { items } = await client.call('messages.history', { conversation, limit: 100 });
  return items.map((message) => without(message, 'replyTo'));
};
