import { kinds } from '../../../locales/parts/kinds.js';
import { define } from '../../shared/define.js';
import { teach } from '../../shared/languages.js';
import { ImLinkContent } from './link-content.js';

teach(kinds);
define('im-link-content', ImLinkContent);

export { ImLinkContent };

declare global {
  interface HTMLElementTagNameMap {
    'im-link-content': ImLinkContent;
  }
}
