import '../dialog/index.js';
import '../menu/index.js';
import '../person/index.js';
import type { Client } from '../../core/index.js';
import { contacts } from '../../locales/parts/contacts.js';
import { members } from '../../locales/parts/members.js';
import { spaces } from '../../locales/parts/spaces.js';
import { stageOf } from '../dialog/ask.js';
import { ImMember } from '../member-list/member.js';
import { define } from '../shared/define.js';
import { teach } from '../shared/languages.js';
import type { Translator } from '../shared/translator.js';
import { ImPlacePeople } from './people.js';
import type { Place } from './place.js';

teach(contacts);
teach(members);
teach(spaces);
define('im-member', ImMember);
define('im-place-people', ImPlacePeople);

/** Shows them in a dialog beside `host`; resolves when it has closed. */
export async function openPeople(
  place: Place,
  {
    client,
    translator,
    host,
  }: { readonly client: Client; readonly translator: Translator; readonly host: HTMLElement },
): Promise<void> {
  const dialog = document.createElement('im-dialog');
  Object.assign(dialog, { client, translator, label: place.label });
  const people = document.createElement('im-place-people');
  Object.assign(people, { client, translator, place });
  dialog.append(people);
  stageOf(host).append(dialog);
  try {
    await dialog.show();
  } finally {
    dialog.remove();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'im-place-people': ImPlacePeople;
  }
}
