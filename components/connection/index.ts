import { connection } from '../../locales/parts/connection.js';
import { define } from '../shared/define.js';
import { teach } from '../shared/languages.js';
import { ImConnection } from './connection.js';

teach(connection);
define('im-connection', ImConnection);

export { ImConnection };

declare global {
  interface HTMLElementTagNameMap {
    'im-connection': ImConnection;
  }
}
