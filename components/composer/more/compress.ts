import { shrinks } from './pictures.js';

/** Longest side that is sent, pixels. */
const SIDE = 1920;
const QUALITY = 0.85;
/** Smaller files of a fitting size go as they are. */
const LITTLE = 400_000;
const ENDINGS: Readonly<Record<string, string>> = { 'image/webp': 'webp', 'image/jpeg': 'jpg', 'image/png': 'png' };

/**
 * A picture as large as screens show it, upright as its EXIF says and without the rest of that. The file itself where that
 * would gain nothing, where it moves, and where this browser cannot draw it.
 */
export async function compressed(file: File): Promise<File> {
  if (!shrinks(file) || (await moves(file))) return file;
  try {
    return await drawn(file);
  } catch {
    return file;
  }
}

async function drawn(file: File): Promise<File> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
  try {
    const scale = Math.min(1, SIDE / Math.max(bitmap.width, bitmap.height));
    if (scale === 1 && file.size <= LITTLE) return file;
    const canvas = new OffscreenCanvas(
      Math.max(1, Math.round(bitmap.width * scale)),
      Math.max(1, Math.round(bitmap.height * scale)),
    );
    const pen = canvas.getContext('2d');
    if (!pen) return file;
    pen.imageSmoothingQuality = 'high';
    pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    const blob = await encoded(canvas, pen, file);
    const ending = ENDINGS[blob.type];
    if (!ending || blob.size >= file.size) return file;
    return new File([blob], `${file.name.replace(/\.\w{1,5}$/, '')}.${ending}`, { type: blob.type });
  } finally {
    bitmap.close();
  }
}

/** Safari makes no WebP; JPEG has no transparency. */
async function encoded(canvas: OffscreenCanvas, pen: OffscreenCanvasRenderingContext2D, file: File): Promise<Blob> {
  const wanted = await canvas.convertToBlob({ type: 'image/webp', quality: QUALITY });
  // A browser without an encoder answers a PNG.
  if (wanted.type === 'image/webp' || (file.type !== 'image/jpeg' && seeThrough(pen, canvas))) return wanted;
  return canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
}

function seeThrough(pen: OffscreenCanvasRenderingContext2D, { width, height }: OffscreenCanvas): boolean {
  const { data } = pen.getImageData(0, 0, width, height);
  for (let at = 3; at < data.length; at += 4) if ((data[at] ?? 255) < 255) return true;
  return false;
}

/** Animated WebP says so in its first chunk, animated PNG before its first picture, an AVIF sequence in its brand. */
async function moves(file: File): Promise<boolean> {
  const head = new Uint8Array(await file.slice(0, 65_536).arrayBuffer());
  const words = new TextDecoder('latin1').decode(head);
  if (file.type === 'image/webp') return words.startsWith('VP8X', 12) && ((head[20] ?? 0) & 2) === 2;
  if (file.type === 'image/png') return words.includes('acTL');
  return file.type === 'image/avif' && words.slice(8, 40).includes('avis');
}
