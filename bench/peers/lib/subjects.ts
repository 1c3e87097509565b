import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';
import type { SeedPlan } from '../page/contract.js';
import { HERE } from './places.js';

export const KINDS = ['ours', 'floors', 'peers'] as const;
export type Kind = (typeof KINDS)[number];

/** A file of `subjects/<kind>/`; those that begin with `_` are parts of others. */
export interface SubjectFile {
  readonly name: string;
  readonly kind: Kind;
  readonly file: string;
}

/** What a subject needs outside of its page: `<name>.host.ts` beside it exports this as `host`. */
export interface Host {
  readonly plugins?: readonly Plugin[];
  /** Copied beside the page: from a path below `bench/peers`, to a path below the page's folder. */
  readonly copies?: Readonly<Record<string, string>>;
  /** Of those, what goes into the page's head. */
  readonly head?: string;
  /** A back end; what it answers is added to the address of the page. */
  start?(plan: SeedPlan): Promise<{ readonly query: string; stop(): Promise<void> }>;
}

export const subjectFiles = (): SubjectFile[] =>
  KINDS.flatMap((kind) => {
    const folder = join(HERE, 'subjects', kind);
    return readdirSync(folder)
      .filter((file) => /^[^_.][^.]*\.tsx?$/.test(file))
      .sort()
      .map((file) => ({ kind, name: file.replace(/\.tsx?$/, ''), file: join(folder, file) }));
  });

export async function hostOf({ file }: SubjectFile): Promise<Host> {
  const path = file.replace(/\.tsx?$/, '.host.ts');
  return existsSync(path) ? ((await import(path)) as { host: Host }).host : {};
}
