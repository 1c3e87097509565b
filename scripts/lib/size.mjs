/** The files that a page loads once the chunks of `entries` (source modules) were asked for: those and their static imports. */
export function loadedChunks(report, entries) {
  const seen = new Set();
  const follow = (file) => {
    if (seen.has(file) || !report[file]) return;
    seen.add(file);
    report[file].imports.forEach(follow);
  };
  for (const entry of entries) follow(chunkOf(report, entry));
  return [...seen];
}

/** Small modules can be merged into the chunk of another; then that one is loaded. */
function chunkOf(report, entry) {
  const files = Object.keys(report);
  return files.find((file) => report[file].facade === entry) ?? files.find((file) => entry in report[file].modules);
}

/**
 * `{name, bytes, budget, verdict, missing, held}` of one budget `{name, bytes, entries, explained?}`; an entry that nothing contains is a
 * failure. `held`: within the budget, or over it by no more than docs/size.md explains.
 */
export function measure(report, { name, bytes: budget, entries, explained = budget }, sizeOf) {
  const missing = entries.filter((entry) => !chunkOf(report, entry));
  const bytes = loadedChunks(report, entries).reduce((sum, file) => sum + sizeOf(file), 0);
  const whole = missing.length === 0;
  return {
    name,
    bytes,
    budget,
    missing,
    verdict: bytes <= budget && whole ? 'ok' : 'over',
    held: bytes <= explained && whole,
  };
}

/** What the chunks are spent on, largest first: bytes after tree shaking, before minifying and gzip. */
export function explain(report, files) {
  const spent = new Map();
  for (const file of files) {
    for (const [module, length] of Object.entries(report[file].modules)) {
      const owner = module.match(/node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1] ?? module;
      spent.set(owner, (spent.get(owner) ?? 0) + length);
    }
  }
  const rows = [...spent].sort((a, b) => b[1] - a[1]);
  return rows.map(([owner, length]) => `${String(length).padStart(8)}  ${owner}`).join('\n');
}
