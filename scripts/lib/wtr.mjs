import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
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
    testsFinishTimeout: 300_000,
    testFramework: { config: { timeout: '15000' } },
    plugins: [esbuildPlugin({ ts: true, json: true, target: 'es2022', tsconfig: 'tsconfig.json' })],
    filterBrowserLogs: ({ args }) => !String(args[0]).startsWith('Lit is in dev mode'),
    reporters: [defaultReporter({ reportTestProgress: false }), jsonReporter(process.env.TEST_RESULTS ?? browser)],
  };
}
