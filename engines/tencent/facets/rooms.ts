import type { CallOptions, IncomingMessage, RoomEntry, RoomFace, RoomFacet } from '../../../core/engine/index.js';
import { compareOrder, type Group, ImError, type OrderKey } from '../../../core/model/index.js';
import { checkFace } from '../group-drafts.js';
import { NAMELESS } from '../groups.js';
import { HIDDEN } from '../groups-now.js';
import type { Link } from '../link.js';
import { attributesIn, LIKES } from '../room-values.js';
import { type HeldRoom, MOST_RECENT, newRoom, putOut, roomsOf, standingIn } from '../rooms.js';
import { groupNow, orElse, readRoom } from '../rooms-now.js';
import type { SdkGroup } from '../sdk-groups.js';
import { roomPeople } from './room-people.js';
import { roomValues } from './room-values.js';

type JoinOptions = NonNullable<Parameters<RoomFacet['join']>[1]>;

const RECENT = 10;
/** Who was put out alone comes in again after so many milliseconds. */
const OUT_MS = 1_200;
/** It is over, or was never there; the id is taken by now. */
const NOBODYS: readonly unknown[] = [10_010, 10_015];
const TAKEN: readonly unknown[] = [10_021, 10_025];

const missing = (): ImError => new ImError('not-found', { field: 'id', message: 'id: there is no such room' });
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

interface Way {
  readonly group?: SdkGroup;
  /** The SDK went on asking for what is said where it had stopped. */
  readonly resumed: boolean;
}

export const roomFacet = (link: Link): RoomFacet => {
  const join = (groupID: string, options: CallOptions) => link.call((sdk) => sdk.joinGroup({ groupID }), options);

  /** Any room is open to all but those who are kept out. */
  const refused = (error: ImError): ImError => {
    const { code, message, engine, cause } = error;
    if (code === 'forbidden') return new ImError('banned', { message, engine, cause });
    return NOBODYS.includes(engine?.code) ? missing() : error;
  };

  const getIn = async (id: string, create: JoinOptions['create'], options: CallOptions) => {
    try {
      return await join(id, options);
    } catch (error) {
      const own = refused(error as ImError);
      if (own.code === 'banned' && Date.now() - (putOut(link).get(id) ?? 0) < OUT_MS) {
        await wait(OUT_MS);
        return await join(id, options);
      }
      if (own.code !== 'not-found' || !create) throw own;
      const draft = { type: 'AVChatRoom', groupID: id, name: create.name || NAMELESS };
      await link
        .call((sdk) => sdk.createGroup(draft), options)
        .catch((taken: ImError) => {
          if (!TAKEN.includes(taken.engine?.code)) throw taken;
        });
      return join(id, options);
    }
  };

  const forget = (groupID: string) =>
    link.call((sdk) => sdk.callExperimentalAPI('stopMessageLongPolling', { groupID }));

  const wayIn = async (
    id: string,
    held: HeldRoom | undefined,
    { create, after, signal }: JoinOptions,
  ): Promise<Way> => {
    // Anew there is some of what was said of late, which the SDK does not ask for where it is in already.
    if (held && !after) await forget(id);
    const { status, group } = await getIn(id, create, { signal }).catch((error: ImError) => {
      throw refused(error);
    });
    return { resumed: held !== undefined && status === 'AlreadyInGroup', ...(group && { group }) };
  };

  const newestOf = async (groupID: string, options: CallOptions): Promise<string[]> => {
    const { memberList } = await link.call((sdk) => sdk.getGroupMemberList({ groupID, offset: 0 }), options);
    return memberList.map(({ userID }) => userID);
  };

  const likesIn = async (groupID: string, options: CallOptions): Promise<number> => {
    const { counters } = await link.call((sdk) => sdk.getGroupCounters({ groupID }), options, 'get_group_counter');
    return counters[LIKES] ?? 0;
  };

  const onlineIn = async (id: string, options: CallOptions): Promise<number> =>
    (await link.call((sdk) => sdk.getGroupOnlineMemberCount(id), options)).memberCount;

  /** What was told while nobody could hear it. */
  const heard = (room: HeldRoom, after: OrderKey | undefined, recent: number): IncomingMessage[] => {
    const recalled = new Map(
      (room.waiting ?? []).flatMap((one) => one.recalled ?? []).map((one) => [one.serverId, one]),
    );
    const all = (room.waiting ?? [])
      .flatMap(({ messages = [] }) => messages)
      .filter(({ order }) => !after || compareOrder(order, after) > 0)
      .sort((a, b) => compareOrder(a.order, b.order))
      .map((one): IncomingMessage => {
        const { by, at } = recalled.get(one.serverId) ?? {};
        return by === undefined || at === undefined
          ? one
          : { ...one, content: { kind: 'recalled' }, recalled: { by, at } };
      });
    return after ? all : recent > 0 ? all.slice(-recent) : [];
  };

  const entry = async (id: string, room: HeldRoom, way: Way, asked: JoinOptions): Promise<RoomEntry> => {
    const { after, recent = RECENT, signal } = asked;
    const options = { signal };
    const guest = link.isGuest();
    const group: Group = guest
      ? { id, kind: 'room' }
      : way.group
        ? readRoom(way.group, link.self(), room)
        : await groupNow(link, id, link.self(), options);
    const nothing = Promise.resolve(undefined);
    const [online, people, attributes, likes] = await Promise.all([
      orElse(onlineIn(id, options), 0),
      guest ? nothing : orElse(newestOf(id, options), undefined),
      guest ? nothing : orElse(attributesIn(link, id, options), {}),
      guest ? nothing : orElse(likesIn(id, options), 0),
    ]);
    room.recent = people?.slice(0, MOST_RECENT) ?? room.recent;
    room.attributes = attributes ?? {};
    const told = room.waiting ?? [];
    const known = told.flatMap(({ messages = [] }) => messages);
    const messages = heard(room, after, recent);
    room.waiting = undefined;
    link.emit(told.flatMap(({ recalled }) => (recalled ? [{ type: 'rooms', changed: [{ id, recalled }] }] : [])));
    const whole = !after || way.resumed || known.some(({ order }) => compareOrder(order, after) <= 0);
    const standing = guest ? { locked: 'closed' as const } : standingIn(room, Date.now());
    return {
      ...{ group, messages, online, recent: room.recent, likes: likes ?? 0, attributes: room.attributes, standing },
      ...(!whole && { gap: true }),
    };
  };

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
    if (room.role === 'owner') await forget(id);
    else
      await orElse(
        link.call((sdk) => sdk.quitGroup(id), options),
        undefined,
      );
    roomsOf(link).delete(id);
  };

  const face = async (groupID: string, options?: CallOptions): Promise<RoomFace> => {
    const { group } = await link.call((sdk) => sdk.searchGroupByID(groupID), options);
    if (group.type !== 'AVChatRoom') throw missing();
    return { ...readRoom(group, link.self()), online: group.memberCount || 0 };
  };
  const info = async (id: string, options: CallOptions = {}): Promise<RoomFace> => {
    const room = roomsOf(link).get(id);
    if (!room) return face(id, options);
    const [group, online] = [await groupNow(link, id, link.self(), options), await onlineIn(id, options)];
    return { ...group, online, recent: room.recent };
  };
  const absent = (error: ImError): never => {
    throw HIDDEN.includes(error.engine?.code) ? missing() : error;
  };

  return {
    ...roomPeople(link),
    ...roomValues(link),
    async join(id, options) {
      const all = roomsOf(link);
      const held = all.get(id);
      const room = held ?? newRoom();
      const before = room.waiting;
      room.waiting ??= [];
      all.set(id, room);
      try {
        const way = await wayIn(id, held, options);
        const entered = await entry(id, room, way, options);
        if (all.get(id) !== room) throw new ImError('banned', { message: 'put out while coming in' });
        if (!options.more)
          for (const other of [...all.keys()].filter((one) => one !== id)) {
            await out(other, options);
            link.emit([{ type: 'rooms', changed: [{ id: other, ended: { why: 'left' } }] }]);
          }
        return entered;
      } catch (error) {
        room.waiting = before;
        if (!held) all.delete(id);
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
      const found = await Promise.all(ids.map((id) => orElse<RoomFace | undefined>(info(id, { signal }), undefined)));
      return { items: found.filter((one) => one !== undefined) };
    },
    info: (id, options) => info(id, options).catch(absent),
  };
};
