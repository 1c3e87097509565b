import { readFileSync } from 'node:fs';

/** The version of the package that this file belongs to, source or built. */
export function version(): string {
  for (const up of ['../../package.json', '../../../package.json']) {
    try {
      const { name, version: found } = JSON.parse(readFileSync(new URL(up, import.meta.url), 'utf8')) as {
        name?: string;
        version?: string;
      };
      if (name === 'im-elements' && found) return found;
    } catch {
      // The other place has it.
    }
  }
  return 'unknown';
}
