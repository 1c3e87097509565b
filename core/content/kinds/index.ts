// Written by scripts/kinds.mjs; do not edit.
import type { AnyContentType } from '../types.js';
import { commandContent } from './command.js';
import { formContent } from './form.js';
import { mergedContent } from './merged.js';
import { multipartContent } from './multipart.js';
import { signalContent } from './signal.js';
import { streamContent } from './stream.js';

export const kinds = [
  commandContent,
  formContent,
  mergedContent,
  multipartContent,
  signalContent,
  streamContent,
] as unknown as readonly AnyContentType[];
