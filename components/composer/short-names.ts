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
  loading ??= import('../emoji-picker/catalogue.js')
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

/** Waits for the names, not for ever. */
export async function withEmoji(text: string): Promise<string> {
  if (!holdsShortName(text)) return text;
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE));
  return replace(text, table ?? (await Promise.race([load(), late])));
}
