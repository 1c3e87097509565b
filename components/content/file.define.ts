import { files } from '../../locales/parts/files.js';
import { define } from '../shared/define.js';
import { teach } from '../shared/languages.js';
import { ImFileContent } from './file-content.js';

teach(files);
define('im-file-content', ImFileContent);

export { ImFileContent };

declare global {
  interface HTMLElementTagNameMap {
    'im-file-content': ImFileContent;
  }
}
