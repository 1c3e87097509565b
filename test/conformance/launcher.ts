import { launch, person } from '../pages/support/browser.js';
import { Agent, Visitor } from '../pages/support/people.js';
import { Stack } from '../pages/support/stack.js';

/** What a visitor of a shop does with the bubble, in the built page against a real hub. */
export const tryLauncher = async (): Promise<void> => {
  const stack = await Stack.start();
  const browser = await launch();
  try {
    const visitor = await Visitor.arrive(await person(browser), stack);
    await visitor.bubble.waitFor();
    const loaded = await visitor.page.locator('im-chat-panel').count();
    if (loaded > 0) throw new Error('the chat was loaded before anybody opened it');
    await visitor.open();
    await visitor.write('Is anybody there?');
    const agent = await Agent.signIn(await person(browser), stack);
    await agent.openFirst('Is anybody there?');
    await visitor.bubble.click();
    await visitor.box.waitFor({ state: 'hidden' });
    await agent.write('I am');
    await visitor.page.locator('im-chat-widget [part=badge]', { hasText: '1' }).waitFor();
    await visitor.open();
    await visitor.rows('I am').waitFor();
    if (visitor.faults.length > 0) throw new Error(`the page reported: ${visitor.faults.join('; ')}`);
  } finally {
    await browser.close();
    await stack.stop();
  }
};
