// Written by scripts/kinds.mjs; do not edit.
import type { AnyContentType } from '../types.js';

export const kinds = [] as unknown as readonly AnyContentType[];
