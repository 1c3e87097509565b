const VERDICTS = ['passed', 'failed', 'unsupported'];
const SIGNS = { passed: 'yes', failed: '**fails**', unsupported: 'no', undefined: '' };

/**
 * Merges the files that suites wrote, `{engine, results: {id: verdict}}`, into `{engines, problems, failing}`.
 * Problems are sentences: an id that no capability has, an unknown verdict, an engine reported twice. Failing are the capabilities that failed.
 */
export function mergeResults(runs, sections) {
  const known = new Set(sections.flatMap(({ capabilities }) => Object.keys(capabilities)));
  const engines = {};
  const problems = [];
  const failing = [];
  for (const { engine, results } of [...runs].sort((a, b) => (a.engine < b.engine ? -1 : 1))) {
    if (engines[engine]) problems.push(`${engine} was reported twice`);
    for (const [id, verdict] of Object.entries(results)) {
      if (!known.has(id)) problems.push(`${engine}: ${id} is not in docs/capabilities.json`);
      if (!VERDICTS.includes(verdict)) problems.push(`${engine}: ${id} has the verdict ${verdict}`);
      if (verdict === 'failed') failing.push(`${engine}: ${id} failed`);
    }
    engines[engine] = Object.fromEntries(Object.entries(results).sort(([a], [b]) => (a < b ? -1 : 1)));
  }
  return { engines, problems, failing };
}

/** The Markdown page of all capabilities and what each engine proved. */
export function capabilityTable(engines, sections) {
  const names = Object.keys(engines);
  const head = [
    '# Capabilities',
    '',
    'Written by `npm run conformance` from a real run: yes = its cases passed there, no = the engine says that it cannot,',
    'empty = not yet claimed: no case was run. Edit `docs/capabilities.json` for the words, the suites for the rest.',
  ];
  return `${[...head, ...sections.flatMap((section) => sectionTable(section, engines, names))].join('\n')}\n`;
}

function sectionTable({ title, capabilities }, engines, names) {
  const cells = (list) => `| ${list.join(' | ')} |`;
  return [
    '',
    `## ${title}`,
    '',
    cells(['id', 'what it means', ...names]),
    cells(['id', 'what', ...names].map(() => '---')),
    ...Object.entries(capabilities).map(([id, text]) =>
      cells([`\`${id}\``, text, ...names.map((name) => SIGNS[engines[name][id]] ?? '')]),
    ),
  ];
}
