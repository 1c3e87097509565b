import type { BrowserContext, Locator, Page } from 'playwright-core';
import { Person } from './people.js';
import type { Stack } from './stack.js';

/** A person before one of the devices of the messenger page, and what can be done there beside writing. */
export class Friend extends Person {
  readonly device: Locator;

  constructor(page: Page, device: Locator, chat: string) {
    super(page, chat);
    this.device = device;
  }

  /** Opens the menu of a message. */
  async open(text: string | RegExp): Promise<void> {
    const row = this.rows(text).first();
    await this.page.mouse.move(0, 0);
    await row.locator('[part=bubble]').hover();
    await row.getByRole('button', { name: 'Message actions' }).click();
    await this.page.getByRole('menuitem').first().waitFor();
  }

  async choose(text: string | RegExp, name: string): Promise<void> {
    await this.open(text);
    await this.page.getByRole('menuitem', { name }).click();
  }

  async reactWith(text: string, emoji: string): Promise<void> {
    await this.open(text);
    await this.page.getByRole('menuitemcheckbox', { name: emoji }).click();
  }

  chip(text: string, name: string | RegExp): Locator {
    return this.rows(text).first().getByRole('button', { name });
  }

  /** What is answered or edited, above the field. */
  get bar(): Locator {
    return this.chat.locator('im-composer [part=bar]');
  }

  /** Instead of what is in the field. */
  async rewrite(text: string): Promise<void> {
    await this.bar.waitFor();
    await this.box.fill(text);
    await this.box.press('Enter');
    await this.bar.waitFor({ state: 'detached' });
  }
}

export interface Friends {
  readonly page: Page;
  readonly ada: Friend;
  readonly ben: Friend;
  /** The group, as Ada sees it. */
  readonly team: Friend;
}

/** The messenger page: Ada and Ben with each other, and their group. */
export async function friends(context: BrowserContext, { url }: Stack, query = ''): Promise<Friends> {
  const page = await context.newPage();
  const at = (place: number): Friend => {
    const device = `section.device:nth-of-type(${place})`;
    return new Friend(page, page.locator(device), `${device} im-chat-window`);
  };
  const all = { page, ada: at(1), ben: at(2), team: at(3) };
  await page.goto(`${url}/demo/messenger.html${query}`);
  for (const one of [all.ada, all.ben, all.team]) await one.box.waitFor();
  return all;
}

/** The dialog in front of everything. */
export const dialogOf = (page: Page): { readonly box: Locator; gone(): Promise<void> } => {
  const open = page.locator('dialog[open]');
  return { box: page.locator('im-dialog'), gone: () => open.waitFor({ state: 'detached' }) };
};
