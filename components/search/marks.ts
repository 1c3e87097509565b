import { foldText } from '../../core/index.js';

/** A stretch of a text: UTF-16 units from the first to before the last. */
export type Stretch = readonly [from: number, to: number];

let segmenter: Intl.Segmenter | undefined;

/** What people see as one character, and where it begins. */
function* characters(text: string): Generator<readonly [string, number]> {
  if (typeof Intl.Segmenter === 'function') {
    segmenter ??= new Intl.Segmenter();
    for (const { segment, index } of segmenter.segment(text)) yield [segment, index];
    return;
  }
  let at = 0;
  for (const one of text) {
    yield [one, at];
    at += one.length;
  }
}

/** Where any of the words stands in a text, as search compares them; in order, none over another. */
export function hitsIn(text: string, words: readonly string[]): readonly Stretch[] {
  let folded = '';
  /** For every unit of the folded text: the character it came from. */
  const from: number[] = [];
  const to: number[] = [];
  for (const [one, at] of characters(text)) {
    const piece = foldText(one);
    for (let unit = 0; unit < piece.length; unit++) {
      from.push(at);
      to.push(at + one.length);
    }
    folded += piece;
  }
  const found: Stretch[] = [];
  for (const word of words.map(foldText)) {
    if (word === '') continue;
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length))
      found.push([from[at] as number, to[at + word.length - 1] as number]);
  }
  return merged(found.sort((a, b) => a[0] - b[0] || a[1] - b[1]));
}

const merged = (all: readonly Stretch[]): readonly Stretch[] => {
  const apart: Stretch[] = [];
  for (const one of all) {
    const last = apart.at(-1);
    if (last && one[0] <= last[1]) apart[apart.length - 1] = [last[0], Math.max(last[1], one[1])];
    else apart.push(one);
  }
  return apart;
};

const BEFORE = 36;
const LENGTH = 180;

/** One line around the first hit, with the hits in it. */
export function snippetOf(
  text: string,
  words: readonly string[],
): { readonly text: string; readonly hits: readonly Stretch[] } {
  const line = text.replace(/\s+/g, ' ').trim();
  const [first] = hitsIn(line, words);
  const start = first && first[0] > BEFORE + 12 ? startOf(line, first[0] - BEFORE) : 0;
  const cut = [...line.slice(start, start + LENGTH * 2)].slice(0, LENGTH).join('');
  const shown = `${start > 0 ? '…' : ''}${cut}${start + cut.length < line.length ? '…' : ''}`;
  return { text: shown, hits: hitsIn(shown, words) };
}

/** At the beginning of a word where one is near, and never inside a character. */
const startOf = (line: string, at: number): number => {
  const blank = line.indexOf(' ', at);
  if (blank >= 0 && blank - at < 16) return blank + 1;
  const unit = line.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at + 1 : at;
};

/** A text in pieces, to be drawn with `<mark>` where the platform has no highlights of its own. */
export function piecesOf(
  text: string,
  hits: readonly Stretch[],
): readonly { readonly text: string; readonly hit: boolean }[] {
  const pieces: { text: string; hit: boolean }[] = [];
  let at = 0;
  for (const [from, to] of hits) {
    if (from > at) pieces.push({ text: text.slice(at, from), hit: false });
    pieces.push({ text: text.slice(from, to), hit: true });
    at = to;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), hit: false });
  return pieces;
}
