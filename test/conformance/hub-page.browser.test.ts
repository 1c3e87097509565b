import { writeFile } from '@web/test-runner-commands';
import { clientCases } from '../contracts/engine/client-cases.js';
import { clientMessageCases } from '../contracts/engine/client-message-cases.js';
import { runEngineContract } from '../contracts/engine.js';
import { pageHarness } from './hub-page-harness.js';

const engine = 'hub-page';
const harness = pageHarness({
  storage: 'indexeddb',
  report: (results) =>
    writeFile({ path: `../../.conformance/${engine}.json`, content: JSON.stringify({ engine, results }) }),
});

runEngineContract(engine, harness, { describe, it, before, after }, [clientCases, clientMessageCases]);
