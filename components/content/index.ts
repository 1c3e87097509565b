export { builtRenderers } from './built.js';
export { ImFileContent } from './file.define.js';
export { ImImageContent } from './image.define.js';
export { defineMap, type MapSource, type Place } from './maps.js';
export { allowPictures, type OutsideRule } from './outside.js';
export {
  defineRenderer,
  type Frame,
  type OpenRequest,
  type Render,
  type RenderContext,
  type Renderer,
  type Renderers,
} from './registry.js';
export { defineStickers, type Sticker, type StickerPicture, type StickerSet } from './stickers.js';
