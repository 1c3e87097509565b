export { plainCopy } from './check.js';
export { loadOldEmoji, mayHoldOldEmoji, normalizeIncoming, type OldEmoji } from './emoji.js';
export { countGraphemes } from './graphemes.js';
export { safeThumbnail } from './image.js';
export { clockLength } from './length.js';
export { checkContent, packContent, previewOf, readContent, reviveContent, searchText, writeContent } from './read.js';
export { contentType, defineContent, isLazyKind, loadKinds } from './registry.js';
export type { ContentType, Preview, RawRecord } from './types.js';
export { safeFileUrl, safeUrl } from './url.js';
