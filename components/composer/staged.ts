import type { Client, ConversationId } from '../../core/index.js';
import { fileSize } from '../shared/format.js';
import type { Translator } from '../shared/translator.js';

/** A file that waits above the field until it is sent. */
export interface Staged {
  readonly key: number;
  readonly file: File;
  /** Object URL of a picture; revoked when it leaves the tray. */
  readonly preview?: string;
}

/** Kept while its conversation is not the one shown. */
export type Shelf = Map<ConversationId, readonly Staged[]>;

export const MAX_FILES = 20;
const RASTER = /^image\/(png|jpeg|gif|webp|avif|bmp)$/;
export const isPicture = (file: File): boolean => RASTER.test(file.type);

let next = 0;
export const stage = (file: File): Staged => ({
  key: next++,
  file,
  ...(isPicture(file) && { preview: URL.createObjectURL(file) }),
});
export const unstage = ({ preview }: Staged): void => {
  if (preview) URL.revokeObjectURL(preview);
};

/** Stages what may go; the others' reasons in words. */
export function stageAll(
  files: Iterable<File>,
  held: number,
  limits: Client['limits'],
  i18n: Translator,
): { readonly good: readonly Staged[]; readonly notes: readonly string[] } {
  const good: Staged[] = [];
  const notes = new Set<string>();
  for (const given of files) {
    const file = named(given);
    const full = held + good.length >= MAX_FILES;
    const why = full ? i18n.t('composer.too-many-files', { max: MAX_FILES }) : refusal(file, limits, i18n);
    if (why) notes.add(why);
    else good.push(stage(file));
  }
  return { good, notes: [...notes] };
}

/** Why a file cannot go, in words, or undefined: told before sending, not after. */
export function refusal(file: File, limits: Client['limits'], i18n: Translator): string | undefined {
  const { name } = file;
  const most = isPicture(file) ? (limits.imageBytes ?? limits.fileBytes) : limits.fileBytes;
  if (file.size === 0) return i18n.t('composer.file-empty', { name });
  if (most !== undefined && file.size > most)
    return i18n.t('composer.file-too-large', { name, size: fileSize(most, i18n.lang) });
  const lower = name.toLowerCase();
  const refused = limits.refusedFiles?.some((rule) =>
    rule.startsWith('.') ? lower.endsWith(rule) : file.type === rule,
  );
  return refused ? i18n.t('composer.file-refused', { name }) : undefined;
}

/** A pasted screenshot has no name of its own. */
export const named = (file: File, at: Date = new Date()): File => {
  if (file.name && file.name !== 'image.png') return file;
  const stamp = at.toISOString().slice(0, 19).replace('T', ' ').replaceAll(':', '.');
  return new File([file], `${stamp}.${file.type.split('/')[1] ?? 'bin'}`, { type: file.type });
};
