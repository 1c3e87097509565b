import { define } from '../shared/define.js';
import { ImComposer } from './composer.js';

define('im-composer', ImComposer);

export { ImComposer };

declare global {
  interface HTMLElementTagNameMap {
    'im-composer': ImComposer;
  }
}
