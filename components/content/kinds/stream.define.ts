import { gathered } from '../../../locales/parts/gathered.js';
import { define } from '../../shared/define.js';
import { teach } from '../../shared/languages.js';
import { ImStreamEnd } from './stream-end.js';

teach(gathered);
define('im-stream-end', ImStreamEnd);

export { ImStreamEnd };

declare global {
  interface HTMLElementTagNameMap {
    'im-stream-end': ImStreamEnd;
  }
}
