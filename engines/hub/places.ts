import type { RoomChange, SpaceFace } from '../../core/engine/index.js';
import type { Channel, Group } from '../../core/model/index.js';
import type { WireChannel, WireRoom, WireRoomNews, WireSpace } from '../../hub/protocol/index.js';
import { readMessage } from './codec.js';

export const readSpace = ({ owner, ...rest }: WireSpace): SpaceFace => ({ ...rest, ownerId: owner });

export const readChannel = ({ space, ...rest }: WireChannel): Channel => ({ ...rest, spaceId: space });

export const readRoom = ({ owner, online, recent: _, ...rest }: WireRoom): Group => ({
  ...rest,
  ...{ kind: 'room', ownerId: owner, memberCount: online },
});

export const readNews = ({ room, messages, recalled, face, ...rest }: WireRoomNews): RoomChange => ({
  ...rest,
  id: room,
  ...(messages && { messages: messages.map(readMessage) }),
  ...(recalled && { recalled: recalled.map(({ id, ...said }) => ({ serverId: id, ...said })) }),
  ...(face && { group: readRoom(face) }),
});
