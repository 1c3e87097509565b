import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

const MODE = 0o700;

/**
 * Makes a directory for the owner alone, and what is missing above it. Throws the system's error, or one in plain words.
 * Not Node's own recursive mkdir: that one tries for ever where a directory exists and yet takes nothing, as in /proc.
 */
export function makeDirectory(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isDirectory()) return;
  const parent = dirname(path);
  if (!found && parent !== path) makeDirectory(parent);
  try {
    mkdirSync(path, { mode: MODE });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Another process may have been quicker.
    if (code === 'EEXIST' && statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
    if (code === 'ENOENT') throw new Error(`${parent} takes no directories`);
    throw error;
  }
}
