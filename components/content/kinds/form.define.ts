import { gathered } from '../../../locales/parts/gathered.js';
import { define } from '../../shared/define.js';
import { teach } from '../../shared/languages.js';
import { ImFormContent } from './form-content.js';

teach(gathered);
define('im-form-content', ImFormContent);

export { ImFormContent };

declare global {
  interface HTMLElementTagNameMap {
    'im-form-content': ImFormContent;
  }
}
