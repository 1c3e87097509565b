import type { EngineEvent, MessageChange } from '../../../core/engine/index.js';
import type { WireContent } from '../../../core/model/index.js';
import { alteredOf, isAltered, keepAltered } from '../altered.js';
import { setBounded } from '../bounded.js';
import { conversationFor } from '../identity.js';
import { extensionsOf, reactionsOf } from '../marks.js';
import { readMessage, tallyOf } from '../messages.js';
import type { SdkMessage } from '../sdk.js';
import type { EventContext, Listeners } from './index.js';

const told = (changes: readonly MessageChange[]): EngineEvent[] =>
  changes.length > 0 ? [{ type: 'message-changes', changes }] : [];

/** Texts that grow at once; one that was given up is never said to have ended, and one that is forgotten is told whole. */
const MOST_GROWING = 50;

/** Of texts that grow, as they were told. */
const grownOf = ({ kept }: EventContext) => kept('texts that grow', () => new Map<string, string>());

/** What came to a text since it was last told; undefined: it has ended, or says something else now. */
const pieceOf = ({ text, done }: WireContent, id: string, context: EventContext) => {
  const all = grownOf(context);
  const [before, now] = [all.get(id) ?? '', String(text)];
  if (done) all.delete(id);
  else setBounded(all, id, now, MOST_GROWING);
  if (done || !now.startsWith(before)) return undefined;
  return { what: 'grown', from: before.length, text: now.slice(before.length) } as const;
};

const edited = (all: readonly SdkMessage[], context: EventContext): EngineEvent[] =>
  told(
    all.flatMap((one): MessageChange[] => {
      const read = readMessage(one, context.self, context.now());
      if (!read || one.isRevoked || one.isDeleted) return [];
      const { serverId, conversationId, content, edited } = read;
      if (isAltered(one)) {
        keepAltered(context, serverId, content);
        return [{ what: 'edited', serverId, conversationId, content, altered: {} }];
      }
      if (alteredOf(context).has(serverId)) keepAltered(context, serverId, content);
      const piece = content.kind === 'stream' && pieceOf(content, serverId, context);
      return [{ serverId, conversationId, ...(piece || { what: 'edited', content, ...edited }) }];
    }),
  );

/** The event names the message alone, and says of it what changed: all of it is asked for. */
const later = (context: EventContext, id: string, read: (message: SdkMessage) => Promise<MessageChange>): [] => {
  const ask = async () => {
    const message = await context.call(async (sdk) => ({ data: sdk.findMessage(id) }));
    // One that nobody has asked for since signing in comes whole when it is.
    if (message) context.emit(told([await read(message)]));
  };
  ask().catch(() => undefined);
  return [];
};

const placeOf = ({ ID: serverId, conversationID }: SdkMessage) => ({
  serverId,
  conversationId: conversationFor(conversationID) ?? ('' as never),
});

const reacted = ({ messageID }: { readonly messageID: string }, context: EventContext): EngineEvent[] =>
  later(context, messageID, async (message) => ({
    ...placeOf(message),
    what: 'reacted',
    reactions: (await reactionsOf(context, [message])).get(messageID) ?? [],
  }));

interface Extended {
  readonly messageID: string;
  readonly extensions?: readonly { readonly key: string; readonly value: string }[];
  readonly keyList?: readonly string[];
}

const extended = ({ messageID, extensions = [], keyList = [] }: Extended, context: EventContext): EngineEvent[] =>
  later(context, messageID, async (message) => {
    const whole = await extensionsOf(context, message);
    const removed = keyList.filter((key) => !(key in whole));
    const set = { ...Object.fromEntries(extensions.map(({ key, value }) => [key, value])), ...whole };
    return { ...placeOf(message), what: 'extended', set, ...(removed.length > 0 && { removed }) };
  });

interface Receipt {
  readonly messageID: string;
  readonly isPeerRead?: boolean;
  readonly readCount?: number;
  readonly unreadCount?: number;
}

const receipts = (all: readonly Receipt[], context: EventContext): EngineEvent[] => {
  for (const { messageID, ...info } of all)
    later(context, messageID, async (message) => ({
      ...placeOf(message),
      what: 'tally',
      ...(tallyOf({ ...message, readReceiptInfo: info }, context.self) ?? { read: 0, unread: 0 }),
    }));
  return [];
};

export const markEvents: Listeners = {
  onMessageModified: edited,
  onMessageReactionsUpdated: reacted,
  onMessageExtensionsUpdated: extended,
  onMessageExtensionsDeleted: extended,
  onMessageReadReceiptReceived: receipts,
};
