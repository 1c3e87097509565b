import '../avatar/index.js';
import '../menu/index.js';
import '../dialog/index.js';
import { spaces } from '../../locales/parts/spaces.js';
import { define } from '../shared/define.js';
import { teach } from '../shared/languages.js';
import { ImChannelList } from './channel-list.js';

teach(spaces);
define('im-channel-list', ImChannelList);

export { ImChannelList };

declare global {
  interface HTMLElementTagNameMap {
    'im-channel-list': ImChannelList;
  }
}
