import { define } from '../../shared/define.js';
import { ImMultipartContent } from './multipart-content.js';

define('im-multipart-content', ImMultipartContent);

export { ImMultipartContent };

declare global {
  interface HTMLElementTagNameMap {
    'im-multipart-content': ImMultipartContent;
  }
}
