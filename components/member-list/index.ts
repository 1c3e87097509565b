import '../dialog/index.js';
import '../menu/index.js';
import '../person/index.js';
import { contacts } from '../../locales/parts/contacts.js';
import { members } from '../../locales/parts/members.js';
import { define } from '../shared/define.js';
import { teach } from '../shared/languages.js';
import { ImMember } from './member.js';
import { ImMemberList } from './member-list.js';

teach(contacts);
teach(members);
define('im-member', ImMember);
define('im-member-list', ImMemberList);

export { ImMemberList };

declare global {
  interface HTMLElementTagNameMap {
    'im-member': ImMember;
    'im-member-list': ImMemberList;
  }
}
