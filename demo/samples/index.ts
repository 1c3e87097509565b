// Written by scripts/kinds.mjs; do not edit.
import type { Sample } from '../lib/sample.js';
import { sample as command } from './command.js';
import { sample as form } from './form.js';
import { sample as merged } from './merged.js';
import { sample as multipart } from './multipart.js';
import { sample as signal } from './signal.js';
import { sample as stream } from './stream.js';

export const samples: readonly Sample[] = [command, form, merged, multipart, signal, stream];
