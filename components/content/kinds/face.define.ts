import { kinds } from '../../../locales/parts/kinds.js';
import { define } from '../../shared/define.js';
import { teach } from '../../shared/languages.js';
import { ImFaceContent } from './face-content.js';

teach(kinds);
define('im-face-content', ImFaceContent);

export { ImFaceContent };

declare global {
  interface HTMLElementTagNameMap {
    'im-face-content': ImFaceContent;
  }
}
