import { define } from '../../shared/define.js';
import { ImMergedPanel } from './merged-panel.js';

define('im-merged-panel', ImMergedPanel);

export { ImMergedPanel };

declare global {
  interface HTMLElementTagNameMap {
    'im-merged-panel': ImMergedPanel;
  }
}
