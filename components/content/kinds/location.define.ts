import { kinds } from '../../../locales/parts/kinds.js';
import { define } from '../../shared/define.js';
import { teach } from '../../shared/languages.js';
import { ImLocationContent } from './location-content.js';

teach(kinds);
define('im-location-content', ImLocationContent);

export { ImLocationContent };

declare global {
  interface HTMLElementTagNameMap {
    'im-location-content': ImLocationContent;
  }
}
