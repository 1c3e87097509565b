import { puppeteerLauncher } from '@web/test-runner-puppeteer';
import { shared } from './scripts/lib/wtr.mjs';

export default {
  ...shared('firefox'),
  browsers: [
    puppeteerLauncher({
      launchOptions: {
        browser: 'firefox',
        executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr',
        headless: true,
      },
    }),
  ],
};
