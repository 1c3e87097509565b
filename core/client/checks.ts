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
  type UserId,
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

const tooLarge = (field: string, limit: number, unit: string): ImError =>
  new ImError('too-large', { field, limit, message: `${field}: at most ${limit} ${unit}` });

/** The content as it may be sent. Throws what the back end would refuse, before anything is stored. */
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
  if (options.blob !== undefined) checkFile(ctx, content, options.blob, id);
  else if ('file' in content && content.file && !content.file.id && !content.file.url)
    throw invalid('blob', 'the bytes of the file are missing');
  const most = info.limits.contentBytes;
  if (most !== undefined && new TextEncoder().encode(JSON.stringify(writeContent(content))).length > most)
    throw tooLarge('contentBytes', most, 'bytes');
  checkMentions(ctx, id, options.mentions);
  checkOptions(ctx, id, options);
  return content;
};

const checkText = (text: string, most: number | undefined): void => {
  if (text.trim() === '') throw invalid('text', 'is empty');
  if (most !== undefined && countGraphemes(text) > most) throw tooLarge('textGraphemes', most, 'characters');
};

const checkFile = ({ engine }: Pick<Context, 'engine'>, content: Content, blob: Blob, id: ConversationId): void => {
  if (!('file' in content) || !content.file) throw invalid('blob', `a message of kind ${content.kind} has no file`);
  if (typeof blob.size !== 'number' || typeof blob.arrayBuffer !== 'function') throw invalid('blob', 'is no Blob');
  if (!engine.media) throw new ImError('unsupported', { field: 'blob', message: 'this back end takes no files' });
  requireCan({ engine }, 'upload', id);
  if (blob.size === 0) throw invalid('blob', 'is empty');
  const { limits } = engine.info;
  const { refusedFiles = [] } = limits;
  // `imageBytes`, `voiceBytes`, `videoBytes` where the back end has one.
  const own = `${content.kind}Bytes` as 'imageBytes';
  const field = limits[own] === undefined ? 'fileBytes' : own;
  const most = limits[field];
  if (most !== undefined && blob.size > most) throw tooLarge(field, most, 'bytes');
  const name = content.file.name.toLowerCase();
  const types = [content.file.mime, blob.type].map((type) => type.split(';', 1)[0]?.trim().toLowerCase());
  const refused = refusedFiles.find((one) => (one.includes('/') ? types.includes(one) : name.endsWith(one)));
  if (refused)
    throw new ImError('rejected-content', { field: 'refusedFiles', message: `files of ${refused} are refused` });
};

const checkMentions = (ctx: Pick<Context, 'engine'>, id: ConversationId, mentions: SendOptions['mentions']): void => {
  if (!mentions) return;
  if (mentions.users !== undefined) requireIds('mentions', mentions.users as readonly UserId[]);
  if (mentions.users?.length) requireCan(ctx, 'mention', id);
  if (mentions.all) requireCan(ctx, 'mention-all', id);
};

/** What needs the back end's help, by the action that says whether it gives it. */
const OPTIONS = {
  audience: 'direct',
  receipt: 'receipt',
  silent: 'silent',
  unlisted: 'unlisted',
  transient: 'transient',
  expire: 'expire',
} as const;
const MOST_DATA = 4_096;
const LONGEST = 604_800;

const checkOptions = (ctx: Pick<Context, 'engine'>, id: ConversationId, options: SendOptions): void => {
  for (const [name, action] of Object.entries(OPTIONS))
    if (options[name as keyof typeof OPTIONS]) requireCan(ctx, action, id);
  const { audience, data, localData, expire } = options;
  if (audience !== undefined) {
    requireIds('audience', audience);
    if (audience.length === 0) throw invalid('audience', 'names nobody');
  }
  for (const [field, text] of Object.entries({ data, localData }))
    if (text !== undefined && (typeof text !== 'string' || text.length > MOST_DATA))
      throw invalid(field, `must be a string of at most ${MOST_DATA} characters`);
  if (expire !== undefined && !(Number.isInteger(expire) && expire >= 1 && expire <= LONGEST))
    throw invalid('expire', `must be 1 to ${LONGEST} seconds`);
};

export const requireMessage = ({ store }: Pick<Context, 'store'>, id: MessageId) => {
  requireId('id', id);
  const message = store.get('message', id);
  if (!message) throw new ImError('not-found', { field: 'id', message: `no message ${id} here` });
  return message;
};
