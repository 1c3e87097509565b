import type { ConversationFilter } from '../model/index.js';
import { FILTERED } from './records.js';

const FIELDS = ['kinds', 'tag', 'mark', 'unread', 'muted', 'words'] as const;

/** Name of the list of the conversations that a filter lets through; `conversations` without one. */
export const viewOf = (filter: ConversationFilter = {}): string => {
  const given = FIELDS.flatMap((field) => {
    const value = field === 'kinds' ? [...(filter.kinds ?? [])].sort() : filter[field];
    return value === undefined || value === '' || (Array.isArray(value) && value.length === 0) ? [] : [[field, value]];
  });
  return given.length === 0 ? 'conversations' : `${FILTERED}${JSON.stringify(Object.fromEntries(given))}`;
};
