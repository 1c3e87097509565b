import type { CallOptions, IncomingMessage, RoomChange, RoomEntry, RoomFacet } from '../../core/engine/index.js';
import { compareOrder, type Group, ImError, type OrderKey } from '../../core/model/index.js';
import { NAMELESS } from './groups.js';
import type { Link } from './link.js';
import { readMessage } from './messages.js';
import { attributesIn, LIKES } from './room-values.js';
import { type HeldRoom, hearAtOnce, knowRoom, MOST_RECENT, putOut, standingIn } from './rooms.js';
import { groupNow, missing, onlineIn, orElse, readRoom, roomFace } from './rooms-now.js';
import type { SdkGroup } from './sdk-groups.js';
import { sleep } from './waiting.js';

export type JoinOptions = NonNullable<Parameters<RoomFacet['join']>[1]>;

const RECENT = 10;
/** Who was put out alone comes in again after so many milliseconds. */
const OUT_MS = 1_200;
/** The id is taken by now. */
const TAKEN: readonly unknown[] = [10_021, 10_025];

export interface Way {
  readonly group?: SdkGroup;
  /** The SDK went on asking for what is said where it had stopped. */
  readonly resumed: boolean;
}

/** Rejects `not-found`; where it is to be made and another group has the id: `conflict`. */
const made = async (link: Link, id: string, create: JoinOptions['create'], options: CallOptions): Promise<void> => {
  try {
    await roomFace(link, id, options);
  } catch (error) {
    // Of a group the service says that it is taken: then this is asked once more.
    if (!create || (error as ImError).code !== 'not-found') throw error;
    const draft = { type: 'AVChatRoom', groupID: id, name: create.name || NAMELESS };
    await link
      .call((sdk) => sdk.createGroup(draft), options)
      .catch(async (taken: ImError) => {
        if (!TAKEN.includes(taken.engine?.code)) throw taken;
        await roomFace(link, id, options).catch((other: ImError) => {
          if (other.code !== 'not-found') throw other;
          throw new ImError('conflict', { field: 'id', message: 'id: another group has it, or had it' });
        });
      });
  }
};

/** On this device alone. */
export const forgetRoom = (link: Link, groupID: string): Promise<unknown> =>
  link.call((sdk) => sdk.callExperimentalAPI('stopMessageLongPolling', { groupID }));

/** A room is open to all but those who are kept out. Rejects `banned`, `not-found`. */
export const wayIn = async (
  link: Link,
  id: string,
  held: HeldRoom | undefined,
  { create, signal }: JoinOptions,
): Promise<Way> => {
  const options = { signal };
  const join = () => link.call((sdk) => sdk.joinGroup({ groupID: id }), options);
  const refused = (error: ImError): never => {
    const { code, message, engine, cause } = error;
    if (code !== 'forbidden') throw error;
    throw link.isGuest() ? missing() : new ImError('banned', { message, engine, cause });
  };
  if (!link.isGuest()) await made(link, id, create, options);
  knowRoom(link, id);
  const { status, group } = await join().catch(async (error: ImError) => {
    if (error.code !== 'forbidden' || Date.now() - (putOut(link).get(id) ?? 0) > OUT_MS) return refused(error);
    await sleep(OUT_MS, signal);
    return join().catch(refused);
  });
  return { resumed: held !== undefined && status === 'AlreadyInGroup', ...(group && { group }) };
};

const byPlace = (a: IncomingMessage, b: IncomingMessage): number => compareOrder(a.order, b.order);

/** The SDK asks for it where it comes in anew alone; of what was said since then it keeps nothing. */
const saidOfLate = (link: Link, room: HeldRoom, recent: number): IncomingMessage[] =>
  room.said
    .flatMap((one) => readMessage(one, link.self(), link.now(), true) ?? [])
    .sort(byPlace)
    .slice(recent > 0 ? -recent : room.said.length);

/** What was told while nobody could hear it. */
const missed = (told: readonly RoomChange[], after: OrderKey): IncomingMessage[] => {
  const recalled = new Map(told.flatMap((one) => one.recalled ?? []).map((one) => [one.serverId, one]));
  return told
    .flatMap(({ messages = [] }) => messages)
    .filter(({ order }) => compareOrder(order, after) > 0)
    .sort(byPlace)
    .map((one): IncomingMessage => {
      const { by, at } = recalled.get(one.serverId) ?? {};
      return by === undefined || at === undefined
        ? one
        : { ...one, content: { kind: 'recalled' }, recalled: { by, at } };
    });
};

const newestOf = async (link: Link, groupID: string, options: CallOptions): Promise<string[]> => {
  const { memberList } = await link.call((sdk) => sdk.getGroupMemberList({ groupID, offset: 0 }), options);
  return memberList.map(({ userID }) => userID);
};

const likesIn = async (link: Link, groupID: string, options: CallOptions): Promise<number> => {
  const { counters } = await link.call((sdk) => sdk.getGroupCounters({ groupID }), options, 'get_group_counter');
  return counters[LIKES] ?? 0;
};

/** The room as it is now. Who has not signed in is told how many there are, and no more. */
const lookIn = async (link: Link, id: string, room: HeldRoom, { group }: Way, options: CallOptions) => {
  const online = orElse(onlineIn(link, id, options), 0);
  if (link.isGuest()) {
    const bare: Group = { id, kind: 'room' };
    return { group: bare, online: await online, likes: 0, standing: { locked: 'closed' as const } };
  }
  const own = group ? readRoom(group, link.self(), room) : await groupNow(link, id, link.self(), options);
  const [people, attributes, likes] = await Promise.all([
    orElse(newestOf(link, id, options), undefined),
    orElse(attributesIn(link, id, options), {}),
    orElse(likesIn(link, id, options), 0),
  ]);
  room.recent = people?.slice(0, MOST_RECENT) ?? room.recent;
  room.attributes = attributes;
  return { group: own, online: await online, likes, standing: standingIn(room, Date.now()) };
};

/** What one is told as he comes in; from then on he is told at once. */
export const entryOf = async (
  link: Link,
  id: string,
  room: HeldRoom,
  way: Way,
  { after, recent = RECENT, signal }: JoinOptions,
): Promise<RoomEntry> => {
  const seen = await lookIn(link, id, room, way, { signal });
  const { waiting: told = [], shed } = room;
  const messages = after ? missed(told, after) : saidOfLate(link, room, recent);
  hearAtOnce(room);
  link.emit(told.flatMap(({ recalled }) => (recalled ? [{ type: 'rooms', changed: [{ id, recalled }] }] : [])));
  const reaches = (to: OrderKey) =>
    told.some(({ messages: some = [] }) => some.some(({ order }) => compareOrder(order, to) <= 0));
  const gap = after !== undefined && (shed > 0 || (!way.resumed && !reaches(after)));
  return { ...seen, messages, recent: room.recent, attributes: room.attributes, ...(gap && { gap }) };
};
