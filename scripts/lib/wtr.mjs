import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { livePlugin } from './live.mjs';
import { peersPlugin } from './peers.mjs';
import { jsonReporter } from './wtr-reporter.mjs';

/** What the browser test runs of all browsers have in common. */
export function shared(browser) {
  return {
    files: 'test/**/*.browser.test.ts',
    nodeResolve: true,
    // Only Chromium's pages all count as seen: elsewhere the second tab would get no frames and no focus.
    concurrency: browser === 'chromium' ? 2 : 1,
    browserStartTimeout: 60_000,
    testsStartTimeout: 60_000,
    testsFinishTimeout: 900_000,
    // GREP=rooms. plays only the cases whose name has it; suites play all.
    testFramework: { config: { timeout: '15000', ...(process.env.GREP && { grep: process.env.GREP }) } },
    plugins: [
      peersPlugin(),
      livePlugin(),
      esbuildPlugin({ ts: true, json: true, target: 'es2022', tsconfig: 'tsconfig.json' }),
    ],
    // What Lit says of itself, and the SDK of Tencent and its plugin of each of their parts.
    filterBrowserLogs: ({ args }) =>
      !/^(%c)?\s*(Lit is in dev mode|Chat\b|TIMUploadPlugin|tim-upload-plugin)/.test(String(args[0]).trim()),
    reporters: [defaultReporter({ reportTestProgress: false }), jsonReporter(process.env.TEST_RESULTS ?? browser)],
  };
}
