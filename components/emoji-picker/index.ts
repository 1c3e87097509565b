import { emoji } from '../../locales/parts/emoji.js';
import { define } from '../shared/define.js';
import { teach } from '../shared/languages.js';
import { ImEmojiPicker } from './emoji-picker.js';

teach(emoji);
define('im-emoji-picker', ImEmojiPicker);

export { ImEmojiPicker };

declare global {
  interface HTMLElementTagNameMap {
    'im-emoji-picker': ImEmojiPicker;
  }
}
