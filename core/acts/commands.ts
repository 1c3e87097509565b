import { requireCan, requireConversation } from '../client/checks.js';
import type { RunningActs } from '../client/parts.js';
import { ImError, invalid } from '../model/index.js';
import { unsupported } from './check.js';
import type { ActsHost } from './host.js';

const NAME = /^[A-Za-z0-9._:-]{1,64}$/;
const BYTES = 8 * 1024;

export const commands = ({ ctx }: ActsHost): RunningActs['commands'] => ({
  async send(id, to, name, data, { keep } = {}) {
    if (to !== 'self') requireConversation(to);
    if (typeof name !== 'string' || !NAME.test(name)) throw invalid('name', 'must be 1 to 64 of A-Z a-z 0-9 . _ : -');
    checkData(data);
    const { engine } = ctx;
    if (!engine.commands) throw unsupported('command');
    requireCan(ctx, 'command', to === 'self' ? undefined : to);
    ctx.requireConnected();
    await engine.commands.send({
      id,
      name,
      ...(to !== 'self' && { conversationId: to }),
      ...(data !== undefined && { data }),
      ...(keep && { keep }),
    });
  },
});

const checkData = (data: unknown): void => {
  let text: string | undefined;
  try {
    text = JSON.stringify(data);
  } catch {
    throw invalid('data', 'must be plain JSON');
  }
  if (text !== undefined && new TextEncoder().encode(text).length > BYTES)
    throw new ImError('too-large', { field: 'data', limit: BYTES, message: `data: at most ${BYTES} bytes` });
};
