import '../applications/index.js';
import '../avatar/index.js';
import '../dialog/index.js';
import '../group-create/picker.define.js';
import '../member-list/index.js';
import { contacts } from '../../locales/parts/contacts.js';
import { groups } from '../../locales/parts/groups.js';
import { message } from '../../locales/parts/message.js';
import { search } from '../../locales/parts/search.js';
import { define } from '../shared/define.js';
import { teach } from '../shared/languages.js';
import { ImAddPeople } from './add-people.js';
import { ImBannedList } from './banned.js';
import { ImGroupPanel } from './group-panel.js';

teach(message);
teach(search);
teach(contacts);
teach(groups);
define('im-add-people', ImAddPeople);
define('im-banned-list', ImBannedList);
define('im-group-panel', ImGroupPanel);

export { ImGroupPanel };

declare global {
  interface HTMLElementTagNameMap {
    'im-add-people': ImAddPeople;
    'im-banned-list': ImBannedList;
    'im-group-panel': ImGroupPanel;
  }
}
