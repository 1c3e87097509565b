import '../avatar/index.js';
import '../dialog/index.js';
import type { Client, MessageId } from '../../core/index.js';
import { sharing } from '../../locales/parts/sharing.js';
import { stageOf } from '../dialog/ask.js';
import { define } from '../shared/define.js';
import { teach } from '../shared/languages.js';
import { ImForward } from './forward.js';

teach(sharing);
define('im-forward', ImForward);

/** Asks to whom messages go, and sends them on; resolves once the dialog has closed. */
export async function openForward(client: Client, messages: readonly MessageId[], host: HTMLElement): Promise<void> {
  const forward = document.createElement('im-forward');
  forward.client = client;
  forward.messages = messages;
  stageOf(host).append(forward);
  try {
    await forward.show();
  } finally {
    forward.remove();
  }
}

export type { ForwardRequest } from './forward.js';
export { ImForward };

declare global {
  interface HTMLElementTagNameMap {
    'im-forward': ImForward;
  }
}
