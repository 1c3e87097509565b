import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** The folders of the package; `demo`, `test`, `scripts` and `bench` stand outside it. */
export const PACKAGE_FOLDERS = ['core', 'engines', 'hub', 'components', 'locales', 'styles'];

/** Every file under `folder` (relative to `root`), as sorted paths with forward slashes; a missing folder has none. Without what npm installs. */
export function filesUnder(folder, root = ROOT) {
  const top = join(root, folder);
  if (!existsSync(top)) return [];
  return readdirSync(top, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(top, entry.name);
      if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesUnder(relative(root, path), root);
      return entry.isFile() ? [relative(root, path).split(sep).join('/')] : [];
    })
    .sort();
}

/** TypeScript sources (no declaration files) under the folders. */
export function sourcesUnder(folders, root = ROOT) {
  return folders.flatMap((folder) => filesUnder(folder, root)).filter((f) => f.endsWith('.ts') && !f.endsWith('.d.ts'));
}

/** The newest modification time in milliseconds among files and folders; 0 where nothing exists. */
export function newest(paths, root = ROOT) {
  let latest = 0;
  for (const path of paths) {
    const full = join(root, path);
    if (!existsSync(full)) continue;
    const files = statSync(full).isDirectory() ? filesUnder(path, root) : [path];
    for (const file of files) latest = Math.max(latest, statSync(join(root, file)).mtimeMs);
  }
  return latest;
}
