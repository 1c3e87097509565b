import { requireCan, requireConversation, requireIds } from '../client/checks.js';
import type { RunningActs } from '../client/parts.js';
import type { SignalFacet } from '../engine/index.js';
import { ImError, invalid, type Message, type MessageId } from '../model/index.js';
import { requireAct, unsupported } from './check.js';
import type { ActsHost } from './host.js';
import { jumping } from './jumping.js';

const LONGEST = 600;
const DATA = 4_096;

export const signals = (host: ActsHost): RunningActs['signals'] => {
  const { ctx } = host;
  const { get } = jumping(host);
  const facet = (): SignalFacet => {
    if (!ctx.engine.signals) throw unsupported('signal');
    ctx.requireConnected();
    return ctx.engine.signals;
  };
  const known = (id: MessageId): Message => {
    const message = requireAct(host, id, 'signal');
    if ((message.content.kind as string) !== 'signal') throw invalid('id', 'is no invitation');
    return message;
  };
  return {
    async invite(clientId, id, { invitees, data, seconds } = {}) {
      requireConversation(id);
      if (invitees !== undefined) requireIds('invitees', invitees);
      checkData(data);
      if (seconds !== undefined && !(Number.isInteger(seconds) && seconds >= 1 && seconds <= LONGEST))
        throw invalid('seconds', `must be 1 to ${LONGEST}`);
      const engine = facet();
      requireCan(ctx, 'signal', id);
      const { serverId } = await engine.invite({
        clientId,
        conversationId: id,
        ...(invitees && { invitees }),
        ...(data !== undefined && { data }),
        ...(seconds !== undefined && { seconds }),
      });
      // Its row comes off the stream, which may be behind the answer.
      const message = await get('', id, serverId);
      if (!message) throw new ImError('not-found', { field: 'id', message: 'the invitation is gone' });
      return message.id;
    },
    async accept(_, id, data) {
      checkData(data);
      await facet().answer(known(id), true, data);
    },
    async reject(_, id, data) {
      checkData(data);
      await facet().answer(known(id), false, data);
    },
    cancel: async (_, id) => facet().cancel(known(id)),
    async modify(_, id, data) {
      checkData(data);
      if (typeof data !== 'string') throw invalid('data', 'must be a string');
      const { modify } = facet();
      if (!modify) throw unsupported('signal');
      await modify(known(id), data);
    },
  };
};

const checkData = (data: unknown): void => {
  if (data !== undefined && (typeof data !== 'string' || data.length > DATA))
    throw invalid('data', `must be a string of at most ${DATA} characters`);
};
