import type { Message, UserId } from '../model/index.js';
import type { TranscriptFormat } from './transcript-types.js';
import { attachmentOf, bodyOf } from './transcript-words.js';

/**
 * A transcript as JSON. Times are ISO 8601 in UTC. `complete: false`: only what the device held. Fields that do not apply
 * are left out.
 */
export interface TranscriptFile {
  readonly format: 'im-elements.transcript';
  readonly version: 1;
  readonly conversation: { readonly id: string; readonly title: string };
  readonly madeAt: string;
  readonly complete: boolean;
  /** Oldest first. */
  readonly messages: readonly TranscriptEntry[];
  readonly count: number;
}
export interface TranscriptEntry {
  readonly id: string;
  readonly at: string;
  readonly sender: { readonly id: UserId; readonly name: string };
  /** Kind of its content; `recalled` for one that was taken back. */
  readonly kind: string;
  readonly text?: string;
  /** Named, not embedded. */
  readonly attachment?: { readonly name: string; readonly bytes: number; readonly mime: string };
  readonly edited?: string;
  readonly recalled?: { readonly at: string; readonly by: UserId };
  readonly replyTo?: { readonly id?: string; readonly sender?: UserId; readonly text?: string };
  readonly to?: readonly UserId[];
  readonly reactions?: readonly { readonly emoji: string; readonly count: number }[];
  readonly pinned?: string;
}

export const transcriptJson: TranscriptFormat = (head, word, name) => {
  const open = {
    format: 'im-elements.transcript',
    version: 1,
    conversation: { id: head.id, title: head.title },
    madeAt: iso(head.at),
    complete: head.whole,
  };
  return {
    type: 'application/json',
    begin: () => `${JSON.stringify(open).slice(0, -1)},"messages":[`,
    page: (messages) => messages.map((one) => `\n${JSON.stringify(entryOf(one, word, name))}`).join(','),
    join: (pages) => pages.join(','),
    end: (count) => `\n],"count":${count}}\n`,
  };
};

const iso = (at: number): string => new Date(at).toISOString();

const entryOf = (
  message: Message,
  word: Parameters<TranscriptFormat>[1],
  name: Parameters<TranscriptFormat>[2],
): TranscriptEntry => {
  const { id, serverId, senderId, sentAt, content, edited, recalled, replyTo, audience, reactions, pinned } = message;
  const file = attachmentOf(message);
  const base = { id: serverId ?? id, at: iso(sentAt), sender: { id: senderId, name: name(senderId, message) } };
  if (recalled || content.kind === 'recalled')
    return { ...base, kind: 'recalled', ...(recalled && { recalled: { at: iso(recalled.at), by: recalled.by } }) };
  return {
    ...base,
    kind: content.kind === 'unknown' ? content.wireKind : content.kind,
    text: bodyOf(message, word),
    ...(file && { attachment: { name: file.name, bytes: file.bytes, mime: file.mime } }),
    ...(edited && { edited: iso(edited.at) }),
    ...(replyTo &&
      !replyTo.gone && { replyTo: { id: replyTo.serverId, sender: replyTo.senderId, text: replyTo.preview } }),
    ...(audience && { to: audience }),
    ...(reactions?.length && { reactions: reactions.map(({ emoji, count }) => ({ emoji, count })) }),
    ...(pinned && { pinned: iso(pinned.at) }),
  };
};
