// Written by scripts/kinds.mjs; do not edit.
import { composerParts } from './composer.js';
import { connection } from './connection.js';
import { contacts } from './contacts.js';
import { dialog } from './dialog.js';
import { emoji } from './emoji.js';
import { files } from './files.js';
import { gathered } from './gathered.js';
import { groups } from './groups.js';
import { kinds } from './kinds.js';
import { list } from './list.js';
import { lock } from './lock.js';
import { media } from './media.js';
import { members } from './members.js';
import { message } from './message.js';
import { notifier } from './notifier.js';
import { person } from './person.js';
import { pinned } from './pinned.js';
import { poll } from './poll.js';
import { profile } from './profile.js';
import { quote } from './quote.js';
import { rooms } from './rooms.js';
import { rows } from './rows.js';
import { search } from './search.js';
import { selection } from './selection.js';
import { settings } from './settings.js';
import { sharing } from './sharing.js';
import { spaces } from './spaces.js';
import { typing } from './typing.js';

/**
 * English words of parts that are loaded later. `en.ts` is in the first bytes of every chat; what stands here comes with
 * its part, which calls `teach` before it shows a word. Other languages keep all their words in one file.
 */
export const parts = {
  ...composerParts,
  ...connection,
  ...contacts,
  ...dialog,
  ...emoji,
  ...files,
  ...gathered,
  ...groups,
  ...kinds,
  ...list,
  ...lock,
  ...media,
  ...members,
  ...message,
  ...notifier,
  ...person,
  ...pinned,
  ...poll,
  ...profile,
  ...quote,
  ...rooms,
  ...rows,
  ...search,
  ...selection,
  ...settings,
  ...sharing,
  ...spaces,
  ...typing,
} as const;
