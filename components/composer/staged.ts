import type { Content, ConversationId } from '../../core/index.js';

/** What waits above the field until it is sent: a file, or content that is ready. */
export interface Staged {
  readonly key: number;
  readonly file?: File;
  /** Ready as it is; `file` are its bytes. */
  readonly content?: Content;
  /** Object URL of a picture; revoked when it leaves the tray. */
  readonly preview?: string;
  /** Goes as it is, whatever `compress` says. */
  readonly whole?: boolean;
}

/** Kept while its conversation is not the one shown. */
export type Shelf = Map<ConversationId, readonly Staged[]>;

let next = 0;
export const stage = (what: Omit<Staged, 'key'>): Staged => ({ key: next++, ...what });
export const unstage = ({ preview }: Staged): void => {
  if (preview) URL.revokeObjectURL(preview);
};
