import type { Client, FileRef } from '../../core/index.js';

/** Marks that turn the reading direction: with them "gpj.exe" can be made to look like a picture. */
const TURNING = /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g;

export const shownName = (name: string): string => name.replace(TURNING, '');

/** Fetches a file and gives it to the browser's downloads, whatever its type: it is never opened as a page. */
export async function saveFile(client: Client, file: FileRef, onProgress?: (fraction: number) => void): Promise<void> {
  const bytes = await client.media.download(file, onProgress && { onProgress });
  saveBlob(new Blob([bytes], { type: 'application/octet-stream' }), file.name);
}

/** Gives bytes to the browser's downloads. */
export function saveBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = shownName(name);
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
