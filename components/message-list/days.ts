import { grouping, type Message, type MessageId, type Store, type TimelineWindow } from '../../core/index.js';
import { date, daysBetween } from '../shared/format.js';
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

/** What is for the page alone takes no place; where messages are missing below it, it keeps one. */
export const isBlank = ({ content }: Message): boolean => content.kind === 'command' && !content.text;

/** The rows of a window by the reader's days, with their place in their sender's run. */
export function daysOf(store: Store, view: TimelineWindow): readonly Day[] {
  const days: { key: string; at: number; rows: Row[] }[] = [];
  const messages = view.ids
    .map((id) => store.get('message', id))
    .filter((message) => message !== undefined)
    .filter((message) => !isBlank(message) || view.gaps.has(message.id));
  const keys = new Set<string>();
  const beside = (at: number, step: 1 | -1): Message | undefined => {
    const edge = messages[step > 0 ? at : at - 1];
    return edge && view.gaps.has(edge.id) ? undefined : messages[at + step];
  };
  messages.forEach((message, at) => {
    const { first, last, day } = grouping(beside(at, -1), message, beside(at, 1), offset);
    if (day || days.length === 0) {
      const name = new Date(message.sentAt).toDateString();
      const key = keys.has(name) ? `${name} ${message.id}` : name;
      keys.add(key);
      days.push({ key, at: message.sentAt, rows: [] });
    }
    days.at(-1)?.rows.push({ id: message.id, first, last, gap: view.gaps.get(message.id) });
  });
  return days;
}

/** How long the chips stay true, milliseconds. */
export const untilMidnight = (now: number): number => new Date(now).setHours(24, 0, 0, 0) - now;

/** Today, yesterday, a weekday within the week, else the date. */
export function dayName(at: number, now: number, i18n: Translator): string {
  const days = daysBetween(at, now);
  if (days === 0) return i18n.t('messages.today');
  if (days === 1) return i18n.t('messages.yesterday');
  if (days > 1 && days < 7) return date(i18n.lang, 'chip-weekday', { weekday: 'long' }).format(at);
  if (new Date(at).getFullYear() === new Date(now).getFullYear())
    return date(i18n.lang, 'chip-day', { weekday: 'short', month: 'long', day: 'numeric' }).format(at);
  return date(i18n.lang, 'chip-year', { year: 'numeric', month: 'long', day: 'numeric' }).format(at);
}
