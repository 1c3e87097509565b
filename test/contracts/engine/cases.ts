import type { World } from './actor.js';

/** `unsupported()` ends a case that this engine cannot run; it must have said so in its own flags. */
export type Run = (world: World, unsupported: () => void) => Promise<void>;
export type AddCase = (id: string, what: string, run: Run) => void;
/** Some cases, each under the id of its capability. */
export type Cases = (it: AddCase) => void;
