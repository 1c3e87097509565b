import type { MessageRow } from '../../storage/port.js';
import type { Seat } from '../access.js';
import { dropFiles } from '../carried.js';
import { object, optional, string, token } from '../check.js';
import { HubError } from '../errors.js';
import { isDirect } from '../ids.js';
import type { OpTable } from '../op.js';
import { isRoom, recallInRoom } from '../places/room-talk.js';
import { tellOf } from '../telling.js';
import { seenIn } from '../visible.js';
import type { Work } from '../work.js';
import { conversationId } from './messages.js';

/** One's own for a while; whoever runs the group, anything at any time. */
const mayRecall = ({ key, member }: Seat, message: MessageRow, now: number, seconds: number): void => {
  if (message.content.kind === 'notice') throw new HubError('forbidden', 'id: notices stay', { field: 'id' });
  if (!isDirect(key) && member.role !== 'member') return;
  if (message.sender !== member.user) throw new HubError('forbidden', 'id: not your message', { field: 'id' });
  if (now - message.at <= seconds * 1000) return;
  throw new HubError('too-late', `id: only within ${seconds} seconds`, { field: 'id', limit: seconds });
};

/** Leaves the place, and nothing that was in it. */
export const recall = async (work: Work, message: MessageRow, by: string, reason?: string): Promise<void> => {
  const { key, seq, id } = message;
  const recalled = { at: work.now, by, ...(reason !== undefined && { reason }) };
  const { sender, senderName, senderAvatar, clientId, at, counts, audience, unlisted } = message;
  const face = { ...(senderName !== undefined && { senderName }), ...(senderAvatar !== undefined && { senderAvatar }) };
  const kept = {
    ...{ ...face, ...(clientId !== undefined && { clientId }) },
    ...{ ...(audience && { audience }), ...(unlisted && { unlisted }) },
  };
  await work.tx.messages.put({ ...kept, key, seq, id, sender, at, counts, content: { kind: 'recalled' }, recalled });
  await work.tx.search.remove(key, seq);
  await dropFiles(work.tx, message);
  if (message.pinned) await tellOf(work, message, { t: 'pinned', key, id }, `pinned:${id}`);
  await tellOf(work, message, { t: 'recalled', key, id, seq, at: work.now, by });
};

export const recallOps: OpTable<'messages.recall'> = {
  'messages.recall': {
    auth: 'user',
    check: object({ conversation: conversationId, id: token(128), reason: optional(string(500)) }),
    run: (call, { conversation, id, reason }) => {
      if (isRoom(conversation))
        return recallInRoom(call, { conversation, id, ...(reason !== undefined && { reason }) });
      const { core, user } = call;
      return core.write(async (work) => {
        const { seat, message } = await seenIn(work, user, { conversation, id });
        if (message.recalled) return {};
        mayRecall(seat, message, work.now, core.settings.limits.recallSeconds);
        await recall(work, message, user, reason);
        return {};
      });
    },
  },
};
