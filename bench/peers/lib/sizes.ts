/** Chats that want an account, or a cloud, before they show anything: what a page would load, as our own settings bundle it. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { bundle, packagesIn } from './build.js';
import { HERE } from './places.js';
import type { Size, SizeResult } from './results.js';

/** A file of `sizes/<kind>/`: the least that its documents begin with. Its first comment is its note. `_` begins what is none. */
export interface SizedFile {
  readonly name: string;
  readonly kind: 'ours' | 'peers';
  readonly file: string;
}

export const sizedFiles = (): SizedFile[] =>
  (['ours', 'peers'] as const).flatMap((kind) =>
    readdirSync(join(HERE, 'sizes', kind))
      .filter((file) => !file.startsWith('_'))
      .sort()
      .map((file) => ({ kind, name: file.replace(/\.tsx?$/, ''), file: join(HERE, 'sizes', kind, file) })),
  );

const noteOf = (file: string): string => /^\/\*\* (.+) \*\/$/m.exec(readFileSync(file, 'utf8'))?.[1] ?? '';

const sizeOf = (files: readonly string[]): Size => ({
  files: files.length,
  bytes: files.reduce((sum, file) => sum + gzipSync(readFileSync(file), { level: 9 }).length, 0),
});

/** Scripts and styles; fonts and pictures that are files of their own are left out. */
function sizesIn(folder: string, imported: readonly string[]): Pick<SizeResult, 'first' | 'all'> {
  const all = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(?:js|css)$/.test(file));
  const atOnce = new Set(['app.js', 'app.css', ...imported]);
  const within = (files: readonly string[]): Size => sizeOf(files.map((file) => join(folder, file)));
  return { first: within(all.filter((file) => atOnce.has(file))), all: within(all) };
}

/** Never rejects: what does not bundle says so. */
export async function measureSize({ name, kind, file }: SizedFile): Promise<SizeResult> {
  const known = { name, kind, note: noteOf(file) };
  const out = mkdtempSync(join(tmpdir(), 'im-sizes-'));
  try {
    const { inputs, imported } = await bundle(file, out, []);
    return { ...known, packages: packagesIn(inputs), ...sizesIn(out, imported) };
  } catch (error) {
    const failed = (error instanceof Error ? error.message : String(error)).slice(0, 300);
    return { ...known, packages: {}, failed };
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}
