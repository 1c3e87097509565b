import { define } from '../shared/define.js';
import { ImAvatar } from './avatar.js';

define('im-avatar', ImAvatar);

export { ImAvatar };

declare global {
  interface HTMLElementTagNameMap {
    'im-avatar': ImAvatar;
  }
}
