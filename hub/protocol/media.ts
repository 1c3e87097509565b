export interface MediaOps {
  /**
   * An address for a file one has a right to (uploader, or member of a conversation that a message carried it into).
   * Relative to the hub's HTTP root; signed for this user; expires at `until` (milliseconds).
   * Page host: answers a `blob:` address instead.
   */
  'media.url': {
    args: { readonly file: string; readonly download?: boolean };
    result: { readonly url: string; readonly until?: number };
  };
  /** A short-lived bearer for HTTP uploads (`POST /files`, multipart field `file`). */
  'media.ticket': {
    args: Record<never, never>;
    result: { readonly path: string; readonly token: string; readonly until: number };
  };
}
