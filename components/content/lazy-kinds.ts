// Written by scripts/kinds.mjs; do not edit.
import type { KindModule } from './kind-module.js';

/** How each kind is drawn, loaded with the first row of it. */
export const lazyKinds: Readonly<Record<string, () => Promise<KindModule>>> = {
  command: () => import('./kinds/command.js'),
  form: () => import('./kinds/form.js'),
  merged: () => import('./kinds/merged.js'),
  multipart: () => import('./kinds/multipart.js'),
  signal: () => import('./kinds/signal.js'),
  stream: () => import('./kinds/stream.js'),
};

/** Kinds that a composer can begin one of. */
export const INSERTS: readonly string[] = [];
