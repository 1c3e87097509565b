import { define } from '../../shared/define.js';
import { ImComposeBar } from './bar.js';

define('im-compose-bar', ImComposeBar);

declare global {
  interface HTMLElementTagNameMap {
    'im-compose-bar': ImComposeBar;
  }
}
