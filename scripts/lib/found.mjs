import { isAbsolute, relative, resolve } from 'node:path';

/** A test file as everything here calls it: relative to `root`, with forward slashes. */
export const fileName = (path, root = process.cwd()) =>
  (isAbsolute(path) ? relative(root, path) : path).replaceAll('\\', '/');

/**
 * Gathers what a runner found, for `.test/<suite>.json`: `{passed, failed, skipped, failures: [{file, name}], files: {file: counts}}`.
 * A failure with `whole` is one of a file or a group, not of a test: it could not be loaded, a hook threw.
 */
export function gather(root = process.cwd()) {
  const found = { passed: 0, failed: 0, skipped: 0, failures: [], files: {} };
  return {
    found,
    /** `verdict`: passed, failed or skipped; `path`: names from the outermost group to the test. */
    add(verdict, file, path, whole = false) {
      const name = fileName(resolve(root, file), root);
      found.files[name] ??= { passed: 0, failed: 0, skipped: 0 };
      found[verdict] += 1;
      found.files[name][verdict] += 1;
      if (verdict === 'failed') found.failures.push({ file: name, name: path.join(' > '), ...(whole && { whole }) });
    },
  };
}
