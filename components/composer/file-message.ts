import type { Content } from '../../core/index.js';
import { isPicture } from './staged.js';

/** What the message says of the file; pictures tell their size, so that rows do not jump. */
export async function contentOf(file: File): Promise<Content> {
  const ref = { name: file.name, bytes: file.size, mime: file.type || 'application/octet-stream' };
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
