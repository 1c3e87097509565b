/** One picture: a bar for each subject in the main cells, on a logarithmic scale, in colours that hold on light and on dark. */
import type { Results } from './results.js';
import { standings } from './standings.js';
import type { Workload } from './workload.js';

const COLOURS = { ours: '#2f7de1', floors: '#8a94a3', peers: '#d9822b' } as const;
const [WIDTH, LEFT, RIGHT, LINE, GAP] = [880, 170, 110, 18, 44];

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const colourOf = (kind: string): string => COLOURS[kind as keyof typeof COLOURS] ?? COLOURS.peers;

export function pictureOf(results: Results, workloads: readonly Workload[]): string {
  const parts: string[] = [];
  let y = 30;
  const legend = Object.entries(COLOURS).map(
    ([kind, colour], n) =>
      `<rect x="${LEFT + n * 90}" y="8" width="10" height="10" rx="2" fill="${colour}"/><text x="${LEFT + 15 + n * 90}" y="17">${kind}</text>`,
  );
  for (const workload of workloads)
    for (const cell of workload.cells) {
      const all = standings(results, workload, cell).filter(({ value }) => !Number.isNaN(value));
      const column = workload.columns.find(({ ratio }) => ratio);
      if (all.length < 2 || !column) continue;
      const most = Math.max(...all.map(({ value }) => Math.log10(1 + value)));
      y += GAP - LINE;
      parts.push(
        `<text x="${LEFT}" y="${y}" class="title">${escaped(`${workload.title}: ${cell.title} (${column.title}${column.unit ? `, ${column.unit}` : ''})`)}</text>`,
      );
      for (const { subject, value } of all) {
        y += LINE;
        const width = most === 0 ? 0 : (Math.log10(1 + value) / most) * (WIDTH - LEFT - RIGHT);
        parts.push(
          `<text x="${LEFT - 8}" y="${y}" text-anchor="end">${escaped(subject.name)}</text>`,
          `<rect x="${LEFT}" y="${y - 11}" width="${Math.max(1, width).toFixed(1)}" height="13" rx="2" fill="${colourOf(subject.kind)}"/>`,
          `<text x="${(LEFT + Math.max(1, width) + 6).toFixed(1)}" y="${y}">${value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 1 : 0 })}</text>`,
        );
      }
      y += LINE;
    }
  const style =
    'text{font:12px system-ui,sans-serif;fill:#24292f}.title{font-weight:600}@media(prefers-color-scheme:dark){text{fill:#e6edf3}}';
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y + 10}" role="img" aria-label="Times of ours, floors and peers, on a logarithmic scale">`,
    `<style>${style}</style>`,
    ...legend,
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}
