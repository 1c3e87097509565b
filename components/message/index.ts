import '../avatar/index.js';
import '../receipt/index.js';
import { define } from '../shared/define.js';
import { ImMessage } from './message.js';

define('im-message', ImMessage);

export { defineTextServices, type TextServices } from '../../core/index.js';
export type { MessageAction, MessageActions } from './actions.js';
export { ImMessage };

declare global {
  interface HTMLElementTagNameMap {
    'im-message': ImMessage;
  }
}
