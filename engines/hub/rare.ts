import type { Engine } from '../../core/engine/index.js';
import type { Call } from './calls.js';
import {
  deletionFacet,
  editFacet,
  extensionFacet,
  pinFacet,
  reactionFacet,
  recallFacet,
  reportFacet,
  searchFacet,
  streamFacet,
} from './changes.js';
import { blockFacet, contactFacet, deviceFacet, directoryFacet, presenceFacet } from './contacts.js';
import { groupFacet } from './groups.js';
import { mediaFacet } from './media.js';
import type { HubPort } from './port.js';
import { roomFacet } from './rooms.js';
import { rowFacet, tagFacet } from './rows.js';
import { commandFacet, settingsFacet, signalFacet } from './signals.js';
import { spaceFacet } from './spaces.js';

type Name =
  | ('edits' | 'extensions' | 'reactions' | 'pins' | 'deletion' | 'streams' | 'search' | 'reports')
  | ('media' | 'recall' | 'commands' | 'signals' | 'settings' | 'groups' | 'rows' | 'tags')
  | ('contacts' | 'presence' | 'blocks' | 'devices' | 'directory' | 'spaces' | 'rooms');
export type Rare = Required<Pick<Engine, Name>>;

export const rareFacets = (call: Call, port: () => HubPort): Rare => ({
  media: mediaFacet(call, port),
  recall: recallFacet(call),
  edits: editFacet(call),
  extensions: extensionFacet(call),
  reactions: reactionFacet(call),
  pins: pinFacet(call),
  deletion: deletionFacet(call),
  streams: streamFacet(call),
  search: searchFacet(call),
  reports: reportFacet(call),
  commands: commandFacet(call),
  signals: signalFacet(call),
  settings: settingsFacet(call),
  rows: rowFacet(call),
  tags: tagFacet(call),
  groups: groupFacet(call),
  contacts: contactFacet(call),
  presence: presenceFacet(call),
  blocks: blockFacet(call),
  devices: deviceFacet(call),
  directory: directoryFacet(call),
  spaces: spaceFacet(call),
  rooms: roomFacet(call),
});
