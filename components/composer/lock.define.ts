import { lock } from '../../locales/parts/lock.js';
import { define } from '../shared/define.js';
import { teach } from '../shared/languages.js';
import { ImComposerLock } from './lock.js';

teach(lock);
define('im-composer-lock', ImComposerLock);

declare global {
  interface HTMLElementTagNameMap {
    'im-composer-lock': ImComposerLock;
  }
}
