import type { OutgoingMessage } from '../engine/index.js';
import {
  type Content,
  type Delivery,
  type FileRef,
  isConversationId,
  type Message,
  type UserId,
} from '../model/index.js';
import type { OutboxEntry } from './types.js';

export type SendEntry = Extract<OutboxEntry, { readonly command: 'send' }>;

/** Trying the same again cannot help with these; the rest may pass later (a block lifted, a mute over). */
const HOPELESS: ReadonlySet<string> = new Set([
  'invalid',
  'too-large',
  'too-late',
  'unsupported',
  'rejected-content',
  'conflict',
]);

export const failure = (code: string, limit?: number, reason?: string): Delivery => ({
  state: 'failed',
  code,
  retryable: !HOPELESS.has(code),
  ...(limit === undefined ? {} : { limit }),
  ...(reason && { reason }),
});

/**
 * Reading, and what is done to messages that are there, does not wait behind a long upload of the same conversation, nor
 * holds up what is written.
 */
export const laneOf = ({ command, conversationId: id }: OutboxEntry): string =>
  command === 'send' ? id : `${command} ${id}`;

const isFile = (value: unknown): value is FileRef =>
  typeof value === 'object' && value !== null && 'bytes' in value && 'mime' in value;

/** The file of a content, whatever its field is called. */
export const fileOf = (content: Content): FileRef | undefined => Object.values(content).find(isFile);

/** The file still to be uploaded. */
export const upload = (entry: SendEntry): FileRef | undefined => {
  const file = entry.blobKey === undefined ? undefined : fileOf(entry.message.content);
  return file?.id === undefined ? file : undefined;
};

/** The row of an entry whose row was lost. */
export const rowOf = (entry: SendEntry, userId: UserId): Message => {
  const { conversationId, content, replyTo, expire, receipt } = entry.message;
  return {
    id: entry.id,
    conversationId,
    senderId: userId,
    own: true,
    content,
    sentAt: entry.createdAt,
    delivery: { state: 'queued' },
    counts: entry.message.uncounted !== true && !entry.message.transient,
    ...(replyTo && { replyTo }),
    ...both(entry.message),
    ...(receipt && { receiptRequested: true }),
    ...(expire && { expire: { seconds: expire } }),
  };
};

/** The other way round: what a row says of its message. */
export const messageOf = (row: Message): OutgoingMessage => {
  const { replyTo } = row;
  return {
    clientId: row.id,
    conversationId: row.conversationId,
    content: row.content,
    ...(replyTo?.serverId && { replyTo: { serverId: replyTo.serverId, preview: replyTo.preview } }),
    ...both(row),
    ...(row.counts || row.transient ? {} : { uncounted: true }),
    ...(row.expire && { expire: row.expire.seconds }),
    ...(row.receiptRequested && { receipt: true }),
  };
};

/** What a row and its message say in the same words. */
const both = ({ mentions, audience, silent, unlisted, transient, data }: OutgoingMessage | Message) => ({
  ...(mentions && { mentions }),
  ...(audience && { audience }),
  ...(silent && { silent }),
  ...(unlisted && { unlisted }),
  ...(transient && { transient }),
  ...(data !== undefined && { data }),
});

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
