import { safeUrl } from './url.js';

export interface Piece {
  readonly text: string;
  readonly url?: string;
}

// Every alternative begins with a fixed word and runs to the next blank: linear in the length of the text.
const LINK = /\b(?:https?:\/\/|www\.)[^\s<>"'`]+|\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}\b/gi;
const TRAILING = /[.,:;!?)\]}»”’'"*_~。，、；：！？）】》]+$/u;
const OPENERS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** A plain text cut into words and safe links. What `safeUrl` refuses stays text. */
export function linkify(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of text.matchAll(LINK)) {
    const words = trimmed(match[0]);
    const url = safeUrl(addressOf(words));
    if (!url) continue;
    if (match.index > at) pieces.push({ text: text.slice(at, match.index) });
    pieces.push({ text: words, url });
    at = match.index + words.length;
  }
  if (at < text.length) pieces.push({ text: text.slice(at) });
  return pieces;
}

function addressOf(words: string): string {
  if (/^https?:/i.test(words)) return words;
  return /^www\./i.test(words) ? `https://${words}` : `mailto:${words}`;
}

/** The full stop of a sentence is not part of an address; a bracket is, when the address opened it. */
function trimmed(words: string): string {
  let text = words;
  for (let tail = TRAILING.exec(text); tail; tail = TRAILING.exec(text)) {
    const last = text.at(-1) ?? '';
    const opener = OPENERS[last];
    if (opener && text.split(opener).length >= text.split(last).length) break;
    text = text.slice(0, -1);
  }
  return text;
}
