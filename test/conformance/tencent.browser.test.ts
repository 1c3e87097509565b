import { writeFile } from '@web/test-runner-commands';
import { CLIENT_CASES } from '../contracts/client.js';
import { runEngineContract } from '../contracts/engine.js';
import { tencentHarness } from './tencent-harness.js';

const engine = 'tencent';
const isWhole = /Chrom/.test(navigator.userAgent);

/** All of it takes minutes: elsewhere only what hangs on the browser is played: sockets, workers, clocks, storage, files. */
const ELSEWHERE = /^(session|send|receive|history|type|media|unread|storage|typing|client|errors)\b/;

const harness = tencentHarness(async (results) => {
  if (isWhole)
    await writeFile({ path: `../../.conformance/${engine}.json`, content: JSON.stringify({ engine, results }) });
});

const some = (name: string, run: () => Promise<void>): void => {
  if (isWhole || ELSEWHERE.test(name)) it(name, run);
};
runEngineContract(engine, harness, { describe, it: some, before, after }, CLIENT_CASES);
