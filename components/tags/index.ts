import '../dialog/index.js';
import type { Client, ConversationId } from '../../core/index.js';
import { rows } from '../../locales/parts/rows.js';
import { stageOf } from '../dialog/ask.js';
import { define } from '../shared/define.js';
import { teach } from '../shared/languages.js';
import type { Translator } from '../shared/translator.js';
import { ImTags } from './tags.js';

teach(rows);
define('im-tags', ImTags);

/** Shows one's tags over the page, with `conversation` which of them it has; resolves once that has closed. */
export async function openTags(
  client: Client,
  host: HTMLElement,
  options: { readonly conversation?: ConversationId; readonly translator?: Translator } = {},
): Promise<void> {
  const tags = document.createElement('im-tags');
  Object.assign(tags, { client, ...options });
  stageOf(host).append(tags);
  try {
    await tags.show();
  } finally {
    tags.remove();
  }
}

export { ImTags };

declare global {
  interface HTMLElementTagNameMap {
    'im-tags': ImTags;
  }
}
