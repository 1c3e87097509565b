import type { Action, Availability, Facts, Limits } from '../../core/engine/index.js';
import { type ConversationId, kindOf } from '../../core/model/index.js';
import {
  allowedInRoom,
  allowedInSpace,
  ROOM_RIGHTS,
  type RoomAction,
  SPACE_RIGHTS,
  type SpaceAction,
} from '../../hub/protocol/place-rights.js';
import { allowed, GONE, type GroupAction, RIGHTS } from '../../hub/protocol/rights.js';
import type { Words } from '../../hub/protocol/words.js';

/** The same on every hub. */
const PROTOCOL = { extensionKey: 100, extensionValue: 4096, searchWords: 5, deletes: 100, pins: 50, watched: 200 };

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

const actions = <const S extends string>(words: S & (Words<S> extends Action ? unknown : never)) =>
  words.split(' ') as Action[];

/** Who is in a group no more looks at what he could see then, and puts it away; of a lost channel nothing is left. */
const KEPT: readonly Action[] = actions('forward remove clear search history');
/** Wherever there is a conversation, or without one. What stands neither here nor among the rights no hub does. */
const EVERYWHERE: readonly Action[] = [
  ...KEPT,
  ...actions('send upload recall edit delete reply receipt typing react pin mute mark-unread mark-read'),
  ...actions('create-group update-self extend pin-message reactors readers privacy spaces create-space create-room'),
  ...actions('stream command signal report erase expire transient silent unlisted by-kind search-groups directory'),
  ...actions('contacts request-contact contact-groups block presence set-presence search-users devices accounts'),
  ...actions('tag sort-tags pin-tagged mark shield data wipe notify-all notify-kind quiet-hours'),
];
/** Everywhere but in the list of conversations, where channels do not stand, and what needs few who read. */
const NOT_IN_CHANNELS: readonly Action[] = actions('remove wipe tag pin-tagged mark direct');
/** Of what is done to messages: rooms keep nothing for long. */
const IN_ROOMS: readonly Action[] = actions('send recall reply history forward silent mention mention-all');
/** What needs a voice: whoever is muted, or gone, has none. */
const WRITING: readonly Action[] = actions('send upload reply typing edit signal stream');

const answer = (may: boolean): Availability => (may ? 'available' : 'unavailable');

/** Without `facts`: what anybody at all may do there. */
export const can = (action: Action, target?: ConversationId, facts?: Facts): Availability => {
  const grouped = Object.hasOwn(RIGHTS, action);
  const everywhere = EVERYWHERE.includes(action);
  const spaced = Object.hasOwn(SPACE_RIGHTS, action);
  const roomed = Object.hasOwn(ROOM_RIGHTS, action);
  if (!everywhere && !grouped && !spaced && !roomed) return 'unsupported';
  if (target === undefined) return 'available';
  const kind = kindOf(target);
  const channel = kind === 'channel';
  const gone = GONE.includes(facts?.locked);
  // Members of a group that is over keep their place.
  if (channel ? gone || facts?.locked === 'dismissed' : gone && everywhere && !KEPT.includes(action))
    return 'unavailable';
  if (channel)
    return answer(
      spaced ? !facts || allowedInSpace(action as SpaceAction, facts) : everywhere && !NOT_IN_CHANNELS.includes(action),
    );
  if (kind === 'system') return 'unsupported';
  if (facts?.locked && WRITING.includes(action)) return 'unavailable';
  if (kind === 'room')
    return answer(roomed ? !facts || allowedInRoom(action as RoomAction, facts) : IN_ROOMS.includes(action));
  return answer(kind === 'group' && grouped ? !facts || allowed(action as GroupAction, facts) : everywhere);
};
