/** Where what is done is kept: each is a chunk of its own, loaded with the first call. */
export type Family = 'acts' | 'people' | 'groups' | 'rows' | 'places';

/** Parts of the client whose other commands come with the page: names of those that do not, by where they are. */
export const NAMES = {
  conversations: {
    acts: 'pin notify remove markUnread',
    rows: 'view mark setData shield wipe readAll',
  },
  messages: {
    acts: 'recall around get edit extend react reactors pin pins delete clear grow forward insert annotate search byKind readers report retryChange dismissChange interpret keep',
  },
  users: { acts: 'update picture', people: 'search refresh' },
} as const;

/** Parts of which nothing comes with the page. */
export const LATER = {
  commands: 'acts',
  signals: 'acts',
  settings: 'acts',
  contacts: 'people',
  presence: 'people',
  blocklist: 'people',
  devices: 'people',
  groups: 'groups',
  tags: 'rows',
  notify: 'rows',
  rooms: 'places',
  spaces: 'places',
} as const satisfies Record<string, Family>;

export type NamedPart = keyof typeof NAMES;
export type LaterPart = keyof typeof LATER;
export type ActPart = NamedPart | LaterPart;

type Run = (...args: readonly unknown[]) => unknown;

/** Of a part with names: one function each. */
export const byNames = (part: NamedPart, run: (name: string, family: Family) => Run): Record<string, Run> =>
  Object.fromEntries(
    Object.entries(NAMES[part]).flatMap(([family, names]) =>
      names.split(' ').map((name: string) => [name, run(name, family as Family)]),
    ),
  );

/** Of a part without: any name is a command, so that the page need not know them. `own` comes first. */
export const byAnyName = (part: LaterPart, run: (name: string, family: Family) => Run, own: object = {}): object =>
  new Proxy(own, {
    get: (target, name) => {
      if (typeof name !== 'string' || name in target) return Reflect.get(target, name);
      // What is awaited is asked for `then`.
      return name === 'then' ? undefined : run(name, LATER[part]);
    },
  });

const HELD = {
  people: /^list\/(contact|blocked)/,
  groups: /^list\/(groups|members|applications)/,
  rows: /^list\/(tags|conversations\/)/,
};

/** Of whose parts something is held, whichever tab has read it: where what was missed cannot be told, they read it again. */
export const heldFamilies = (store: { entries(): Iterable<readonly [string, unknown]> }): Family[] => {
  const keys = [...store.entries()].map(([key]) => key);
  return (Object.keys(HELD) as (keyof typeof HELD)[]).filter((family) => keys.some((key) => HELD[family].test(key)));
};
