import type { Action, Availability, Facts } from '../../core/engine/index.js';
import { type ConversationId, type ConversationKind, kindOf } from '../../core/model/index.js';
import { allowedInGroup, isGroupAction } from './group-rights.js';
import { canInRoom, isRoomAction } from './room-rights.js';
import { allowedInSpace, isSpaceAction, NOT_IN_CHANNELS, SPACE_ACTIONS } from './space-rights.js';

/** Kinds of conversations that this engine has facets for. */
export const KINDS: readonly ConversationKind[] = ['direct', 'group', 'channel', 'room'];

const EVERYWHERE: readonly Action[] = [
  ...(['send', 'reply', 'typing', 'history', 'recall', 'mark-read', 'remove', 'pin', 'mute'] as const),
  ...(['edit', 'extend', 'react', 'reactors', 'delete', 'clear', 'forward', 'upload', 'command', 'signal'] as const),
  ...(['receipt', 'readers', 'stream'] as const),
  ...(['contacts', 'request-contact', 'contact-groups', 'block', 'presence', 'set-presence'] as const),
  ...(['mark', 'mark-unread', 'data', 'shield', 'wipe', 'tag', 'notify-all', 'quiet-hours'] as const),
  ...(['update-self', 'transient', 'silent', 'unlisted', 'create-group', 'translate', 'transcribe'] as const),
];

const inChannel = (action: Action, facts: Facts | undefined): Availability => {
  if (NOT_IN_CHANNELS.includes(action)) return 'unsupported';
  if (isSpaceAction(action)) return !facts || allowedInSpace(action, facts) ? 'available' : 'unavailable';
  if (isGroupAction(action)) return 'unavailable';
  return facts?.locked && action === 'send' ? 'unavailable' : 'available';
};

export const can = (action: Action, target?: ConversationId, facts?: Facts): Availability => {
  const grouped = isGroupAction(action);
  const known = grouped || EVERYWHERE.includes(action) || SPACE_ACTIONS.includes(action);
  if (target === undefined) return known || isRoomAction(action) ? 'available' : 'unsupported';
  if (kindOf(target) === 'room') return canInRoom(action, facts);
  if (!known) return 'unsupported';
  if (!KINDS.includes(kindOf(target))) return 'unsupported';
  if (kindOf(target) === 'channel') return inChannel(action, facts);
  if (action === 'pin-message' && kindOf(target) !== 'group') return 'unsupported';
  if (grouped)
    return kindOf(target) === 'group' && (!facts || allowedInGroup(action, facts)) ? 'available' : 'unavailable';
  return facts?.locked && action === 'send' ? 'unavailable' : 'available';
};
