import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Client, FileRef } from '../../../core/index.js';

/** An address for the bytes of a file while its host is in the page; object URLs are let go of. */
export class FileAddress implements ReactiveController {
  url: string | undefined;
  failed = false;
  readonly #host: ReactiveControllerHost;
  readonly #client: () => Client | undefined;
  #file: FileRef | undefined;
  #made: string | undefined;
  #abort: AbortController | undefined;
  #tries = 0;

  constructor(host: ReactiveControllerHost, client: () => Client | undefined) {
    this.#host = host;
    this.#client = client;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.drop();
  }

  /** Asks for it, once a file. An upload that is done keeps the bytes it came from. */
  want(file: FileRef): void {
    const before = this.#file;
    const same = before && (before.id === file.id || (this.#made !== undefined && before.localKey !== undefined));
    this.#file = file;
    if (same && (this.url || this.#abort || this.failed)) return;
    this.drop();
    this.#file = file;
    this.#ask(file);
  }

  /** The address did not work; it may have run out: asked for once more, then it is a failure. */
  broken(): void {
    if (!this.#file || !this.url) return;
    if (this.#tries++ < 1) this.#ask(this.#file);
    else this.#end(true);
  }

  again(): void {
    this.#tries = 0;
    if (this.#file) this.#ask(this.#file);
  }

  drop(): void {
    this.#abort?.abort();
    this.#abort = undefined;
    this.#file = undefined;
    this.failed = false;
    this.#tries = 0;
    this.#release();
  }

  #release(): void {
    if (this.#made) URL.revokeObjectURL(this.#made);
    this.#made = undefined;
    this.url = undefined;
  }

  #ask(file: FileRef): void {
    const client = this.#client();
    if (!client) return;
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    this.failed = false;
    this.#release();
    client.media.url(file, { signal: abort.signal }).then(
      ({ url, blob }) => {
        if (abort.signal.aborted) return;
        if (blob) this.#made = URL.createObjectURL(blob);
        this.url = this.#made ?? url;
        this.#end(!this.url);
      },
      () => !abort.signal.aborted && this.#end(true),
    );
  }

  #end(failed: boolean): void {
    this.#abort = undefined;
    this.failed = failed;
    if (failed) this.#release();
    this.#host.requestUpdate();
  }
}
