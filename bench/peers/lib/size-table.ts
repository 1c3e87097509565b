/** The table of chats that are bundled, but not driven. */
import type { Results, Size, SizeResult } from './results.js';
import { row, versionsOf } from './rows.js';

const kilobytes = (size: Size): string => (size.bytes / 1000).toFixed(1);

function lineOf({ name, kind, note, packages, first, all, failed }: SizeResult): string {
  const title = kind === 'ours' ? `**${name}**` : name;
  if (!first || !all) return row([title, `failed: ${failed}`, '', '', '', note, '']);
  const figures = [kilobytes(first), String(first.files), kilobytes(all), String(all.files)];
  return row([title, ...figures, note, versionsOf(packages)]);
}

export function sizesChapter({ sizes }: Pick<Results, 'sizes'>): string[] {
  if (sizes.length === 0) return [];
  const least = ({ first }: SizeResult): number => first?.bytes ?? Number.POSITIVE_INFINITY;
  return [
    '## Sizes of chats that are not driven',
    '',
    'These show nothing without an account, or without a cloud. So their pages are bundled, not run: the least code that their documents begin with, by the same',
    'settings for all, minified, gzipped file by file; scripts and styles, without fonts and pictures. Chats whose own servers hand out their code (Intercom, Crisp,',
    'Chatwoot) are not here: what npm has of them only loads that. What ours load until a conversation is on the screen is told above, in "Embed a chat".',
    '',
    '- **first load**: the entry, and what it imports statically.',
    '- **all**: with everything that it could import later: other languages, dialogs, rare kinds of messages.',
    '',
    row(['', 'first load, kB', 'files', 'all, kB', 'files', 'what', 'packages']),
    row(['---', '---:', '---:', '---:', '---:', '---', '---']),
    ...[...sizes].sort((a, b) => least(a) - least(b) || 0).map(lineOf),
    '',
  ];
}
