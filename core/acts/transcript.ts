import { requireConversation, requireIds } from '../client/checks.js';
import type { Context } from '../client/context.js';
import { toMessage } from '../client/convert.js';
import { loadKinds } from '../content/index.js';
import type { Anchor, IncomingMessage } from '../engine/index.js';
import {
  type ConversationId,
  compareOrder,
  invalid,
  kindOf,
  type Message,
  targetOf,
  type UserId,
} from '../model/index.js';
import { pageList, pagesOf } from '../timeline/index.js';
import { heldMessage, inCache, inStore } from './held.js';
import { transcriptHtml } from './transcript-html.js';
import { transcriptJson } from './transcript-json.js';
import { transcriptText } from './transcript-text.js';
import type { TranscriptFormat, TranscriptHead, TranscriptWriter } from './transcript-types.js';
import { wordsOf } from './transcript-words.js';
import type { TranscriptOptions } from './types.js';

const FORMATS: Readonly<Record<TranscriptOptions['format'], TranscriptFormat>> = {
  html: transcriptHtml,
  json: transcriptJson,
  text: transcriptText,
};

/**
 * What was said in a conversation as a file, oldest first, made here. Recalled messages are named without their words;
 * deleted ones and those that burn after reading are left out; of attachments stand name and size. Rejects `invalid`,
 * `aborted`, and what reading the history may reject. Without a connection it holds what this browser holds, and says so.
 * `older` asks the tab that leads, where this one only follows.
 */
export const transcript = async (
  ctx: Context,
  id: ConversationId,
  options: TranscriptOptions,
  older?: (id: ConversationId) => Promise<boolean>,
): Promise<Blob> => {
  requireConversation(id);
  if (!Object.hasOwn(FORMATS, options?.format)) throw invalid('format', 'must be html, json or text');
  if (options.messages !== undefined) requireIds('messages', options.messages);
  const language = languageOf(options.language);
  await loadKinds().catch(() => undefined);
  const filled = older && follows(ctx) && !options.messages && (await fill(ctx, id, options, older));
  const whole = options.messages !== undefined || ctx.connected() || filled === true;
  const head: TranscriptHead = { id, title: titleOf(ctx, id), at: ctx.now(), whole, language };
  const writer = FORMATS[options.format](head, wordsOf(options.word), (user, message) => nameOf(ctx, user, message));
  const pages = options.messages
    ? chosen(ctx, id, options.messages)
    : ctx.connected()
      ? history(ctx, id, options)
      : kept(ctx, id, options);
  return new Blob(await written(ctx, writer, pages, options), { type: writer.type });
};

/** Pages come newest first and are written oldest first: each once the one before it, and so its last day, is known. */
const written = async (
  ctx: Context,
  writer: TranscriptWriter,
  pages: AsyncIterable<readonly Message[]>,
  { signal, onProgress }: TranscriptOptions,
): Promise<string[]> => {
  const parts: string[] = [];
  let later: readonly Message[] = [];
  let count = 0;
  for await (const page of pages) {
    signal?.throwIfAborted();
    const shown = page.filter(lasts);
    if (shown.length === 0) continue;
    await names(ctx, shown, signal);
    count += shown.length;
    onProgress?.(count);
    if (later.length > 0) parts.push(writer.page(later, shown.at(-1)));
    later = shown;
  }
  if (later.length > 0) parts.push(writer.page(later, undefined));
  return [writer.begin(), writer.join(parts.reverse()), writer.end(count)];
};

/** What is to vanish is not kept by the back door. */
const lasts = ({ expire, transient }: Message): boolean => !expire && !transient;

/** From the back end, page by page towards the past. */
async function* history(
  ctx: Context,
  id: ConversationId,
  { signal }: TranscriptOptions,
): AsyncGenerator<readonly Message[]> {
  const { engine } = ctx;
  const limit = engine.info.limits.historyPage;
  let before: Anchor | undefined;
  for (;;) {
    const { items, hasOlder } = await engine.messages.history(id, {
      limit,
      ...(before && { before }),
      ...(signal && { signal }),
    });
    yield items.map((one) => read(ctx, one));
    const [first] = items;
    if (!hasOlder || !first) return;
    before = { serverId: first.serverId, order: first.order };
  }
}

const read = (ctx: Context, incoming: IncomingMessage): Message => toMessage(ctx, incoming);

/** The connection stands, in another tab. */
const follows = ({ store, connected }: Context): boolean =>
  !connected() && store.get('session', 'self')?.state === 'connected';

/** Brings everything into the store by way of the tab that leads. True when no hole is left. */
const fill = async (
  { store }: Context,
  id: ConversationId,
  { signal, onProgress }: TranscriptOptions,
  older: (id: ConversationId) => Promise<boolean>,
): Promise<boolean> => {
  while (await older(id)) {
    signal?.throwIfAborted();
    onProgress?.(pagesOf(store, id).reduce((sum, page) => sum + store.list(pageList(page.id)).length, 0));
  }
  return pagesOf(store, id).every(({ gapBefore }) => !gapBefore);
};

/** All that is held here. */
async function* kept(
  ctx: Context,
  id: ConversationId,
  { signal }: TranscriptOptions,
): AsyncGenerator<readonly Message[]> {
  const all = [...inStore(ctx)].filter((one) => one.conversationId === id);
  for await (const one of inCache(ctx, id, { signal })) all.push(one);
  yield all.sort(byPlace);
}

async function* chosen(ctx: Context, id: ConversationId, ids: readonly string[]): AsyncGenerator<readonly Message[]> {
  const found = await Promise.all(ids.map((one) => one && heldMessage(ctx, one)));
  const here = found.filter((one): one is Message => typeof one === 'object' && one.conversationId === id);
  const missing = ids.filter((one, at) => !found[at] && one.startsWith('s:')).map((one) => one.slice(2));
  if (missing.length > 0 && ctx.connected() && ctx.engine.messages.get)
    here.push(...(await ctx.engine.messages.get(id, missing)).map((one) => read(ctx, one)));
  yield here.sort(byPlace);
}

const byPlace = (a: Message, b: Message): number =>
  a.order && b.order ? compareOrder(a.order, b.order) : Number(!a.order) - Number(!b.order) || a.sentAt - b.sentAt;

/** Asks for names that nobody has told yet; a failure leaves ids. */
const names = async (ctx: Context, messages: readonly Message[], signal: AbortSignal | undefined): Promise<void> => {
  const { store, engine } = ctx;
  if (!engine.users || !ctx.connected()) return;
  const unknown = [...new Set(messages.filter((one) => !one.sender?.name).map((one) => one.senderId))].filter(
    (user) => !store.has(`user/${user}`),
  );
  const most = engine.info.limits.usersPerFetch ?? 100;
  for (let at = 0; at < unknown.length; at += most) {
    const users = await engine.users.fetch(unknown.slice(at, at + most), { signal }).catch(() => []);
    store.commit('remote', (writer) => {
      for (const user of users) if (!store.has(`user/${user.id}`)) writer.put('user', user.id, user);
    });
  }
};

const nameOf = ({ store }: Context, user: UserId, message?: Message): string =>
  store.get('user', user)?.name || (user === message?.senderId ? message.sender?.name : undefined) || user;

const titleOf = (ctx: Context, id: ConversationId): string => {
  const title = ctx.store.get('conversation', id)?.title;
  if (kindOf(id) === 'direct') return ctx.store.get('user', targetOf(id))?.name || title || targetOf(id);
  return title || ctx.store.get('group', targetOf(id))?.name || targetOf(id);
};

const languageOf = (language = 'en'): string => {
  try {
    return Intl.getCanonicalLocales(language)[0] ?? 'en';
  } catch {
    throw invalid('language', 'must be a BCP 47 tag');
  }
};
