import type { Person } from './state.js';
import { type Json, number, text } from './wire.js';

/** What somebody has put on a row of his. */
export interface RowMarks {
  readonly bits: Set<number>;
  data: string;
}

const all = (person: Person) => person.kept('row-marks', () => new Map<string, RowMarks>());

/** By `Type` 1 a person, 2 a group. */
export const rowKey = (type: number, id: string): string => `${type} ${id}`;

export const rowKeyOf = (item: Json): string =>
  number(item, 'Type') === 1
    ? rowKey(1, text(item, 'To_Account') || text(item, 'UserId'))
    : rowKey(2, text(item, 'ToGroupId') || text(item, 'GroupId'));

export const rowMarksOf = (person: Person, key: string): RowMarks => {
  const found = all(person).get(key) ?? { bits: new Set(), data: '' };
  all(person).set(key, found);
  return found;
};

/** Bits as the wire has them, the lowest last. */
const standard = ({ bits }: RowMarks): string =>
  Array.from({ length: 64 }, (_, n) => (bits.has(63 - n) ? '1' : '0')).join('');

/** What each row of the list says of them. */
export const markFields = (person: Person, key: string): Json => {
  const marks = rowMarksOf(person, key);
  return { StandardMark: standard(marks), CustomMark: marks.data };
};
