import type { ImMessage } from '../message/message.js';

/** The row that an event came from. */
export const rowOf = (event: Event): ImMessage | undefined =>
  event.composedPath().find((node): node is ImMessage => node instanceof Element && node.localName === 'im-message');
