import type { OutgoingMessage } from '../engine/index.js';
import type { Content, Delivery, FileRef, Message, UserId } from '../model/index.js';
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
  'not-found',
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

type Both = Pick<OutgoingMessage, 'mentions' | 'audience' | 'silent' | 'unlisted' | 'transient' | 'data'>;

/** What a row and its message say in the same words. */
export const both = ({ mentions, audience, silent, unlisted, transient, data }: Both) => ({
  ...(mentions && { mentions }),
  ...(audience && { audience }),
  ...(silent && { silent }),
  ...(unlisted && { unlisted }),
  ...(transient && { transient }),
  ...(data && { data }),
});
