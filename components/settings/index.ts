import '../avatar/index.js';
import '../dialog/index.js';
import '../person/index.js';
import { contacts } from '../../locales/parts/contacts.js';
import { profile } from '../../locales/parts/profile.js';
import { search } from '../../locales/parts/search.js';
import { settings } from '../../locales/parts/settings.js';
import { sharing } from '../../locales/parts/sharing.js';
import { define } from '../shared/define.js';
import { teach } from '../shared/languages.js';
import { ImOwnList } from './own-lists.js';
import { ImSettings } from './settings.js';

for (const part of [contacts, profile, search, sharing, settings]) teach(part);
define('im-own-list', ImOwnList);
define('im-settings', ImSettings);

export { ImSettings };

declare global {
  interface HTMLElementTagNameMap {
    'im-settings': ImSettings;
    'im-own-list': ImOwnList;
  }
}
