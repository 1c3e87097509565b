export interface Emoji {
  readonly emoji: string;
  readonly name: string;
  readonly group: number;
  readonly toned: boolean;
  /** Short names such as `grinning`, without colons. */
  readonly short: readonly string[];
  /** Everything that search looks at, in lower case. */
  readonly words: string;
}

/** Languages whose names and search words we have; others search in English. */
const data: Readonly<Record<string, () => Promise<{ readonly emoji: string }>>> = {
  en: () => import('./data/en.js'),
  zh: () => import('./data/zh-CN.js'),
};
const read = new Map<string, Promise<readonly Emoji[]>>();

/** All emoji with their names in a language; loaded once. */
export function catalogue(lang: string): Promise<readonly Emoji[]> {
  const base = lang.split('-')[0] ?? 'en';
  const name = base in data ? base : 'en';
  let found = read.get(name);
  if (!found) {
    found = (data[name] as () => Promise<{ readonly emoji: string }>)().then(({ emoji }) => parse(emoji));
    read.set(name, found);
    found.catch(() => read.delete(name));
  }
  return found;
}

function parse(text: string): Emoji[] {
  const all: Emoji[] = [];
  let group = 0;
  for (const line of text.split('\n')) {
    // `#` alone is the keycap emoji's line only when more follows than a number.
    if (/^#\d+$/.test(line)) {
      group = Number(line.slice(1));
      continue;
    }
    const [first = '', name = '', tags = '', short = ''] = line.split('|');
    const toned = first.endsWith('+');
    const emoji = toned ? first.slice(0, -1) : first;
    all.push({
      emoji,
      name,
      group,
      toned,
      short: short.split(' ').filter(Boolean),
      words: `${name} ${tags} ${short}`.toLowerCase(),
    });
  }
  return all;
}

/** Every word must be found; names that begin with the first one come first. */
export function search(all: readonly Emoji[], query: string): readonly Emoji[] {
  const words = query.toLowerCase().replaceAll(':', ' ').split(/\s+/).filter(Boolean);
  const [first] = words;
  if (first === undefined) return all;
  const hits = all.filter((one) => words.every((word) => one.words.includes(word)));
  const rank = (one: Emoji): number =>
    one.short.includes(first)
      ? 0
      : one.name.toLowerCase().startsWith(first)
        ? 1
        : ` ${one.words}`.includes(` ${first}`)
          ? 2
          : 3;
  return hits
    .map((one) => ({ one, rank: rank(one) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ one }) => one);
}
