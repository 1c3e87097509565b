import '../message/index.js';
import { define } from '../shared/define.js';
import { ImMessageList } from './message-list.js';

define('im-message-list', ImMessageList);

export { ImMessageList };

declare global {
  interface HTMLElementTagNameMap {
    'im-message-list': ImMessageList;
  }
}
