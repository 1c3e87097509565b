import '../avatar/index.js';
import '../dialog/index.js';
import type { Client, Message } from '../../core/index.js';
import { stageOf } from '../dialog/index.js';
import { define } from '../shared/define.js';
import type { Translator } from '../shared/translator.js';
import { ImReactors } from './reactors.js';

define('im-reactors', ImReactors);

/** Shows who has reacted; resolves when it has been closed. */
export async function openReactors(
  host: Element,
  { id, reactions = [] }: Message,
  from: { readonly client: Client; readonly translator: Translator },
): Promise<void> {
  const panel = document.createElement('im-reactors');
  Object.assign(panel, { ...from, messageId: id, reactions });
  stageOf(host.localName === 'im-message-below' ? ((host.getRootNode() as ShadowRoot).host ?? host) : host).append(
    panel,
  );
  try {
    await panel.show();
  } finally {
    panel.remove();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'im-reactors': ImReactors;
  }
}
