import { define } from '../shared/define.js';
import { ImPinned } from './pinned.js';

define('im-pinned', ImPinned);

export { ImPinned };

declare global {
  interface HTMLElementTagNameMap {
    'im-pinned': ImPinned;
  }
}
