import { linkify } from '../content/index.js';
import type { TextMark } from '../model/index.js';

/** Part of a text; `words`: it says something in some language. What is not words stays as it is. */
export interface Piece {
  readonly text: string;
  readonly words: boolean;
  /** Who is named by it. */
  readonly user?: string;
}

/** Emoji in a row, those of old clients too, and names that nothing marks. */
const SIGNS =
  /(?:\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|\u200D|\uFE0F|[\uE000-\uF8FF]|[0-9#*]\uFE0F?\u20E3)+|\[[^[\]\s]{1,20}\]|@[\p{L}\p{N}_.-]+/gu;
const LETTER = /\p{L}/u;

/** Lines are translated one by one, so that they stay lines; so are blanks at their ends. */
const inLines = (text: string): Piece[] =>
  text.split(/(\s*\n\s*|^\s+|\s+$)/u).flatMap((line) => (line ? [{ text: line, words: LETTER.test(line) }] : []));

const between = (text: string, found: RegExp): Piece[] => {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { 0: sign, index } of text.matchAll(found)) {
    pieces.push(...inLines(text.slice(at, index)), { text: sign, words: false });
    at = index + sign.length;
  }
  return [...pieces, ...inLines(text.slice(at))];
};

const unmarked = (text: string): Piece[] =>
  linkify(text).flatMap((piece) => (piece.url ? [{ text: piece.text, words: false }] : between(piece.text, SIGNS)));

/** What of a text is words, and what is names, links and emoji between them. Joined again they are the text. */
export const piecesOf = (text: string, marks: readonly TextMark[] = []): readonly Piece[] => {
  const pieces: Piece[] = [];
  let from = 0;
  for (const { at, length, user } of marks) {
    // An edit of another client may have left the marks behind.
    if (text[at] !== '@') continue;
    pieces.push(...unmarked(text.slice(from, at)), { text: text.slice(at, at + length), words: false, user });
    from = at + length;
  }
  return [...pieces, ...unmarked(text.slice(from))];
};

/** The same text with other words, and where the names stand in it. */
export const joined = (
  pieces: readonly Piece[],
  words: readonly string[],
): { readonly text: string; readonly marks?: readonly TextMark[] } => {
  const left = [...words];
  const marks: TextMark[] = [];
  let text = '';
  for (const piece of pieces) {
    const now = piece.words ? (left.shift() ?? piece.text) : piece.text;
    if (piece.user) marks.push({ at: text.length, length: now.length, user: piece.user });
    text += now;
  }
  return { text, ...(marks.length > 0 && { marks }) };
};
