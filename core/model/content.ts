/** A file of a message. `localKey` names a blob in the cache while its upload has not finished; `id` is the back end's once it has. */
export interface FileRef {
  readonly id?: string;
  readonly name: string;
  readonly bytes: number;
  readonly mime: string;
  /** Only where the back end gives lasting addresses; else ask `client.media.url(file)`. */
  readonly url?: string;
  readonly localKey?: string;
}

/** Somebody who is named in a text: `@` and his name as it was then, at `at` for `length` code units. `*`: everybody. */
export interface TextMark {
  readonly at: number;
  readonly length: number;
  readonly user: string;
}

/**
 * Content of a message, an open union. Each kind is declared beside its rules in core/content/<kind>.ts by declaration
 * merging, the way `HTMLElementTagNameMap` grows; these three are the floor that every engine and list relies on.
 */
export interface ContentMap {
  /** The place left by a recalled message. */
  recalled: Record<never, never>;
  /** Any JSON of the page's own, told apart by `type`. `fallback` is shown where no renderer is registered. */
  custom: { readonly type: string; readonly data: unknown; readonly fallback?: string };
  /** A kind this build does not know, or a malformed one. Kept whole in `raw`, so that a later build can read it. */
  unknown: { readonly wireKind: string; readonly fallback?: string; readonly raw?: unknown };
}

export type ContentKind = keyof ContentMap;
export type ContentOf<K extends ContentKind> = { readonly kind: K } & ContentMap[K];
export type Content = { [K in ContentKind]: ContentOf<K> }[ContentKind];

/** What comes off a wire: nothing but the kind is promised. `readContent` of core/content turns it into `Content`. */
export interface WireContent {
  readonly kind: string;
  readonly fallback?: string;
  readonly [key: string]: unknown;
}
