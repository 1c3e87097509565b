import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';

const { exports } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  exports: Record<string, string | { readonly default: string }>;
};
const built = existsSync('dist/.built');
const room = mkdtempSync(join(tmpdir(), 'im-import-'));
after(() => rmSync(room, { recursive: true, force: true }));

/** What a reader may write after `im-elements`, patterns filled in from what is built. */
function entries(): string[] {
  return Object.entries(exports).flatMap(([name, target]) => {
    const path = typeof target === 'string' ? target : target.default;
    if (!path.endsWith('.js') || name === './loader.js') return [];
    if (!name.includes('*')) return [name];
    const [folder = '', rest = ''] = path.split('*');
    return readdirSync(folder, { withFileTypes: true })
      .filter((one) => (rest === '.js' ? one.name.endsWith('.js') : existsSync(`${folder}${one.name}${rest}`)))
      .map((one) => name.replace('*', one.name.replace(/\.js$/, '')));
  });
}

/** The package as an application would have it: under `node_modules`, found by its name. */
function importing(entry: string): { readonly names: number; readonly added: readonly string[] } {
  const script = `
    const before = new Set(Object.getOwnPropertyNames(globalThis));
    const module = await import(${JSON.stringify(entry)});
    const added = Object.getOwnPropertyNames(globalThis).filter((name) => !before.has(name));
    console.log(JSON.stringify({ names: Object.keys(module).length, added }));`;
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: room, encoding: 'utf8' });
  return JSON.parse(output);
}

// Lit's own: how its copies know of each other, and what it plays a browser with on a server.
const LIT = /^(lit\w+Versions|reactiveElementVersions|litPropertyMetadata|litServerRoot|customElements)$/;

test('every entry of the package can be imported in Node and leaves no global', { skip: !built && 'no build' }, () => {
  mkdirSync(join(room, 'node_modules'));
  symlinkSync(resolve('.'), join(room, 'node_modules/im-elements'), 'dir');
  const all = entries();
  assert.ok(all.length > 15, `found ${all}`);
  for (const entry of all) {
    const { names, added } = importing(entry.replace('.', 'im-elements'));
    assert.ok(names > 0, `${entry} exports nothing`);
    assert.deepEqual(
      added.filter((name) => !LIT.test(name)),
      [],
      entry,
    );
  }
});
