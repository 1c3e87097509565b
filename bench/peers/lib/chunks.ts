import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { rollup } from 'rollup';
import { minify } from 'rollup-plugin-esbuild';

/**
 * esbuild makes a chunk of every set of modules that the same entries reach, also of those that a page has long loaded: tens of
 * files where other bundlers make a few. They are put together as rollup does, and with it Vite and Angular. Answers what the entry
 * imports at once, to be fetched in parallel.
 */
export async function joinChunks(folder: string, target: string): Promise<readonly string[]> {
  const chunks = join(folder, 'chunks');
  if (!existsSync(chunks)) return [];
  const bundle = await rollup({
    input: { app: join(folder, 'app.js') },
    onwarn: () => {},
    plugins: [minify({ target, legalComments: 'none' })],
  });
  for (const file of readdirSync(chunks)) if (file.endsWith('.js')) rmSync(join(chunks, file));
  const { output } = await bundle.write({
    dir: folder,
    format: 'es',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name]-[hash].js',
  });
  await bundle.close();
  return output.flatMap((file) => (file.type === 'chunk' && file.isEntry ? file.imports : []));
}
