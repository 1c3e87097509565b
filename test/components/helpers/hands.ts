import { sendKeys, sendMouse, setViewport } from '@web/test-runner-commands';

/** WebKit's driver loses keys when they come fast, and cannot size the window. */
const isWebKit = /AppleWebKit(?!.*Chrome)/.test(navigator.userAgent);

/**
 * Real keys, a real pointer and a window that can be sized, where the runner can give them: Chromium and Firefox. Elsewhere
 * the test is skipped, and says so.
 */
export async function hands(test: Mocha.Context): Promise<void> {
  const reason = isWebKit ? "WebKit's driver" : await sendKeys({ press: 'Shift' }).then(() => '', String);
  if (!reason) return;
  console.log(`skipped, no real hands here: ${test.test?.title} (${reason.split('\n')[0]})`);
  test.skip();
}

/** One key, or the last one while the others are held. */
export async function press(...keys: readonly string[]): Promise<void> {
  const held = keys.slice(0, -1);
  for (const key of held) await sendKeys({ down: key });
  await sendKeys({ press: keys.at(-1) as string });
  for (const key of held.reverse()) await sendKeys({ up: key });
}
export const typeText = (text: string): Promise<void> => sendKeys({ type: text });
const middle = (element: Element): [number, number] => {
  const { left, top, width, height } = element.getBoundingClientRect();
  return [Math.round(left + width / 2), Math.round(top + height / 2)];
};
export const click = (element: Element, button: 'left' | 'right' = 'left'): Promise<void> =>
  sendMouse({ type: 'click', position: middle(element), button });

/** At a size of the window, and back. */
export async function sized(width: number, height: number, act: () => Promise<void>): Promise<void> {
  await setViewport({ width, height });
  try {
    await act();
  } finally {
    await setViewport({ width: 800, height: 600 });
  }
}
