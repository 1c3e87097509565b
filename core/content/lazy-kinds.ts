// Written by scripts/kinds.mjs; do not edit.
/** Kinds whose rules are loaded when the first of them comes. */
export const LAZY_KINDS: readonly string[] = [
  'command',
  'contact',
  'face',
  'form',
  'gif',
  'link',
  'location',
  'merged',
  'multipart',
  'poll',
  'signal',
  'stream',
  'video',
  'voice',
];
