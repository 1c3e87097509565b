import { define } from '../shared/define.js';
import { ImFileContent } from './file-content.js';
import { ImImageContent } from './image-content.js';

define('im-image-content', ImImageContent);
define('im-file-content', ImFileContent);

export { builtRenderers } from './built.js';
export {
  defineRenderer,
  type Frame,
  type OpenRequest,
  type Render,
  type RenderContext,
  type Renderer,
  type Renderers,
} from './registry.js';
export { ImFileContent, ImImageContent };

declare global {
  interface HTMLElementTagNameMap {
    'im-image-content': ImImageContent;
    'im-file-content': ImFileContent;
  }
}
