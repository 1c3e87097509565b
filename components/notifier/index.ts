import { notifier } from '../../locales/parts/notifier.js';
import { define } from '../shared/define.js';
import { teach } from '../shared/languages.js';
import { ImNotifier } from './notifier.js';

teach(notifier);
define('im-notifier', ImNotifier);

export { askDesktop, desktopState, type LocalAlerts, localAlerts, onLocalAlerts, setLocalAlerts } from './local.js';
export { ImNotifier };

declare global {
  interface HTMLElementTagNameMap {
    'im-notifier': ImNotifier;
  }
}
