import {
  type ConversationId,
  grouping,
  type Message,
  type MessageId,
  type Store,
  type TimelineWindow,
} from '../../core/index.js';
import { daysBetween } from '../shared/format.js';
import type { Translator } from '../shared/translator.js';

export interface Row {
  readonly id: MessageId;
  readonly first: boolean;
  readonly last: boolean;
  /** The page after which messages are missing, below this row. */
  readonly gap: string | undefined;
}
export interface Day {
  readonly key: string;
  readonly at: number;
  readonly rows: readonly Row[];
}

const offset = (at: number): number => -new Date(at).getTimezoneOffset();

/** The rows of a window by the reader's days, with their place in their sender's run. */
export function daysOf(store: Store, view: TimelineWindow): readonly Day[] {
  const days: { key: string; at: number; rows: Row[] }[] = [];
  const messages = view.ids.map((id) => store.get('message', id)).filter((message) => message !== undefined);
  const keys = new Set<string>();
  const beside = (at: number, step: 1 | -1): Message | undefined => {
    const edge = messages[step > 0 ? at : at - 1];
    return edge && view.gaps.has(edge.id) ? undefined : messages[at + step];
  };
  messages.forEach((message, at) => {
    const { first, last, day } = grouping(beside(at, -1), message, beside(at, 1), offset);
    if (day || days.length === 0) {
      const date = new Date(message.sentAt).toDateString();
      const key = keys.has(date) ? `${date} ${message.id}` : date;
      keys.add(key);
      days.push({ key, at: message.sentAt, rows: [] });
    }
    days.at(-1)?.rows.push({ id: message.id, first, last, gap: view.gaps.get(message.id) });
  });
  return days;
}

const formats = new Map<string, Intl.DateTimeFormat>();
function format(lang: string, shape: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${lang} ${shape}`;
  let made = formats.get(key);
  if (!made) formats.set(key, (made = new Intl.DateTimeFormat(lang, options)));
  return made;
}

/** Today, yesterday, a weekday within the week, else the date. */
export function dayName(at: number, now: number, i18n: Translator): string {
  const days = daysBetween(at, now);
  if (days === 0) return i18n.t('messages.today');
  if (days === 1) return i18n.t('messages.yesterday');
  if (days > 1 && days < 7) return format(i18n.lang, 'weekday', { weekday: 'long' }).format(at);
  if (new Date(at).getFullYear() === new Date(now).getFullYear())
    return format(i18n.lang, 'day', { weekday: 'short', month: 'long', day: 'numeric' }).format(at);
  return format(i18n.lang, 'year', { year: 'numeric', month: 'long', day: 'numeric' }).format(at);
}

/**
 * The first message that the reader has not read. `deeper`: it lies before what is held. Undefined when all is read.
 * The reader's own cursor says where; without one, the count of unread messages does.
 */
export function firstUnread(
  store: Store,
  conversation: ConversationId,
  self: string,
  ids: readonly MessageId[],
): { readonly id: MessageId | undefined; readonly deeper: boolean } | undefined {
  const unread = store.get('conversation', conversation)?.unread ?? 0;
  if (unread === 0) return undefined;
  const cursor = store.get('cursor', `${conversation}/${self}`)?.read;
  let found: MessageId | undefined;
  let counted = 0;
  for (const id of ids.toReversed()) {
    const message = store.get('message', id);
    if (!message?.order) continue;
    if (cursor === undefined ? counted >= unread : message.order.seq <= cursor) return { id: found, deeper: false };
    if (message.own || !message.counts) continue;
    found = id;
    counted += 1;
  }
  return { id: found, deeper: cursor === undefined ? counted < unread : true };
}
