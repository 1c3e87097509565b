import '../avatar/index.js';
import { person } from '../../locales/parts/person.js';
import { define } from '../shared/define.js';
import { teach } from '../shared/languages.js';
import { ImPerson } from './person.js';

teach(person);
define('im-person', ImPerson);

export { personKeys, personName } from './naming.js';
export { presenceWords } from './presence.js';
export { ImPerson };

declare global {
  interface HTMLElementTagNameMap {
    'im-person': ImPerson;
  }
}
