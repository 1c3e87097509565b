const MEANINGS = {
  'for-client': 'Name of the client to use; else the nearest `<im-client>`, else the only one of the page.',
};

const cell = (text) => text.replace(/\s+/g, ' ').replaceAll('|', '\\|').trim();
const code = (text) => `\`${text}\``;

/** Each element that a manifest defines, by tag. */
export function elementsOf(manifest) {
  const found = (manifest.modules ?? []).flatMap(({ path, declarations }) =>
    (declarations ?? []).filter((d) => d.tagName).map((d) => ({ ...d, folder: path.split('/').at(-2) })),
  );
  return found.sort((a, b) => (a.tagName < b.tagName ? -1 : 1));
}

function rows(kind, list, name = (item) => code(item.name)) {
  return (list ?? [])
    .filter((item) => item.description || item.name in MEANINGS)
    .map((item) => `| ${kind} | ${name(item)} | ${cell(item.description || MEANINGS[item.name])} |`);
}

function chapter(element) {
  const { tagName, folder, description, attributes, events, slots, cssParts, cssProperties, cssStates, members } =
    element;
  const attributeNames = new Set((attributes ?? []).map(({ fieldName }) => fieldName));
  const open = (members ?? []).filter(
    (m) => m.privacy !== 'private' && m.privacy !== 'protected' && !m.static && !attributeNames.has(m.name),
  );
  const table = [
    ...rows('attribute', attributes),
    ...rows(
      'property',
      open.filter((m) => m.kind === 'field'),
    ),
    ...rows(
      'method',
      open.filter((m) => m.kind === 'method'),
      (m) => code(`${m.name}()`),
    ),
    ...rows('event', events),
    ...rows('slot', slots, ({ name }) => (name ? code(name) : '(default)')),
    ...rows('part', cssParts),
    ...rows('token', cssProperties),
    ...rows('state', cssStates),
  ];
  return [
    `## \`<${tagName}>\``,
    '',
    `${cell(description ?? '')} From \`im-elements/components/${folder}\`.`,
    '',
    '| what | name | meaning |',
    '|---|---|---|',
    ...table,
    '',
  ];
}

/** docs/elements.md: a paragraph and a table for each element. */
export function elementsPage(manifest) {
  return [
    '# Elements',
    '',
    'Written by `npm run docs` from the sources; the same facts for tools are in `custom-elements.json`.',
    '',
    'Every element finds its client by itself: its own `client` property, else `for-client="name"`, else the nearest',
    '`<im-client>` around it, else the only client of the page. Importing the module that is named with an element',
    'defines it, and those that it is made of. An event that ends in `-request` can be cancelled, and then nothing happens',
    'but what the page does.',
    '',
    ...elementsOf(manifest).flatMap(chapter),
  ].join('\n');
}

/** `{name, meaning, byDefault, group}` of each token that styles/tokens.css lists. */
export function tokensOf(css) {
  const tokens = [];
  let group = '';
  for (const [, title, meaning, byDefault, name] of css.matchAll(
    /\/\* == (.+?) == \*\/|\/\* ([^*]+?) Default: ([^*]+?) \*\/\s*@property (--im-[\w-]+)/g,
  )) {
    if (title) group = title;
    else tokens.push({ name, meaning, byDefault, group });
  }
  return tokens;
}

export const tokenTable = (tokens) =>
  [
    '| token | meaning | default |',
    '|---|---|---|',
    ...tokens.map(({ name, meaning, byDefault }) => `| \`${name}\` | ${cell(meaning)} | ${cell(byDefault)} |`),
  ].join('\n');

/** The text with what stands between two marks replaced; throws where they are missing. */
export function between(text, mark, content) {
  const [start, end] = [`<!-- ${mark} -->`, `<!-- /${mark} -->`];
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`the marks ${start} and ${end} are missing`);
  return `${text.slice(0, from + start.length)}\n${content}\n${text.slice(to)}`;
}

/** Tokens that sources read (`var(--im-x)`) or elements document, but the list lacks, and the other way round: sentences. */
export function tokenFaults(listed, sources, documented) {
  const known = new Set(listed.map(({ name }) => name));
  const read = new Map();
  for (const [file, text] of Object.entries(sources)) {
    for (const [, name] of text.matchAll(/var\(\s*(--im-[\w-]+)/g)) read.set(name, file);
  }
  return [
    ...[...read]
      .filter(([name]) => !known.has(name))
      .map(([name, file]) => `${file} reads ${name}, which styles/tokens.css does not list`),
    ...[...known]
      .filter((name) => !read.has(name))
      .map((name) => `styles/tokens.css lists ${name}, which nothing reads`),
    ...documented
      .filter((name) => !known.has(name))
      .map((name) => `an element documents ${name}, which styles/tokens.css does not list`),
  ];
}

const bare = (markdown) => markdown.replace(/```[\s\S]*?```/g, '').replace(/`[^`\n]*`/g, '');

/** Faults of one Markdown file: links to files that are not there, npm scripts and package paths that do not exist. */
export function pageFaults(file, markdown, { exists, scripts, exported }) {
  const folder = file.includes('/') ? file.slice(0, file.lastIndexOf('/') + 1) : '';
  const faults = [];
  for (const [, target] of bare(markdown).matchAll(/\]\(([^)#\s]+)[^)]*\)/g)) {
    if (!/^[a-z]+:/.test(target) && !exists(folder + target))
      faults.push(`${file} links to ${target}, which is not there`);
  }
  for (const [, name] of markdown.matchAll(/npm run ([\w-]+)/g)) {
    if (!scripts.has(name)) faults.push(`${file} names "npm run ${name}", which is no script`);
  }
  for (const [, specifier] of markdown.matchAll(/(?:from |import |import\()['"](im-elements[^'"]*)['"]/g)) {
    if (!exported(specifier)) faults.push(`${file} imports ${specifier}, which the package does not export`);
  }
  return faults;
}
