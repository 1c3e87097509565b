import type { MemberMore, MemberRow } from '../storage/port.js';

/** The row with these in the place of what it had; undefined and empty lists take away. */
export const withMore = (
  { more, ...rest }: MemberRow,
  patch: { [K in keyof MemberMore]: MemberMore[K] | undefined },
): MemberRow => {
  const said = Object.entries({ ...more, ...patch }).filter(
    ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
  );
  return said.length === 0 ? rest : { ...rest, more: Object.fromEntries(said) };
};

/** The list with the word, or without. */
export const toggled = (list: readonly string[] = [], word: string, on: boolean): readonly string[] =>
  on === list.includes(word) ? list : on ? [...list, word] : list.filter((one) => one !== word);

export const isHiddenMark = ({ more }: MemberRow): boolean => more?.marks?.includes('hidden') === true;

export const isShielded = ({ more }: MemberRow): boolean => more?.shielded === true;
