import '../avatar/index.js';
import '../dialog/index.js';
import type { Client, MessageId } from '../../core/index.js';
import { sharing } from '../../locales/parts/sharing.js';
import { stageOf } from '../dialog/ask.js';
import { define } from '../shared/define.js';
import { teach } from '../shared/languages.js';
import { ImReaders } from './readers.js';

teach(sharing);
define('im-readers', ImReaders);

/** Shows who has read an own message that was sent with `receipt`; resolves once the dialog has closed. */
export async function openReaders(client: Client, messageId: MessageId, host: HTMLElement): Promise<void> {
  const readers = document.createElement('im-readers');
  readers.client = client;
  readers.messageId = messageId;
  stageOf(host).append(readers);
  try {
    await readers.show();
  } finally {
    readers.remove();
  }
}

export { ImReaders };

declare global {
  interface HTMLElementTagNameMap {
    'im-readers': ImReaders;
  }
}
