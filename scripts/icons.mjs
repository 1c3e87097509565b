import { readFileSync, writeFileSync } from 'node:fs';

const points = new Set(['chevron-left', 'reply', 'send-horizontal', 'undo-2', 'log-out']);
const names = readFileSync('scripts/icons.txt', 'utf8').trim().split(/\s+/).sort();
let out = `// Made from lucide (ISC, https://lucide.dev/license) by scripts/icons.mjs; do not edit. One constant an icon, so that unused ones fall away.\nimport { svg, type TemplateResult } from 'lit';\nimport { icon } from './icon.js';\n`;
for (const n of names) {
  const s = readFileSync(`node_modules/lucide-static/icons/${n}.svg`, 'utf8');
  const inner = s
    .slice(s.indexOf('>', s.indexOf('<svg')) + 1, s.lastIndexOf('</svg>'))
    .replace(/\s+/g, ' ')
    .replace(/> </g, '><')
    .replace(/ \/>/g, '/>')
    .trim();
  const camel = n.replace(/-(\w)/g, (_, c) => c.toUpperCase());
  out += `export const ${camel}Icon = (): TemplateResult => icon(svg\`${inner}\`${points.has(n) ? ', true' : ''});\n`;
}
writeFileSync('components/shared/icons.ts', out);
