import { files } from '../../locales/parts/files.js';
import { define } from '../shared/define.js';
import { teach } from '../shared/languages.js';
import { ImImageContent } from './image-content.js';

teach(files);
define('im-image-content', ImImageContent);

export { ImImageContent };

declare global {
  interface HTMLElementTagNameMap {
    'im-image-content': ImImageContent;
  }
}
