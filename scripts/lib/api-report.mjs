const named = (list, key = 'name') =>
  (list ?? [])
    .map((item) => item[key])
    .filter((name) => typeof name === 'string')
    .sort();

function properties(members) {
  const open = (members ?? []).filter(
    (m) =>
      m.kind === 'field' &&
      !m.static &&
      m.privacy !== 'private' &&
      m.privacy !== 'protected' &&
      !m.name.startsWith('#'),
  );
  return named(open.filter((m) => !m.name.startsWith('_')));
}

/** What each element promises to a page, by tag: `{attributes, properties, events, slots, parts, tokens, states}`, all sorted names. */
export function apiReport(manifest) {
  const report = {};
  for (const module of manifest.modules ?? []) {
    for (const item of module.declarations ?? []) {
      if (item.tagName) report[item.tagName] = promises(item);
    }
  }
  return Object.fromEntries(Object.entries(report).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function promises(item) {
  return {
    attributes: named(item.attributes),
    properties: properties(item.members),
    events: named(item.events),
    slots: named(item.slots),
    parts: named(item.cssParts),
    tokens: named(item.cssProperties),
    states: named(item.cssStates),
  };
}

const lines = (report) =>
  Object.entries(report).flatMap(([tag, kinds]) => [
    tag,
    ...Object.entries(kinds).flatMap(([kind, names]) => names.map((name) => `${tag} ${kind} ${name || '(default)'}`)),
  ]);

/** The lines that only one of two reports has. */
export function compareReports(before, after) {
  const old = new Set(lines(before));
  const now = new Set(lines(after));
  return { removed: [...old].filter((line) => !now.has(line)), added: [...now].filter((line) => !old.has(line)) };
}
