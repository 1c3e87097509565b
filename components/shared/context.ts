import { ContextRoot, createContext } from '@lit/context';
import type { Client, ConversationId } from '../../core/index.js';

/** `Symbol.for`, so two copies of the bundle on one page meet; the number, so two majors do not. */
export const clientContext = createContext<Client | undefined>(Symbol.for('im.client@1'));
export const conversationContext = createContext<ConversationId | undefined>(Symbol.for('im.conversation@1'));

const ROOT = Symbol.for('im.context-root@1');

/**
 * Elements upgrade in the order of their scripts: a root answers requests that came before their provider did. Called by
 * all who ask or answer, so that it is there first.
 */
export function attachContextRoot(): void {
  const holder = document as { [ROOT]?: ContextRoot };
  if (holder[ROOT]) return;
  holder[ROOT] = new ContextRoot();
  holder[ROOT].attach(document.documentElement);
}
