import type { Action, Availability, Limits } from '../../core/engine/index.js';
import { type ConversationId, kindOf } from '../../core/model/index.js';

/** The same on every hub. */
const PROTOCOL = { extensionKey: 100, extensionValue: 4096, searchWords: 5, deletes: 100, pins: 50 };

/** What the hub allows as it comes out of the box; its Welcome says what holds there. */
export const DEFAULT_LIMITS: Limits = {
  textGraphemes: 5000,
  contentBytes: 64 * 1024,
  fileBytes: 100 * 1024 * 1024,
  imageBytes: 28 * 1024 * 1024,
  refusedFiles: [],
  historyPage: 100,
  recallSeconds: 120,
  editSeconds: 48 * 3600,
  extensions: 3000,
  mergedMessages: 300,
  sendsPerSecond: 5,
  usersPerFetch: 100,
  ...PROTOCOL,
};

export const limitsOf = (told: Limits): Limits => ({ ...told, ...PROTOCOL });

/** Wherever there is a conversation, or without one. What stands in neither list no hub does. */
const EVERYWHERE: readonly Action[] = [
  ...(['send', 'upload', 'recall', 'edit', 'delete', 'forward', 'reply', 'receipt', 'typing', 'react', 'pin'] as const),
  ...(['mute', 'mark-unread', 'mark-read', 'remove', 'clear', 'search', 'history', 'create-group'] as const),
  ...(['update-self', 'extend', 'pin-message', 'reactors', 'readers', 'privacy', 'stream', 'command'] as const),
  ...(['signal', 'report', 'erase', 'expire', 'transient', 'silent', 'unlisted', 'by-kind'] as const),
];
const IN_GROUPS: readonly Action[] = [
  ...(['mention', 'mention-all', 'direct', 'join-group', 'members', 'invite', 'leave'] as const),
];

export const can = (action: Action, target?: ConversationId): Availability => {
  const everywhere = EVERYWHERE.includes(action);
  if (!everywhere && !IN_GROUPS.includes(action)) return 'unsupported';
  if (target === undefined) return 'available';
  const kind = kindOf(target);
  if (kind !== 'direct' && kind !== 'group') return 'unsupported';
  return everywhere || kind === 'group' ? 'available' : 'unavailable';
};
