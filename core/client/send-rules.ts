import { type Content, type ConversationId, ImError, invalid, type UserId } from '../model/index.js';
import { requireCan, requireIds, tooLarge } from './checks.js';
import type { Context } from './context.js';
import type { SendOptions } from './types.js';

type With = Pick<Context, 'engine'>;

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

/** Throws where a file, a mention or an option of a message would be refused; plain words need none of this. */
export const checkRare = (ctx: With, id: ConversationId, content: Content, options: SendOptions): void => {
  if (options.blob !== undefined) checkFile(ctx, content, options.blob, id);
  checkMentions(ctx, id, options.mentions);
  checkOptions(ctx, id, options);
};

const checkFile = ({ engine }: With, content: Content, blob: Blob, id: ConversationId): void => {
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

const checkMentions = (ctx: With, id: ConversationId, mentions: SendOptions['mentions']): void => {
  if (!mentions) return;
  if (mentions.users !== undefined) requireIds('mentions', mentions.users as readonly UserId[]);
  if (mentions.users?.length) requireCan(ctx, 'mention', id);
  if (mentions.all) requireCan(ctx, 'mention-all', id);
};

const checkOptions = (ctx: With, id: ConversationId, options: SendOptions): void => {
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
