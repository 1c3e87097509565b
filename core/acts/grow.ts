import type { RunningActs } from '../client/parts.js';
import { ImError, invalid, type Message, type MessageId } from '../model/index.js';
import { requireAct, unsupported } from './check.js';
import type { ActsHost } from './host.js';

const lengthOf = ({ content }: Message): number =>
  'text' in content && typeof content.text === 'string' ? content.text.length : 0;

/** Pieces of one message go one after the other; each says where it begins, so that a repeat adds nothing. */
export const grow = (host: ActsHost): RunningActs['messages']['grow'] => {
  const lanes = new Map<MessageId, Promise<unknown>>();
  /** Length at the back end, as of our last piece. */
  const known = new Map<MessageId, number>();
  const add = async (id: MessageId, text: string, done: boolean): Promise<void> => {
    const message = requireAct(host, id, 'stream');
    const { streams } = host.ctx.engine;
    if (!streams) throw unsupported('stream');
    if ((message.content.kind as string) !== 'stream' || !message.own)
      throw new ImError('forbidden', { field: 'id', message: 'id: not a stream of yours' });
    host.ctx.requireConnected();
    const from = Math.max(known.get(id) ?? 0, lengthOf(message));
    const length = await streams.grow(message, from, text, done);
    if (done) known.delete(id);
    else known.set(id, length);
    host.ctx.store.commit('remote', (writer) => {
      const { serverId = '', conversationId } = message;
      host.changes.apply(writer, { what: 'grown', serverId, conversationId, from, text, done });
    });
  };
  return (_, id, text, done = false) => {
    if (typeof text !== 'string') return Promise.reject(invalid('text', 'must be a string'));
    const work = (lanes.get(id) ?? Promise.resolve()).then(() => add(id, text, done));
    const lane = work.catch(() => undefined);
    lanes.set(id, lane);
    void lane.then(() => lanes.get(id) === lane && lanes.delete(id));
    return work;
  };
};
