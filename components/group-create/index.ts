import '../avatar/index.js';
import '../dialog/index.js';
import './picker.define.js';
import { groups } from '../../locales/parts/groups.js';
import { members } from '../../locales/parts/members.js';
import { profile } from '../../locales/parts/profile.js';
import { define } from '../shared/define.js';
import { teach } from '../shared/languages.js';
import { ImCreateForm } from './create-form.js';
import { ImGroupDirectory } from './directory.js';
import { ImGroupCreate } from './group-create.js';

teach(profile);
teach(members);
teach(groups);
define('im-create-form', ImCreateForm);
define('im-group-directory', ImGroupDirectory);
define('im-group-create', ImGroupCreate);

export { ImGroupCreate };

declare global {
  interface HTMLElementTagNameMap {
    'im-create-form': ImCreateForm;
    'im-group-directory': ImGroupDirectory;
    'im-group-create': ImGroupCreate;
  }
}
