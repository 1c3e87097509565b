import { playwrightLauncher } from '@web/test-runner-playwright';
import { shared } from './scripts/lib/wtr.mjs';

export default {
  ...shared('chromium'),
  browsers: [
    playwrightLauncher({
      product: 'chromium',
      launchOptions: {
        executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
        args: ['--no-sandbox', '--disable-quic', '--disable-background-networking'],
      },
    }),
  ],
};
