import { message } from '../../../locales/parts/message.js';
import { poll } from '../../../locales/parts/poll.js';
import { define } from '../../shared/define.js';
import { teach } from '../../shared/languages.js';
import { ImPollContent } from './poll-content.js';

teach(poll);
// How many more there are behind the names.
teach(message);
define('im-poll-content', ImPollContent);

export { ImPollContent };

declare global {
  interface HTMLElementTagNameMap {
    'im-poll-content': ImPollContent;
  }
}
