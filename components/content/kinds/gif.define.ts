import { files } from '../../../locales/parts/files.js';
import { kinds } from '../../../locales/parts/kinds.js';
import { define } from '../../shared/define.js';
import { teach } from '../../shared/languages.js';
import { ImGifContent } from './gif-content.js';

teach(kinds);
teach(files);
define('im-gif-content', ImGifContent);

export { ImGifContent };

declare global {
  interface HTMLElementTagNameMap {
    'im-gif-content': ImGifContent;
  }
}
