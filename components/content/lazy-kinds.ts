// Written by scripts/kinds.mjs; do not edit.
import type { KindModule } from './kind-module.js';

/** How each kind is drawn, loaded with the first row of it. */
export const lazyKinds: Readonly<Record<string, () => Promise<KindModule>>> = {
  command: () => import('./kinds/command.js'),
  contact: () => import('./kinds/contact.js'),
  face: () => import('./kinds/face.js'),
  form: () => import('./kinds/form.js'),
  gif: () => import('./kinds/gif.js'),
  link: () => import('./kinds/link.js'),
  location: () => import('./kinds/location.js'),
  merged: () => import('./kinds/merged.js'),
  multipart: () => import('./kinds/multipart.js'),
  poll: () => import('./kinds/poll.js'),
  signal: () => import('./kinds/signal.js'),
  stream: () => import('./kinds/stream.js'),
  video: () => import('./kinds/video.js'),
  voice: () => import('./kinds/voice.js'),
};

/** Kinds that a composer can begin one of. */
export const INSERTS: readonly string[] = ['contact', 'face', 'location', 'poll'];
