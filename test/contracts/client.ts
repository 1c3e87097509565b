import type { Cases } from './engine/cases.js';
import { clientCases } from './engine/client-cases.js';
import { clientChangeCases } from './engine/client-change-cases.js';
import { clientGoneCases } from './engine/client-gone-cases.js';
import { clientKindCases } from './engine/client-kind-cases.js';
import { clientMessageCases } from './engine/client-message-cases.js';

/** What needs the core beside the engine, for `more` of `runEngineContract`. */
export const CLIENT_CASES: readonly Cases[] = [
  ...[clientCases, clientMessageCases, clientKindCases, clientChangeCases, clientGoneCases],
];
