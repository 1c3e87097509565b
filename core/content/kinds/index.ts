// Written by scripts/kinds.mjs; do not edit.
import type { AnyContentType } from '../types.js';
import { commandContent } from './command.js';
import { contactContent } from './contact.js';
import { faceContent } from './face.js';
import { formContent } from './form.js';
import { gifContent } from './gif.js';
import { linkContent } from './link.js';
import { locationContent } from './location.js';
import { mergedContent } from './merged.js';
import { multipartContent } from './multipart.js';
import { pollContent } from './poll.js';
import { signalContent } from './signal.js';
import { streamContent } from './stream.js';
import { videoContent } from './video.js';
import { voiceContent } from './voice.js';

export const kinds = [
  commandContent,
  contactContent,
  faceContent,
  formContent,
  gifContent,
  linkContent,
  locationContent,
  mergedContent,
  multipartContent,
  pollContent,
  signalContent,
  streamContent,
  videoContent,
  voiceContent,
] as unknown as readonly AnyContentType[];
