import type { MemberRow, MessageRow, Tx } from '../storage/port.js';
import type { Core } from './core.js';
import type { PushNote } from './hooks.js';
import { settingsOfUser } from './settings.js';
import { isReader, membersOf } from './tally.js';
import { wireMessage } from './wire.js';

/** Does it ring for this member, by his own level for the conversation? */
const rings = ({ silent, counts, mentions }: MessageRow, { notify, user }: MemberRow): boolean => {
  if (silent || !counts || notify === 'none' || notify === 'silent') return false;
  return notify === 'all' || mentions?.all === true || (mentions?.users?.includes(user) ?? false);
};

const noteFor = async (
  core: Core,
  tx: Tx,
  message: MessageRow,
  push: PushNote['push'],
): Promise<PushNote | undefined> => {
  const members = (await membersOf(tx, message.key)).filter((one) => isReader(message, one) && rings(message, one));
  const users: { readonly id: string; readonly language?: string; readonly detail: boolean }[] = [];
  for (const row of await tx.users.getMany(members.map(({ user }) => user))) {
    const { language, detail, whileOnline } = settingsOfUser(row).push;
    if (!whileOnline && core.online.of(row.id).length > 0) continue;
    users.push({ id: row.id, detail, ...(language !== undefined && { language }) });
  }
  const [first] = users;
  if (!first) return undefined;
  const { replyTo, ...told } = await wireMessage(tx, message, first.id);
  // What is quoted may not be for all of them.
  return { users, message: { ...told, ...(replyTo && { replyTo: { id: replyTo.id } }) }, ...(push && { push }) };
};

/** Tells the site of a message for people who are not here. Nobody waits for it, and no message fails with it. */
export const tellPush = async (core: Core, { key, id }: MessageRow, push?: PushNote['push']): Promise<void> => {
  const { hooks } = core.settings;
  if (!hooks.push) return;
  try {
    const note = await core.read(async (tx) => {
      const message = await tx.messages.get(key, id);
      return message && !message.recalled ? noteFor(core, tx, message, push) : undefined;
    });
    if (note) await hooks.push(note);
  } catch (error) {
    core.log.error({ error: String(error) }, 'the push hook failed');
  }
};
