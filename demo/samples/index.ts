// Written by scripts/kinds.mjs; do not edit.
import type { Sample } from '../lib/sample.js';

export const samples: readonly Sample[] = [];
