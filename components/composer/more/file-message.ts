import type { Content } from '../../../core/index.js';
import type { Staged } from '../staged.js';
import { isPicture, shrinks } from './pictures.js';

/** What is sent for something staged. */
export async function madeOf(
  { file, content, whole }: Staged,
  compress: boolean,
): Promise<{ readonly content: Content; readonly blob?: Blob }> {
  if (content) return { content, ...(file && { blob: file }) };
  if (!file) throw new TypeError('nothing is staged');
  const smaller = compress && !whole && shrinks(file);
  const sent = smaller ? await (await import('./compress.js')).compressed(file) : file;
  return { content: await contentOf(sent), blob: sent };
}

/** What the message says of the file; pictures and films tell their size, so that rows do not jump. */
export async function contentOf(file: File): Promise<Content> {
  const ref = { name: file.name, bytes: file.size, mime: file.type || 'application/octet-stream' };
  if (file.type.startsWith('video/') && document.createElement('video').canPlayType(file.type))
    return (await import('../../content/kinds/video-meta.js')).makeVideo(file);
  if (!isPicture(file)) return { kind: 'file', file: ref };
  try {
    const bitmap = await createImageBitmap(file);
    const { width, height } = bitmap;
    const thumbnail = blurred(bitmap);
    bitmap.close();
    return { kind: 'image', file: ref, width, height, ...(thumbnail && { thumbnail }) };
  } catch {
    // Named a picture, but none that this browser can draw.
    return { kind: 'file', file: ref };
  }
}

/** A few hundred bytes that stand in until the picture is there. */
function blurred(bitmap: ImageBitmap): string | undefined {
  const scale = 24 / Math.max(bitmap.width, bitmap.height);
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  const address = canvas.toDataURL('image/jpeg', 0.6);
  return address.length < 10_000 && address.startsWith('data:image/') ? address : undefined;
}
