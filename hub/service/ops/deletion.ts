import { seatOf, toKey } from '../access.js';
import { integer, list, object, optional } from '../check.js';
import { formerOf, keepFormer, noteCleared } from '../former.js';
import { groupOf } from '../ids.js';
import type { OpTable } from '../op.js';
import { floorOf, seenBy } from '../visible.js';
import type { Work } from '../work.js';
import { conversationId, messageId } from './messages.js';

const MOST = 100;

/** For this user alone; what he cannot see is gone already. */
const hide = async (work: Work, user: string, conversation: string, ids: readonly string[]): Promise<void> => {
  const { key } = await seatOf(work, user, conversation);
  const gone: string[] = [];
  for (const id of new Set(ids)) {
    const message = await seenBy(work.tx, key, id, user);
    if (!message) continue;
    await work.tx.messages.hide(key, message.seq, user);
    gone.push(id);
  }
  if (gone.length > 0) await work.tellUser(user, { t: 'deleted', key, ids: gone });
};

/** Of what he who is gone could still read, too. */
const clear = async (work: Work, user: string, conversation: string, upTo?: number): Promise<void> => {
  const gone = toKey(conversation, user);
  const past = await formerOf(work.tx, user, gone);
  if (past) {
    const clearedSeq = Math.min(upTo ?? past.seq, past.seq);
    if (clearedSeq <= past.clearedSeq) return;
    await keepFormer(work, user, groupOf(gone), { ...past, clearedSeq });
    await noteCleared(work, user, gone, clearedSeq);
    await work.tellUser(user, { t: 'cleared', key: gone, upTo: clearedSeq }, `cleared:${gone}`);
    return;
  }
  const { key, member, conversation: row } = await seatOf(work, user, conversation);
  const clearedSeq = Math.min(upTo ?? row.seq, row.seq);
  if (clearedSeq <= floorOf(member)) return;
  await work.tx.members.put({ ...member, clearedSeq });
  await work.tellUser(user, { t: 'cleared', key, upTo: clearedSeq }, `cleared:${key}`);
};

export const deletionOps: OpTable<'messages.delete' | 'messages.clear'> = {
  'messages.delete': {
    auth: 'user',
    check: object({ conversation: conversationId, ids: list(messageId, MOST) }),
    async run({ core, user }, { conversation, ids }) {
      await core.write((work) => hide(work, user, conversation, ids));
      return {};
    },
  },
  'messages.clear': {
    auth: 'user',
    check: object({ conversation: conversationId, upTo: optional(integer(0)) }),
    async run({ core, user }, { conversation, upTo }) {
      await core.write((work) => clear(work, user, conversation, upTo));
      return {};
    },
  },
};
