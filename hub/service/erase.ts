import type { MemberRow } from '../storage/port.js';
import type { Core } from './core.js';
import { groupOf, isDirect } from './ids.js';
import { leave } from './ops/groups.js';
import { recall } from './ops/recall.js';
import { tellUser } from './ops/users.js';
import type { Work } from './work.js';

/** So many messages at a time, that others get their turn between. */
const CHUNK = 100;

/** Takes back some of what he wrote, his name on it too; says whether there may be more. */
const takeBack = async (work: Work, user: string): Promise<boolean> => {
  const rows = await work.tx.messages.ofSender(user, CHUNK);
  for (const { senderName: _name, senderAvatar: _avatar, ...row } of rows) await recall(work, row, user);
  return rows.length === CHUNK;
};

/** Groups go on without him; a conversation of two stays with the other one. */
const part = async (work: Work, member: MemberRow): Promise<void> => {
  const { key, user } = member;
  if (!isDirect(key)) return leave(work, user, groupOf(key));
  const conversation = await work.tx.conversations.get(key);
  await work.tx.members.put({
    ...member,
    hidden: true,
    pinned: false,
    clearedSeq: conversation?.seq ?? member.clearedSeq,
  });
};

/** Messages, profile, settings, groups and devices of a user. His id remains, so that nobody can take it. */
export const eraseUser = async (core: Core, user: string): Promise<void> => {
  while (await core.write((work) => takeBack(work, user)));
  await core.write(async (work) => {
    for (const member of await work.tx.members.of(user)) await part(work, member);
    for (const { id } of await work.tx.files.ownedBy(user)) await work.tx.files.forget(id);
  });
  await core.write(async (work) => {
    const { id, kind, mergedInto, createdAt } = await work.user(user, 'user');
    await work.tx.users.put({ id, kind, createdAt, ...(mergedInto !== undefined && { mergedInto }) });
    for (const { id: device } of await work.tx.devices.list(user)) await work.tx.devices.remove(user, device);
    await tellUser(work, user);
  });
};
