import { kinds } from '../../../locales/parts/kinds.js';
import { define } from '../../shared/define.js';
import { teach } from '../../shared/languages.js';
import { ImContactContent } from './contact-content.js';

teach(kinds);
define('im-contact-content', ImContactContent);

export { ImContactContent };

declare global {
  interface HTMLElementTagNameMap {
    'im-contact-content': ImContactContent;
  }
}
