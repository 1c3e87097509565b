import type { Message } from '../model/index.js';
import type { CallOptions } from './facets.js';

export interface TranslationFacet {
  /**
   * Other words for each text, in their order; none of them is blank. `to`, `from`: BCP 47; without `from` the back end
   * finds out. Keeps and tells nothing. Rejects `unsupported` (field `to`: not into this language), `too-large`.
   */
  translate(
    texts: readonly string[],
    languages: { readonly to: string; readonly from?: string },
    options?: CallOptions,
  ): Promise<readonly string[]>;
}
export interface TranscriptionFacet {
  /**
   * What is said in a voice message that has been sent. `language`: BCP 47, that of the speech as far as anybody knows.
   * Rejects `invalid` (it has no voice), `unsupported` (not this form of file), `not-found`.
   */
  transcribe(message: Message, how?: { readonly language?: string }, options?: CallOptions): Promise<string>;
}
