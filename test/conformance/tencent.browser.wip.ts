import { writeFile } from '@web/test-runner-commands';
import { CLIENT_CASES } from '../contracts/client.js';
import { runEngineContract } from '../contracts/engine.js';
import { tencentHarness } from './tencent-harness.js';

const engine = 'tencent';
const harness = tencentHarness((results) =>
  writeFile({ path: `../../.conformance/${engine}.json`, content: JSON.stringify({ engine, results }) }),
);

runEngineContract(engine, harness, { describe, it, before, after }, CLIENT_CASES);
