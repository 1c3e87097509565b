import type { Answered } from './sdk.js';

declare module './sdk.js' {
  interface Sdk {
    /** Both languages must be there; `auto` for one that nobody knows. */
    translateText(query: {
      readonly sourceTextList: readonly string[];
      readonly sourceLanguage: string;
      readonly targetLanguage: string;
    }): Answered<{ readonly translatedTextList: readonly string[] }>;
    /** A voice message that has been sent; without `language` Mandarin, Cantonese and English are heard. */
    convertVoiceToText(query: {
      readonly message: SdkMessage;
      readonly language?: string;
    }): Answered<{ readonly result: string }>;
  }
}
