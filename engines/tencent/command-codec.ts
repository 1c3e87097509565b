import type { Command } from '../../core/model/index.js';
import { conversationFor } from './identity.js';
import type { Draft, SdkMessage } from './sdk.js';

/** Says in a custom element's `extension` that it is for pages, and no message. */
const MARK = 'im-elements/command';

export const commandPayload = (command: { id: string; name: string; data?: unknown }): Draft['payload'] => ({
  data: JSON.stringify(command),
  description: '',
  extension: MARK,
});

export const isCommand = ({ type, payload }: Pick<SdkMessage, 'type' | 'payload'>): boolean =>
  type === 'TIMCustomElem' && payload?.extension === MARK;

/** undefined: nothing that can be read. */
export const commandIn = (message: SdkMessage, self: string): Command | undefined => {
  const { payload, from, to, conversationID, time } = message;
  const conversationId = conversationFor(conversationID);
  try {
    const { id, name, data } = JSON.parse(String(payload?.data)) as Readonly<Record<string, unknown>>;
    if (typeof id !== 'string' || typeof name !== 'string' || !conversationId) return undefined;
    // What one writes to oneself is for one's own devices.
    const own = from === self && to === self;
    return { id, from, name, at: time * 1000, ...(!own && { conversationId }), ...(data !== undefined && { data }) };
  } catch {
    return undefined;
  }
};
