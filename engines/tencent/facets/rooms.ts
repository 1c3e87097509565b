import type { CallOptions, RoomFace, RoomFacet } from '../../../core/engine/index.js';
import { ImError } from '../../../core/model/index.js';
import { checkFace } from '../group-drafts.js';
import { NAMELESS } from '../groups.js';
import type { Link } from '../link.js';
import { entryOf, forgetRoom, wayIn } from '../room-entry.js';
import { type HeldRoom, hearAtOnce, newRoom, roomsOf } from '../rooms.js';
import { groupNow, onlineIn, orElse, roomFace } from '../rooms-now.js';
import { roomPeople } from './room-people.js';
import { roomValues } from './room-values.js';

/** Of who was in it: not any more. Of words: they are no id, or that of no room. */
const OVER: readonly unknown[] = ['banned', 'not-found'];
const NONE: readonly unknown[] = ['invalid', 'not-found'];

export const roomFacet = (link: Link): RoomFacet => {
  /** Owners cannot quit: their SDK stops asking, and that is all. */
  const out = async (id: string, options?: CallOptions): Promise<void> => {
    const room = roomsOf(link).get(id);
    if (!room) return;
    const leaving = Object.entries(room.attributes).filter(([, { by, leaves }]) => leaves && by === link.self());
    const keyList = leaving.map(([key]) => key);
    if (keyList.length > 0)
      await orElse(
        link.call((sdk) => sdk.deleteGroupAttributes({ groupID: id, keyList }), options, 'delete_group_attr'),
        undefined,
      );
    const quit = async () => {
      if (room.role !== 'owner') await link.call((sdk) => sdk.quitGroup(id), options);
      return room.role !== 'owner';
    };
    // Whoever does not ask any more is out a little later.
    if (!(await orElse(quit(), false))) await forgetRoom(link, id);
    roomsOf(link).delete(id);
  };

  /** Who was in it still is, and hears what came meanwhile, unless the room says that it is over. */
  const failed = async (id: string, room: HeldRoom, wasIn: boolean, { code }: ImError): Promise<void> => {
    if (roomsOf(link).get(id) !== room) return;
    if (wasIn && !OVER.includes(code)) {
      // What came since a lost line waits for an entry.
      if (room.lost) return;
      const { waiting: told = [], shed } = room;
      hearAtOnce(room);
      const changed = shed > 0 ? [{ id, shed }, ...told] : told;
      if (changed.length > 0) link.emit([{ type: 'rooms', changed }]);
      return;
    }
    roomsOf(link).delete(id);
    if (wasIn)
      link.emit([{ type: 'rooms', changed: [{ id, ended: { why: code === 'banned' ? code : 'destroyed' } }] }]);
    await forgetRoom(link, id).catch(() => undefined);
  };

  const info = async (id: string, options: CallOptions = {}): Promise<RoomFace> => {
    const room = roomsOf(link).get(id);
    if (!room) return roomFace(link, id, options);
    const [group, online] = [await groupNow(link, id, link.self(), options), await onlineIn(link, id, options)];
    return { ...group, online, recent: room.recent };
  };
  return {
    ...roomPeople(link),
    ...roomValues(link),
    async join(id, options) {
      const all = roomsOf(link);
      const held = all.get(id);
      const room = held ?? newRoom();
      room.waiting ??= [];
      all.set(id, room);
      try {
        const way = await wayIn(link, id, held, options);
        const entered = await entryOf(link, id, room, way, options);
        if (all.get(id) !== room) throw new ImError('banned', { message: 'put out while coming in' });
        if (!options.more)
          for (const other of [...all.keys()].filter((one) => one !== id)) {
            await out(other, options);
            link.emit([{ type: 'rooms', changed: [{ id: other, ended: { why: 'left' } }] }]);
          }
        return entered;
      } catch (error) {
        await failed(id, room, held !== undefined, error as ImError);
        throw error;
      }
    },
    leave: out,
    async destroy(id, options) {
      await link.call((sdk) => sdk.dismissGroup(id), options);
      // This device is not told.
      if (roomsOf(link).delete(id)) link.emit([{ type: 'rooms', changed: [{ id, ended: { why: 'destroyed' } }] }]);
    },
    async update(groupID, { name, avatar, introduction }, options) {
      checkFace({ name, avatar, introduction });
      const patch = {
        ...{ groupID, ...(name !== undefined && { name: name || NAMELESS }) },
        ...(avatar !== undefined && { avatar: avatar ?? '' }),
        ...(introduction !== undefined && { introduction: introduction ?? '' }),
      };
      await link.call((sdk) => sdk.updateGroupProfile(patch), options, 'modify_group_base_info');
    },
    /** The service lists none: by its id a room is found, without words those that one is in. */
    async list(words, { signal } = {}) {
      const ids = words ? [words] : [...roomsOf(link).keys()];
      const look = (id: string) =>
        info(id, { signal }).catch((error: ImError) => {
          if (!NONE.includes(error.code)) throw error;
          return undefined;
        });
      const found = await Promise.all(ids.map(look));
      return { items: found.filter((one) => one !== undefined) };
    },
    info,
  };
};
