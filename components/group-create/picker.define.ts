import '../person/index.js';
import { contacts } from '../../locales/parts/contacts.js';
import { groups } from '../../locales/parts/groups.js';
import { define } from '../shared/define.js';
import { teach } from '../shared/languages.js';
import { ImPeoplePicker } from './picker.js';

teach(contacts);
teach(groups);
define('im-people-picker', ImPeoplePicker);

declare global {
  interface HTMLElementTagNameMap {
    'im-people-picker': ImPeoplePicker;
  }
}
