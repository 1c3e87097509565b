import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type Client, ImError, toImError } from '../../core/index.js';

type Host = ReactiveControllerHost & HTMLElement;

export interface Wish {
  readonly client: Client;
  readonly room: string;
  readonly recent?: number | undefined;
  readonly create?: { readonly name?: string } | undefined;
  readonly more: boolean;
}

/** How many elements of a client show a room: the last one that goes leaves it. */
const shown = new WeakMap<Client, Map<string, number>>();

const count = (client: Client, room: string, by: number): number => {
  const all = shown.get(client) ?? new Map<string, number>();
  shown.set(client, all);
  const now = (all.get(room) ?? 0) + by;
  if (now > 0) all.set(room, now);
  else all.delete(room);
  return now;
};

/** In the room as long as the element stands in the page; an element that is only moved stays in it. */
export class Joining implements ReactiveController {
  readonly #host: Host;
  readonly #wish: () => Wish | undefined;
  readonly #failed: (error: ImError) => void;
  #of: Wish | undefined;
  #trying = false;
  error: ImError | undefined;

  constructor(host: Host, wish: () => Wish | undefined, failed: (error: ImError) => void) {
    this.#host = host;
    this.#wish = wish;
    this.#failed = failed;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.#let();
    });
  }

  hostUpdate(): void {
    const wish = this.#host.isConnected ? this.#wish() : undefined;
    if (!wish) {
      if (this.#host.isConnected) this.#let();
      return;
    }
    if (this.#of?.client === wish.client && this.#of.room === wish.room) {
      // What failed for want of a connection is tried with the next one.
      if (this.error && this.error.retry !== 'never' && this.connected(wish.client)) void this.again();
      return;
    }
    this.#let();
    if (!this.connected(wish.client)) return;
    this.#of = wish;
    count(wish.client, wish.room, 1);
    void this.again();
  }

  connected(client: Client): boolean {
    return client.store.get('session', 'self')?.state === 'connected';
  }

  /** Once more, such as after one was put out. */
  async again(): Promise<void> {
    const of = this.#of;
    if (!of || this.#trying) return;
    this.#trying = true;
    this.error = undefined;
    const { client, room, recent, create, more } = of;
    const options = { ...(recent !== undefined && { recent }), ...(create && { create }), more };
    try {
      await client.rooms.join(room, options);
    } catch (cause) {
      const error = toImError(cause);
      if (this.#of === of) {
        this.error = error;
        this.#failed(error);
      }
    } finally {
      this.#trying = false;
      this.#host.requestUpdate();
      if (this.#of !== of) void this.again();
    }
  }

  #let(): void {
    const of = this.#of;
    this.#of = this.error = undefined;
    if (!of || count(of.client, of.room, -1) > 0) return;
    const state = of.client.store.get('room', of.room)?.state;
    if (state === 'joined' || state === 'joining') of.client.rooms.leave(of.room).catch(() => undefined);
  }
}

export const absent = (error: ImError | undefined): boolean => error instanceof ImError && error.code === 'not-found';
