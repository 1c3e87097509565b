import { readFile } from 'node:fs/promises';
import type { BrowserContext } from 'playwright-core';
import type { Stack } from './stack.js';

interface Serving {
  readonly css?: string;
  readonly csp?: string;
}

/** Serves a page of `test/pages/fixtures` from the hub's own origin, at the address that is returned. */
export async function serve(
  context: BrowserContext,
  { url }: Stack,
  name: string,
  { css, csp }: Serving = {},
): Promise<string> {
  const read = (file: string): Promise<string> => readFile(`test/pages/fixtures/${file}`, 'utf8');
  const address = `${url}/fixtures/${name}.html`;
  const link = css ? '<link rel="stylesheet" href="/fixtures/host.css" />' : '';
  const body = (await read(`${name}.html`)).replace('<!-- styles -->', link);
  // A page that is answered here comes from no network that Chromium knows, and may not call a loopback one.
  await context.grantPermissions(['local-network-access'], { origin: url });
  const headers = { 'content-type': 'text/html; charset=utf-8', ...(csp && { 'content-security-policy': csp }) };
  await context.route(address, (route) => route.fulfill({ headers, body }));
  if (css) {
    const style = await read(css);
    await context.route(`${url}/fixtures/host.css`, (route) =>
      route.fulfill({ headers: { 'content-type': 'text/css' }, body: style }),
    );
  }
  return address;
}

/** The same build under `/other/`, calling itself another version. */
export async function serveOther(context: BrowserContext, { url }: Stack, version: string): Promise<void> {
  await context.route(`${url}/other/**`, async (route) => {
    const response = await route.fetch({ url: route.request().url().replace('/other/', '/dist/') });
    const body = (await response.text()).replaceAll('"0.1.0"', `"${version}"`);
    await route.fulfill({ response, body });
  });
}
