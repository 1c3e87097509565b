import { writeFile } from '@web/test-runner-commands';
import { play } from './playing.js';

interface App {
  readonly sdkAppId: number;
  readonly server?: string;
}

const app = (await (await fetch('/__live__/tencent')).json()) as App | { readonly reason: string };

if ('reason' in app) {
  console.log(app.reason);
  it.skip(app.reason);
} else {
  const { sdkAppId, server } = app;
  play("live, on Tencent's cloud", {
    signer: 'tencent',
    start: async () => ({ sdkAppId, ...(server && { proxyServer: server }) }),
    report: (found) =>
      writeFile({ path: '../../.test/tencent-live.json', content: `${JSON.stringify(found, null, 2)}\n` }),
  });
}
