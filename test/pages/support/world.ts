import { after, afterEach, before } from 'node:test';
import type { Browser, BrowserContext } from 'playwright-core';
import { launch, person } from './browser.js';
import { Stack } from './stack.js';

/** Nothing here takes longer on a slow machine, milliseconds. */
const PATIENCE = 15_000;

/** A server and a browser for the tests of one file. */
export interface World {
  readonly stack: Stack;
  /** A person: a browser profile of their own, closed after the test. */
  someone(options?: Parameters<Browser['newContext']>[0]): Promise<BrowserContext>;
}

/** Started before the first test of the file, ended after the last, whatever failed. `prepare` has the server running. */
export function world(prepare?: (stack: Stack) => Promise<void>): World {
  let stack: Stack | undefined;
  let browser: Browser | undefined;
  const open: BrowserContext[] = [];
  const end = async (): Promise<void> => {
    await browser?.close();
    await stack?.stop();
  };

  before(async () => {
    try {
      stack = await Stack.start();
      await prepare?.(stack);
      browser = await launch();
    } catch (error) {
      await end();
      throw error;
    }
  });
  afterEach(() => Promise.all(open.splice(0).map((context) => context.close())));
  after(end);

  return {
    get stack() {
      if (!stack) throw new Error('the server runs during tests only');
      return stack;
    },
    async someone(options) {
      if (!browser) throw new Error('the browser runs during tests only');
      const context = await person(browser, options);
      context.setDefaultTimeout(PATIENCE);
      open.push(context);
      return context;
    },
  };
}
