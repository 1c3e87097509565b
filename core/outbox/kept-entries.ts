import type { OutgoingMessage } from '../engine/index.js';
import { isConversationId, type Message } from '../model/index.js';
import { both } from './entries.js';

/** What a row says of its message. */
export const messageOf = (row: Message): OutgoingMessage => {
  const { replyTo } = row;
  return {
    clientId: row.id,
    conversationId: row.conversationId,
    content: row.content,
    writtenAt: row.sentAt,
    ...(replyTo?.serverId && { replyTo: { serverId: replyTo.serverId, preview: replyTo.preview } }),
    ...both(row),
    ...(row.counts || row.transient ? {} : { uncounted: true }),
    ...(row.expire && { expire: row.expire.seconds }),
    ...(row.receiptRequested && { receipt: true }),
  };
};

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** What each change cannot do without. */
const ARGS: Readonly<Record<string, readonly [field: string, type: string]>> = {
  edit: ['content', 'object'],
  react: ['emoji', 'string'],
  pin: ['pinned', 'boolean'],
  delete: ['messages', 'object'],
  extend: ['', ''],
  recall: ['', ''],
  clear: ['', ''],
};
const hasArgs = (name: unknown, args: Record<string, unknown>): boolean => {
  const [field = '', type] = ARGS[String(name)] ?? [];
  return type === '' || (type !== undefined && typeof args[field] === type && args[field] !== null);
};

/** What is wrong with a stored entry, if anything; storage may hold what an older or broken build wrote. */
export const entryFault = (value: unknown): string | undefined => {
  if (!isObject(value)) return 'not an object';
  if (typeof value.id !== 'string') return 'id';
  if (!isConversationId(value.conversationId)) return 'conversationId';
  for (const field of ['number', 'attempts', 'notBefore', 'createdAt'])
    if (!Number.isFinite(value[field])) return field;
  switch (value.command) {
    case 'send': {
      const message = value.message;
      if (!isObject(message) || message.clientId !== value.id) return 'message';
      return isObject(message.content) && typeof message.content.kind === 'string' ? undefined : 'content';
    }
    case 'change':
      if (typeof value.target !== 'string') return 'target';
      return isObject(value.change) && isObject(value.change.args) && hasArgs(value.change.name, value.change.args)
        ? undefined
        : 'change';
    case 'mark-read':
      return isObject(value.upTo) && isObject(value.upTo.order) ? undefined : 'upTo';
    default:
      return 'command';
  }
};
