import type { EngineEvent } from '../../core/engine/index.js';
import type { WireEvent, WireSignal } from '../../hub/protocol/index.js';
import { conversation, readConversation, readCursor, readMessage, readUser } from './codec.js';

type Origin = 'live' | 'catch-up';
export type Of<T, K extends string> = Extract<T, { readonly t: K }>;

/** What every talk is made of; the others are read by a part that comes with the first of them. */
export type CommonEvent = 'message' | 'cursor' | 'conversation' | 'conversation-removed' | 'user';
export type CommonSignal = 'typing';

const readers: { readonly [K in CommonEvent]: (event: Of<WireEvent, K>, origin: Origin) => EngineEvent } = {
  message: ({ message }, origin) => ({ type: 'messages', messages: [readMessage(message)], origin }),
  cursor: ({ cursor, unread }) => ({ type: 'receipts', cursors: [{ ...readCursor(cursor), unread }] }),
  conversation: (event) => ({ type: 'conversations', changed: [readConversation(event.conversation)] }),
  'conversation-removed': ({ id }) => ({ type: 'conversations', changed: [], removed: [conversation(id)] }),
  user: ({ user }) => ({ type: 'users', users: [readUser(user)] }),
};

const signals: { readonly [K in CommonSignal]: (signal: Of<WireSignal, K>) => EngineEvent } = {
  typing: ({ conversation: id, user, what }) => ({
    type: 'typing',
    conversationId: conversation(id),
    userId: user,
    what,
  }),
};

type Table = Readonly<Record<string, (wire: never, origin: Origin) => EngineEvent>>;
type Rare = typeof import('./rare-events.js');

let rare: Rare | undefined;

/** Reads whatever `needsRare` was true of. Rejects where it cannot be loaded; to be tried again. */
export const loadRareEvents = async (): Promise<void> => {
  rare ??= await import('./rare-events.js');
};

export const hasRare = (): boolean => rare !== undefined;

/** Is there one that can be read only after `loadRareEvents`? */
export const needsRare = (events: readonly (WireEvent | WireSignal)[], table: Table = readers): boolean =>
  !rare && events.some((wire) => !Object.hasOwn(table, String(wire?.t)));

export const isRareSignal = (signal: WireSignal): boolean => needsRare([signal], signals);

/** One of a newer hub that this build does not know, or a broken one, is told to `report` and left out. */
const read = (
  what: 'event' | 'signal',
  wire: WireEvent | WireSignal,
  origin: Origin,
  report: (what: string) => void,
): EngineEvent | undefined => {
  const t = String(wire?.t);
  const table: Table = what === 'event' ? { ...readers, ...rare?.rareEvents } : { ...signals, ...rare?.rareSignals };
  try {
    if (Object.hasOwn(table, t)) return table[t]?.(wire as never, origin);
    report(`${what} of unknown kind ${t}`);
  } catch (error) {
    report(`broken ${what} ${t}: ${error instanceof Error ? error.message : 'unreadable'}`);
  }
  return undefined;
};

/** Neighbours that are both messages become one event, so that a package is one event; the order of all stays. */
const join = (last: EngineEvent | undefined, next: EngineEvent): EngineEvent | undefined => {
  if (last?.type === 'messages' && next.type === 'messages')
    return { ...last, messages: [...last.messages, ...next.messages] };
  if (last?.type === 'message-changes' && next.type === 'message-changes')
    return { ...last, changes: [...last.changes, ...next.changes] };
  return undefined;
};

export const readEvents = (
  events: readonly WireEvent[],
  origin: Origin,
  report: (what: string) => void,
): EngineEvent[] => {
  const out: EngineEvent[] = [];
  for (const wire of events) {
    const event = read('event', wire, origin, report);
    if (!event) continue;
    const joined = join(out.at(-1), event);
    if (joined) out[out.length - 1] = joined;
    else out.push(event);
  }
  return out;
};

export const readSignal = (signal: WireSignal, report: (what: string) => void): EngineEvent | undefined =>
  read('signal', signal, 'live', report);
