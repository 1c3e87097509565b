import type { Person } from './state.js';
import { type Json, number, text } from './wire.js';

/** What somebody has put on a row of his. */
export interface RowMarks {
  readonly bits: Set<number>;
  data: string;
  /** Ids of groups of conversations. */
  readonly groups: Set<number>;
}

const all = (person: Person) => person.kept('row-marks', () => new Map<string, RowMarks>());

/** By `Type` 1 a person, 2 a group. */
export const rowKey = (type: number, id: string): string => `${type} ${id}`;

export const rowKeyOf = (item: Json): string =>
  number(item, 'Type') === 1
    ? rowKey(1, text(item, 'To_Account') || text(item, 'UserId'))
    : rowKey(2, text(item, 'ToGroupId') || text(item, 'GroupId'));

/** Names by id. */
export const rowGroupsOf = (person: Person) => person.kept('row-groups', () => new Map<number, string>());

export const groupItems = (person: Person): Json[] =>
  [...rowGroupsOf(person)].map(([GroupId, GroupName]) => ({ GroupId, GroupName }));

/** A row is called by a name of its own where it is told. */
export const named = (contact: Json): Json =>
  number(contact, 'Type') === 1
    ? { Type: 1, UserId: text(contact, 'To_Account') }
    : { Type: 2, GroupId: text(contact, 'ToGroupId') || text(contact, 'GroupId') };

export const rowMarksOf = (person: Person, key: string): RowMarks => {
  const found = all(person).get(key) ?? { bits: new Set(), data: '', groups: new Set() };
  all(person).set(key, found);
  return found;
};

/** Bits as the wire has them, the lowest last. */
const standard = ({ bits }: RowMarks): string =>
  Array.from({ length: 64 }, (_, n) => (bits.has(63 - n) ? '1' : '0')).join('');

/** What each row of the list says of them. */
export const markFields = (person: Person, key: string): Json => {
  const marks = rowMarksOf(person, key);
  const ids = [...marks.groups].filter((id) => rowGroupsOf(person).has(id));
  return { StandardMark: standard(marks), CustomMark: marks.data, ContactGroupId: ids };
};
