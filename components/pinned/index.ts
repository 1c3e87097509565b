import { pinned } from '../../locales/parts/pinned.js';
import { define } from '../shared/define.js';
import { teach } from '../shared/languages.js';
import { ImPinned } from './pinned.js';

teach(pinned);
define('im-pinned', ImPinned);

export { ImPinned };

declare global {
  interface HTMLElementTagNameMap {
    'im-pinned': ImPinned;
  }
}
