import { relative } from 'node:path';
import { ROOT } from './files.mjs';

/** Rollup plugin: writes `chunks.json` beside the chunks, from which scripts/size.mjs walks what a page loads. */
export function chunkReport() {
  return {
    name: 'chunk-report',
    generateBundle(_options, bundle) {
      const report = {};
      for (const chunk of Object.values(bundle)) if (chunk.type === 'chunk') report[chunk.fileName] = describe(chunk);
      this.emitFile({ type: 'asset', fileName: 'chunks.json', source: JSON.stringify(report, null, 1) });
    },
  };
}

function describe(chunk) {
  return {
    facade: chunk.facadeModuleId ? short(chunk.facadeModuleId) : null,
    imports: chunk.imports,
    dynamicImports: chunk.dynamicImports,
    modules: Object.fromEntries(
      Object.entries(chunk.modules).map(([id, module]) => [short(id), module.renderedLength]),
    ),
  };
}

const short = (id) => relative(ROOT, id.replace(/^\0/, '')).replaceAll('\\', '/');
