import type { Action, Availability, Facts } from '../../core/engine/index.js';
import { type ConversationId, type ConversationKind, kindOf } from '../../core/model/index.js';
import { allowedInGroup, isGroupAction } from './group-rights.js';
import { canInRoom, isRoomAction } from './room-rights.js';

/** Kinds of conversations that this engine has facets for. */
export const KINDS: readonly ConversationKind[] = ['direct', 'group', 'room'];

const EVERYWHERE: readonly Action[] = [
  ...(['send', 'reply', 'typing', 'history', 'recall', 'mark-read', 'remove', 'pin', 'mute'] as const),
  ...(['edit', 'extend', 'react', 'reactors', 'delete', 'clear', 'forward', 'upload', 'command', 'signal'] as const),
  ...(['receipt', 'readers', 'stream'] as const),
  ...(['contacts', 'request-contact', 'contact-groups', 'block', 'presence', 'set-presence'] as const),
  ...(['mark', 'mark-unread', 'data', 'shield', 'wipe', 'tag', 'notify-all', 'quiet-hours'] as const),
  ...(['update-self', 'transient', 'silent', 'unlisted', 'create-group', 'translate', 'transcribe'] as const),
];

export const can = (action: Action, target?: ConversationId, facts?: Facts): Availability => {
  const grouped = isGroupAction(action);
  const known = grouped || EVERYWHERE.includes(action);
  if (target === undefined) return known || isRoomAction(action) ? 'available' : 'unsupported';
  if (kindOf(target) === 'room') return canInRoom(action, facts);
  if (!known) return 'unsupported';
  if (!KINDS.includes(kindOf(target))) return 'unsupported';
  if (action === 'pin-message' && kindOf(target) !== 'group') return 'unsupported';
  if (grouped)
    return kindOf(target) === 'group' && (!facts || allowedInGroup(action, facts)) ? 'available' : 'unavailable';
  return facts?.locked && action === 'send' ? 'unavailable' : 'available';
};
