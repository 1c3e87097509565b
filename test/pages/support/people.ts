import type { BrowserContext, Locator, Page } from 'playwright-core';
import { faultsOf, type Stack } from './stack.js';

/** Playwright's locators pierce open shadow roots, so these read as a person would say it. */
export class Visitor {
  readonly page: Page;
  readonly faults: string[];

  private constructor(page: Page, faults: string[]) {
    this.page = page;
    this.faults = faults;
  }

  static async arrive(context: BrowserContext, stack: Stack, path = '/demo/shop.html'): Promise<Visitor> {
    const page = await context.newPage();
    const faults = faultsOf(page);
    await page.goto(stack.url + path);
    return new Visitor(page, faults);
  }

  get bubble(): Locator {
    return this.page.locator('im-chat-widget [part=launcher]');
  }
  get box(): Locator {
    return this.page.locator('im-chat-widget textarea');
  }

  async open(): Promise<void> {
    await this.bubble.click();
    await this.box.waitFor();
  }

  async write(text: string): Promise<void> {
    await this.box.fill(text);
    await this.box.press('Enter');
  }

  rows(text: string): Locator {
    return this.page.locator('im-chat-widget im-message').filter({ hasText: text });
  }
}

export class Agent {
  readonly page: Page;
  readonly faults: string[];

  private constructor(page: Page, faults: string[]) {
    this.page = page;
    this.faults = faults;
  }

  static async signIn(context: BrowserContext, stack: Stack): Promise<Agent> {
    const page = await context.newPage();
    const faults = faultsOf(page);
    await page.goto(`${stack.url}/demo/agent.html`);
    await page.getByRole('button', { name: 'Sign in as Anna' }).click();
    return new Agent(page, faults);
  }

  get conversations(): Locator {
    return this.page.locator('im-conversation-item');
  }
  get box(): Locator {
    return this.page.locator('im-chat-window textarea');
  }

  /** Visitors have made-up ids; the newest is on top. */
  async openFirst(containing: string): Promise<void> {
    await this.conversations.filter({ hasText: containing }).first().locator('[part=row]').click();
    await this.box.waitFor();
  }

  async write(text: string): Promise<void> {
    await this.box.fill(text);
    await this.box.press('Enter');
  }

  rows(text: string): Locator {
    return this.page.locator('im-chat-window im-message').filter({ hasText: text });
  }
}
