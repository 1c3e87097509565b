import type { WireSettings } from '../protocol/index.js';
import type { MemberRow, MessageRow, Tx } from '../storage/port.js';
import type { Core } from './core.js';
import type { PushNote } from './hooks.js';
import { alerts } from './level.js';
import { settingsOfUser } from './settings.js';
import { isReader } from './tally.js';
import { wireMessage } from './wire.js';

type Told = PushNote['users'][number];

/** So many members are looked at in one turn: in a large group others get their turns between. */
const CHUNK = 200;

/** Those it is directed at, all at once; of all some at a time. */
const seatsOf = async (
  tx: Tx,
  { key, audience }: MessageRow,
  after: MemberRow | undefined,
): Promise<readonly MemberRow[]> => {
  if (!audience) return tx.members.page(key, CHUNK, after);
  const seats: MemberRow[] = [];
  for (const user of new Set(audience)) {
    const seat = await tx.members.get(key, user);
    if (seat) seats.push(seat);
  }
  return seats;
};

const isAway = ({ online }: Core, user: string, { whileOnline }: WireSettings['push']): boolean =>
  whileOnline || online.of(user).length === 0;

const toldOf = async (core: Core, tx: Tx, message: MessageRow, seats: readonly MemberRow[]): Promise<Told[]> => {
  const readers = new Map(seats.filter((one) => isReader(message, one)).map((one) => [one.user, one]));
  const told: Told[] = [];
  for (const row of await tx.users.getMany([...readers.keys()])) {
    const { push, notify } = settingsOfUser(row);
    const seat = readers.get(row.id);
    if (!seat || !isAway(core, row.id, push) || alerts(seat, message, notify, core.clock.now()) !== 'sound') continue;
    const { language, detail } = push;
    told.push({ id: row.id, detail, ...(language !== undefined && { language }) });
  }
  return told;
};

const noteOf = async (
  tx: Tx,
  { key, id }: MessageRow,
  users: readonly Told[],
): Promise<Omit<PushNote, 'push'> | undefined> => {
  const [message, first] = [await tx.messages.get(key, id), users[0]];
  if (!first || !message || message.recalled) return undefined;
  const { replyTo, ...told } = await wireMessage(tx, message, first.id);
  // What is quoted may not be for all of them.
  return { users, message: { ...told, ...(replyTo && { replyTo: { id: replyTo.id } }) } };
};

/** The last piece makes the note, so that a small conversation takes one turn. */
const look = async (core: Core, sent: MessageRow): Promise<Omit<PushNote, 'push'> | undefined> => {
  const users: Told[] = [];
  for (let after: MemberRow | undefined; ; ) {
    const from = after;
    const { more, told, note } = await core.read(async (tx) => {
      const seats = await seatsOf(tx, sent, from);
      const told = await toldOf(core, tx, sent, seats);
      const more = !sent.audience && seats.length === CHUNK ? seats.at(-1) : undefined;
      return { more, told, note: more ? undefined : await noteOf(tx, sent, [...users, ...told]) };
    });
    // A job may run twice.
    users.push(...told);
    if (!more) return note;
    after = more;
  }
};

/** Tells the site of a message for people who are not here. Nobody waits for it, and no message fails with it. */
export const tellPush = async (core: Core, message: MessageRow, push?: PushNote['push']): Promise<void> => {
  const { hooks } = core.settings;
  if (!hooks.push) return;
  try {
    const note = await look(core, message);
    if (note) await hooks.push({ ...note, ...(push && { push }) });
  } catch (error) {
    core.log.error({ error: String(error) }, 'the push hook failed');
  }
};
