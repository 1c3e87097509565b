import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Skeletons come after this many milliseconds of waiting, never as a flash. */
const SKELETON_AFTER = 300;

/** How long an element waits before it says that it waits. */
export class Patience implements ReactiveController {
  /** Is there still time to say nothing? */
  holds = true;
  readonly #host: ReactiveControllerHost;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.wait(false);
  }

  /** Said before each drawing: is there something to wait for? */
  wait(on: boolean): void {
    if (!on) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
      this.holds = true;
    } else this.#timer ??= setTimeout(() => this.#end(), SKELETON_AFTER);
  }

  #end(): void {
    this.holds = false;
    this.#host.requestUpdate();
  }
}
