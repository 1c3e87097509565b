import type { WireRoomNews } from '../../protocol/index.js';
import type { GroupRow, RoomDoc } from '../../storage/port.js';
import type { HubClock } from '../clock.js';
import type { Session } from '../session.js';

export type News = { -readonly [K in keyof WireRoomNews]: WireRoomNews[K] };

export interface Person {
  readonly sessions: Set<Session>;
  readonly visitor: boolean;
  /** Calls off that he leaves, where his connection is lost. */
  stay?: () => void;
}

export interface RoomParts {
  readonly row: GroupRow;
  readonly kept: RoomDoc | undefined;
  readonly clock: HubClock;
  readonly perSecond: number;
  /** May visitors write? */
  readonly visitors: boolean;
  /** What would have to be kept changed. */
  readonly dirty: () => void;
}
