import { dialog } from '../../locales/parts/dialog.js';
import { define } from '../shared/define.js';
import { teach } from '../shared/languages.js';
import { ImDialog } from './dialog.js';

teach(dialog);
define('im-dialog', ImDialog);

export { askIn, type Question, stageOf } from './ask.js';
export type { DialogAnswer, DialogButton } from './dialog.js';
export { ImDialog };

declare global {
  interface HTMLElementTagNameMap {
    'im-dialog': ImDialog;
  }
}
