import '../dialog/index.js';
import '../group-create/picker.define.js';
import '../person/index.js';
import { spaces } from '../../locales/parts/spaces.js';
import { define } from '../shared/define.js';
import { teach } from '../shared/languages.js';
import { ImChannelForm } from './channel-form.js';

teach(spaces);
define('im-channel-form', ImChannelForm);

declare global {
  interface HTMLElementTagNameMap {
    'im-channel-form': ImChannelForm;
  }
}
