import '../dialog/index.js';
import type { Client, ConversationId } from '../../core/index.js';
import { search } from '../../locales/parts/search.js';
import { stageOf } from '../dialog/ask.js';
import { define } from '../shared/define.js';
import { teach } from '../shared/languages.js';
import { ImExport } from './export.js';

teach(search);
define('im-export', ImExport);

/** Offers to save a conversation as a file; resolves once the dialog has closed. */
export async function openExport(client: Client, conversation: ConversationId, host: HTMLElement): Promise<void> {
  const dialog = document.createElement('im-export');
  dialog.client = client;
  dialog.conversation = conversation;
  stageOf(host).append(dialog);
  try {
    await dialog.show();
  } finally {
    dialog.remove();
  }
}

export { ImExport };

declare global {
  interface HTMLElementTagNameMap {
    'im-export': ImExport;
  }
}
