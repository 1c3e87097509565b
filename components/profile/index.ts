import '../avatar/index.js';
import '../dialog/index.js';
import '../person/index.js';
import type { Client, UserId } from '../../core/index.js';
import { contacts } from '../../locales/parts/contacts.js';
import { message } from '../../locales/parts/message.js';
import { profile } from '../../locales/parts/profile.js';
import { stageOf } from '../dialog/ask.js';
import { define } from '../shared/define.js';
import { teach } from '../shared/languages.js';
import type { ProfileField } from './fields.js';
import { ImOwnProfile } from './own-profile.js';
import { ImPersonProfile } from './person-profile.js';
import { ImProfile } from './profile.js';
import { ImProfileDialog } from './profile-dialog.js';

teach(message);
teach(contacts);
teach(profile);
define('im-own-profile', ImOwnProfile);
define('im-person-profile', ImPersonProfile);
define('im-profile', ImProfile);
define('im-profile-dialog', ImProfileDialog);

/** Shows a profile over the page; once it has closed, answers whether the conversation with him was asked for. */
export async function openProfile(
  client: Client,
  userId: UserId | undefined,
  host: HTMLElement,
  options: {
    readonly group?: string;
    readonly fields?: readonly ProfileField[];
    upload?(picture: Blob): Promise<string>;
  } = {},
): Promise<boolean> {
  const dialog = document.createElement('im-profile-dialog');
  Object.assign(dialog, { client, userId, ...options });
  stageOf(host).append(dialog);
  try {
    return await dialog.show();
  } finally {
    dialog.remove();
  }
}

export type { ProfileField, ProfilePatch } from './fields.js';
export { ImProfile };

declare global {
  interface HTMLElementTagNameMap {
    'im-profile': ImProfile;
    'im-own-profile': ImOwnProfile;
    'im-person-profile': ImPersonProfile;
    'im-profile-dialog': ImProfileDialog;
  }
}
