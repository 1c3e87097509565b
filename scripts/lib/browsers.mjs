import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const onPath = (name) =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));

const first = (...paths) => paths.find((path) => path && existsSync(path));

/** Path of each browser's program, or undefined where it is not installed. `CHROMIUM`, `FIREFOX` and `WEBKIT_BROWSER` override. */
export function browserPaths() {
  return {
    chromium: first(
      process.env.CHROMIUM,
      '/usr/bin/chromium',
      onPath('chromium'),
      onPath('chromium-browser'),
      onPath('google-chrome'),
    ),
    firefox: first(process.env.FIREFOX, '/usr/bin/firefox-esr', onPath('firefox-esr'), onPath('firefox')),
    webkit: first(process.env.WEBKIT_BROWSER, ...webkitPlaces()),
    webkitDriver: onPath('WebKitWebDriver'),
    xvfb: onPath('xvfb-run'),
  };
}

function webkitPlaces() {
  const machines = { x64: 'x86_64-linux-gnu', arm64: 'aarch64-linux-gnu' };
  return ['4.1', '4.0'].map((version) => `/usr/lib/${machines[process.arch]}/webkit2gtk-${version}/MiniBrowser`);
}

/** Why a browser's suite cannot run, as a sentence for people; undefined where it can. */
export function missing(browser, paths = browserPaths()) {
  if (browser === 'webkit') {
    if (!paths.webkit || !paths.webkitDriver) return 'webkit2gtk-driver is not installed';
    return paths.xvfb ? undefined : 'xvfb is not installed';
  }
  return paths[browser] ? undefined : `${browser} is not installed`;
}
