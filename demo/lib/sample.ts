import type { Content, Message } from '../../core/index.js';

/** Contents of one kind as the gallery shows them and tests feed them: each state once. */
export interface Sample {
  readonly kind: Content['kind'];
  readonly states: readonly {
    readonly name: string;
    readonly content: Content;
    /** What else the message says, such as `extensions` or `own`. */
    readonly message?: Partial<Message>;
  }[];
}
