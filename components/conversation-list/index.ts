import { list } from '../../locales/parts/list.js';
import '../avatar/index.js';
import '../menu/index.js';
import '../receipt/index.js';
import { define } from '../shared/define.js';
import { teach } from '../shared/languages.js';
import { ImConversationItem } from './conversation-item.js';
import { ImConversationList } from './conversation-list.js';

teach(list);
define('im-conversation-item', ImConversationItem);
define('im-conversation-list', ImConversationList);

export { ImConversationItem, ImConversationList };

declare global {
  interface HTMLElementTagNameMap {
    'im-conversation-item': ImConversationItem;
    'im-conversation-list': ImConversationList;
  }
}
