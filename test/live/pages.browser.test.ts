import { expect } from '@esm-bundle/chai';
import { Peer } from '../conformance/tencent-harness.js';
import { LiveHarness } from './harness.js';
import { play } from './playing.js';

/** Enough to show that the way of live runs carries: sign-ins, several people and devices, files, groups, clients. */
const SOME =
  /^(session\.(connect|logout)|send\.(lifecycle|rejected)|receive\.(live|own-devices)|media\.download|groups\.(create|roles|kick))\b/;

let peer: Peer;
play(
  'live, on loopback',
  {
    signer: 'loopback',
    async start() {
      peer = await Peer.start();
      const { sdkAppId } = (await (await fetch('/__live__/loopback')).json()) as { readonly sdkAppId: number };
      return { sdkAppId, proxyServer: peer.address, fileUploadProxy: peer.files };
    },
    async report({ leftOut }) {
      const titles = Object.keys(leftOut);
      if (titles.length > 0) throw new Error(`left out: ${titles.join('; ')}`);
    },
  },
  (name) => SOME.test(name),
);

it('what needs a line to be cut says why it is left out', async () => {
  const harness = new LiveHarness({ signer: 'loopback', start: async () => ({ sdkAppId: 1 }), report: async () => {} });
  const said = await harness.contract.drop().then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : error),
  );
  expect(said).to.equal(`left out: ${harness.leftOut}`);
  await harness.leave();
  expect(harness.leftOut).to.equal(undefined);
});
