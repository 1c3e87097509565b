import type { ChangeOps } from './changes.js';
import type { CommandOps, ReportOps, SignalOps } from './commands.js';
import type { ConversationOps } from './conversations.js';
import type { GroupOps } from './groups.js';
import type { MediaOps } from './media.js';
import type { MessageOps } from './messages.js';
import type { PeopleOps } from './people.js';
import type { ReceiptOps } from './receipts.js';
import type { RoomOps } from './rooms.js';
import type { RowOps } from './rows.js';
import type { SearchOps } from './search.js';
import type { SessionOps } from './session.js';
import type { SettingsOps } from './settings.js';
import type { SpaceOps } from './spaces.js';
import type { UserOps } from './users.js';

/** Every call of the protocol: what goes in, what comes out. One file a noun. */
export interface Ops
  extends SessionOps,
    MessageOps,
    ChangeOps,
    SearchOps,
    ReceiptOps,
    CommandOps,
    SignalOps,
    ReportOps,
    SettingsOps,
    ConversationOps,
    RowOps,
    UserOps,
    PeopleOps,
    GroupOps,
    SpaceOps,
    RoomOps,
    MediaOps {}
