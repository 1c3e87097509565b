import '../avatar/index.js';
import { search } from '../../locales/parts/search.js';
import { define } from '../shared/define.js';
import { teach } from '../shared/languages.js';
import { ImSearch } from './search.js';

teach(search);
define('im-search', ImSearch);

export { showIn } from './open.js';
export type { OpenMessageRequest } from './search.js';
export { ImSearch };

declare global {
  interface HTMLElementTagNameMap {
    'im-search': ImSearch;
  }
}
