import { files } from '../../locales/parts/files.js';
import { media } from '../../locales/parts/media.js';
import { define } from '../shared/define.js';
import { teach } from '../shared/languages.js';
import { ImMediaWall } from './media-wall.js';
import { ImMediaTile } from './tile.js';

teach(media);
teach(files);
define('im-media-tile', ImMediaTile);
define('im-media-wall', ImMediaWall);

export { ImMediaTile, ImMediaWall };

declare global {
  interface HTMLElementTagNameMap {
    'im-media-tile': ImMediaTile;
    'im-media-wall': ImMediaWall;
  }
}
