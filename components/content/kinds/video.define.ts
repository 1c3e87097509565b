import { files } from '../../../locales/parts/files.js';
import { kinds } from '../../../locales/parts/kinds.js';
import { define } from '../../shared/define.js';
import { teach } from '../../shared/languages.js';
import { ImVideoContent } from './video-content.js';

teach(kinds);
teach(files);
define('im-video-content', ImVideoContent);

export { ImVideoContent };

declare global {
  interface HTMLElementTagNameMap {
    'im-video-content': ImVideoContent;
  }
}
