import { define } from '../shared/define.js';
import { ImFileContent } from './file-content.js';

define('im-file-content', ImFileContent);

export { ImFileContent };

declare global {
  interface HTMLElementTagNameMap {
    'im-file-content': ImFileContent;
  }
}
