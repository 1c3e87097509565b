export { builtRenderers } from './built.js';
export { ImFileContent } from './file.define.js';
export { ImImageContent } from './image.define.js';
export {
  defineRenderer,
  type Frame,
  type OpenRequest,
  type Render,
  type RenderContext,
  type Renderer,
  type Renderers,
} from './registry.js';
