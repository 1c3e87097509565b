// Written by scripts/kinds.mjs; do not edit.
import type { Sample } from '../lib/sample.js';
import { sample as command } from './command.js';
import { sample as contact } from './contact.js';
import { sample as face } from './face.js';
import { sample as form } from './form.js';
import { sample as gif } from './gif.js';
import { sample as link } from './link.js';
import { sample as location } from './location.js';
import { sample as merged } from './merged.js';
import { sample as multipart } from './multipart.js';
import { sample as poll } from './poll.js';
import { sample as signal } from './signal.js';
import { sample as stream } from './stream.js';
import { sample as video } from './video.js';
import { sample as voice } from './voice.js';

export const samples: readonly Sample[] = [
  command,
  contact,
  face,
  form,
  gif,
  link,
  location,
  merged,
  multipart,
  poll,
  signal,
  stream,
  video,
  voice,
];
