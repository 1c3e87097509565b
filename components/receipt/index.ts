import { define } from '../shared/define.js';
import { ImReceipt } from './receipt.js';

define('im-receipt', ImReceipt);

export { ImReceipt };

declare global {
  interface HTMLElementTagNameMap {
    'im-receipt': ImReceipt;
  }
}
