import { gathered } from '../../../locales/parts/gathered.js';
import { define } from '../../shared/define.js';
import { teach } from '../../shared/languages.js';
import { ImMergedContent } from './merged-content.js';

teach(gathered);
define('im-merged-content', ImMergedContent);

export { ImMergedContent };

declare global {
  interface HTMLElementTagNameMap {
    'im-merged-content': ImMergedContent;
  }
}
