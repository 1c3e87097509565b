import type { FileRow, GroupRow, Tx } from '../storage/port.js';
import type { Core } from './core.js';
import { MOST_FORMERS } from './former.js';
import { groupOf } from './ids.js';
import { spaceDoc } from './places/spaces.js';
import type { Work } from './work.js';

/*
 * What people, groups, rooms and spaces are shown by. Who names a file of his own opens it to all who see the face; the
 * file of somebody else it opens to nobody.
 */

/** A file shows few places. */
const MOST_PLACES = 1_000;

/** The picture of a place, named by its key, is another one from now on. */
export const exchangeFace = async (
  { tx, now }: Pick<Work, 'tx' | 'now'>,
  by: string,
  place: string,
  before: string | undefined,
  after: string | null | undefined,
): Promise<void> => {
  if ((after ?? undefined) === before) return;
  if (before !== undefined) await tx.docs.remove('face', before, place);
  const file = after ? await tx.files.get(after) : undefined;
  if (file?.owner === by) await tx.docs.put('face', file.id, place, { at: now });
};

/** Does somebody who is no member see what the group is called, and shows? */
export const seesDoor = async (tx: Tx, kind: 'user' | 'visitor', user: string, row: GroupRow): Promise<boolean> => {
  const open = kind === 'user' && !row.dismissed && (row.listed || (row.policy ?? 'invite') !== 'invite');
  return open && !(await tx.docs.get('group-ban', row.id, user));
};

const isOfPlace = async (tx: Tx, place: string, file: string): Promise<boolean> =>
  place.startsWith('space:')
    ? (await spaceDoc(tx, place.slice('space:'.length)))?.avatar === file
    : (await tx.groups.get(groupOf(place)))?.avatar === file;

const seesPlace = async (tx: Tx, user: string, place: string, file: string): Promise<boolean> => {
  if (await tx.members.get(place, user)) return isOfPlace(tx, place, file);
  if (!place.startsWith('group:')) return false;
  const row = await tx.groups.get(groupOf(place));
  if (row?.avatar !== file) return false;
  // Live rooms are shown to all.
  return row.kind === 'room' || seesDoor(tx, (await tx.users.get(user))?.kind ?? 'visitor', user, row);
};

const placesOf = async (tx: Tx, file: string): Promise<string[]> =>
  (await tx.docs.page('face', file, { limit: MOST_PLACES })).map(({ id }) => id);

const isOfOwner = async (tx: Tx, { id, owner }: FileRow): Promise<boolean> => {
  const row = await tx.users.get(owner);
  return row?.avatar === id && !row.erased;
};

/** Does anybody, or any place, go by it? */
export const isFace = async (tx: Tx, file: FileRow): Promise<boolean> => {
  if (await isOfOwner(tx, file)) return true;
  for (const place of await placesOf(tx, file.id)) if (await isOfPlace(tx, place, file.id)) return true;
  return false;
};

/** Visitors see the faces of desks and of those they talk with, as they see their names. */
export const seesFace = async ({ settings }: Core, tx: Tx, user: string, file: FileRow): Promise<boolean> => {
  const { id, owner } = file;
  if (await isOfOwner(tx, file)) {
    if ((await tx.users.get(user))?.kind === 'user' || settings.desks.includes(owner)) return true;
    if ((await tx.members.sharing(user, [owner])).length > 0) return true;
  }
  for (const place of await placesOf(tx, id)) if (await seesPlace(tx, user, place, id)) return true;
  // A locked row shows it as it was then.
  const formers = await tx.docs.page('former', user, { limit: MOST_FORMERS });
  return formers.some(({ doc }) => doc.face === true && doc.avatar === id);
};

/** Takes a file off all places that go by it; gives their keys. */
export const takeOff = async (tx: Tx, file: string): Promise<string[]> => {
  const taken: string[] = [];
  for (const place of await placesOf(tx, file)) {
    await tx.docs.remove('face', file, place);
    if (!(await isOfPlace(tx, place, file))) continue;
    taken.push(place);
    if (place.startsWith('space:')) {
      const space = place.slice('space:'.length);
      const { avatar: _, ...doc } = (await spaceDoc(tx, space)) ?? {};
      await tx.docs.put('space', space, 'self', doc as Parameters<typeof tx.docs.put<'space'>>[3]);
    } else {
      const { avatar: _, ...row } = (await tx.groups.get(groupOf(place))) ?? {};
      await tx.groups.put(row as GroupRow);
    }
  }
  return taken;
};
