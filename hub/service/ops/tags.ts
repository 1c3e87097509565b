import type { Ops, WireTag } from '../../protocol/index.js';
import type { MemberRow } from '../../storage/port.js';
import { seatOf } from '../access.js';
import { boolean, type Check, list, object, optional, string, token } from '../check.js';
import { HubError, invalid, notFound } from '../errors.js';
import { toggled, withMore } from '../more.js';
import type { Op, OpTable, UserCall } from '../op.js';
import { tagsOf } from '../tags.js';
import type { Work } from '../work.js';
import { conversationId } from './messages.js';
import { putRow } from './rows.js';

const MOST_TAGS = 20;
const MOST_CONVERSATIONS = 1_000;
/** In one call. */
const MOST = 100;

type TagOp = Extract<keyof Ops, `tags.${string}`>;

const tagName: Check<string> = (value, field) => {
  const name = string(200)(value, field).trim();
  const { length } = [...name];
  if (length < 1 || length > 60) throw invalid(field, 'must have 1 to 60 characters');
  return name;
};

const conversations = list(conversationId, MOST, 1);

const tooMany = (field: string, limit: number): HubError =>
  new HubError('too-large', `${field}: at most ${limit}`, { field, limit });

const tell = async (work: Work, user: string): Promise<void> => work.tellUser(user, { t: 'tags' }, 'tags');

const requireTag = (tags: readonly WireTag[], id: string): WireTag => {
  const tag = tags.find((one) => one.id === id);
  if (!tag) throw notFound('id');
  return tag;
};

/** Names are told apart as people read them. */
const requireFree = (tags: readonly WireTag[], name: string, id?: string): void => {
  const same = tags.some((tag) => tag.id !== id && tag.name.toLocaleLowerCase('en') === name.toLocaleLowerCase('en'));
  if (same) throw new HubError('conflict', 'name: is that of another tag', { field: 'name' });
};

const assign = async (work: Work, user: string, { id, conversations, on }: Ops['tags.assign']['args']) => {
  const seats: MemberRow[] = [];
  for (const one of new Set(conversations)) seats.push((await seatOf(work, user, one, 'conversations')).member);
  const changed = seats.filter(({ more }) => (more?.tags?.includes(id) ?? false) !== on);
  if (on && changed.length > 0) {
    const before = (await work.tx.members.of(user)).filter(({ more }) => more?.tags?.includes(id)).length;
    if (before + changed.length > MOST_CONVERSATIONS) throw tooMany('conversations', MOST_CONVERSATIONS);
  }
  for (const member of changed) {
    const pinnedIn = on ? member.more?.pinnedIn : toggled(member.more?.pinnedIn, id, false);
    await putRow(work, member, withMore(member, { tags: toggled(member.more?.tags, id, on), pinnedIn }));
  }
};

const create = async (work: Work, user: string, args: Ops['tags.create']['args']): Promise<{ id: string }> => {
  const { id = work.newId(), name, conversations } = args;
  const tags = await tagsOf(work.tx, user);
  const known = tags.find((tag) => tag.id === id);
  if (known && known.name !== name) throw new HubError('conflict', 'id: is that of another tag', { field: 'id' });
  if (!known) {
    requireFree(tags, name);
    if (tags.length >= MOST_TAGS) throw tooMany('tags', MOST_TAGS);
    await work.tx.docs.put('tag', user, id, { name }, (tags.at(-1)?.place ?? 0) + 1);
    await tell(work, user);
  }
  if (conversations) await assign(work, user, { id, conversations, on: true });
  return { id };
};

const remove = async (work: Work, user: string, id: string): Promise<void> => {
  requireTag(await tagsOf(work.tx, user), id);
  await work.tx.docs.remove('tag', user, id);
  for (const member of await work.tx.members.of(user)) {
    const { tags = [], pinnedIn } = member.more ?? {};
    if (!tags.includes(id)) continue;
    await putRow(
      work,
      member,
      withMore(member, { tags: toggled(tags, id, false), pinnedIn: toggled(pinnedIn, id, false) }),
    );
  }
  await tell(work, user);
};

const sort = async (work: Work, user: string, ids: readonly string[]): Promise<void> => {
  const tags = await tagsOf(work.tx, user);
  const same = ids.length === tags.length && tags.every(({ id }) => ids.includes(id));
  if (!same) throw invalid('ids', 'must be those of all tags, each once');
  for (const [index, id] of ids.entries()) {
    await work.tx.docs.put('tag', user, id, { name: requireTag(tags, id).name }, index + 1);
  }
  await tell(work, user);
};

const pin = async (work: Work, user: string, { id, conversation, pinned }: Ops['tags.pin']['args']): Promise<void> => {
  requireTag(await tagsOf(work.tx, user), id);
  const { member } = await seatOf(work, user, conversation);
  if (!member.more?.tags?.includes(id)) throw notFound('conversation');
  await putRow(work, member, withMore(member, { pinnedIn: toggled(member.more.pinnedIn, id, pinned) }));
};

/** In one turn of the writer; an answer of nothing is an empty one. Visitors sort nothing. */
const own = <O extends TagOp>(
  check: Check<Ops[O]['args']>,
  act: (work: Work, user: string, args: Ops[O]['args']) => Promise<unknown>,
): Op<O> =>
  ({
    auth: 'user',
    check,
    run: ({ core, session, user }: UserCall, args: Ops[O]['args']) => {
      if (session.kind === 'visitor') throw new HubError('forbidden', 'tags: not for visitors', { field: 'tags' });
      return core.write(async (work) => (await act(work, user, args)) ?? {});
    },
  }) as Op<O>;

const id = token(64);

export const tagOps: OpTable<TagOp> = {
  'tags.list': own(object({}), async ({ tx }, user) => ({ items: await tagsOf(tx, user) })),
  'tags.create': own(object({ id: optional(id), name: tagName, conversations: optional(conversations) }), create),
  'tags.rename': own(object({ id, name: tagName }), async (work, user, { id, name }) => {
    const tags = await tagsOf(work.tx, user);
    const tag = requireTag(tags, id);
    if (tag.name === name) return;
    requireFree(tags, name, id);
    await work.tx.docs.put('tag', user, id, { name }, tag.place);
    await tell(work, user);
  }),
  'tags.remove': own(object({ id }), (work, user, { id }) => remove(work, user, id)),
  'tags.sort': own(object({ ids: list(id, MOST_TAGS) }), (work, user, { ids }) => sort(work, user, ids)),
  'tags.assign': own(object({ id, conversations, on: boolean }), async (work, user, args) => {
    requireTag(await tagsOf(work.tx, user), args.id);
    await assign(work, user, args);
  }),
  'tags.pin': own(object({ id, conversation: conversationId, pinned: boolean }), pin),
};
