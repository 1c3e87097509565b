import type { Client } from '../../../core/client/types.js';
import type { Action } from '../../../core/engine/index.js';
import type {
  Content,
  ConversationId,
  GroupType,
  Message,
  MessageId,
  Role,
  UserId,
} from '../../../core/model/index.js';
import type { Actor, World } from './actor.js';
import { hasWords, isSent, say, seen, sit, synced } from './client-world.js';
import { content } from './sent.js';

export const direct = (user: UserId): ConversationId => `direct:${user}`;

/** By an engine alone: what no client of ours would send. */
export const post = (who: Actor, id: ConversationId, fields: Readonly<Record<string, unknown>>) =>
  who.send(id, content(fields));

/** Ann and Bob, each with the other's conversation open. */
export const pair = async (world: World) => {
  const [ann, bob] = [world.person('ann'), world.person('bob')];
  const [theirs, mine] = [await sit(world, bob), await sit(world, ann)];
  const [toBob, toAnn] = [direct(bob), direct(ann)];
  mine.client.conversations.open(toBob);
  theirs.client.conversations.open(toAnn);
  return { ann, bob, toBob, toAnn, mine: mine.client, theirs: theirs.client, mySeat: mine, theirSeat: theirs };
};
export type Pair = Awaited<ReturnType<typeof pair>>;

/** Ann says something; the message as she has it, and as Bob does. */
export const spoken = async (
  { mine, theirs, toBob, toAnn }: Pair,
  what: string,
  options?: Parameters<Client['messages']['send']>[2],
): Promise<{ readonly id: MessageId; readonly theirId: MessageId }> => {
  const id = options
    ? await mine.messages.send(toBob, { kind: 'text', text: what } as unknown as Content, options)
    : await say(mine, toBob, what);
  await isSent(mine, id);
  return { id, theirId: (await hasWords(theirs, toAnn, what)).id };
};

export const messageOf = (client: Client, id: MessageId): Message | undefined => client.store.get('message', id);

/** Waits for a message to be so. */
export const becomes = (
  client: Client,
  id: MessageId,
  what: string,
  is: (message: Message) => unknown,
): Promise<Message> =>
  seen(client, what, () => {
    const message = messageOf(client, id);
    return message && is(message) ? message : undefined;
  });

/** Nothing is under way at this message any more. */
export const settled = (client: Client, id: MessageId): Promise<unknown> =>
  seen(client, 'its change done', () => !client.store.get('change', id));

export const textOf = (message: Message | undefined): unknown =>
  (message?.content as { readonly text?: unknown } | undefined)?.text;

/** Another device of somebody, with the conversation open. */
export const another = async (world: World, user: UserId, id: ConversationId): Promise<Client> => {
  const { client } = await sit(world, user);
  client.conversations.open(id);
  return client;
};

/** Without a network for a while: what is done meanwhile goes out at the end. Who was stopped meanwhile stays so. */
export const offline = async (world: World, { mySeat, theirSeat }: Pair, meanwhile: () => Promise<void>) => {
  world.later(() => world.harness.restore());
  mySeat.network.value = false;
  await world.harness.drop();
  await seen(mySeat.client, 'no connection', () => mySeat.client.store.get('session', 'self')?.state !== 'connected');
  await meanwhile();
  await world.harness.restore();
  for (const seat of [mySeat, theirSeat]) {
    seat.network.value = false;
    seat.network.value = true;
    if (seat.client.store.get('session', 'self')?.state !== 'idle') await synced(seat.client);
  }
};

/** The first type of group in which an owner may do all of that, and a member nothing of the rest. */
export const typeWhere = (world: World, may: readonly Action[], not: readonly Action[] = []): GroupType => {
  const engine = world.harness.engine();
  const allowed = (action: Action, role: Role, type: GroupType) =>
    engine.can(action, 'group:some', { role, type }) === 'available';
  const fits = (type: GroupType) =>
    may.every((action) => allowed(action, 'owner', type)) && !not.some((action) => allowed(action, 'member', type));
  return (['work', 'public', 'meeting'] as const).find(fits) ?? 'work';
};

/** Ann's group of the others, open for all, of a type or of the usual one. */
export const circle = (world: World, ...names: string[]) => circleOf(world, undefined, ...names);
export const circleOf = async (world: World, type: GroupType | undefined, ...names: string[]) => {
  const ids = names.map((name) => world.person(name));
  const clients: Client[] = [];
  for (const id of ids) clients.push((await sit(world, id)).client);
  const [ann] = clients as [Client];
  const group = await ann.groups.create({ name: 'Tea', type, members: ids.slice(1) });
  for (const one of clients) one.conversations.open(group);
  return { group, ids, clients };
};
