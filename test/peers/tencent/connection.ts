import type { WebSocket } from 'ws';
import type { App, Person } from './state.js';
import { type Json, text } from './wire.js';

/** One socket of one page. */
export class Connection {
  readonly app: App;
  readonly #socket: WebSocket;
  readonly #binary: boolean;
  #pushed = 1;
  person: Person | undefined;
  /** The key that stands for a sign-in on this connection and on those that come after it. */
  key: string | undefined;
  #expiry: ReturnType<typeof setTimeout> | undefined;

  constructor(app: App, socket: WebSocket, binary: boolean) {
    this.app = app;
    this.#socket = socket;
    this.#binary = binary;
    app.connections.add(this);
  }

  send(head: Json, body: Json): void {
    const frame = JSON.stringify({ head, body });
    const say = () => this.#socket.send(this.#binary ? Buffer.from(frame) : frame, { binary: this.#binary });
    this.app.troubles.outgoing(this.person?.id, text(head, 'servcmd'), say);
  }

  push(body: Json, command = 'im_open_push.msg_push'): void {
    this.send({ servcmd: command, seq: this.#pushed++ }, body);
  }

  /** `run` when the token of this sign-in is over. */
  expire(ms: number, run: () => void): void {
    clearTimeout(this.#expiry);
    // Longer ones than a timer takes never end here.
    if (ms < 2 ** 31) this.#expiry = setTimeout(run, Math.max(0, ms));
  }

  signOut(): void {
    clearTimeout(this.#expiry);
    const { person } = this;
    this.person = undefined;
    if (person?.connections.delete(this)) this.app.turned(person);
  }

  get isGone(): boolean {
    return !this.app.connections.has(this);
  }

  cut(): void {
    this.gone();
    this.#socket.terminate();
  }

  gone(): void {
    this.signOut();
    this.app.connections.delete(this);
  }
}
