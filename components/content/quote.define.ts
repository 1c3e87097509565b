import { quote } from '../../locales/parts/quote.js';
import { define } from '../shared/define.js';
import { teach } from '../shared/languages.js';
import { ImQuote } from './quote-content.js';

teach(quote);
define('im-quote', ImQuote);

export { ImQuote };

declare global {
  interface HTMLElementTagNameMap {
    'im-quote': ImQuote;
  }
}
