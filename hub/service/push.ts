import type { MessageRow, Tx } from '../storage/port.js';
import type { Core } from './core.js';
import type { PushNote } from './hooks.js';
import { alerts } from './level.js';
import { settingsOfUser } from './settings.js';
import { isReader, membersOf } from './tally.js';
import { wireMessage } from './wire.js';

const noteFor = async (
  core: Core,
  tx: Tx,
  message: MessageRow,
  push: PushNote['push'],
): Promise<PushNote | undefined> => {
  const members = (await membersOf(tx, message.key)).filter((one) => isReader(message, one));
  const seats = new Map(members.map((member) => [member.user, member]));
  const users: { readonly id: string; readonly language?: string; readonly detail: boolean }[] = [];
  for (const row of await tx.users.getMany([...seats.keys()])) {
    const { push: own, notify } = settingsOfUser(row);
    const { language, detail, whileOnline } = own;
    const seat = seats.get(row.id);
    if (!whileOnline && core.online.of(row.id).length > 0) continue;
    if (!seat || alerts(seat, message, notify, core.clock.now()) !== 'sound') continue;
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
