import '../chat-window/index.js';
import { define } from '../shared/define.js';
import { ImChatPanel } from './panel.js';

define('im-chat-panel', ImChatPanel);

declare global {
  interface HTMLElementTagNameMap {
    'im-chat-panel': ImChatPanel;
  }
}
