// node scripts/icons.mjs: makes components/shared/icons*.ts from scripts/icons.txt. A line is `<file> <icon>...`;
// parts that are loaded when they are first used have a file of their own, so that no page loads their icons before.
import { readFileSync, writeFileSync } from 'node:fs';

const points = new Set(['chevron-left', 'chevron-right', 'forward', 'reply', 'send-horizontal', 'undo-2', 'log-out']);

/** What stands inside the svg of lucide's icon `name`, on one line. */
function bodyOf(name) {
  const source = readFileSync(`node_modules/lucide-static/icons/${name}.svg`, 'utf8');
  return source
    .slice(source.indexOf('>', source.indexOf('<svg')) + 1, source.lastIndexOf('</svg>'))
    .replace(/\s+/g, ' ')
    .replace(/> </g, '><')
    .replace(/ \/>/g, '/>')
    .trim();
}

function constantOf(name) {
  const camel = name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
  const mirrored = points.has(name) ? ', true' : '';
  return `export const ${camel}Icon = (): TemplateResult => icon(svg\`${bodyOf(name)}\`${mirrored});\n`;
}

const HEAD = `// Made from lucide (ISC, https://lucide.dev/license) by scripts/icons.mjs; do not edit. One constant an icon, so that unused ones fall away.
import { svg, type TemplateResult } from 'lit';
import { icon } from './icon.js';
`;

const files = new Map();
for (const line of readFileSync('scripts/icons.txt', 'utf8').trim().split('\n')) {
  const [file, ...names] = line.split(/\s+/);
  files.set(file, [...(files.get(file) ?? []), ...names]);
}
for (const [file, names] of files)
  writeFileSync(`components/shared/${file}.ts`, HEAD + names.sort().map(constantOf).join(''));
