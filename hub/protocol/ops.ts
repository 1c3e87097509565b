import type { ConversationOps } from './conversations.js';
import type { GroupOps } from './groups.js';
import type { MediaOps } from './media.js';
import type { MessageOps } from './messages.js';
import type { SessionOps } from './session.js';
import type { UserOps } from './users.js';

/** Every call of the protocol: what goes in, what comes out. One file a noun. */
export interface Ops extends SessionOps, MessageOps, ConversationOps, UserOps, GroupOps, MediaOps {}
