import { define } from '../shared/define.js';
import { ImEmojiPicker } from './emoji-picker.js';

define('im-emoji-picker', ImEmojiPicker);

export { ImEmojiPicker };

declare global {
  interface HTMLElementTagNameMap {
    'im-emoji-picker': ImEmojiPicker;
  }
}
