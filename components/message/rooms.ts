import type { Client, MessageId } from '../../core/index.js';

/** Panels of other folders that an action opens by itself; it is offered where its panel is there. */
interface Rooms {
  forward?: () => Promise<{
    openForward(client: Client, messages: readonly MessageId[], host: HTMLElement): unknown;
  }>;
  readers?: () => Promise<{ openReaders(client: Client, message: MessageId, host: HTMLElement): unknown }>;
}

export const rooms: Rooms = {
  forward: () => import('../forward/index.js'),
  readers: () => import('../readers/index.js'),
};

/** A list whose messages can be selected. */
interface Selecting extends Element {
  selecting: ReadonlySet<MessageId> | undefined;
}

/** The list that a row stands in, over shadow borders. */
export function listAround(element: Element): Element | undefined {
  for (let root = element.getRootNode(); root instanceof ShadowRoot; root = root.host.getRootNode())
    if (root.host.localName.endsWith('-message-list')) return root.host;
  return undefined;
}

export const selectingAround = (element: Element): Selecting | undefined => {
  const list = listAround(element);
  return list && 'selecting' in list ? (list as Selecting) : undefined;
};
