// A second run for what failed, on a machine that is quiet again. It is told, never hidden: docs/decisions.

/** Failures in more files than this are no accident. */
export const MOST_FILES = 6;

/**
 * The files that may be run once more: those with failures. `[]` for a suite whose failure stands as it is: it timed out, its runner
 * broke, too many files failed, or its failures are not told file by file. `known`: the files of the suite.
 */
export function filesToRunAgain({ counts, exitCode, failures }, known) {
  // Both runners end with 1 where tests failed; all else (124: out of time) is their own failure.
  if (exitCode !== 1 || failures.length === 0 || failures.length !== counts.failed) return [];
  const files = [...new Set(failures.map(({ file }) => file))];
  if (files.length > MOST_FILES || files.some((file) => !known.includes(file))) return [];
  return files;
}

/** Whether all that ran in a file the first time ran again, and all of it passed. `tests`: how many tests failed the first time. */
function held(before, after, tests) {
  if (!before || !after || after.failed > 0) return false;
  return after.passed >= before.passed + tests && after.skipped <= before.skipped;
}

/**
 * What two runs of a suite come to: `{counts, shaky: [{file, name}], stood: [file]}`. A file that passed wholly counts as the second run
 * found it, one that did not as the first did; none counts twice.
 */
export function settle(first, again, files) {
  const counts = { ...first.counts };
  const shaky = [];
  const stood = [];
  // Ended, or broken without a failed test: nobody knows what it left out.
  const told = again.exitCode === 0 || (again.exitCode === 1 && again.failures.length > 0);
  for (const file of files) {
    const failures = first.failures.filter((failure) => failure.file === file);
    const tests = failures.filter(({ whole }) => !whole).length;
    if (!told || !held(first.files[file], again.files[file], tests)) {
      stood.push(file);
      continue;
    }
    for (const what of ['passed', 'failed', 'skipped'])
      counts[what] += again.files[file][what] - first.files[file][what];
    shaky.push(...failures.map(({ name }) => ({ file, name })));
  }
  return { counts, shaky, stood };
}

/**
 * Runs the failed files of one suite once more, alone. `result` is what its first run gave, `runFiles(files)` runs some of its files.
 * Resolves to `{files, counts, shaky, stood, output}`; `files` is empty where nothing was run.
 */
export async function secondRun(result, known, runFiles) {
  const files = filesToRunAgain(result, known);
  if (files.length === 0) return { files, counts: result.counts, shaky: [], stood: [], output: '' };
  const again = await runFiles(files);
  return { files, output: again.output, ...settle(result, again, files) };
}

/** The lines that say so: one for each test, and how many. None where there are none. */
export function shakyLines(all) {
  if (all.length === 0) return [];
  const lines = all.map(({ suite, file, name }) => `shaky: ${suite} · ${file} · ${name}`);
  return [...lines, `${all.length} shaky: failed once and passed alone. That is a fault to mend, see CONTRIBUTING.md`];
}
