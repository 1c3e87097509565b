/**
 * Something that is wrong with an app's server for as long as a test says so. `freeze`: it takes frames in, and neither does
 * nor says anything until it thaws; `lose`: what comes is lost; `mute`: what it says is; `slow`: it says it late; `double`: it
 * says it twice; `break`: the line breaks when a command comes.
 */
export interface Trouble {
  readonly what: 'freeze' | 'lose' | 'mute' | 'slow' | 'double' | 'break';
  /** Without their service; none: all, and what is told unasked (`msg_push`). */
  readonly commands?: readonly string[];
  /** On this one's lines alone. */
  readonly user?: string;
  /** Milliseconds of `slow`. */
  readonly ms?: number;
  /** `break`: once the command is done. */
  readonly done?: boolean;
  /** How often; default: until something else is said. */
  readonly times?: number;
}

type What = Trouble['what'];

export class Troubles {
  #all: (Trouble & { left: number })[] = [];
  #frozen: (() => void)[] = [];

  /** In place of those before. What was frozen goes on, in its order. */
  set(all: readonly Trouble[]): void {
    this.#all = all.map((one) => ({ ...one, left: one.times ?? Number.POSITIVE_INFINITY }));
    for (const go of this.#frozen.splice(0)) go();
  }

  /** A frame that has come; `run` does it, `end` breaks its line. */
  incoming(user: string | undefined, command: string, run: () => void, end: () => void): void {
    if (this.#take('freeze', user, command)) {
      this.#frozen.push(() => this.incoming(user, command, run, end));
      return;
    }
    if (this.#take('lose', user, command)) return;
    const broken = this.#take('break', user, command);
    // Whatever is said to a line that is gone is said to nobody.
    if (broken) end();
    if (!broken || broken.done) run();
  }

  outgoing(user: string | undefined, command: string, say: () => void): void {
    if (this.#take('freeze', user, command)) {
      this.#frozen.push(() => this.outgoing(user, command, say));
      return;
    }
    if (this.#take('mute', user, command)) return;
    const late = this.#take('slow', user, command);
    const twice = this.#take('double', user, command);
    const all = () => {
      say();
      if (twice) say();
    };
    if (late) setTimeout(all, late.ms ?? 0);
    else all();
  }

  #take(what: What, user: string | undefined, command: string): Trouble | undefined {
    const short = command.slice(command.indexOf('.') + 1);
    const found = this.#all.find(
      (one) =>
        one.what === what &&
        one.left > 0 &&
        (one.user === undefined || one.user === user) &&
        (one.commands === undefined || one.commands.includes(short)),
    );
    if (found) found.left--;
    return found;
  }
}
