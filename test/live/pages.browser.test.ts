import { Peer } from '../conformance/tencent-harness.js';
import { play } from './playing.js';

/** Enough to show that the way of live runs carries: sign-ins, several people and devices, files, groups, clients. */
const SOME =
  /^(session\.(connect|logout)|send\.(lifecycle|retry)|receive\.(live|own-devices)|media\.upload|groups\.(create|roles|kick))\b/;

/** Of these, those that need a line to be cut. */
const CUT = [
  'send.retry: an answer that is lost makes no double',
  'media.upload: stopped it is a failed row that can be sent again, once',
];

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
      const others = Object.keys(leftOut).filter((title) => !CUT.includes(title));
      if (others.length > 0) throw new Error(`left out: ${others.join('; ')}`);
    },
  },
  (name) => SOME.test(name),
);
