import { webdriverLauncher } from '@web/test-runner-webdriver';
import { shared } from './scripts/lib/wtr.mjs';

const WEBKIT = process.env.WEBKIT_BROWSER ?? '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser';

export default {
  ...shared('webkit'),
  browsers: [
    webdriverLauncher({
      hostname: '127.0.0.1',
      port: Number(process.env.WEBKIT_DRIVER_PORT || 4478),
      path: '/',
      capabilities: { 'webkitgtk:browserOptions': { binary: WEBKIT, args: ['--automation'] } },
    }),
  ],
};
