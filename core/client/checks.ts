import { checkContent, countGraphemes, writeContent } from '../content/index.js';
import type { Action, Availability } from '../engine/index.js';
import {
  type Content,
  type ConversationId,
  ImError,
  invalid,
  isConversationId,
  kindOf,
  type MessageId,
} from '../model/index.js';
import type { Context } from './context.js';
import type { SendOptions } from './types.js';

export function requireConversation(id: unknown): asserts id is ConversationId {
  if (!isConversationId(id)) throw invalid('id', 'is not a conversation id, such as direct:u42');
}

export const requireId = (field: string, id: unknown): void => {
  if (typeof id !== 'string' || id === '') throw invalid(field, 'must be a string that is not empty');
};

export const requireIds = (field: string, ids: unknown): void => {
  if (!Array.isArray(ids)) throw invalid(field, 'must be a list of ids');
  for (const id of ids) requireId(field, id);
};

/** Throws `unsupported` or `forbidden` unless the engine lets this be done here and now. */
export const requireCan = (ctx: Pick<Context, 'engine'>, action: Action, id?: ConversationId): void => {
  const answer: Availability = ctx.engine.can(action, id);
  if (answer === 'available') return;
  const code = answer === 'unavailable' ? 'forbidden' : 'unsupported';
  throw new ImError(code, { field: 'action', message: `${action} is ${answer}${id ? ` in ${id}` : ''}` });
};

export const tooLarge = (field: string, limit: number, unit: string): ImError =>
  new ImError('too-large', { field, limit, message: `${field}: at most ${limit} ${unit}` });

/** The content as it may be sent. Throws what the back end would refuse, before anything is stored; see `send-rules.ts` too. */
export const checkSend = (
  ctx: Pick<Context, 'engine'>,
  id: ConversationId,
  raw: Content,
  options: SendOptions,
): Content => {
  requireConversation(id);
  const { info } = ctx.engine;
  if (!info.kinds.includes(kindOf(id)))
    throw new ImError('unsupported', { field: 'id', message: `this back end has no ${kindOf(id)} conversations` });
  requireCan(ctx, 'send', id);
  if (typeof raw !== 'object' || raw === null) throw invalid('content', 'must be an object with a kind');
  const content = checkContent(raw);
  if (content.kind === 'text') checkText(content.text, info.limits.textGraphemes);
  if (options.blob === undefined && 'file' in content && content.file && !content.file.id && !content.file.url)
    throw invalid('blob', 'the bytes of the file are missing');
  const { contentBytes, bundleBytes = contentBytes } = info.limits;
  const most = (content.kind as string) === 'merged' ? bundleBytes : contentBytes;
  if (most !== undefined && new TextEncoder().encode(JSON.stringify(writeContent(content))).length > most)
    throw tooLarge('contentBytes', most, 'bytes');
  return content;
};

const checkText = (text: string, most: number | undefined): void => {
  if (text.trim() === '') throw invalid('text', 'is empty');
  if (most !== undefined && countGraphemes(text) > most) throw tooLarge('textGraphemes', most, 'characters');
};

export const requireMessage = ({ store }: Pick<Context, 'store'>, id: MessageId) => {
  requireId('id', id);
  const message = store.get('message', id);
  if (!message) throw new ImError('not-found', { field: 'id', message: `no message ${id} here` });
  return message;
};
