/** Emoji of old clients: private-use code points and bracket names, and what stands for them today. */
export interface OldEmoji {
  readonly codePoints: ReadonlyMap<number, string>;
  /** Names without the brackets. */
  readonly names: ReadonlyMap<string, string>;
}

const OLD = /[\uE000-\uF8FF]|\[[^[\]\s]{1,20}\]/;
const OLD_ALL = new RegExp(OLD, 'g');

/** Is there anything that may be an emoji of an old client? Only then is the table worth loading. */
export const mayHoldOldEmoji = (text: string): boolean => OLD.test(text);

/** The table, loaded on first use. */
export const loadOldEmoji = async (): Promise<OldEmoji> => (await import('./old-emoji.js')).oldEmoji();

/** For showing: what the table knows is replaced, everything else stays as it was written. */
export const normalizeIncoming = (text: string, table: OldEmoji | undefined): string => {
  if (!table || !mayHoldOldEmoji(text)) return text;
  return text.replace(OLD_ALL, (found) =>
    found.startsWith('[')
      ? (table.names.get(found.slice(1, -1)) ?? found)
      : (table.codePoints.get(found.charCodeAt(0)) ?? found),
  );
};
