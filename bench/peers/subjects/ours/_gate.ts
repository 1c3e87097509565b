import type { OpenPort } from '../../../../hub/protocol/index.js';

export interface Gate {
  readonly open: OpenPort;
  /** From now on what asks for older messages waits, as on a slow line. */
  hold(): void;
  release(): void;
  /** From now on nobody gets through, and nobody is told why. */
  cut(): void;
}

export function gate(open: OpenPort): Gate {
  let waiting: (() => void)[] | undefined;
  let silent = false;
  return {
    async open(options) {
      if (silent) return new Promise(() => {});
      const port = await open(options);
      return {
        ...port,
        send(frame) {
          if (waiting && frame.op === 'messages.history') waiting.push(() => port.send(frame));
          else port.send(frame);
        },
      };
    },
    hold() {
      waiting ??= [];
    },
    release() {
      const all = waiting ?? [];
      waiting = undefined;
      for (const send of all) send();
    },
    cut() {
      silent = true;
    },
  };
}
