import { after, before, describe, it } from 'node:test';
import { CLIENT_CASES } from '../contracts/client.js';
import { runEngineContract } from '../contracts/engine.js';
import { nodeHarness } from './hub-node-harness.js';

runEngineContract(
  'hub-node',
  nodeHarness('hub-node'),
  {
    describe: (name, body) => void describe(name, body),
    it: (name, run) => void it(name, run),
    before,
    after,
  },
  CLIENT_CASES,
);
