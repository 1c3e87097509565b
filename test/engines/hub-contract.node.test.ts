import { after, before, describe, it } from 'node:test';
import { pageHarness } from '../conformance/hub-page-harness.js';
import { runEngineContract } from '../contracts/engine.js';

// The same questions to a hub in this very process: quick enough for every run, and the third storage.
runEngineContract('hub in memory', pageHarness({ storage: 'memory', report: async () => {} }), {
  describe: (name, body) => void describe(name, body),
  it: (name, run) => void it(name, run),
  before,
  after,
});
