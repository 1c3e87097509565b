// Written by scripts/kinds.mjs; do not edit.
/** Are there kinds that a composer can begin one of? Their names are loaded with its menu. */
export const HAS_INSERTS: boolean = true;
