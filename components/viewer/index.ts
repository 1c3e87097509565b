import type { Client, FileRef, MessageId } from '../../core/index.js';
import { media } from '../../locales/parts/media.js';
import { stageOf } from '../dialog/ask.js';
import { define } from '../shared/define.js';
import { teach } from '../shared/languages.js';
import { itemOf, type ViewItem } from './items.js';
import { ImViewer } from './viewer.js';

teach(media);
define('im-viewer', ImViewer);

/** What is to be looked at; the file may be one of several in its message. */
export interface ViewRequest {
  readonly what: 'image' | 'video' | 'voice';
  readonly messageId: MessageId;
  readonly file: FileRef;
}

/**
 * Opens a photo, video or voice message over the whole page; resolves once it has closed and the focus is back.
 * Where the file is what its message shows, the conversation's others are next to it.
 */
export async function openViewer(client: Client, request: ViewRequest, from: HTMLElement): Promise<void> {
  const host = rowAround(from);
  const message = client.store.get('message', request.messageId);
  const shown = message && itemOf(message);
  const same = shown && (shown.file.id ?? shown.file.localKey) === (request.file.id ?? request.file.localKey);
  const start: ViewItem = same ? shown : { ...request };
  const viewer = document.createElement('im-viewer');
  viewer.client = client;
  viewer.start = start;
  stageOf(host).append(viewer);
  try {
    await viewer.show();
  } finally {
    viewer.remove();
    // The row may have been drawn anew meanwhile.
    if (host.isConnected && !host.matches(':focus-within')) host.focus({ preventScroll: true });
  }
}

/** Content stands in a row that may be drawn anew: the row is what stays. */
const rowAround = (element: HTMLElement): HTMLElement => {
  const root = element.getRootNode();
  const row = root instanceof ShadowRoot ? root.host : undefined;
  return row instanceof HTMLElement && row.localName.endsWith('-message') ? row : element;
};

export { ImViewer };

declare global {
  interface HTMLElementTagNameMap {
    'im-viewer': ImViewer;
  }
}
