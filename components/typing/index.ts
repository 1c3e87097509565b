import { typing } from '../../locales/parts/typing.js';
import { define } from '../shared/define.js';
import { teach } from '../shared/languages.js';
import { ImTyping } from './typing.js';

teach(typing);
define('im-typing', ImTyping);

export { ImTyping };

declare global {
  interface HTMLElementTagNameMap {
    'im-typing': ImTyping;
  }
}
