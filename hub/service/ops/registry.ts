import type { OpName } from '../../protocol/index.js';
import type { Op, OpTable } from '../op.js';
import { accountOps } from './accounts.js';
import { blockOps } from './blocks.js';
import { channelOps } from './channels.js';
import { commandOps } from './commands.js';
import { contactOps } from './contacts.js';
import { conversationOps } from './conversations.js';
import { deletionOps } from './deletion.js';
import { directoryOps } from './directory.js';
import { editOps } from './edit.js';
import { extendOps } from './extend.js';
import { groupOps } from './groups/index.js';
import { growOps } from './grow.js';
import { historyOps } from './history.js';
import { mediaOps } from './media.js';
import { messageOps } from './messages.js';
import { pinOps } from './pins.js';
import { presenceOps } from './presence.js';
import { reactionOps } from './reactions.js';
import { recallOps } from './recall.js';
import { receiptOps } from './receipts.js';
import { reportOps } from './reports.js';
import { requestOps } from './requests.js';
import { roomOps } from './rooms.js';
import { rowOps } from './rows.js';
import { searchOps } from './search.js';
import { sendOps } from './send.js';
import { sessionOps } from './session.js';
import { settingsOps } from './settings.js';
import { signalOps } from './signals.js';
import { spaceOps } from './spaces.js';
import { tagOps } from './tags.js';
import { typingOps } from './typing.js';
import { userOps } from './users.js';
import { visitorOps } from './visitor.js';

/** Every call, by name. A noun adds its table here; the compiler says which are missing. */
export const OPS: OpTable = {
  ...sessionOps,
  ...visitorOps,
  ...messageOps,
  ...historyOps,
  ...searchOps,
  ...sendOps,
  ...editOps,
  ...growOps,
  ...extendOps,
  ...reactionOps,
  ...pinOps,
  ...deletionOps,
  ...recallOps,
  ...receiptOps,
  ...commandOps,
  ...signalOps,
  ...reportOps,
  ...settingsOps,
  ...typingOps,
  ...conversationOps,
  ...rowOps,
  ...tagOps,
  ...userOps,
  ...contactOps,
  ...requestOps,
  ...presenceOps,
  ...blockOps,
  ...directoryOps,
  ...accountOps,
  ...groupOps,
  ...roomOps,
  ...spaceOps,
  ...channelOps,
  ...mediaOps,
};

export const isOp = (name: unknown): name is OpName => typeof name === 'string' && Object.hasOwn(OPS, name);

/** The call, without its own types: its `check` has made sure of the arguments. */
export const opOf = (name: OpName): Op<OpName> => OPS[name] as unknown as Op<OpName>;
