import { writeFile } from '@web/test-runner-commands';
import { CLIENT_CASES } from '../contracts/client.js';
import { runEngineContract } from '../contracts/engine.js';
import { pageHarness } from './hub-page-harness.js';

const engine = 'hub-page';
const harness = pageHarness({
  storage: 'indexeddb',
  report: (results) =>
    writeFile({ path: `../../.conformance/${engine}.json`, content: JSON.stringify({ engine, results }) }),
});

runEngineContract(engine, harness, { describe, it, before, after }, CLIENT_CASES);
