import { rows } from '../../locales/parts/rows.js';
import { define } from '../shared/define.js';
import { teach } from '../shared/languages.js';
import { ImListTools } from './tools.js';

teach(rows);
define('im-list-tools', ImListTools);

declare global {
  interface HTMLElementTagNameMap {
    'im-list-tools': ImListTools;
  }
}
