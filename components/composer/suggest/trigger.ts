/** What was begun before the caret: somebody's name, an emoji, a command. */
export interface Trigger {
  readonly sign: '@' | ':' | '/';
  /** Where the sign stands. */
  readonly at: number;
  readonly query: string;
}

/** Not the middle of an address. */
const PERSON = /(?<![\w.+-])@([^@\n]{0,40})$/u;
/** Not the middle of `10:30` or of an address. */
const EMOJI = /(?<![\w:/]):([a-z0-9_+-]{2,40})$/i;
const COMMAND = /^\/(\S{0,40})$/;

export function triggerAt(text: string, caret: number): Trigger | undefined {
  const head = text.slice(0, caret);
  const command = COMMAND.exec(head);
  if (command) return { sign: '/', at: 0, query: command[1] ?? '' };
  const line = head.slice(-64);
  const base = head.length - line.length;
  const emoji = EMOJI.exec(line);
  if (emoji) return { sign: ':', at: base + emoji.index, query: emoji[1] ?? '' };
  const person = PERSON.exec(line);
  // A name may hold one space; words that follow it are no name any more.
  if (person && (person[1]?.split(/\s/).length ?? 0) <= 2 && !/^\s/.test(person[1] ?? ''))
    return { sign: '@', at: base + person.index, query: person[1] ?? '' };
  return undefined;
}
