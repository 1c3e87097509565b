import type { Client, FileRef } from '../../core/index.js';

/** The bytes of the one that is looked at. An address may have run out since it was given: asked for once more. */
export class Source {
  readonly #changed: () => void;
  state: 'waiting' | 'shown' | 'failed' | 'broken' = 'waiting';
  url: string | undefined;
  #client: Client | undefined;
  #file: FileRef | undefined;
  #made: string | undefined;
  #abort: AbortController | undefined;
  #tries = 0;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  load(client: Client, file: FileRef): void {
    this.#client = client;
    this.#file = file;
    this.#tries = 0;
    this.#load();
  }

  close(): void {
    this.#abort?.abort();
    this.#drop();
  }

  readonly again = (): void => {
    this.#tries = 0;
    this.#load();
  };

  readonly loaded = (): void => this.#set('shown');

  readonly broken = (): void => {
    if (this.#tries++ < 1) this.#load();
    else this.#set(this.#made === undefined && this.url === undefined ? 'failed' : 'broken');
  };

  #load(): void {
    this.close();
    const abort = new AbortController();
    this.#abort = abort;
    this.#set('waiting');
    if (!this.#client || !this.#file) return;
    this.#client.media.url(this.#file, { signal: abort.signal }).then(
      ({ url, blob }) => {
        if (abort.signal.aborted) return;
        if (blob) this.#made = URL.createObjectURL(blob);
        this.url = this.#made ?? url;
        this.#set(this.url ? 'waiting' : 'failed');
      },
      () => !abort.signal.aborted && this.#set('failed'),
    );
  }

  #drop(): void {
    if (this.#made) URL.revokeObjectURL(this.#made);
    this.#made = this.url = undefined;
  }

  #set(state: Source['state']): void {
    this.state = state;
    this.#changed();
  }
}
