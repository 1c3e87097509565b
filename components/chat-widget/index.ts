import { define } from '../shared/define.js';
import { ImChatWidget } from './widget.js';

define('im-chat-widget', ImChatWidget);

export { ImChatWidget };

declare global {
  interface HTMLElementTagNameMap {
    'im-chat-widget': ImChatWidget;
  }
}
