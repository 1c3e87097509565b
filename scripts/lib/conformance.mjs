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

/** What is wrong with `reasons`, `{engine: {id: sentence}}`: each `no` has one, and nothing else has. */
export function reasonProblems(engines, reasons) {
  const problems = [];
  for (const [engine, results] of Object.entries(engines))
    for (const [id, verdict] of Object.entries(results))
      if ((verdict === 'unsupported') !== (reasons[engine]?.[id] !== undefined))
        problems.push(
          `${engine}: ${id} is ${verdict}: docs/engines/reasons.json must say why not where, and only where, it is not there`,
        );
  for (const [engine, sentences] of Object.entries(reasons))
    for (const id of Object.keys(sentences))
      if (engines[engine]?.[id] === undefined)
        problems.push(`${engine}: no case was run for ${id} of docs/engines/reasons.json`);
  return problems;
}

/** The Markdown page of all capabilities, what each engine proved, and why what it lacks is not there. */
export function capabilityTable(engines, sections, reasons = {}) {
  const names = Object.keys(engines);
  const head = [
    '# Capabilities',
    '',
    'Written by `npm run conformance` from a real run: yes = its cases passed there, no = the engine says that it cannot,',
    'empty = not yet claimed: no case was run. Edit `docs/capabilities.json` for the words, the suites for the rest.',
  ];
  const tables = sections.flatMap((section) => sectionTable(section, engines, names));
  const lists = names.flatMap((name) => whyNot(name, reasons[name] ?? {}));
  return `${[...head, ...tables, ...lists].join('\n')}\n`;
}

function whyNot(engine, sentences) {
  const lines = Object.entries(sentences).map(([id, sentence]) => `- \`${id}\`: ${sentence}`);
  return lines.length > 0 ? ['', `## What ${engine} does not have, and why`, '', ...lines] : [];
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
