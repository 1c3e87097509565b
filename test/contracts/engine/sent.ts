import type { IncomingMessage, MessageChange, OutgoingMessage } from '../../../core/engine/index.js';
import type { Content, ConversationId, FileRef, GroupType, Message } from '../../../core/model/index.js';
import { type Actor, direct, text, type World } from './actor.js';
import { equal, ok } from './check.js';

/** Of any kind, whether this build has rules for it or not. */
export const content = (value: Readonly<Record<string, unknown>>): Content => value as unknown as Content;

/** As a core would keep it. */
export const asMessage = ({ replyTo: _, ...incoming }: IncomingMessage, viewer: Actor): Message => ({
  ...incoming,
  id: incoming.serverId,
  own: incoming.senderId === viewer.id,
  content: incoming.content as unknown as Content,
  delivery: { state: 'sent' },
});

export type Options = Omit<OutgoingMessage, 'clientId' | 'conversationId' | 'content'>;
export type SentMessage = Message & { readonly serverId: string; readonly order: NonNullable<Message['order']> };

/** Sends, and answers the sender's own record of it. */
export const post = async (
  who: Actor,
  conversationId: ConversationId,
  what: string | Content,
  options: Options = {},
): Promise<SentMessage> => {
  const clientId = crypto.randomUUID();
  const whole = typeof what === 'string' ? text(what) : what;
  const placed = await who.engine.messages.send({ ...options, clientId, conversationId, content: whole });
  const { serverId, order, sentAt } = placed;
  const delivery = { state: 'sent' } as const;
  const mine = { id: clientId, senderId: who.id, own: true, counts: true } as const;
  return { ...mine, serverId, conversationId, content: whole, order, sentAt, delivery };
};

type ChangeOf<W extends MessageChange['what']> = Extract<MessageChange, { what: W }>;

/** What somebody was told of a message, past or to come. */
export const changed = async <W extends MessageChange['what']>(
  who: Actor,
  what: W,
  { serverId }: Pick<SentMessage, 'serverId'>,
  fits: (change: ChangeOf<W>) => boolean = () => true,
): Promise<ChangeOf<W>> => {
  const is = (one: MessageChange) => one.what === what && one.serverId === serverId && fits(one as ChangeOf<W>);
  const { changes } = await who.event('message-changes', (event) => event.changes.some(is));
  return changes.find(is) as ChangeOf<W>;
};

export const changesOf = (who: Actor, { serverId }: Pick<SentMessage, 'serverId'>): MessageChange[] =>
  who.events('message-changes').flatMap(({ changes }) => changes.filter((one) => one.serverId === serverId));

/** The message as it was told, live or after an absence. */
export const received = async (who: Actor, { serverId }: Pick<SentMessage, 'serverId'>): Promise<IncomingMessage> => {
  const is = (one: IncomingMessage) => one.serverId === serverId;
  await who.event('messages', ({ messages }) => messages.some(is));
  return who.told().find(is) as IncomingMessage;
};

export const history = async (who: Actor, id: ConversationId): Promise<readonly IncomingMessage[]> =>
  (await who.engine.messages.history(id, { limit: who.engine.info.limits.historyPage })).items;

/** As history has it for this reader. */
export const inHistory = async (
  who: Actor,
  id: ConversationId,
  { serverId }: Pick<SentMessage, 'serverId'>,
): Promise<IncomingMessage | undefined> => (await history(who, id)).find((one) => one.serverId === serverId);

export const wordsOf = (all: readonly IncomingMessage[]): unknown[] => all.map(({ content }) => content.text);

/** The pins of conversations like this one, where there are any. */
export const pinsWhere = ({ engine }: Actor, where: ConversationId) =>
  engine.can('pin-message', where) === 'unsupported' ? undefined : engine.pins;

export const row = async (who: Actor, id: ConversationId) => (await who.engine.conversations.get?.([id]))?.[0];

/** A group of the first one with the others as members. */
export const groupOf = async (
  owner: Actor,
  members: readonly Actor[],
  history?: 'joined' | 'all',
  type?: GroupType,
): Promise<ConversationId | undefined> => {
  const ids = members.map(({ id }) => id);
  const group = await owner.engine.groups?.create({ members: ids, ...(history && { history }), ...(type && { type }) });
  return group && `group:${group.id}`;
};

export const upload = async (
  who: Actor,
  name = 'a.txt',
  mime = 'text/plain',
  bytes: BlobPart = 'bytes',
): Promise<FileRef> => {
  const { media } = who.engine;
  ok(media, 'files');
  return media!.upload(new Blob([bytes], { type: mime }), { name, mime });
};

/**
 * A message between two, who know of it on every device: the sender's other one, and one of the receiver's that has gone
 * away since and comes back with `back`.
 */
export const talk = async (world: World, what: string | Content = 'some words', options?: Options) => {
  const [ann, bob] = (await world.people('ann', 'bob')) as [Actor, Actor];
  const [other, late] = await Promise.all([world.join(ann), world.join(bob)]);
  const message = await post(ann, direct(bob), what, options);
  for (const one of [bob, other, late]) await received(one, message);
  const { cursor } = late;
  await late.engine.disconnect();
  const theirs: Message = { ...message, conversationId: direct(ann), own: false };
  return { ann, bob, other, message, theirs, back: () => world.join(bob, cursor), replays: cursor !== undefined };
};
export type Talk = Awaited<ReturnType<typeof talk>>;

/** Told to all who are there, told later to who was not, and so in history. */
export const everywhere = async <W extends MessageChange['what']>(
  { ann, bob, other, message, back, replays }: Talk,
  what: W,
  told: (change: ChangeOf<W>, viewer: Actor) => boolean,
  kept: (message: IncomingMessage | undefined, viewer: Actor) => void,
): Promise<void> => {
  for (const one of [bob, other, ...(replays ? [await back()] : [])])
    await changed(one, what, message, (change) => told(change, one));
  if (!replays) kept(await inHistory(await back(), direct(ann), message), bob);
  kept(await inHistory(ann, direct(bob), message), ann);
  kept(await inHistory(bob, direct(ann), message), bob);
};

/** An engine that cannot do it, there or anywhere, says so. */
export const lacks = (
  who: Actor,
  action: Parameters<Actor['engine']['can']>[0],
  unsupported: () => void,
  where?: ConversationId,
): void => {
  equal(who.engine.can(action, where), 'unsupported', `${action} without its facet`);
  unsupported();
};
