import type { Client } from '../../../core/index.js';
import { fileSize } from '../../shared/format-later.js';
import type { Note } from '../notes.js';
import { type Staged, stage } from '../staged.js';
import { isPicture, shrinks } from './pictures.js';

export const MAX_FILES = 20;
/** Larger pictures are not opened to be made smaller. */
const MOST_OPENED = 60_000_000;

/** Stages what may go; the others' reasons. `compress`: pictures will be smaller than they are. */
export function stageAll(
  files: Iterable<File>,
  held: number,
  limits: Client['limits'],
  compress: boolean,
): { readonly good: readonly Staged[]; readonly notes: readonly Note[] } {
  const good: Staged[] = [];
  const notes: Note[] = [];
  let many = false;
  for (const given of files) {
    const file = named(given);
    if (held + good.length >= MAX_FILES) many = true;
    else {
      const why = refusal(file, limits, compress);
      if (why) notes.push(why);
      else good.push(stage({ file, ...(isPicture(file) && { preview: URL.createObjectURL(file) }) }));
    }
  }
  if (many) notes.push((i18n) => i18n.t('composer.too-many-files', { max: MAX_FILES }));
  return { good, notes };
}

const mostOf = ({ type }: File, limits: Client['limits']): number | undefined => {
  const own = type.startsWith('image/') ? limits.imageBytes : type.startsWith('video/') ? limits.videoBytes : undefined;
  return own ?? limits.fileBytes;
};

/** Why a file cannot go, or undefined: told before sending, not after. */
export function refusal(file: File, limits: Client['limits'], compress: boolean): Note | undefined {
  const { name, size, type } = file;
  const most = mostOf(file, limits);
  if (size === 0) return (i18n) => i18n.t('composer.file-empty', { name });
  if (most !== undefined && size > most && !(compress && shrinks(file) && size <= MOST_OPENED))
    return (i18n) => i18n.t('composer.file-too-large', { name, size: fileSize(most, i18n.lang) });
  const lower = name.toLowerCase();
  const refused = limits.refusedFiles?.some((rule) => (rule.startsWith('.') ? lower.endsWith(rule) : type === rule));
  return refused ? (i18n) => i18n.t('composer.file-refused', { name }) : undefined;
}

/** A pasted screenshot has no name of its own. */
export const named = (file: File, at: Date = new Date()): File => {
  if (file.name && file.name !== 'image.png') return file;
  const stamp = at.toISOString().slice(0, 19).replace('T', ' ').replaceAll(':', '.');
  return new File([file], `${stamp}.${file.type.split('/')[1] ?? 'bin'}`, { type: file.type });
};
