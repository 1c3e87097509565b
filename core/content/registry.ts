import type { ContentKind } from '../model/index.js';
import { customContent } from './custom.js';
import { fileContent } from './file.js';
import { imageContent } from './image.js';
import { LAZY_KINDS } from './lazy-kinds.js';
import { noticeContent } from './notice.js';
import { recalledContent } from './recalled.js';
import { textContent } from './text.js';
import type { AnyContentType, ContentType } from './types.js';
import { unknownContent } from './unknown.js';

const types = new Map<string, AnyContentType>(
  [textContent, imageContent, fileContent, noticeContent, recalledContent, customContent, unknownContent].map(
    (type) => [type.kind, type as AnyContentType],
  ),
);

/** Registers a kind, or replaces its rules. Declare its shape by merging into `ContentMap`. */
export const defineContent = <K extends ContentKind>(type: ContentType<K>): ContentType<K> => {
  types.set(type.kind, type as unknown as AnyContentType);
  return type;
};

export const contentType = <K extends ContentKind>(kind: K): ContentType<K> | undefined =>
  types.get(kind) as ContentType<K> | undefined;

let loading: Promise<void> | undefined;

/** Is it a kind of ours whose rules are not loaded yet? */
export const isLazyKind = (kind: string): boolean => !types.has(kind) && LAZY_KINDS.includes(kind);

/** Rules of all kinds that come with the build. After a failure the next call tries again. */
export const loadKinds = (): Promise<void> => {
  loading ??= import('./kinds/index.js').then(
    ({ kinds }) => {
      // What the page defined itself stays.
      for (const type of kinds) if (!types.has(type.kind)) types.set(type.kind, type);
    },
    (error) => {
      loading = undefined;
      throw error;
    },
  );
  return loading;
};

/** The same for a kind that came off a wire. */
export const anyContentType = (kind: string): AnyContentType | undefined => types.get(kind);
