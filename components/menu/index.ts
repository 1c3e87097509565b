import { define } from '../shared/define.js';
import { ImMenu } from './menu.js';

define('im-menu', ImMenu);

export type { MenuAnchor, MenuItem, MenuSign } from './menu.js';
export { ImMenu };

declare global {
  interface HTMLElementTagNameMap {
    'im-menu': ImMenu;
  }
}
