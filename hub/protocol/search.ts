import type { WireMessage } from './records.js';

export interface SearchOps {
  /**
   * Words (1 to 5, each 1 to 64 characters, letter case ignored, CJK too) in messages that the caller can see. Newest
   * first. `counts` come with the first page where no conversation is named: hits in each, most first, at most 100.
   */
  'search.messages': {
    args: {
      readonly words: readonly string[];
      /** `all` by default. */
      readonly match?: 'all' | 'any';
      readonly conversation?: string;
      readonly senders?: readonly string[];
      readonly kinds?: readonly string[];
      /** Milliseconds, inclusive. */
      readonly since?: number;
      readonly until?: number;
      readonly cursor?: string;
      /** 1 to 50, default 20. */
      readonly limit?: number;
    };
    result: {
      readonly items: readonly WireMessage[];
      readonly next?: string;
      readonly counts?: readonly { readonly conversation: string; readonly count: number }[];
    };
  };
}
