import type { BrowserContext, Locator, Page } from 'playwright-core';
import { faultsOf } from './browser.js';
import type { Stack } from './stack.js';

/** Somebody before a page, and the chat on it. Playwright's locators pierce open shadow roots. */
export class Person {
  readonly page: Page;
  readonly faults: string[];
  readonly chat: Locator;

  constructor(page: Page, chat: string) {
    this.page = page;
    this.faults = faultsOf(page);
    this.chat = page.locator(chat);
  }

  get box(): Locator {
    return this.chat.locator('textarea');
  }

  async write(text: string): Promise<void> {
    await this.box.fill(text);
    await this.box.press('Enter');
  }

  rows(text: string | RegExp): Locator {
    return this.chat.locator('im-message').filter({ hasText: text });
  }

  /** What the own row of that text says of its fate: `Sent`, `Delivered`, `Read` ... */
  fate(text: string, fate: 'Sent' | 'Delivered' | 'Read'): Promise<void> {
    return this.rows(text).getByText(fate, { exact: true }).waitFor({ state: 'attached' });
  }

  /** On its way or further. */
  arrived(text: string): Promise<void> {
    return this.rows(text)
      .getByText(/^(Sent|Delivered|Read)$/)
      .waitFor({ state: 'attached' });
  }

  /** Moves the mouse there and chooses from the menu that it offers. */
  async act(text: string, name: string): Promise<void> {
    const row = this.rows(text);
    await this.page.mouse.move(0, 0);
    await row.locator('[part=bubble]').hover();
    await row.getByRole('button', { name: 'Message actions' }).click();
    await this.page.getByRole('menuitem', { name }).click();
  }

  /** Many texts in a row, as fast as keys go: `mark 1.`, `mark 2.` ... */
  async burst(mark: string, from: number, upTo: number): Promise<void> {
    await this.box.focus();
    for (let at = from; at <= upTo; at += 1) {
      await this.page.keyboard.insertText(`${mark} ${at}.`);
      await this.page.keyboard.press('Enter');
    }
  }

  /** Texts of the rows on the screen that start with one of the marks, in their order. */
  async texts(marks: readonly string[]): Promise<string[]> {
    const all = await this.chat.locator('im-message .text').evaluateAll((boxes) =>
      boxes.map((box) =>
        [...box.childNodes]
          .filter((node) => node.nodeType === Node.TEXT_NODE)
          .map(({ nodeValue }) => nodeValue)
          .join('')
          .trim(),
      ),
    );
    return all.filter((text) => marks.some((mark) => text.startsWith(`${mark} `)));
  }

  /** Own messages on the screen that the back end has not confirmed. */
  pending(): Promise<number> {
    return this.chat
      .locator('im-receipt')
      .getByText(/^(Waiting for a connection|Uploading|Sending|Not sent)$/)
      .count();
  }
}

export class Visitor extends Person {
  static async arrive(context: BrowserContext, at: Stack | string, path = '/demo/shop.html'): Promise<Visitor> {
    const visitor = new Visitor(await context.newPage(), 'im-chat-widget');
    await visitor.page.goto((typeof at === 'string' ? at : at.url) + path);
    return visitor;
  }

  get bubble(): Locator {
    return this.chat.locator('[part=launcher]');
  }

  async open(): Promise<void> {
    await this.bubble.click();
    await this.box.waitFor();
  }
}

export class Agent extends Person {
  static async signIn<T extends Agent>(
    this: new (
      page: Page,
      chat: string,
    ) => T,
    context: BrowserContext,
    at: Stack | string,
    query = '',
  ): Promise<T> {
    const agent = new this(await context.newPage(), 'im-chat-window');
    await agent.page.goto(`${typeof at === 'string' ? at : at.url}/demo/agent.html${query}`);
    await agent.page.getByRole('button', { name: 'Sign in as Anna' }).click();
    return agent;
  }

  get conversations(): Locator {
    return this.page.locator('im-conversation-item');
  }

  /** Visitors have made-up ids; what they wrote tells them apart. */
  async openFirst(containing: string): Promise<void> {
    await this.conversations.filter({ hasText: containing }).first().locator('[part=row]').click();
    await this.rows(containing).waitFor();
    await this.box.waitFor();
  }
}
