import { message as words } from '../../locales/parts/message.js';
import { define } from '../shared/define.js';
import { teach } from '../shared/languages.js';
import { ImMessageBelow } from './below.js';
import { ImMessageMarks } from './marks.js';

teach(words);
define('im-message-marks', ImMessageMarks);
define('im-message-below', ImMessageBelow);

export { withChanges } from '../../core/acts/pending.js';

declare global {
  interface HTMLElementTagNameMap {
    'im-message-marks': ImMessageMarks;
    'im-message-below': ImMessageBelow;
  }
}
