import type { Action, Availability, Limits } from '../../core/engine/index.js';
import { type ConversationId, kindOf } from '../../core/model/index.js';

/** What the hub allows as it comes out of the box; its Welcome says what holds there. */
export const DEFAULT_LIMITS: Limits = {
  textGraphemes: 5000,
  contentBytes: 64 * 1024,
  fileBytes: 100 * 1024 * 1024,
  imageBytes: 28 * 1024 * 1024,
  refusedFiles: [],
  historyPage: 100,
  recallSeconds: 120,
  sendsPerSecond: 5,
  usersPerFetch: 100,
};

/** `all`: wherever there is a conversation, or without one; `group`: only there. Others: not on a hub. */
const ACTIONS: Partial<Record<Action, 'all' | 'group'>> = {
  send: 'all',
  upload: 'all',
  recall: 'all',
  reply: 'all',
  mention: 'group',
  'mention-all': 'group',
  receipt: 'all',
  typing: 'all',
  pin: 'all',
  mute: 'all',
  'mark-read': 'all',
  remove: 'all',
  history: 'all',
  'create-group': 'all',
  'join-group': 'group',
  members: 'group',
  invite: 'group',
  leave: 'group',
  'update-self': 'all',
};

export const can = (action: Action, target?: ConversationId): Availability => {
  const where = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
  if (!where) return 'unsupported';
  if (target === undefined) return 'available';
  const kind = kindOf(target);
  if (kind !== 'direct' && kind !== 'group') return 'unsupported';
  return where === 'all' || kind === 'group' ? 'available' : 'unavailable';
};
