// Written by scripts/kinds.mjs; do not edit.
/** Kinds whose rules are loaded when the first of them comes. */
export const LAZY_KINDS: readonly string[] = ['command', 'form', 'merged', 'multipart', 'signal', 'stream'];
