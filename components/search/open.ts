import type { Client, ConversationId } from '../../core/index.js';
import type { ImChatWindow } from '../chat-window/chat-window.js';
import { colourFound } from './found.js';
import type { OpenMessageRequest } from './search.js';

/** Shows a message where its client has a chat window: around the element that asks, else beside it, else anywhere on the page. */
export async function openInWindow(from: Element, client: Client, place: OpenMessageRequest): Promise<boolean> {
  const window = windowOf(from, client, place.conversationId);
  if (!window) return false;
  await showIn(window, place);
  return true;
}

/** Turns a window to a message, and colours the words in it. Rejects `not-found`. */
export async function showIn(window: ImChatWindow, place: OpenMessageRequest): Promise<void> {
  const { conversationId, messageId, serverId, words = [] } = place;
  if (window.conversation !== conversationId) window.conversation = conversationId;
  await window.updateComplete;
  const list = window.renderRoot.querySelector('im-message-list');
  if (!list) return;
  await list.updateComplete;
  await list.jumpTo(serverId ? { serverId } : messageId);
  if (words.length > 0) await colourFound(list, messageId, words);
}

/** The chat window that is to show a conversation. */
export function windowOf(from: Element, client: Client, conversationId: ConversationId): ImChatWindow | undefined {
  for (let at: Node | null = from; at; ) {
    const root: Node = at.getRootNode();
    const around = at instanceof Element ? at.closest('im-chat-window') : null;
    const all =
      root instanceof Document || root instanceof ShadowRoot ? [...root.querySelectorAll('im-chat-window')] : [];
    const fitting = (around ? [around, ...all] : all).filter((one) => clientOf(one) === client);
    const found = fitting.find((one) => one.conversation === conversationId) ?? fitting[0];
    if (found) return found;
    at = root instanceof ShadowRoot ? root.host : null;
  }
  return undefined;
}

/** The client in force there, however it came by it. */
const clientOf = (window: ImChatWindow): Client | undefined => (window as unknown as { readonly im?: Client }).im;
