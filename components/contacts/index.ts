import '../dialog/index.js';
import '../menu/index.js';
import '../person/index.js';
import { contacts } from '../../locales/parts/contacts.js';
import { message } from '../../locales/parts/message.js';
import { sharing } from '../../locales/parts/sharing.js';
import { define } from '../shared/define.js';
import { teach } from '../shared/languages.js';
import { ImAddContact } from './add-contact.js';
import { ImContacts } from './contacts.js';
import { ImContactRequests } from './requests.js';

teach(message);
teach(sharing);
teach(contacts);
define('im-contact-requests', ImContactRequests);
define('im-add-contact', ImAddContact);
define('im-contacts', ImContacts);

export { ImAddContact, ImContactRequests, ImContacts };

declare global {
  interface HTMLElementTagNameMap {
    'im-contacts': ImContacts;
    'im-contact-requests': ImContactRequests;
    'im-add-contact': ImAddContact;
  }
}
