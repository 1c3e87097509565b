import '../avatar/index.js';
import '../composer/index.js';
import '../menu/index.js';
import '../message/index.js';
import { message } from '../../locales/parts/message.js';
import { rooms } from '../../locales/parts/rooms.js';
import { define } from '../shared/define.js';
import { teach } from '../shared/languages.js';
import { ImRoomLikes } from './likes.js';
import { ImRoom } from './room.js';
import { ImRoomList } from './room-list.js';
import { ImRoomTranscript } from './transcript.js';

teach(message);
teach(rooms);
define('im-room-message-list', ImRoomTranscript);
define('im-room-likes', ImRoomLikes);
define('im-room', ImRoom);
define('im-room-list', ImRoomList);

export type { RoomGift } from './gifts.js';
export { ImRoom, ImRoomList };

declare global {
  interface HTMLElementTagNameMap {
    'im-room': ImRoom;
    'im-room-list': ImRoomList;
    'im-room-likes': ImRoomLikes;
    'im-room-message-list': ImRoomTranscript;
  }
}
