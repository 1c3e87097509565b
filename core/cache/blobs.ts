/** A file as a database holds it: WebKit's private windows take no Blobs, there its bytes are kept. */
export type KeptBlob = Blob | { readonly type: string; readonly bytes: ArrayBuffer };

/** Keeps the Blob, or its bytes where the Blob is refused. */
export async function keepBlob(blob: Blob, keep: (kept: KeptBlob) => Promise<void>): Promise<void> {
  try {
    await keep(blob);
  } catch {
    await keep({ type: blob.type, bytes: await blob.arrayBuffer() });
  }
}

export function blobOf(kept: KeptBlob | undefined): Blob | undefined {
  return !kept || kept instanceof Blob ? kept : new Blob([kept.bytes], { type: kept.type });
}
