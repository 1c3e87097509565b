import type { IncomingMessage } from '../../core/engine/index.js';
import type { Link } from './link.js';
import { readMessage } from './messages.js';

type Told = Pick<Link, 'call' | 'emit' | 'kept' | 'now'>;

/** Beyond its end, by clocks that differ a little. */
const LATE_MS = 50;

/** An invitation that rings: its end is told when it comes, if nothing else ended it. */
export const ring = (link: Told, self: string, { serverId, content }: IncomingMessage): void => {
  if (content.kind !== 'signal' || content.state !== 'ringing' || typeof content.until !== 'number') return;
  const ringing = link.kept('ringing', () => new Set<string>());
  if (ringing.has(serverId)) return;
  ringing.add(serverId);
  const end = async () => {
    const message = await link.call(async (sdk) => ({ data: sdk.findMessage(serverId) }));
    const now = message && !message.isRevoked ? readMessage(message, self, link.now()) : undefined;
    if (now?.content.state !== 'timeout') return;
    const { conversationId, content } = now;
    link.emit([{ type: 'message-changes', changes: [{ what: 'edited', serverId, conversationId, content }] }]);
  };
  setTimeout(() => void end().catch(() => undefined), Math.max(0, content.until - link.now()) + LATE_MS);
};
