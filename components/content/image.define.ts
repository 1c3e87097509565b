import { define } from '../shared/define.js';
import { ImImageContent } from './image-content.js';

define('im-image-content', ImImageContent);

export { ImImageContent };

declare global {
  interface HTMLElementTagNameMap {
    'im-image-content': ImImageContent;
  }
}
