import { define } from '../shared/define.js';
import { ImQuote } from './quote-content.js';

define('im-quote', ImQuote);

export { ImQuote };

declare global {
  interface HTMLElementTagNameMap {
    'im-quote': ImQuote;
  }
}
