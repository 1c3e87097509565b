import type { TextMark } from '../../../core/index.js';

type Table = ReadonlyMap<string, string>;

/** `:smile:`, but not the middle of `10:30:45` or of an address. */
const NAMES = /(?<![\w:/]):([a-z0-9_+-]{2,40}):/gi;

/** Milliseconds that a message waits for the table; then it goes as written. */
const PATIENCE = 2000;

let table: Table | undefined;
let loading: Promise<Table | undefined> | undefined;

export const holdsShortName = (text: string): boolean => text.search(NAMES) >= 0;

/** The names of the picker's own data, loaded when somebody first writes one. Never rejects. */
function load(): Promise<Table | undefined> {
  loading ??= import('../../emoji-picker/catalogue.js')
    .then(({ catalogue }) => catalogue('en'))
    .then(
      (all) => (table = new Map(all.flatMap(({ emoji, short }) => short.map((name) => [name, emoji] as const)))),
      () => {
        loading = undefined;
        return undefined;
      },
    );
  return loading;
}

const replace = (text: string, names: Table | undefined): string =>
  names ? text.replace(NAMES, (whole, name: string) => names.get(name.toLowerCase()) ?? whole) : text;

/** At once, with what is loaded; begins to load for the next time. */
export function withEmojiNow(text: string): string {
  if (!holdsShortName(text)) return text;
  if (!table) void load();
  return replace(text, table);
}

/** Waits for the names, not for ever. Who is named where moves along; names themselves stay as they are. */
export async function withEmoji(
  text: string,
  marks: readonly TextMark[] = [],
): Promise<{ readonly text: string; readonly marks: readonly TextMark[] }> {
  if (!holdsShortName(text)) return { text, marks };
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE));
  const names = table ?? (await Promise.race([load(), late]));
  let shown = '';
  let from = 0;
  const moved = marks.map((mark) => {
    shown += replace(text.slice(from, mark.at), names);
    const at = shown.length;
    from = mark.at + mark.length;
    shown += text.slice(mark.at, from);
    return { ...mark, at };
  });
  return { text: shown + replace(text.slice(from), names), marks: moved };
}

/** A short name such as `:smile:` that was just closed, or is followed by a space, becomes its emoji. */
export function caretAfterEmoji(input: HTMLTextAreaElement): boolean {
  const { value, selectionStart: caret } = input;
  const last = value[caret - 1];
  if (caret !== input.selectionEnd || (last !== ':' && last !== ' ')) return false;
  const before = value.slice(0, caret);
  const start = Math.max(0, before.length - 60);
  const head = before.slice(start);
  const shown = withEmojiNow(head);
  if (shown !== head) input.setRangeText(shown, start, caret, 'end');
  return shown !== head;
}
