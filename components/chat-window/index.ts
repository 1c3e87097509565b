import '../avatar/index.js';
import '../composer/index.js';
import '../message-list/index.js';
import { define } from '../shared/define.js';
import { ImChatWindow } from './chat-window.js';

define('im-chat-window', ImChatWindow);

export { ImChatWindow };

declare global {
  interface HTMLElementTagNameMap {
    'im-chat-window': ImChatWindow;
  }
}
