import { define } from '../shared/define.js';
import { ImConnection } from './connection.js';

define('im-connection', ImConnection);

export { ImConnection };

declare global {
  interface HTMLElementTagNameMap {
    'im-connection': ImConnection;
  }
}
