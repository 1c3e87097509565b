/** Opaque to everything but its engine. The hub allows `[A-Za-z0-9_.@+~-]{1,64}`. */
export type UserId = string;

export type ConversationKind = 'direct' | 'group' | 'channel' | 'room' | 'system';

/** `${kind}:${target}`: `direct:u42`, `group:g7`, `channel:space/general`, `room:live1`, `system:notices`. Fits an HTML attribute. */
export type ConversationId = `${ConversationKind}:${string}`;

/** Local identity of a message: chosen when its row first appears and never changed, so a sent message keeps its DOM node. */
export type MessageId = string;

const KINDS: ReadonlySet<string> = new Set(['direct', 'group', 'channel', 'room', 'system']);

export const isConversationId = (value: unknown): value is ConversationId => {
  if (typeof value !== 'string') return false;
  const colon = value.indexOf(':');
  return colon > 0 && colon < value.length - 1 && value.length <= 200 && KINDS.has(value.slice(0, colon));
};

export const kindOf = (id: ConversationId): ConversationKind => id.slice(0, id.indexOf(':')) as ConversationKind;

export const targetOf = (id: ConversationId): string => id.slice(id.indexOf(':') + 1);
