/** Pixels of an edge: sharp at 128 on a dense screen. */
const EDGE = 256;

/** The middle of a picture as a small square: faces are drawn round, and nobody needs the camera's eight megabytes. */
export async function squareOf(file: Blob): Promise<Blob> {
  const bitmap = await createImageBitmap(file);
  try {
    const side = Math.min(bitmap.width, bitmap.height);
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = Math.min(EDGE, side);
    const pen = canvas.getContext('2d');
    pen?.drawImage(
      bitmap,
      ...([(bitmap.width - side) / 2, (bitmap.height - side) / 2, side, side, 0, 0, canvas.width, canvas.height] as [
        number,
        number,
        number,
        number,
        number,
        number,
        number,
        number,
      ]),
    );
    const made = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/webp', 0.86));
    if (!made) throw new DOMException('the picture could not be made smaller', 'EncodingError');
    return made;
  } finally {
    bitmap.close();
  }
}
