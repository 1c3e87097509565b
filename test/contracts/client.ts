import { type Cases, needing } from './engine/cases.js';
import { clientAgainCases } from './engine/client-again-cases.js';
import { clientAttentionCases } from './engine/client-attention-cases.js';
import { clientCases } from './engine/client-cases.js';
import { clientChangeCases } from './engine/client-change-cases.js';
import { clientFindCases } from './engine/client-find-cases.js';
import { clientGoneCases } from './engine/client-gone-cases.js';
import { clientKindCases } from './engine/client-kind-cases.js';
import { clientLiveCases } from './engine/client-live-cases.js';
import { clientMessageCases } from './engine/client-message-cases.js';
import { clientNotifyCases } from './engine/client-notify-cases.js';
import { clientPeopleCases } from './engine/client-people-cases.js';
import { clientReadingCases } from './engine/client-reading-cases.js';
import { clientRowCases } from './engine/client-row-cases.js';
import { clientUploadCases } from './engine/client-upload-cases.js';
import { groupCases } from './engine/group-cases.js';
import { groupPeopleCases } from './engine/group-people-cases.js';
import { roomCases } from './engine/room-cases.js';
import { spaceCases } from './engine/space-cases.js';

/** What needs the core beside the engine, for `more` of `runEngineContract`. */
export const CLIENT_CASES: readonly Cases[] = [
  ...[clientCases, clientMessageCases, clientKindCases, clientChangeCases, clientGoneCases],
  ...[clientAgainCases, clientUploadCases, clientFindCases, clientLiveCases, clientAttentionCases, clientPeopleCases],
  ...[clientRowCases, clientNotifyCases, clientReadingCases],
  ...[groupCases, groupPeopleCases].map((cases) => needing('create-group', cases)),
  ...[needing('join-room', roomCases), needing('spaces', spaceCases)],
];
