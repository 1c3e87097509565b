import type { EngineEvent } from '../../../core/engine/index.js';
import type { UserId } from '../../../core/model/index.js';
import type { Link } from '../link.js';
import { conversationEvents } from './conversations.js';
import { groupEvents } from './groups.js';
import { markEvents } from './marks.js';
import { messageEvents } from './messages.js';
import { peopleEvents } from './people.js';
import { pinEvents } from './pins.js';
import { profileEvents } from './profiles.js';
import { settingsEvents } from './settings.js';
import { spaceEvents } from './spaces.js';

/** `call` and `emit`: what an event leaves unsaid is asked for, and told when it is known. */
export interface EventContext extends Pick<Link, 'call' | 'emit' | 'now'> {
  readonly self: UserId;
  /** As `Link.kept`. */
  kept<T>(name: string, make: () => T): T;
  /** After all that the SDK tells in this moment. What `work` throws is reported, as what a listener throws. */
  soon(work: () => void): void;
}
/** By the SDK's name of the event: what its `data` means. One batch each. */
export type Listeners = Readonly<Record<string, (data: never, context: EventContext) => readonly EngineEvent[]>>;

/** Each event has one listener; a part that brings new events adds its table here. */
export const listeners: Listeners = {
  ...messageEvents,
  ...markEvents,
  ...conversationEvents,
  ...profileEvents,
  ...groupEvents,
  ...peopleEvents,
  ...pinEvents,
  ...spaceEvents,
  ...settingsEvents,
};
