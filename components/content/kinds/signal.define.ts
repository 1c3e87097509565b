import { gathered } from '../../../locales/parts/gathered.js';
import { define } from '../../shared/define.js';
import { teach } from '../../shared/languages.js';
import { ImSignalContent } from './signal-content.js';

teach(gathered);
define('im-signal-content', ImSignalContent);

export { ImSignalContent };

declare global {
  interface HTMLElementTagNameMap {
    'im-signal-content': ImSignalContent;
  }
}
