import '../connection/index.js';
import '../dialog/index.js';
import '../menu/index.js';
import { dialog } from '../../locales/parts/dialog.js';
import { search } from '../../locales/parts/search.js';
import { define } from '../shared/define.js';
import { teach } from '../shared/languages.js';
import { ImWindowTools } from './tools.js';

teach(dialog);
teach(search);
define('im-window-tools', ImWindowTools);

export { ImWindowTools };

declare global {
  interface HTMLElementTagNameMap {
    'im-window-tools': ImWindowTools;
  }
}
