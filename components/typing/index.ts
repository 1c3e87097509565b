import { define } from '../shared/define.js';
import { ImTyping } from './typing.js';

define('im-typing', ImTyping);

export { ImTyping };

declare global {
  interface HTMLElementTagNameMap {
    'im-typing': ImTyping;
  }
}
