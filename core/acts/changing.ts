import { requireConversation, requireMessage } from '../client/checks.js';
import { alias, toMessage } from '../client/convert.js';
import type { RunningActs } from '../client/parts.js';
import { checkContent, countGraphemes } from '../content/index.js';
import {
  type ChangeArgs,
  type ChangeName,
  type ChangeRecord,
  type Content,
  type EditBase,
  ImError,
  invalid,
  type Message,
} from '../model/index.js';
import type { OutboxDraft, OutboxEntry } from '../outbox/types.js';
import { isOwn } from './apply.js';
import { requireAct, requireRecall, unsupported } from './check.js';
import type { ActsHost } from './host.js';
import { editBase, wordsUnderWay } from './pending.js';

type Acts = Pick<
  RunningActs['messages'],
  'edit' | 'extend' | 'react' | 'reactors' | 'pin' | 'pins' | 'retryChange' | 'dismissChange' | 'annotate' | 'recall'
>;

type ChangeEntry = Extract<OutboxEntry, { readonly command: 'change' }>;

const LONGEST_EMOJI = 64;
const KEYS = 20;
const KEY = 32;
const VALUE = 4_096;
const NOTE = 4_096;

/** Puts a change into the outbox; `also` tells apart those of one name that stand side by side. */
export const queue = async <N extends ChangeName>(
  { ctx }: ActsHost,
  { id, serverId, conversationId }: Pick<Message, 'id' | 'serverId' | 'conversationId'>,
  name: N,
  args: ChangeArgs[N],
  also = '',
): Promise<void> => {
  const what = { command: 'change', target: id, ...(serverId && { serverId }), change: { name, args } };
  await ctx.outbox.add({ id: `${name}:${id}${also}`, conversationId, ...what } as unknown as OutboxDraft);
};

/** Edits, reactions, extensions and pins. */
export const changing = (host: ActsHost): Acts => {
  const { ctx } = host;
  return {
    async edit(_, id, raw, options) {
      const message = requireAct(host, id, 'edit');
      const content = checkEdit(host, message, raw);
      const record = ctx.store.get('change', id);
      if (same(content, message.content) && wordsUnderWay(record).length === 0) return;
      const { at: base, after = [] } = checkBase(options?.base) ?? editBase(message, record);
      if (base !== (message.edited?.at ?? 0) && !isOwn(message, after, ctx.userId))
        throw new ImError('conflict', {
          field: 'base',
          latest: message,
          message: 'base: the message was edited meanwhile',
        });
      await queue(host, message, 'edit', { content, base, ...(after.length > 0 && { after }) });
    },
    async recall(_, id, reason, { silent } = {}) {
      const message = requireMessage(ctx, id);
      if (message.recalled || recalling(ctx.store.get('change', id))) return;
      if (reason !== undefined && typeof reason !== 'string') throw invalid('reason', 'must be a string');
      if (silent !== undefined && typeof silent !== 'boolean') throw invalid('silent', 'must be true or false');
      requireRecall(host, message);
      await queue(host, message, 'recall', { ...(reason !== undefined && { reason }), ...(silent && { silent }) });
    },
    async extend(token, id, change) {
      const message = requireAct(host, id, 'extend');
      const args = checkExtension(host, change);
      const keys = [...Object.keys(args.set ?? {}), ...(args.remove ?? [])].sort();
      // What is guarded stands on what was done before it: it takes nobody's place.
      await queue(host, message, 'extend', args, `:${args.was ? token : keys.join(' ')}`);
    },
    async react(_, id, emoji, on) {
      if (typeof emoji !== 'string' || emoji === '' || emoji.length > LONGEST_EMOJI)
        throw invalid('emoji', 'must be an emoji');
      if (typeof on !== 'boolean') throw invalid('on', 'must be true or false');
      await queue(host, requireAct(host, id, 'react'), 'react', { emoji, on }, `:${emoji}`);
    },
    async reactors(_, id, emoji, cursor) {
      const message = requireAct(host, id, 'reactors');
      ctx.requireConnected();
      if (!ctx.engine.reactions?.reactors) throw unsupported('reactors');
      return ctx.engine.reactions.reactors(message, emoji, { cursor });
    },
    async pin(_, id, pinned) {
      if (typeof pinned !== 'boolean') throw invalid('pinned', 'must be true or false');
      await queue(host, requireAct(host, id, 'pin-message'), 'pin', { pinned });
    },
    async pins(_, id) {
      requireConversation(id);
      if (!ctx.engine.pins) throw unsupported('pin-message');
      ctx.requireConnected();
      const found = (await ctx.engine.pins.pins(id)).map((one) => toMessage(ctx, one));
      const ids = found.map((one) => one.id);
      ctx.store.commit('remote', (writer) => {
        for (const message of found) {
          if (message.serverId) alias(ctx.store, writer, message.id, message.serverId);
          if (JSON.stringify(ctx.store.get('message', message.id)) !== JSON.stringify(message))
            writer.put('message', message.id, message);
        }
        writer.list(`pins/${id}`, ids);
      });
      return ids;
    },
    async retryChange(_, id) {
      const entry = requireChange(host, id);
      const { target, change, conversationId, failed } = entry;
      const now = ctx.store.get('message', target);
      // He has seen what stands there now, and wants his words all the same.
      if (failed === 'conflict' && change.name === 'edit' && now)
        await ctx.outbox.add({
          ...{ id, conversationId, target, command: 'change' },
          change: { name: 'edit', args: { ...change.args, base: now.edited?.at ?? 0 } },
        });
      else await ctx.outbox.retry(id);
    },
    dismissChange: async (_, id) => ctx.outbox.discard(requireChange(host, id).id),
    async annotate(_, id, localData) {
      const message = requireMessage(ctx, id);
      if (localData !== undefined && (typeof localData !== 'string' || localData.length > NOTE))
        throw invalid('localData', `must be a string of at most ${NOTE} characters`);
      ctx.store.commit('local', (writer) => writer.patch('message', message.id, { localData }));
    },
  };
};

const requireChange = ({ ctx }: ActsHost, id: string): ChangeEntry => {
  const entry = typeof id === 'string' ? ctx.outbox.entry(id) : undefined;
  if (entry?.command !== 'change')
    throw new ImError('not-found', { field: 'changeId', message: 'changeId: no change of that name' });
  return entry;
};

const same = (a: Content, b: Content): boolean => JSON.stringify(a) === JSON.stringify(b);

const recalling = (record: ChangeRecord | undefined): boolean =>
  record?.changes.some(({ name, failed }) => name === 'recall' && failed === undefined) ?? false;

const checkBase = (base: EditBase | undefined): EditBase | undefined => {
  if (base === undefined) return undefined;
  const { at, after = [] } = base ?? {};
  if (!Number.isFinite(at)) throw invalid('base.at', 'must be a time in milliseconds');
  if (!Array.isArray(after)) throw invalid('base.after', 'must be a list of contents');
  return base;
};

const checkEdit = ({ ctx }: ActsHost, message: Message, raw: Content): Content => {
  const content = checkContent(raw);
  if (content.kind !== message.content.kind) throw invalid('content', `must stay of kind ${message.content.kind}`);
  if (content.kind === 'text') {
    const most = ctx.engine.info.limits.textGraphemes;
    if (content.text.trim() === '') throw invalid('text', 'is empty');
    if (most !== undefined && countGraphemes(content.text) > most)
      throw new ImError('too-large', {
        field: 'textGraphemes',
        limit: most,
        message: `text: at most ${most} characters`,
      });
  }
  return content;
};

const checkExtension = ({ ctx }: ActsHost, change: ChangeArgs['extend']): ChangeArgs['extend'] => {
  const { set = {}, remove = [], was } = change ?? {};
  const { extensionKey = KEY, extensionValue = VALUE } = ctx.engine.info.limits;
  const keys = [...Object.keys(set), ...remove];
  if (keys.length === 0) throw invalid('set', 'names no key');
  if (keys.length > KEYS)
    throw new ImError('too-large', { field: 'set', limit: KEYS, message: `set: at most ${KEYS} keys` });
  for (const key of keys)
    if (typeof key !== 'string' || key === '' || key.length > extensionKey)
      throw invalid('set', `keys have 1 to ${extensionKey} characters`);
  for (const value of Object.values(set))
    if (typeof value !== 'string' || value.length > extensionValue)
      throw invalid('set', `values have at most ${extensionValue} characters`);
  return { ...(Object.keys(set).length > 0 && { set }), ...(remove.length > 0 && { remove }), ...(was && { was }) };
};
