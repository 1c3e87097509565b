import type { Content, ContentKind, ContentOf } from '../model/index.js';

export type RawRecord = Readonly<Record<string, unknown>>;

/** A locale key and its values. */
export type Preview = readonly [key: string, values?: Readonly<Record<string, string>>];

/** What the core must know of a kind of content. One file per kind, one line in registry.ts; pages add theirs with `defineContent`. */
export interface ContentType<K extends ContentKind = ContentKind> {
  readonly kind: K;
  /** Strict: undefined for anything malformed; extra fields are left out. `raw` is plain bounded JSON. */
  parse(raw: RawRecord): ContentOf<K> | undefined;
  /** Values of the one-line preview (`preview.<kind>`) in lists, notifications and quotes. */
  preview?(content: ContentOf<K>): Readonly<Record<string, string>>;
  /** What search looks at and, where `copyable`, what copying yields. */
  text?(content: ContentOf<K>): string;
  /** Does such a message raise unread counts unless its sender says otherwise? */
  readonly counts: boolean;
  readonly copyable: boolean;
}

/** A type whose kind is known only at run time. */
export interface AnyContentType {
  readonly kind: ContentKind;
  parse(raw: RawRecord): Content | undefined;
  preview?(content: Content): Readonly<Record<string, string>>;
  text?(content: Content): string;
  readonly counts: boolean;
  readonly copyable: boolean;
}
