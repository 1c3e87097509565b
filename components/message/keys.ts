import type { MessageAction } from './actions.js';

/** The action that a key stands for, on the row that has the focus. */
export function actionOf(event: KeyboardEvent, actions: readonly MessageAction[]): MessageAction | undefined {
  const { altKey, ctrlKey, metaKey } = event;
  if (altKey || event.isComposing || event.repeat) return undefined;
  // Somebody who has chosen some of the words wants those.
  if ((ctrlKey || metaKey) && String(getSelection() ?? '')) return undefined;
  const held = ctrlKey ? 'Control+' : metaKey ? 'Meta+' : '';
  const names = [event.key, letterOf(event)].map(
    (key) => held + (key === '+' ? 'Plus' : key.length === 1 ? key.toUpperCase() : key),
  );
  return actions.find(({ keys }) => keys?.split(' ').some((key) => names.includes(key)));
}

/** Keyboards of other scripts have the same keys. */
const letterOf = ({ key, code }: KeyboardEvent): string =>
  key.length === 1 && key > '\u007f' && code.startsWith('Key') ? code.slice(3) : key;
