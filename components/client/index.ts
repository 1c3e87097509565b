import { define } from '../shared/define.js';
import { ImClient } from './client.js';

define('im-client', ImClient);

export type { EngineFactory } from './make-client.js';
export { ImClient };

declare global {
  interface HTMLElementTagNameMap {
    'im-client': ImClient;
  }
}
