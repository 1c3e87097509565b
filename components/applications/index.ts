import '../dialog/index.js';
import '../person/index.js';
import { contacts } from '../../locales/parts/contacts.js';
import { groups } from '../../locales/parts/groups.js';
import { define } from '../shared/define.js';
import { teach } from '../shared/languages.js';
import { ImApplications } from './applications.js';

teach(contacts);
teach(groups);
define('im-applications', ImApplications);

export { ImApplications };

declare global {
  interface HTMLElementTagNameMap {
    'im-applications': ImApplications;
  }
}
