import { createContext } from '@lit/context';
import type { Client, ConversationId } from '../../core/index.js';
import type { Translator } from './translator.js';

/** `Symbol.for`, so two copies of the bundle on one page meet; the number, so two majors do not. */
export const clientContext = createContext<Client | undefined>(Symbol.for('im.client@1'));
export const conversationContext = createContext<ConversationId | undefined>(Symbol.for('im.conversation@1'));
export const translatorContext = createContext<Translator | undefined>(Symbol.for('im.translator@1'));
