/** What a page can bring to read messages with; it comes before what the back end can do. A rejection is told in the row. */
export interface TextServices {
  /** `to` and `from` are BCP 47; `from` is left out where nobody knows it. */
  translate?(
    text: string,
    options: { readonly to: string; readonly from?: string; readonly signal: AbortSignal },
  ): Promise<string>;
  /** The words of a voice message. `language` is the reader's. */
  transcribe?(voice: Blob, options: { readonly language: string; readonly signal: AbortSignal }): Promise<string>;
}

/** On `globalThis` by a symbol, so that two bundles on one page see the same. */
const KEY = Symbol.for('im.text-services@1');
const holder = globalThis as { [KEY]?: TextServices };

/** For the whole page; the last call counts. */
export const defineTextServices = (services: TextServices): void => {
  holder[KEY] = services;
};

export const textServices = (): TextServices => holder[KEY] ?? {};
