import type { Action } from '../../../core/engine/index.js';
import type { World } from './actor.js';

/** `unsupported()` ends a case that this engine cannot run; it must have said so in its own flags. */
export type Run = (world: World, unsupported: () => void) => Promise<void>;
export type AddCase = (id: string, what: string, run: Run) => void;
/** Some cases, each under the id of its capability. */
export type Cases = (it: AddCase) => void;

/** Cases none of which has a beginning where the engine cannot do something. */
export const needing =
  (action: Action, cases: Cases): Cases =>
  (it) =>
    cases((id, what, run) =>
      it(id, what, async (world, unsupported) =>
        world.harness.engine().can(action) === 'unsupported' ? unsupported() : run(world, unsupported),
      ),
    );
