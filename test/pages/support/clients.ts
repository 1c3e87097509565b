import type { JSHandle, Locator } from 'playwright-core';
import type { Client } from '../../../core/index.js';

type Holder = HTMLElement & { readonly client?: Client; readonly current?: Client };

/** The client of an element on a page, connected: for what others do while a test looks at somebody else. */
export async function clientOf(element: Locator): Promise<JSHandle<Client>> {
  const connected = (host: Holder): Client | false => {
    const client = host.client ?? host.current;
    return client?.store.get('session', 'self')?.state === 'connected' && client;
  };
  const host = await element.elementHandle();
  const found = await element.page().waitForFunction(connected as (host: unknown) => Client | false, host);
  return found as JSHandle<Client>;
}
