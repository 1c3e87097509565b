import type { NoRecall } from '../client/can.js';
import { requireMessage } from '../client/checks.js';
import type { Action } from '../engine/index.js';
import { ImError, type Message, type MessageId } from '../model/index.js';
import type { ActsHost } from './host.js';

export const unsupported = (what: string): ImError =>
  new ImError('unsupported', { field: what, message: `this back end has no ${what}` });

/** A message of the store that the back end knows and that may be treated so. */
export const requireAct = ({ ctx, can }: ActsHost, id: MessageId, action: Action): Message => {
  const message = requireMessage(ctx, id);
  const answer = can.can(action, id);
  if (answer === 'unsupported' || answer === 'disabled') throw unsupported(action);
  if (!message.serverId || !message.order) throw new ImError('conflict', { field: 'id', message: 'id: not sent yet' });
  if (message.recalled) throw new ImError('forbidden', { field: 'id', message: 'id: was recalled' });
  if (answer !== 'available') throw new ImError('forbidden', { field: 'id', message: `id: ${action} is not for you` });
  return message;
};

const REFUSALS: Readonly<Record<Exclude<NoRecall, 'unsent' | 'late'>, string>> = {
  done: 'recalled already',
  place: 'not here',
  notice: 'notices stay',
  foreign: 'not your message',
};

export const requireRecall = ({ ctx, can }: ActsHost, message: Message): void => {
  const { engine } = ctx;
  if (!engine.recall) throw unsupported('recall');
  const why = can.noRecall(message);
  if (why === 'unsent')
    throw new ImError('conflict', { field: 'id', message: 'recall: not sent yet; discard it instead' });
  if (why === 'late') {
    const limit = engine.info.limits.recallSeconds;
    throw new ImError('too-late', { field: 'recallSeconds', limit, message: `recall: only within ${limit} seconds` });
  }
  if (why) throw new ImError('forbidden', { field: 'id', message: `recall: ${REFUSALS[why]}` });
};
